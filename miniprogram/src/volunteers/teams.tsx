/** The teams and groups of the community: one’s own first, then those one could join. */
import { View } from '@tarojs/components'
import Taro, { usePullDownRefresh } from '@tarojs/taro'
import { useState } from 'react'
import type { Reply } from '../../../shared/contract.ts'
import { volunteers } from '../../../shared/volunteers.ts'
import { teamGroups } from '../../../shared/volunteers/teams.ts'
import { acts } from '../components/aria.ts'
import { CallCommunity } from '../components/CallCommunity.tsx'
import { Card } from '../components/Card.tsx'
import { Choice } from '../components/Choice.tsx'
import { Page } from '../components/Page.tsx'
import { StateBadge, type Tone } from '../components/StateBadge.tsx'
import { Empty, Failed, Loading } from '../components/States.tsx'
import { open } from '../platform/open.ts'
import { useReply } from '../platform/query.tsx'
import { groupText, membershipText, sayBuildings, sayRoom, words } from './words.ts'

type Team = Reply<typeof volunteers.teams>['items'][number]

const badgeOf = (team: Team): readonly [text: string, tone: Tone] => {
  if (team.leads) return [words.leads, 'ended']
  return team.mine ? membershipText[team.mine.state] : [sayRoom(team), 'waiting']
}

const TeamCard = ({ team }: { readonly team: Team }) => {
  const [state, tone] = badgeOf(team)
  const where = `${sayBuildings(team.buildings)} · ${words.people(team.members)}`
  return (
    <Card
      title={team.name}
      label={`${team.name}，${state}，${team.purpose}，${where}`}
      aside={<StateBadge text={state} tone={tone} />}
      onTap={() => open('volunteers/team', { team: team.id })}
    >
      {team.purpose && <View>{team.purpose}</View>}
      <View className="hint">{where}</View>
    </Card>
  )
}

type Group = (typeof teamGroups)[number] | 'all'

export default function Teams() {
  const { data, error, again } = useReply(volunteers.teams, {})
  const [group, setGroup] = useState<Group>('all')
  usePullDownRefresh(() => void again().finally(() => Taro.stopPullDownRefresh()))
  const shown = data?.items.filter(team => group === 'all' || team.group === group)
  const isMine = (team: Team) => team.leads === true || team.mine !== undefined
  const mine = shown?.filter(isMine) ?? []
  const others = teamGroups.flatMap(each => shown?.filter(team => !isMine(team) && team.group === each) ?? [])
  const both = mine.length > 0 && others.length > 0
  return (
    <Page title={words.teams}>
      <Choice
        look="segments"
        options={[
          { value: 'all', text: words.all },
          ...teamGroups.map(value => ({ value, text: groupText[value] })),
        ]}
        value={group}
        onChange={setGroup}
      />
      {error && (
        <Failed error={error} again={again}>
          <CallCommunity />
        </Failed>
      )}
      {!data && !error && <Loading />}
      {both && (
        <View className="heading" {...acts('heading')}>
          {words.mine}
        </View>
      )}
      {mine.map(team => (
        <TeamCard key={team.id} team={team} />
      ))}
      {both && (
        <View className="heading" {...acts('heading')}>
          {words.others}
        </View>
      )}
      {others.map(team => (
        <TeamCard key={team.id} team={team} />
      ))}
      {shown?.length === 0 && (
        <Empty text={words.noTeams}>
          <CallCommunity />
        </Empty>
      )}
    </Page>
  )
}
