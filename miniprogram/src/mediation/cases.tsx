/** 调解的事: the queue on a phone, what is late first, and whose hands are full. */
import { View } from '@tarojs/components'
import { mediation } from '../../../shared/mediation/mediation.ts'
import type { CaseReply } from '../../../shared/mediation/reply.ts'
import { Awaited } from '../components/Awaited.tsx'
import { Button } from '../components/Button.tsx'
import { FactCard } from '../components/facts.tsx'
import { listPage, type ListLine } from '../components/ListPage.tsx'
import { Page } from '../components/Page.tsx'
import { Pair } from '../components/Pair.tsx'
import { Empty } from '../components/States.tsx'
import { open } from '../platform/open.ts'
import { useReply } from '../platform/query.tsx'
import { useRoles } from './desk/use-desk.ts'
import { MonthTables } from './papers/papers.tsx'
import { sayLeft } from './parts/times.ts'
import { sayLoad } from './parts/words.ts'

const line = ({ id, number, title, stateText, stateHint, mediator, dueAt }: CaseReply): ListLine => {
  const now = new Date().toISOString()
  const late = dueAt !== undefined && dueAt < now
  const left = dueAt && sayLeft(dueAt, now)
  return {
    title: [number, title.split(' · ')[0]].filter(Boolean).join(' '),
    tone: late ? 'warn' : 'plain',
    label: [number, title, stateText, left].filter(Boolean).join('，'),
    badge: late ? ['过期了', 'late'] : [stateText, 'yours'],
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

const Queue = listPage({
  title: '调解的事',
  of: mediation.queue,
  wide: true,
  head: (
    <>
      <Pair>
        <Button text="先记一笔" onTap={() => open('mediation/note')} />
        <Button text="登记一件调解" kind="plain" onTap={() => open('mediation/newcase')} />
      </Pair>
      <View className="gap" />
    </>
  ),
  lists: { open: '在办', ended: '办完了' },
  ask: list => ({ list }),
  keyOf: ({ id }) => id,
  line,
  empty: list => (list === 'open' ? '手上没有在办的调解。' : '还没有办完的。'),
  Rest: ({ list }) =>
    useRoles().staff ? (
      <>
        <View className="gap" />
        {list === 'open' && <Loads />}
        <MonthTables />
      </>
    ) : null,
})

export default function Cases() {
  const { me, staff, mediator, ...asked } = useRoles()
  if (staff || mediator) return <Queue />
  return (
    <Page title="调解的事">
      {me ? <Empty text="调解室的人才看得到这里。" /> : <Awaited asked={asked} calls={false} />}
    </Page>
  )
}
