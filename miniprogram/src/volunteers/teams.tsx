/** The teams and groups of the community: one’s own first, then those one could join. */
import { useState } from 'react'
import type { Reply } from '../../../shared/contract.ts'
import { volunteers } from '../../../shared/volunteers/volunteers.ts'
import { teamGroups, type TeamGroup } from '../../../shared/volunteers/teams.ts'
import { Awaited } from '../components/Awaited.tsx'
import { CallCommunity } from '../components/CallCommunity.tsx'
import { Choice } from '../components/Choice.tsx'
import { LineCard, type ListLine } from '../components/ListPage.tsx'
import { Page } from '../components/Page.tsx'
import { Section } from '../components/Section.tsx'
import { Empty } from '../components/States.tsx'
import { open } from '../platform/open.ts'
import { useReply } from '../platform/query.tsx'
import { sayMembership, sayBuildings, sayRoom } from './words.ts'

type Team = Reply<typeof volunteers.teams>['items'][number]

const badgeOf = (team: Team): ListLine['badge'] => {
  if (team.leads) return ['您带的队', 'ended']
  return team.mine ? sayMembership(team.mine.state) : [sayRoom(team), 'waiting']
}

const lineOf = (team: Team): ListLine => ({
  title: team.name,
  badge: badgeOf(team),
  text: team.purpose,
  hint: `${sayBuildings(team.buildings)} · ${team.members}人`,
  open: () => open('volunteers/team', { team: team.id }),
})

const isMine = ({ leads, mine }: Team) => leads === true || mine !== undefined

export default function Teams() {
  const { data, error, again } = useReply(volunteers.teams, {})
  const [group, setGroup] = useState<TeamGroup | 'all'>('all')
  const shown = data?.items.filter(team => group === 'all' || team.group === group) ?? []
  const others = teamGroups.codes.flatMap(each => shown.filter(team => !isMine(team) && team.group === each))
  const parts = [
    ['我在的', shown.filter(isMine)],
    ['都可以看看', others],
  ] as const
  const both = parts.every(([, teams]) => teams.length > 0)
  return (
    <Page title="服务队和小组">
      <Choice
        look="segments"
        options={[{ value: 'all', text: '全部' }, ...teamGroups.options]}
        value={group}
        onChange={setGroup}
      />
      <Awaited asked={{ data, error, again }} />
      {parts.map(([title, teams]) => {
        const lines = teams.map(team => <LineCard key={team.id} line={lineOf(team)} />)
        return both ? (
          <Section key={title} title={title}>
            {lines}
          </Section>
        ) : (
          lines
        )
      })}
      {data && shown.length === 0 && (
        <Empty text="社区还没有队伍。想当志愿者，打给社区说一声。">
          <CallCommunity />
        </Empty>
      )}
    </Page>
  )
}
