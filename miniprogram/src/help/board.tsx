/** What waits for a team, and what one's own teams have in hand. */
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { help } from '../../../shared/help/help.ts'
import { Awaited, ListRest } from '../components/Awaited.tsx'
import { Button } from '../components/Button.tsx'
import { Choice } from '../components/Choice.tsx'
import { Page } from '../components/Page.tsx'
import { Sheet } from '../components/Sheet.tsx'
import { Empty, Refusal } from '../components/States.tsx'
import { useHeld } from '../platform/held.ts'
import { open, useParams } from '../platform/open.ts'
import { useList, useReply } from '../platform/query.tsx'
import { isUnanswered } from '../platform/refused.ts'
import { say } from '../platform/say.ts'
import { claimed, useClaim, useTeams } from './claim.tsx'
import { HelpCard } from './request.tsx'
import { claimText } from './words.ts'

/** 今天9件都有着落: for the group, without names and addresses. */
const Evening = ({ team }: { readonly team: string }) => {
  const [asking, setAsking] = useState(false)
  const asked = useReply(help.today, { team }, { enabled: asking })
  const close = () => setAsking(false)
  return (
    <>
      <Button text="今晚跟群里说一声" kind="plain" onTap={() => setAsking(true)} />
      <Sheet open={asking} title="发到群里的话" close={close} closeText="不发了">
        <Awaited asked={asked} calls={false}>
          {({ text }) => (
            <>
              <View className="sheet-text">{text}</View>
              <Button text="复制" onTap={() => Taro.setClipboardData({ data: text }).then(close)} />
            </>
          )}
        </Awaited>
      </Sheet>
    </>
  )
}

type List = 'open' | 'team'
const none = {
  open: '没有等人接的事，邻居们都有着落了。',
  team: '队里手上没有事，歇一歇吧。',
}

export default function Board() {
  const [list, setList] = useState<List>(useParams('help/board').list === 'team' ? 'team' : 'open')
  const teams = useTeams()
  const [chosen, setChosen] = useState<string>()
  const team = chosen ?? teams[0]?.scope
  const asked = useList(help.board, list === 'open' ? { list } : { list, team })
  const items = useHeld(asked.items)
  const { claim, sheet, refused } = useClaim(({ id }) => {
    say(claimed)
    void open('help/detail', { id, do: 'assign' })
  })
  return (
    <Page title="等人接的事" wide>
      {teams.length > 0 && (
        <Choice
          look="segments"
          options={[
            { value: 'open', text: '等人接' },
            { value: 'team', text: '队里在办' },
          ]}
          value={list}
          onChange={setList}
        />
      )}
      {list === 'team' && teams.length > 1 && (
        <Choice
          options={teams.map(({ scope, scopeName }) => ({ value: scope, text: scopeName }))}
          value={team}
          onChange={setChosen}
        />
      )}
      {/* A real answer stands on its card. */}
      {isUnanswered(refused) && <Refusal error={refused} />}
      <View className="wide-list">
        {items?.map(item => (
          <HelpCard key={item.id} item={item} tone={item.late ? 'warn' : 'plain'}>
            {item.may.includes('claim') && <Button text={claimText} onTap={() => claim(item)} />}
          </HelpCard>
        ))}
      </View>
      {items?.length === 0 && <Empty text={none[list]} />}
      <ListRest {...asked} items={items} />
      {list === 'team' && team && <Evening team={team} />}
      {sheet}
    </Page>
  )
}
