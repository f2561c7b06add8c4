import { View } from '@tarojs/components'
import { volunteers } from '../../../shared/volunteers/volunteers.ts'
import { inGroup, type TeamReply } from '../../../shared/volunteers/teams.ts'
import { Acts } from '../components/Acts.tsx'
import { Awaited } from '../components/Awaited.tsx'
import { Button } from '../components/Button.tsx'
import { CallCommunity } from '../components/CallCommunity.tsx'
import { Card } from '../components/Card.tsx'
import { Rows } from '../components/facts.tsx'
import { LineCard } from '../components/ListPage.tsx'
import { Page } from '../components/Page.tsx'
import { Section } from '../components/Section.tsx'
import { Notice } from '../components/States.tsx'
import { open, openInstead, useParams } from '../platform/open.ts'
import { useReply } from '../platform/query.tsx'
import { isFinal } from '../platform/refused.ts'
import { sayDay } from './days.ts'
import { shiftLine } from './shift-line.ts'
import { acts, answersFor, LeadMembers, type Team } from './TeamActs.tsx'
import { sayMembership, sayBuildings, saySkills } from './words.ts'

const shownShifts = 3

/** How the reader stands with it: in it, on the way, or free to ask. */
const Standing = ({ team: { mine, group, leads, mayApply, takesOn } }: { readonly team: TeamReply }) => {
  if (leads) return null
  if (!mine)
    return mayApply || takesOn ? null : <Notice text={inGroup(group, '这个队眼下不招人，看看别的队。')} />
  const [state, tone] = sayMembership(mine.state)
  return (
    <LineCard
      line={{
        title: inGroup(group, '您和这个队'),
        badge: [inGroup(group, state), tone],
        hint: '看看我的报名',
        open: () => open('volunteers/membership', { id: mine.id }),
      }}
    />
  )
}

const Facts = ({ team }: { readonly team: TeamReply }) => (
  <Card title={team.name}>
    {team.purpose && <View className="big">{team.purpose}</View>}
    <Rows
      lines={[
        team.skills.length > 0 && { name: '做什么', note: saySkills(team.skills) },
        team.meets && { name: '什么时候、在哪', note: team.meets },
        { name: '哪些楼', note: sayBuildings(team.buildings) },
        { name: inGroup(team.group, '队长'), value: team.leadNames.join('、') || '还没定' },
        { name: '多少人', value: `${team.members}人，最多${team.most}人` },
        team.waiting > 0 && { name: '在排队', value: `${team.waiting}人` },
        { name: '多大能来', value: `满${team.minAge}岁` },
        team.insurance && { name: '保险', note: team.insurance },
      ]}
    />
  </Card>
)

/** Those who agreed to be seen. */
const Members = ({ people, group }: Pick<TeamReply, 'people' | 'group'>) => (
  <Card title={inGroup(group, '队友')}>
    <View className="big">
      {people.map(({ name }) => name).join('、') || inGroup(group, '队友们还没露名字，来了就认识了。')}
    </View>
    {people.length > 0 && <View className="small">只列愿意露名字的人。</View>}
  </Card>
)

const Coming = ({ team }: { readonly team: string }) => {
  const { data } = useReply(volunteers.shifts, { list: 'coming', team })
  const now = new Date().toISOString()
  if (!data?.items.length) return null
  return (
    <Section title="最近的活动">
      {data.items.slice(0, shownShifts).map(shift => (
        <LineCard key={shift.id} line={shiftLine(shift, sayDay(shift.startsAt, now))} />
      ))}
      <View className="moves">
        <Button text="看全部活动" kind="plain" onTap={() => open('volunteers/shifts')} />
      </View>
    </Section>
  )
}

export default function TeamPage() {
  const { team: id = '', do: wanted } = useParams('volunteers/team')
  const { data, error, again } = useReply(volunteers.team, { team: id })
  const awaited = (
    <Awaited
      asked={{ data, error, again }}
      instead={<Button text="看看别的队" kind="plain" onTap={() => openInstead('volunteers/teams')} />}
    />
  )
  if (!data || isFinal(error)) return <Page title="这个队">{awaited}</Page>
  const team: Team = { ...data, may: [] }
  const keepsList = team.people.some(({ user }) => user !== undefined)
  return (
    <Page title={team.name}>
      {awaited}
      <Standing team={team} />
      <Acts
        item={team}
        acts={acts}
        order={(_, [next, ...beside]) => ({ next, beside })}
        wanted={wanted}
        onMoved={() => undefined}
      />
      <Facts team={team} />
      <Coming team={id} />
      {!keepsList && <Members {...team} />}
      {answersFor(team) && <LeadMembers team={team} />}
      <View className="apart">
        <CallCommunity />
      </View>
    </Page>
  )
}
