/** 签到: the lead's screen on the day. The code to scan, and the list by name, as on paper. */
import { View } from '@tarojs/components'
import Taro, { usePullDownRefresh } from '@tarojs/taro'
import { useState } from 'react'
import { sayTime } from '../../../shared/time.ts'
import { volunteers } from '../../../shared/volunteers.ts'
import type { ShiftReply } from '../../../shared/volunteers/shifts.ts'
import { acts } from '../components/aria.ts'
import { CallCommunity } from '../components/CallCommunity.tsx'
import { Page } from '../components/Page.tsx'
import { Empty, Failed, Loading, Notice } from '../components/States.tsx'
import { useParams } from '../platform/open.ts'
import { keepReply, useReply } from '../platform/query.tsx'
import { isFinal } from '../platform/refused.ts'
import { AddPerson } from './AddPerson.tsx'
import { CheckInCode } from './CheckInCode.tsx'
import { sayDay, sayHours } from './days.ts'
import './lead.css'
import { words } from './lead-words.ts'
import { PersonSheet, sayPresence } from './PersonSheet.tsx'
import { PrintSheet } from './PrintSheet.tsx'
import { countsOf, groupsOf, type OnRoll } from './roll-list.ts'

const followSeconds = 5

interface ListProps {
  readonly shift: ShiftReply
  readonly made: (reply: ShiftReply) => void
}

const Names = ({ shift, made }: ListProps) => {
  const [tapped, setTapped] = useState<string>()
  const people = shift.people ?? []
  const person = people.find(({ user }) => user === tapped)
  const groups = groupsOf(people)
  return (
    <>
      {groups.length === 0 && <Empty text={words.noneYet} />}
      {groups.length > 0 && <View className="hint">{words.tapName}</View>}
      {groups.map(([standing, group]) => (
        <View key={standing} className="section">
          <View className="heading" {...acts('heading')}>
            {words.groups[standing]}
            <View className="heading-count"> {group.length}</View>
          </View>
          <View className="names">
            {group.map(each => (
              <Name key={each.user} person={each} standing={standing} tap={() => setTapped(each.user)} />
            ))}
          </View>
        </View>
      ))}
      {person && <PersonSheet shift={shift} person={person} close={() => setTapped(undefined)} made={made} />}
    </>
  )
}

const Name = ({
  person,
  standing,
  tap,
}: {
  readonly person: OnRoll
  readonly standing: string
  readonly tap: () => void
}) => {
  const presence = sayPresence(person)
  return (
    <View
      className={`name name-${standing}`}
      hoverClass="card-pressed"
      onClick={tap}
      {...acts('button', [person.name, presence].filter(Boolean).join('，'))}
    >
      <View className="name-big">{person.name}</View>
      <View className="row-note">{presence ?? person.building}</View>
    </View>
  )
}

export default function Roll() {
  const { id = '' } = useParams('volunteers/roll')
  const { data: shift, error, again } = useReply(volunteers.shift, { id }, { followSeconds })
  usePullDownRefresh(() => void again().finally(() => Taro.stopPullDownRefresh()))
  const failed = error && (
    <Failed error={error} again={again}>
      <CallCommunity />
    </Failed>
  )
  if (!shift || isFinal(error)) return <Page title={words.rollTitle}>{failed || <Loading />}</Page>
  if (!shift.may.includes('keepList'))
    return (
      <Page title={words.rollTitle}>
        <Empty text={words.leadOnly} />
      </Page>
    )
  const now = new Date().toISOString()
  const { came, all } = countsOf(shift.people ?? [])
  const made = (reply: ShiftReply) => keepReply(volunteers.shift, { id }, reply)
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
          {opens && <Notice text={`${words.opens(sayTime(shift.checkInFromAt, now))}。${words.opensNote}`} />}
          {!opens && !over && shift.state === 'open' && <CheckInCode id={id} />}
          {over && <Notice text={words.afterwards} />}
          <View className="roll-count">{words.arrived(came, all)}</View>
        </View>
        <View>
          {failed}
          <Names shift={shift} made={made} />
          <View className="apart">
            <AddPerson shift={shift} made={made} />
          </View>
          <View className="apart">
            <PrintSheet id={id} />
          </View>
        </View>
      </View>
    </Page>
  )
}
