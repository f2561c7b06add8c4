/** 服务记录单: made over a period, opened, kept; and the seal that makes a 证明 of it. */
import { View } from '@tarojs/components'
import { useRef, useState } from 'react'
import { volunteers } from '../../../shared/volunteers.ts'
import type { RecordReply } from '../../../shared/volunteers/hours.ts'
import { Button } from '../components/Button.tsx'
import { Card } from '../components/Card.tsx'
import { ListRest } from '../components/ListRest.tsx'
import { PaperSheet } from '../components/PaperSheet.tsx'
import { StateBadge } from '../components/StateBadge.tsx'
import { Empty, Notice } from '../components/States.tsx'
import { randomKey } from '../platform/keys.ts'
import { useList, useListGestures, useMove } from '../platform/query.tsx'
import { sayRefusal } from '../platform/refused.ts'
import { askToBeTold } from '../platform/subscribe.ts'
import { sayMinutes, sayPeriod } from './days.ts'
import { RecordSheet } from './RecordSheet.tsx'
import { recordText, words } from './words.ts'

const sayState = ({ state, reason, sealed }: RecordReply) => {
  if (sealed) {
    const { handler, contact, announcedFromOn, announcedToOn } = sealed
    return `${words.sealedBy(handler, contact)}。${words.announced(sayPeriod(announcedFromOn, announcedToOn))}`
  }
  if (state === 'refused') return words.sealRefused(reason ?? '')
  return state === 'asked' ? words.sealAsked : words.sealNote
}

/** Kept for a week and then made again, so each tap may order it anew; the same tap again does not. */
const Print = ({ number }: Pick<RecordReply, 'number'>) => {
  const { go, error } = useMove()
  const [paper, setPaper] = useState<string>()
  const key = useRef<string>(undefined)
  const print = async () => {
    key.current ??= await randomKey()
    await go(volunteers.printRecord, { key: key.current, number }).then(
      made => {
        key.current = undefined
        setPaper(made.paper)
      },
      () => undefined, // shown below
    )
  }
  return (
    <>
      {error && <Notice text={sayRefusal(error)} tone="warn" />}
      <Button text={words.print} label={words.printOf(number)} onTap={print} />
      {paper && <PaperSheet id={paper} close={() => setPaper(undefined)} />}
    </>
  )
}

const RecordCard = ({ record }: { readonly record: RecordReply }) => {
  const { go, error } = useMove()
  const [badge, tone] = recordText[record.state]
  const ask = async () => {
    void askToBeTold('asking')
    await go(volunteers.askSeal, { number: record.number }).catch(() => undefined) // shown below
  }
  return (
    <Card title={sayPeriod(record.fromOn, record.toOn)} aside={<StateBadge text={badge} tone={tone} />}>
      <View className="big">{words.servedOf(sayMinutes(record.minutes), record.times)}</View>
      <View className="hint">{`${words.number} ${record.number}`}</View>
      <View className="small">{sayState(record)}</View>
      <Print number={record.number} />
      {error && <Notice text={sayRefusal(error)} tone="warn" />}
      {record.may.includes('ask') && <Button text={words.seal} kind="plain" onTap={ask} />}
    </Card>
  )
}

export const Records = () => {
  const [asking, setAsking] = useState(false)
  const [made, setMade] = useState(false)
  const [paper, setPaper] = useState<string>()
  const list = useList(volunteers.records, { list: 'mine' })
  useListGestures(list)
  return (
    <>
      <View className="moves">
        <Button text={words.recordAsk} onTap={() => setAsking(true)} />
      </View>
      {made && <Notice text={words.recordReady} tone="good" />}
      {list.items?.map(record => (
        <RecordCard key={record.number} record={record} />
      ))}
      {list.items?.length === 0 && <Empty text={words.noRecords} />}
      <ListRest {...list} />
      {asking && (
        <RecordSheet
          close={() => setAsking(false)}
          made={record => {
            setAsking(false)
            setMade(true)
            setPaper(record.paper)
          }}
        />
      )}
      {paper && <PaperSheet id={paper} close={() => setPaper(undefined)} />}
    </>
  )
}
