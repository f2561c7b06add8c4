/** 今天: the clerk's day on one page: whom to ring, who comes, and what is late. */
import { View } from '@tarojs/components'
import type { Reply } from '../../../shared/contract.ts'
import { mediation } from '../../../shared/mediation/mediation.ts'
import { onOf, sayTime } from '../../../shared/time.ts'
import { Awaited, ListRest } from '../components/Awaited.tsx'
import { CallCard } from '../components/Calls.tsx'
import { LineCard } from '../components/ListPage.tsx'
import { Page } from '../components/Page.tsx'
import { PrintButton } from '../components/PrintButton.tsx'
import { Section } from '../components/Section.tsx'
import { Empty } from '../components/States.tsx'
import { useCalls, useCallsDone } from '../components/useCalls.ts'
import { useHeld } from '../platform/held.ts'
import { open } from '../platform/open.ts'
import { useReply } from '../platform/query.tsx'
import { sayTimes } from './desk/grid.ts'
import { nameIn } from './desk/data.ts'
import { toCase, toTalk, useRoles } from './desk/use-desk.ts'
import { sayParties } from './parts/words.ts'
import './room/room.css'

const followSeconds = 60

const ToRing = () => {
  const asked = useCalls()
  const items = useHeld(asked.items)
  const { items: done = [] } = useCallsDone()
  return (
    <>
      <Section title="要打的电话" count={items?.length} unit="位">
        <View className="wide-list">
          {items?.map(call => (
            <CallCard key={call.id} call={call} />
          ))}
        </View>
        {items?.length === 0 && <View className="hint">没有要打的，该知道的都知道了。</View>}
        <ListRest {...asked} items={items} />
      </Section>
      {done.length > 0 && (
        <Section title="今天打过的" count={done.length} unit="位">
          <View className="wide-list no-print">
            {done.map(call => (
              <CallCard key={call.id} call={call} />
            ))}
          </View>
        </Section>
      )}
    </>
  )
}

const Sessions = () => {
  const on = onOf(new Date().toISOString())
  const { data, ...asked } = useReply(mediation.calendar, { fromOn: on, toOn: on }, { followSeconds })
  if (!data) return <Awaited asked={asked} calls={false} />
  const items = data.items.filter(({ id, talk }) => id ?? talk)
  return (
    <Section title="今天要谈的" count={items.length} unit="场">
      <View className="wide-list">
        {items.map(item => {
          const { id, talk, fromAt, room, names, title, stateText, mediator } = item
          return (
            <LineCard
              key={`${fromAt}${room}`}
              line={{
                title: sayTimes(item),
                aside: stateText,
                strong: names,
                text: title,
                hint: [mediator?.name, nameIn(data, room)],
                open: () => (id ? toCase(id) : talk && toTalk(talk)),
              }}
            />
          )
        })}
      </View>
      {items.length === 0 && <View className="hint">今天没有约。</View>}
    </Section>
  )
}

type Late = Reply<typeof mediation.late>['items'][number]

const LateCard = ({ item }: { readonly item: Late }) => {
  const { id, number, title, why, mediator, dueAt, createdAt } = item
  const now = new Date().toISOString()
  return (
    <LineCard
      line={{
        ...{ title: [number, title.split(' · ')[0]].filter(Boolean).join(' '), tone: 'warn', text: why },
        strong: sayParties(item),
        hint: [
          mediator?.name ?? '没定调解员',
          dueAt ? `期限${sayTime(dueAt, now)}` : `${sayTime(createdAt, now)}来的`,
        ],
        open: () => open('mediation/case', { id }),
      }}
    />
  )
}

const LateOnes = () => {
  const { data, ...asked } = useReply(mediation.late, {}, { followSeconds })
  if (!data) return <Awaited asked={asked} calls={false} />
  return (
    <Section title="该办了" count={data.items.length} unit="件">
      <View className="wide-list">
        {data.items.map(item => (
          <LateCard key={item.id} item={item} />
        ))}
      </View>
      {data.items.length === 0 && <View className="hint">没有拖着的。</View>}
    </Section>
  )
}

export default function Today() {
  const { me, staff, mediator, ...asked } = useRoles()
  return (
    <Page title="今天" wide>
      {me === undefined ? (
        <Awaited asked={asked} calls={false} />
      ) : staff || mediator ? (
        <>
          <View className={staff ? 'today' : ''}>
            {staff && (
              <View>
                <ToRing />
              </View>
            )}
            <View>
              <Sessions />
              <LateOnes />
            </View>
          </View>
          <PrintButton text="打印这一页" />
        </>
      ) : (
        <Empty text="调解室的人才看得到这里。" />
      )}
    </Page>
  )
}
