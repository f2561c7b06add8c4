import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { help, type HelpReply } from '../../../shared/help.ts'
import { Button } from '../components/Button.tsx'
import { Card } from '../components/Card.tsx'
import { Choice } from '../components/Choice.tsx'
import { ListRest } from '../components/ListRest.tsx'
import { Page } from '../components/Page.tsx'
import { StateBadge } from '../components/StateBadge.tsx'
import { Empty, Notice } from '../components/States.tsx'
import { useHeld, useHeldNote } from '../platform/held.ts'
import { open, useParams } from '../platform/open.ts'
import { useList, useListGestures } from '../platform/query.tsx'
import { isUnanswered, sayRefusal } from '../platform/refused.ts'
import { useClaim, useTeams } from './claim.tsx'
import { moveLabel, sayLines, words } from './words.ts'

type List = 'open' | 'team'

const BoardCard = ({
  item,
  claim,
}: {
  readonly item: HelpReply
  readonly claim: (item: HelpReply) => unknown
}) => {
  const held = useHeldNote(item.id)
  const mayClaim = item.may.includes('claim')
  return (
    <View className={mayClaim ? 'task' : ''}>
      <Card
        title={`${item.title} · ${item.building}`}
        tone={item.late ? 'warn' : 'plain'}
        aside={
          <StateBadge text={item.late ? words.late : item.stateText} tone={item.late ? 'late' : 'waiting'} />
        }
        onTap={() => open('help/detail', { id: item.id })}
      >
        {item.lines && <View>{sayLines(item.lines)}</View>}
        <View className="hint">{item.stateHint}</View>
      </Card>
      {held ? (
        <Notice text={held.text} tone={held.tone} />
      ) : (
        mayClaim && <Button text={moveLabel.claim} onTap={() => claim(item)} />
      )}
    </View>
  )
}

export default function Board() {
  const [list, setList] = useState<List>(useParams('help/board').list === 'team' ? 'team' : 'open')
  const teams = useTeams()
  const [team, setTeam] = useState<string>()
  const shownTeam = team ?? teams[0]?.scope
  const asked = useList(
    help.board,
    list === 'open' ? { list } : { list, ...(shownTeam && { team: shownTeam }) },
  )
  useListGestures(asked)
  const items = useHeld(asked.items)
  const { claim, sheet, refused } = useClaim(reply => {
    void Taro.showToast({ title: words.claimed, icon: 'none' })
    void open('help/detail', { id: reply.id, do: 'assign' })
  })
  return (
    <Page title={words.boardTitle} wide>
      {teams.length > 0 && (
        <Choice
          look="segments"
          options={[
            { value: 'open', text: words.open },
            { value: 'team', text: words.inTeam },
          ]}
          value={list}
          onChange={setList}
        />
      )}
      {list === 'team' && teams.length > 1 && (
        <Choice
          options={teams.map(({ scope, scopeName }) => ({ value: scope, text: scopeName }))}
          value={shownTeam}
          onChange={setTeam}
        />
      )}
      {/* A real answer stands on its card. */}
      {isUnanswered(refused) && <Notice text={sayRefusal(refused)} tone="warn" />}
      <View className="wide-list">
        {items?.map(item => (
          <BoardCard key={item.id} item={item} claim={claim} />
        ))}
      </View>
      {items?.length === 0 && <Empty text={list === 'open' ? words.noneOpen : words.noneInTeam} />}
      <ListRest {...asked} items={items} />
      {sheet}
    </Page>
  )
}
