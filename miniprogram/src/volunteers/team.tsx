import { View } from '@tarojs/components'
import Taro, { usePullDownRefresh } from '@tarojs/taro'
import { useState } from 'react'
import { volunteers } from '../../../shared/volunteers.ts'
import { inGroup, type TeamReply } from '../../../shared/volunteers/teams.ts'
import { acts } from '../components/aria.ts'
import { Button } from '../components/Button.tsx'
import { CallCommunity } from '../components/CallCommunity.tsx'
import { Card } from '../components/Card.tsx'
import { Page } from '../components/Page.tsx'
import { Row } from '../components/Row.tsx'
import { StateBadge } from '../components/StateBadge.tsx'
import { Failed, Loading, Notice } from '../components/States.tsx'
import { open, openInstead, useParams } from '../platform/open.ts'
import { useReply } from '../platform/query.tsx'
import { isFinal } from '../platform/refused.ts'
import { ApplySheet } from './Apply.tsx'
import { sayDay } from './days.ts'
import { LeadMembers, LeadTeam } from './LeadTeam.tsx'
import { ShiftCard } from './ShiftCard.tsx'
import { membershipText, sayBuildings, saySkills, words } from './words.ts'

const shownShifts = 3

/** How the reader stands with it: in it, on the way, or free to ask. */
const Standing = ({ team, apply }: { readonly team: TeamReply; readonly apply: () => void }) => {
  const { mine } = team
  if (team.leads) return null
  if (mine) {
    const [said, tone] = membershipText[mine.state]
    const state = inGroup(team.group, said)
    return (
      <Card
        title={inGroup(team.group, words.yours)}
        label={`${inGroup(team.group, words.yours)}，${state}`}
        aside={<StateBadge text={state} tone={tone} />}
        onTap={() => open('volunteers/membership', { id: mine.id })}
      >
        <View className="hint">{words.see}</View>
      </Card>
    )
  }
  if (team.mayApply)
    return (
      <View className="moves">
        <Button text={team.members < team.most ? words.apply : words.applyQueue} onTap={apply} />
      </View>
    )
  return team.takesOn ? null : <Notice text={inGroup(team.group, words.notNow)} />
}

const Facts = ({ team }: { readonly team: TeamReply }) => (
  <Card title={team.name}>
    {team.purpose && <View className="big">{team.purpose}</View>}
    {team.skills.length > 0 && <Row name={words.skills} note={saySkills(team.skills)} />}
    {team.meets && <Row name={words.meets} note={team.meets} />}
    <Row name={words.buildings} note={sayBuildings(team.buildings)} />
    <Row name={inGroup(team.group, words.lead)} value={team.leadNames.join('、') || words.noLead} />
    <Row name={words.size} value={words.sizeOf(team.members, team.most)} />
    {team.waiting > 0 && <Row name={words.queue} value={words.queueOf(team.waiting)} />}
    <Row name={words.fromAge} value={words.fromAgeOf(team.minAge)} />
    {team.insurance && <Row name={words.teamInsurance} note={team.insurance} />}
  </Card>
)

/** Those who agreed to be seen. */
const Members = ({ people, group }: Pick<TeamReply, 'people' | 'group'>) => (
  <Card title={inGroup(group, words.members)}>
    <View className="big">
      {people.map(({ name }) => name).join('、') || inGroup(group, words.noMembers)}
    </View>
    {people.length > 0 && <View className="small">{words.membersNote}</View>}
  </Card>
)

const Coming = ({ team }: { readonly team: string }) => {
  const { data } = useReply(volunteers.shifts, { list: 'coming', team })
  const now = new Date().toISOString()
  if (!data?.items.length) return null
  return (
    <View className="section moves">
      <View className="heading" {...acts('heading')}>
        {words.coming}
      </View>
      {data.items.slice(0, shownShifts).map(shift => (
        <ShiftCard key={shift.id} shift={shift} day={sayDay(shift.startsAt, now)} />
      ))}
      <Button text={words.allShifts} kind="plain" onTap={() => open('volunteers/shifts')} />
    </View>
  )
}

export default function Team() {
  const { team: id = '', do: wanted } = useParams('volunteers/team')
  const { data: team, error, again } = useReply(volunteers.team, { team: id })
  const [applying, setApplying] = useState(wanted === 'apply')
  usePullDownRefresh(() => void again().finally(() => Taro.stopPullDownRefresh()))
  const failed = error && (
    <Failed error={error} again={again}>
      <Button text={words.seeTeams} kind="plain" onTap={() => openInstead('volunteers/teams')} />
      <CallCommunity />
    </Failed>
  )
  if (!team || isFinal(error)) return <Page title={words.team}>{failed || <Loading />}</Page>
  const keepsList = team.people.some(({ user }) => user !== undefined)
  return (
    <Page title={team.name}>
      {failed}
      <Standing team={team} apply={() => setApplying(true)} />
      <LeadTeam team={team} />
      <Facts team={team} />
      <Coming team={id} />
      {!keepsList && <Members {...team} />}
      <LeadMembers team={team} />
      <View className="apart">
        <CallCommunity />
      </View>
      {applying && team.mayApply && (
        <ApplySheet
          team={team}
          close={() => setApplying(false)}
          applied={membership => {
            setApplying(false)
            open('volunteers/membership', { id: membership.id })
          }}
        />
      )}
    </Page>
  )
}
