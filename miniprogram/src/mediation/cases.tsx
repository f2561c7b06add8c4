/** 调解的事: the queue on a phone, what is late first, and whose hands are full. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import { mediation } from '../../../shared/mediation/mediation.ts'
import type { CaseReply } from '../../../shared/mediation/reply.ts'
import { Awaited } from '../components/Awaited.tsx'
import { Button } from '../components/Button.tsx'
import { Choice } from '../components/Choice.tsx'
import { FactCard } from '../components/facts.tsx'
import { Field } from '../components/Field.tsx'
import { Lines, type ListLine } from '../components/ListPage.tsx'
import { Page } from '../components/Page.tsx'
import { Pair } from '../components/Pair.tsx'
import { Empty } from '../components/States.tsx'
import { open } from '../platform/open.ts'
import { useReply } from '../platform/query.tsx'
import { useRoles } from './desk/use-desk.ts'
import { MonthTables } from './papers/papers.tsx'
import { sayLeft } from './parts/times.ts'
import { sayLoad, sayParties } from './parts/words.ts'

const line = (item: CaseReply): ListLine => {
  const { id, number, title, stateText, stateHint, mediator, dueAt } = item
  const now = new Date().toISOString()
  const late = dueAt !== undefined && dueAt < now
  const left = dueAt && sayLeft(dueAt, now)
  return {
    title: [number, title.split(' · ')[0]].filter(Boolean).join(' '),
    tone: late ? 'warn' : 'plain',
    label: [number, title, sayParties(item), stateText, left].filter(Boolean).join('，'),
    badge: late ? ['过期了', 'late'] : [stateText, 'yours'],
    strong: sayParties(item),
    text: stateHint,
    hint: [mediator?.name ?? '没定调解员', left],
    open: () => open('mediation/case', { id }),
  }
}

const Loads = () => {
  const { data, ...asked } = useReply(mediation.load, {})
  if (!data) return <Awaited asked={asked} calls={false} />
  return (
    <FactCard title="各人手上" lines={data.items.map(({ name, load }) => ({ name, value: sayLoad(load) }))} />
  )
}

const shown = { wide: true, keyOf: ({ id }: CaseReply) => id, line }

const Rest = ({ list }: { readonly list: 'open' | 'ended' }) =>
  useRoles().staff ? (
    <>
      <View className="gap" />
      {list === 'open' && <Loads />}
      <MonthTables />
    </>
  ) : null

const lists = { open: '在办', ended: '办完了' }

const Queue = () => {
  const [list, setList] = useState<keyof typeof lists>('open')
  // Each look is on record: what is typed is looked for once it is written.
  const [typed, setTyped] = useState('')
  const [said, setSaid] = useState('')
  const type = (text: string) => {
    setTyped(text)
    if (text.trim() === '') setSaid('')
  }
  const look = () => setSaid(typed.trim())
  return (
    <Page title="调解的事" wide>
      <Pair>
        <Button text="先记一笔" onTap={() => open('mediation/note')} />
        <Button text="登记一件调解" kind="plain" onTap={() => open('mediation/newcase')} />
      </Pair>
      <View className="gap" />
      <Field
        label="找一件"
        value={typed}
        onChange={type}
        placeholder="案号、姓名、门牌、漏水、2026"
        longest={40}
        onEnter={look}
      />
      <Button text="找" kind="plain" disabled={typed.trim() === ''} onTap={look} />
      <View className="gap" />
      {said ? (
        <Lines
          {...shown}
          key={said}
          of={mediation.search}
          list={said}
          ask={said => ({ said })}
          empty="没找到。姓名写全，或写案号、门牌，比如：3号楼501。几个词用空格隔开。"
        />
      ) : (
        <>
          <Choice
            look="segments"
            options={(['open', 'ended'] as const).map(value => ({ value, text: lists[value] }))}
            value={list}
            onChange={setList}
          />
          <Lines
            {...shown}
            key={list}
            of={mediation.queue}
            list={list}
            ask={list => ({ list, names: true })}
            empty={list === 'open' ? '手上没有在办的调解。' : '还没有办完的。'}
            Rest={Rest}
          />
        </>
      )}
    </Page>
  )
}

export default function Cases() {
  const { me, staff, mediator, ...asked } = useRoles()
  if (staff || mediator) return <Queue />
  return (
    <Page title="调解的事">
      {me ? <Empty text="调解室的人才看得到这里。" /> : <Awaited asked={asked} calls={false} />}
    </Page>
  )
}
