/** One’s own way into a team: asked for, waited for, said yes to, left; and for its lead who it is. */
import { View } from '@tarojs/components'
import Taro, { usePullDownRefresh } from '@tarojs/taro'
import { useState } from 'react'
import { sayTime } from '../../../shared/time.ts'
import { volunteers } from '../../../shared/volunteers.ts'
import { inGroup, type MembershipReply } from '../../../shared/volunteers/teams.ts'
import { acts } from '../components/aria.ts'
import { Button } from '../components/Button.tsx'
import { CallCommunity } from '../components/CallCommunity.tsx'
import { Card } from '../components/Card.tsx'
import { Page } from '../components/Page.tsx'
import { Row } from '../components/Row.tsx'
import { Sheet } from '../components/Sheet.tsx'
import { Failed, Loading, Notice } from '../components/States.tsx'
import { Timeline } from '../components/Timeline.tsx'
import { open, useParams } from '../platform/open.ts'
import { keepReply, useMove, useReply } from '../platform/query.tsx'
import { isFinal, sayRefusal } from '../platform/refused.ts'
import { askToBeTold } from '../platform/subscribe.ts'
import { dayOf, sayDate } from './days.ts'
import { approvedToQueue, leaving, membershipDone, membershipReasons, ownLeaving, words } from './words.ts'

const followSeconds = 10
const now = () => new Date().toISOString()

const Facts = ({ item }: { readonly item: MembershipReply }) => (
  <Card>
    {item.name && <Row name={words.who} value={item.name} />}
    {item.building && <Row name={words.where} value={item.building} />}
    {item.note && <Row name={words.theirNote} note={item.note} />}
    {item.minor && <Row name={words.minorRow} value={words.minorNote} />}
    {item.fit && <Row name={words.fitRow} value={words.fitYes} />}
    {item.since && <Row name={inGroup(item.team.group, words.since)} value={sayDate(dayOf(item.since))} />}
    {item.reason && <Row name={words.reason} value={membershipReasons[item.reason]} />}
    <Row
      name={inGroup(item.team.group, words.toTeam)}
      onTap={() => open('volunteers/team', { team: item.team.id })}
    />
  </Card>
)

type Entry = MembershipReply['timeline'][number]

const sayEntry = ({ who, move, to, reason }: Entry) => {
  const done = move === 'approve' && to === 'waitlisted' ? approvedToQueue : membershipDone[move]
  const why = reason && (membershipReasons[reason as keyof typeof membershipReasons] ?? reason)
  return [who, done ?? move, why && `：${why}`].filter(Boolean).join('')
}

const History = ({ timeline }: Pick<MembershipReply, 'timeline'>) => (
  <Card title={words.history}>
    <Timeline
      lines={[...timeline]
        .reverse()
        .map(entry => ({ key: entry.seq, time: sayTime(entry.at, now()), text: sayEntry(entry) }))}
    />
  </Card>
)

interface Tapping {
  readonly item: MembershipReply
  readonly made: (reply: MembershipReply) => void
}

/** A place is kept: the one thing to do now. */
const Kept = ({ item, leave }: Pick<Tapping, 'item'> & { readonly leave: () => void }) => {
  const { go, error } = useMove()
  const confirm = () =>
    go(volunteers.confirmPlace, { id: item.id }).then(
      () => Taro.showToast({ title: words.confirmed, icon: 'none' }),
      () => undefined, // shown below
    )
  return (
    <View className="stack moves">
      {error && <Notice text={sayRefusal(error)} tone="warn" />}
      <Button text={words.confirm} size="huge" onTap={confirm} />
      <Button text={inGroup(item.team.group, leaving.promoted![0])} kind="plain" onTap={leave} />
    </View>
  )
}

/** Once more, as it was said before; where a yes of its own is asked, it is asked again. */
const Again = ({ item, made }: Tapping) => {
  const { go, error } = useMove()
  const again = async () => {
    if (item.minor || item.fit) return open('volunteers/team', { team: item.team.id, do: 'apply' })
    void askToBeTold('asking')
    await go(volunteers.apply, { team: item.team.id, listed: item.listed }).then(made, () => undefined) // shown below
  }
  return (
    <View className="stack moves">
      {error && <Notice text={sayRefusal(error)} tone="warn" />}
      <Button text={words.again} onTap={again} />
    </View>
  )
}

const Listed = ({ item, made }: Tapping) => {
  const { go, busy, error } = useMove()
  const change = () =>
    !busy && void go(volunteers.setListed, { id: item.id, listed: !item.listed }).then(made, () => undefined) // shown below
  return (
    <Card>
      <Row
        name={inGroup(item.team.group, words.listedRow)}
        note={inGroup(item.team.group, words.listedNote)}
        on={item.listed}
        onTap={change}
      />
      {error && <Notice text={sayRefusal(error)} tone="warn" />}
    </Card>
  )
}

const LeaveSheet = ({ item, made, close }: Tapping & { readonly close: () => void }) => {
  const { go, error } = useMove()
  const [, title, stay] = leaving[item.state]!.map(text => inGroup(item.team.group, text))
  const leave = (reason: (typeof ownLeaving)[number]) =>
    go(volunteers.leave, { id: item.id, seq: item.seq, reason }).then(
      reply => {
        made(reply)
        close()
      },
      () => undefined, // shown below
    )
  return (
    <Sheet open title={title!} close={close} closeText={stay!}>
      {error && <Notice text={sayRefusal(error)} tone="warn" />}
      {ownLeaving.map(reason => (
        <Button key={reason} text={membershipReasons[reason]} kind="plain" onTap={() => leave(reason)} />
      ))}
    </Sheet>
  )
}

/** What somebody can do about their own. */
const Own = ({ item, made }: Tapping) => {
  const [asking, setAsking] = useState(false)
  const may = (move: string) => item.may.includes(move)
  const kept = item.confirmBy !== undefined && may('confirmPlace')
  const going = may('leave') ? leaving[item.state] : undefined
  const leave = () => setAsking(true)
  return (
    <>
      {kept && <Kept item={item} leave={leave} />}
      {may('apply') && <Again item={item} made={made} />}
      {going && <Listed item={item} made={made} />}
      {going && !kept && (
        <View className="moves">
          <Button text={inGroup(item.team.group, going[0])} kind="plain" onTap={leave} />
        </View>
      )}
      {asking && going && <LeaveSheet item={item} made={made} close={() => setAsking(false)} />}
    </>
  )
}

export default function Membership() {
  const { id = '' } = useParams('volunteers/membership')
  const { data: item, error, again } = useReply(volunteers.membership, { id }, { followSeconds })
  usePullDownRefresh(() => void again().finally(() => Taro.stopPullDownRefresh()))
  const made = (reply: MembershipReply) => void keepReply(volunteers.membership, { id: reply.id }, reply)
  const failed = error && (
    <Failed error={error} again={again}>
      <CallCommunity />
    </Failed>
  )
  if (!item || isFinal(error)) return <Page title={words.membership}>{failed || <Loading />}</Page>
  return (
    <Page title={words.membership}>
      <Card tone="accent" title={item.team.name}>
        <View className="state" {...acts('heading')}>
          {item.stateText}
        </View>
        <View>{item.stateHint}</View>
      </Card>
      {failed}
      {item.mine && <Own item={item} made={made} />}
      <Facts item={item} />
      <History timeline={item.timeline} />
      <CallCommunity />
    </Page>
  )
}
