/** 说和: what is still open, longest first, and what has ended. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import { mediation } from '../../../shared/mediation.ts'
import type { QuarrelReply } from '../../../shared/mediation/quarrels.ts'
import { sayTime } from '../../../shared/time.ts'
import { Button } from '../components/Button.tsx'
import { Card } from '../components/Card.tsx'
import { Choice } from '../components/Choice.tsx'
import { ListRest } from '../components/ListRest.tsx'
import { Page } from '../components/Page.tsx'
import { StateBadge } from '../components/StateBadge.tsx'
import { Empty } from '../components/States.tsx'
import { open } from '../platform/open.ts'
import { useList, useListGestures } from '../platform/query.tsx'
import { sayShort, saySides, toneOf, words } from './room/quarrel-words.ts'
import { kindText } from './words.ts'

type List = 'open' | 'ended'

const QuarrelCard = ({ quarrel }: { readonly quarrel: QuarrelReply }) => {
  const { id, state, stateText, sides, what, kind, notedBy, createdAt } = quarrel
  const who = saySides(sides)
  const when = sayTime(createdAt, new Date().toISOString())
  return (
    <Card
      title={who}
      label={`${who}，${kindText[kind]}，${stateText}`}
      aside={<StateBadge text={stateText} tone={toneOf(state)} />}
      onTap={() => open('mediation/quarrel', { id })}
    >
      {what !== kindText[kind] && <View>{sayShort(what)}</View>}
      <View className="hint">{`${kindText[kind]} · ${when} · ${notedBy}`}</View>
    </Card>
  )
}

export default function Notes() {
  const [list, setList] = useState<List>('open')
  const asked = useList(mediation.quarrels, { list })
  useListGestures(asked)
  const note = () => open('mediation/note')
  return (
    <Page title="说和" foot={<Button text={words.noteTitle} size="huge" onTap={note} />}>
      <Choice
        look="segments"
        options={[
          { value: 'open', text: '还没说开' },
          { value: 'ended', text: '办完了' },
        ]}
        value={list}
        onChange={setList}
      />
      {asked.items?.map(quarrel => (
        <QuarrelCard key={quarrel.id} quarrel={quarrel} />
      ))}
      {asked.items?.length === 0 && (
        <Empty text={list === 'open' ? '没有等着说和的事。' : '还没有办完的。'} />
      )}
      <ListRest {...asked} />
    </Page>
  )
}
