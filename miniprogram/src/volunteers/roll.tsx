/** 签到: the lead's screen on the day. The code to scan, and the list by name, as on paper. */
import { View } from '@tarojs/components'
import Taro, { useDidHide, useDidShow } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { sayTime } from '../../../shared/time.ts'
import { volunteers } from '../../../shared/volunteers/volunteers.ts'
import type { ShiftReply } from '../../../shared/volunteers/shifts.ts'
import { role } from '../components/aria.ts'
import { ActButton } from '../components/Acts.tsx'
import { Awaited } from '../components/Awaited.tsx'
import { Page } from '../components/Page.tsx'
import { QrCode } from '../components/QrCode.tsx'
import { Section } from '../components/Section.tsx'
import { Empty, Notice } from '../components/States.tsx'
import { useParams } from '../platform/open.ts'
import { keepReply, useReply } from '../platform/query.tsx'
import { isFinal } from '../platform/refused.ts'
import { sayDay, sayHours } from './days.ts'
import './lead.css'
import { countsOf, groupsOf, isListOpen, sayGroup, sayPresence } from './roll-list.ts'
import { addPerson, PersonSheet } from './RollSheets.tsx'
import { acts as shiftActs } from './ShiftActs.tsx'
import { words } from './words.ts'

const followSeconds = 5

/** px; as wide as a phone's screen lets it be, and no wider than a head on a desk's. */
const widest = 420
const aroundIt = 32

/** 382 617: in two groups they are told across a room. */
const inGroups = (digits: string) => digits.replace(/(?=(\d{3})+$)(?!^)/g, ' ')

/** The screen stays lit while it is looked at; where that cannot be, it goes dark as always. */
const keepLit = (on: boolean) => void Taro.setKeepScreenOn({ keepScreenOn: on }).catch(() => undefined)

/** The code of the day: to scan, and six digits to type, renewed by themselves. */
const CheckInCode = ({ id }: { readonly id: string }) => {
  // Asked for and not timed: this phone's clock may be wrong, and the code before is good for a while.
  const { data, ...asked } = useReply(volunteers.checkInCode, { id }, { followSeconds: 15 })
  useDidShow(() => keepLit(true))
  useDidHide(() => keepLit(false))
  useEffect(() => () => keepLit(false), [])
  if (!data) return <Awaited asked={asked} />
  const most = Math.min(Taro.getWindowInfo().windowWidth - aroundIt, widest)
  return (
    <View>
      <View className="roll-note">请扫码签到</View>
      <QrCode text={data.code} label="签到码，请来的人扫" most={most} />
      <View className="roll-note">没法扫，就填这6位数</View>
      <View className="roll-digits">{inGroups(data.digits)}</View>
      <View className="hint roll-note">码会自己换新的</View>
    </View>
  )
}

interface Props {
  readonly item: ShiftReply
  readonly onMoved: (reply: ShiftReply) => void
}

const Names = ({ item, onMoved }: Props) => {
  const [tapped, setTapped] = useState<string>()
  const { people = [] } = item
  const person = people.find(({ user }) => user === tapped)
  const groups = groupsOf(people)
  return (
    <>
      {groups.length === 0 && <Empty text="还没有人报名。也可以在下面加人。" />}
      {groups.length > 0 && <View className="hint">点名字来记。</View>}
      {groups.map(([standing, group]) => (
        <Section
          key={standing}
          title={sayGroup(standing, item, new Date().toISOString())}
          count={group.length}
        >
          <View className="names">
            {group.map(each => {
              const presence = sayPresence(each)
              return (
                <View
                  key={each.user}
                  className={`name name-${standing}`}
                  hoverClass="card-pressed"
                  onClick={() => setTapped(each.user)}
                  {...role('button', [each.name, presence].filter(Boolean).join('，'))}
                >
                  <View className="name-big">{each.name}</View>
                  <View className="row-note">{presence ?? each.building}</View>
                </View>
              )
            })}
          </View>
        </Section>
      ))}
      {person && (
        <PersonSheet item={item} person={person} close={() => setTapped(undefined)} onMoved={onMoved} />
      )}
    </>
  )
}

export default function Roll() {
  const { id = '' } = useParams('volunteers/roll')
  const { data: shift, error, again } = useReply(volunteers.shift, { id }, { followSeconds })
  const rest = <Awaited asked={{ data: shift, error, again }} />
  if (!shift || isFinal(error)) return <Page title={words.rollTitle}>{rest}</Page>
  if (!shift.may.includes('keepList'))
    return (
      <Page title={words.rollTitle}>
        <Empty text={words.leadOnly} />
      </Page>
    )
  const now = new Date().toISOString()
  const { came, all } = countsOf(shift.people ?? [])
  const props = {
    item: shift,
    onMoved: (reply: ShiftReply) => void keepReply(volunteers.shift, { id }, reply),
  }
  const opens = shift.checkInFromAt > now
  const over = shift.endsAt <= now
  return (
    <Page title={words.rollTitle} wide>
      <View className="beside">
        <View className="beside-stays">
          <View className="state">{shift.title}</View>
          <View className="big under-label">
            {sayDay(shift.startsAt, now)} {sayHours(shift)} · {shift.place}
          </View>
          {opens && (
            <Notice
              text={`${`${sayTime(shift.checkInFromAt, now)} 起可以签到`}。到时候，这里会出现签到码。`}
            />
          )}
          {!opens && !over && shift.state === 'open' && <CheckInCode id={id} />}
          {over && (
            <Notice
              text={
                isListOpen(now, shift)
                  ? '已经结束。漏记的，七天内点名字补上。'
                  : '结束七天多了。忘了签退的，点名字去补，写明原因。'
              }
            />
          )}
          <View className="roll-count">{`到了 ${came} / ${all}`}</View>
        </View>
        <View>
          {rest}
          <Names {...props} />
          <View className="apart">
            <ActButton act={addPerson} {...props} />
          </View>
          <View className="apart">
            <ActButton act={shiftActs.print} {...props} />
          </View>
        </View>
      </View>
    </Page>
  )
}
