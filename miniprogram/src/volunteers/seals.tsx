/** 等盖章: record sheets that people want as a 证明. Announced and sealed, or why not. */
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { volunteers } from '../../../shared/volunteers.ts'
import type { RecordReply } from '../../../shared/volunteers/hours.ts'
import { Button } from '../components/Button.tsx'
import { Card } from '../components/Card.tsx'
import { ListRest } from '../components/ListRest.tsx'
import { Page } from '../components/Page.tsx'
import { Empty, Notice } from '../components/States.tsx'
import { useList, useListGestures, useMove } from '../platform/query.tsx'
import { sayRefusal } from '../platform/refused.ts'
import { dayOf, sayDate, sayMinutes } from './days.ts'
import './lead.css'
import { words } from './lead-words.ts'
import { useLedTeams } from './led-teams.ts'
import { usePaper } from '../components/paper.tsx'
import { SealForm } from './SealForm.tsx'

/** Of a sheet that says another sum than was served. */
const sayOutdated = ({ minutes, nowMinutes }: RecordReply) =>
  nowMinutes !== undefined && (nowMinutes < minutes ? words.outdated : words.grown)(sayMinutes(nowMinutes))

const sayPeriod = ({ fromOn, toOn }: RecordReply) => `${sayDate(fromOn)}到${sayDate(toOn)}`

/** Whoever it is about can see that it was looked at. */
const OpenPaper = ({ number }: Pick<RecordReply, 'number'>) => {
  const { go, error } = useMove()
  const { order, sheet } = usePaper()
  const open = () => order(key => go(volunteers.printRecord, { number, key })).catch(() => undefined) // shown below
  return (
    <View className="moves">
      {error && <Notice text={sayRefusal(error)} tone="warn" />}
      <Button text={words.openPaper} kind="plain" onTap={open} />
      <View className="hint">{words.paperSeen}</View>
      {sheet}
    </View>
  )
}

const Sheets = () => {
  const list = useList(volunteers.records, { list: 'asked' })
  useListGestures(list)
  const [chosen, setChosen] = useState<string>()
  const { items } = list
  const record = items?.find(({ number }) => number === chosen)
  const outdated = record && sayOutdated(record)
  const done = (text: string) => {
    setChosen(undefined)
    void Taro.showToast({ title: text, icon: 'none' })
  }
  return (
    <Page title={words.seals} wide back={record && (() => setChosen(undefined))}>
      <View className={record ? 'beside chosen-one' : 'beside'}>
        <View className="beside-list">
          <View className="hint under-label">{words.sealsNote}</View>
          {items?.map(each => (
            <Card
              key={each.number}
              title={each.name}
              tone={each.number === chosen ? 'accent' : 'plain'}
              aside={<View className="hint">{sayMinutes(each.minutes)}</View>}
              onTap={() => setChosen(each.number)}
            >
              <View className="hint">{sayPeriod(each)}</View>
              {each.nowMinutes !== undefined && (
                <View className="strong">
                  {each.nowMinutes < each.minutes ? words.outdatedShort : words.grownShort}
                </View>
              )}
            </Card>
          ))}
          {items?.length === 0 && <Empty text={words.noSeals} />}
          <ListRest {...list} />
        </View>
        <View className="beside-part">
          {record ? (
            <>
              {outdated && <Notice text={outdated} tone="warn" />}
              <Card title={record.name}>
                <View>{sayPeriod(record)}</View>
                <View>{words.sum(record.times, sayMinutes(record.minutes))}</View>
                <View className="hint">{words.issuedOn(sayDate(dayOf(record.issuedAt)))}</View>
                <View className="hint">{words.number(record.number)}</View>
              </Card>
              <OpenPaper key={record.number} number={record.number} />
              <SealForm key={`${record.number}.seal`} record={record} done={done} />
            </>
          ) : (
            items && items.length > 0 && <View className="hint desk-only">{words.chooseOne}</View>
          )}
        </View>
      </View>
    </Page>
  )
}

export default function Seals() {
  const { me, staff } = useLedTeams()
  if (me && !staff)
    return (
      <Page title={words.seals}>
        <Empty text={words.staffOnly} />
      </Page>
    )
  return <Sheets />
}
