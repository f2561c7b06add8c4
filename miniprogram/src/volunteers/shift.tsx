import { View } from '@tarojs/components'
import Taro, { usePullDownRefresh } from '@tarojs/taro'
import { sayTime } from '../../../shared/time.ts'
import { volunteers } from '../../../shared/volunteers.ts'
import type { ShiftReply } from '../../../shared/volunteers/shifts.ts'
import { acts } from '../components/aria.ts'
import { Button } from '../components/Button.tsx'
import { CallCommunity } from '../components/CallCommunity.tsx'
import { Card } from '../components/Card.tsx'
import { Page } from '../components/Page.tsx'
import { Row } from '../components/Row.tsx'
import { Failed, Loading } from '../components/States.tsx'
import { open, openInstead, useParams } from '../platform/open.ts'
import { keepReply, useReply } from '../platform/query.tsx'
import { isFinal } from '../platform/refused.ts'
import { sayDay, sayHours } from './days.ts'
import { LeadShift } from './LeadShift.tsx'
import { Place } from './Place.tsx'
import { sayStanding, words } from './words.ts'

const followSeconds = 10
const now = () => new Date().toISOString()

const Facts = ({ shift }: { readonly shift: ShiftReply }) => (
  <Card title={shift.title}>
    <Row name={words.when} value={`${sayDay(shift.startsAt, now())} ${sayHours(shift)}`} />
    <Row name={words.place} value={shift.place} />
    <Row
      name={words.ofTeam}
      value={shift.team.name}
      {...(shift.openTo === 'all' && { note: words.forAll })}
      onTap={() => open('volunteers/team', { team: shift.team.id })}
    />
    <Row
      name={words.places}
      value={
        words.placesOf(shift.taken, shift.places) + (shift.waiting > 0 ? words.waitingOf(shift.waiting) : '')
      }
    />
    {shift.insurance && <Row name={words.insurance} note={shift.insurance} />}
  </Card>
)

export default function Shift() {
  const { id = '' } = useParams('volunteers/shift')
  const { data: shift, error, again } = useReply(volunteers.shift, { id }, { followSeconds })
  usePullDownRefresh(() => void again().finally(() => Taro.stopPullDownRefresh()))
  const made = (reply: ShiftReply) => void keepReply(volunteers.shift, { id: reply.id }, reply)
  const failed = error && (
    <Failed error={error} again={again}>
      <Button text={words.seeAll} kind="plain" onTap={() => openInstead('volunteers/shifts')} />
      <CallCommunity />
    </Failed>
  )
  if (!shift || isFinal(error)) return <Page title={words.shift}>{failed || <Loading />}</Page>
  const comes = shift.state === 'open' && shift.mine?.place === 'seated' && shift.checkInFromAt > now()
  return (
    <Page title={shift.title}>
      <Card tone="accent">
        <View className="state" {...acts('heading')}>
          {sayStanding(shift)?.[0] ?? shift.stateText}
        </View>
        <View>{shift.stateHint}</View>
        {comes && <View className="hint">{words.checkInFrom(sayTime(shift.checkInFromAt, now()))}</View>}
      </Card>
      {failed}
      <Place shift={shift} made={made} />
      <Facts shift={shift} />
      <LeadShift shift={shift} />
      {shift.note && (
        <Card title={words.noteTitle}>
          <View className="big">{shift.note}</View>
        </Card>
      )}
      <CallCommunity />
    </Page>
  )
}
