/** On the page of a team, for its lead and staff: the people in it, who waits, and what they do with the team. */
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { shanghai } from '../../../shared/time.ts'
import { volunteers } from '../../../shared/volunteers.ts'
import type { TeamReply } from '../../../shared/volunteers/teams.ts'
import { Button } from '../components/Button.tsx'
import { Card } from '../components/Card.tsx'
import { Row } from '../components/Row.tsx'
import { Sheet } from '../components/Sheet.tsx'
import { Failed, Loading, Notice } from '../components/States.tsx'
import { open } from '../platform/open.ts'
import { useMove, useReply } from '../platform/query.tsx'
import { sayRefusal } from '../platform/refused.ts'
import { AddMember } from './AddMember.tsx'
import { offListReasons, offListText, words } from './lead-words.ts'

type Member = TeamReply['people'][number]

/** The list has no `seq`: what the person's membership is now is asked for when they are tapped. */
const OffList = ({
  name,
  membership,
  close,
}: {
  readonly name: string
  readonly membership: string
  readonly close: () => void
}) => {
  const { data, error, again } = useReply(volunteers.membership, { id: membership })
  const { go, error: refused } = useMove()
  const off = (seq: number, reason: (typeof offListReasons)[number]) =>
    go(volunteers.leave, { id: membership, seq, reason }).then(
      () => {
        void Taro.showToast({ title: words.isOff, icon: 'none' })
        close()
      },
      () => undefined, // shown below
    )
  return (
    <Sheet open title={words.offListWhy(name)} close={close} closeText={words.stays}>
      {!data && (error ? <Failed error={error} again={again} /> : <Loading />)}
      {data && <View className="sheet-text">{words.offListNote}</View>}
      {refused && <Notice text={sayRefusal(refused)} tone="warn" />}
      {data?.may.includes('leave') &&
        offListReasons.map(reason => (
          <Button key={reason} text={offListText[reason]} kind="plain" onTap={() => off(data.seq, reason)} />
        ))}
      {data && !data.may.includes('leave') && <Notice text={words.notOff} />}
    </Sheet>
  )
}

const noteOf = ({ building, since }: Member) =>
  [building, since && words.since(shanghai(since).format('YYYY年M月D日'))].filter(Boolean).join(' · ')

const answersFor = ({ leads, mayChange }: TeamReply) => leads === true || mayChange === true

/** In place of those who agreed to be seen: all of them. */
export const LeadMembers = ({ team }: { readonly team: TeamReply }) => {
  const [leaving, setLeaving] = useState<Member>()
  const { id, people, mayChange } = team
  if (!answersFor(team)) return null
  return (
    <View className="section">
      <Card title={words.members(people.length)}>
        {people.length === 0 && <View className="hint">{words.noMembers}</View>}
        {people.map((member, at) => (
          <Row
            key={member.membership ?? at}
            name={member.name}
            note={noteOf(member)}
            {...(member.membership && { value: words.offList, onTap: () => setLeaving(member) })}
          />
        ))}
        {leaving?.membership && (
          <OffList name={leaving.name} membership={leaving.membership} close={() => setLeaving(undefined)} />
        )}
      </Card>
      <AddMember team={id} byPhone={mayChange ?? false} />
    </View>
  )
}

export const LeadTeam = ({ team }: { readonly team: TeamReply }) => {
  const { id, applied = 0, mayChange } = team
  if (!answersFor(team)) return null
  return (
    <View className="stack moves">
      {applied > 0 && (
        <Button
          text={words.waitAnswer(applied)}
          onTap={() => open('volunteers/applications', { team: id })}
        />
      )}
      <Button
        text={words.newShift}
        kind={applied > 0 ? 'plain' : 'primary'}
        onTap={() => open('volunteers/add', { team: id })}
      />
      <Button text={words.teamHours} kind="plain" onTap={() => open('volunteers/team-hours', { team: id })} />
      {mayChange && (
        <Button
          text={words.changeTeam}
          kind="plain"
          onTap={() => open('volunteers/change-team', { team: id })}
        />
      )}
    </View>
  )
}
