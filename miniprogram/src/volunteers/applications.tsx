/** 等回话的报名: who asked to join and waits for a yes or no, and who waits for a place. */
import { View } from '@tarojs/components'
import type { Code } from '../../../shared/choice.ts'
import { sayTime } from '../../../shared/time.ts'
import { volunteers } from '../../../shared/volunteers/volunteers.ts'
import { declinedReasons, type MembershipReply } from '../../../shared/volunteers/teams.ts'
import { actsOf, useTelling, type Act, type ActProps } from '../components/act.tsx'
import { Asking } from '../components/Asking.tsx'
import { Acts } from '../components/Acts.tsx'
import { Awaited } from '../components/Awaited.tsx'
import { Button } from '../components/Button.tsx'
import { TaskCard, type ListLine } from '../components/ListPage.tsx'
import { Page } from '../components/Page.tsx'
import { Section } from '../components/Section.tsx'
import { Empty } from '../components/States.tsx'
import { actInList, hold, useHeld } from '../platform/held.ts'
import { useParams } from '../platform/open.ts'
import { useReply } from '../platform/query.tsx'
import { isUnanswered, sayRefusal } from '../platform/refused.ts'
import { words } from './words.ts'

type Item = MembershipReply
const { byHand } = actsOf<Item>()

const nameOf = ({ name = '' }: Item) => name
const titleOf = (item: Item) => [nameOf(item), item.building].filter(Boolean).join(' · ')

/** The card stays a moment and says what came of the answer. */
const answered = async (item: Item, answering: Promise<Item>, say: (reply: Item) => string) => {
  try {
    hold(item, say(await answering))
  } catch (refusal) {
    // Without an answer the buttons stay, for the same tap once more.
    if (isUnanswered(refusal)) throw refusal
    hold(item, sayRefusal(refusal), 'info')
  }
}

const WhyNot = (props: ActProps<Item>) => {
  const { item, close } = props
  const { go, send, error } = useTelling(props)
  const { id, seq } = item
  const decline = (reason: Code<typeof declinedReasons>) =>
    send(
      answered(
        item,
        go(volunteers.decide, { id, seq, approve: false, reason }),
        () => '已经告诉本人，谢谢您',
      ),
    )
  return (
    <Asking title={`怎么跟${nameOf(item)}说？`} close={close} closeText="我再想想" error={error}>
      <View className="sheet-text">对方看得到是什么原因，也看得到别的队。</View>
      {declinedReasons.options.map(({ value, text }) => (
        <Button key={value} text={text} kind="plain" onTap={() => decline(value)} />
      ))}
    </Asking>
  )
}

const acts = {
  approve: {
    label: '同意',
    readout: item => `同意，${nameOf(item)}`,
    may: [],
    when: ({ state }) => state === 'applied',
    kind: 'primary',
    run: (item, go) =>
      actInList(() => {
        const { id, seq } = item
        return answered(item, go(volunteers.decide, { id, seq, approve: true }), ({ state }) =>
          state === 'waitlisted'
            ? `位子满了，${nameOf(item)}排上队了，已经告诉本人`
            : `${nameOf(item)}进队了，已经告诉本人`,
        )
      }),
  },
  decline: byHand(WhyNot, {
    label: '不合适',
    readout: item => `不合适，${nameOf(item)}`,
    may: [],
    when: ({ state }) => state === 'applied',
  }),
  dropQueue: byHand(WhyNot, {
    label: '不用排了',
    readout: item => `不用排了，${nameOf(item)}`,
    may: ['decline'],
    when: ({ state }) => state !== 'applied',
    size: 'small',
  }),
} satisfies Record<string, Act<Item>>

const Answering = ({ item }: { readonly item: Item }) => (
  <Acts
    {...{ item, acts }}
    pair={item.state === 'applied'}
    order={(_, beside) => ({ beside })}
    onMoved={() => undefined}
  />
)

/** In the order in which they are asked. */
const queueBadge = ({ confirmBy, position, stateText }: Item, now: string) =>
  confirmBy ? `位子留到${sayTime(confirmBy, now)}` : position ? words.next(position) : stateText

const lineOf = (item: Item, now: string): ListLine => {
  const { state, dueAt = now, note, minor, fit, createdAt, team } = item
  const applied = state === 'applied'
  const late = dueAt < now ? (['等久了', 'late'] as const) : undefined
  return {
    title: titleOf(item),
    badge: applied ? late : [queueBadge(item, now), 'waiting'],
    text: applied && note && `“${note}”`,
    strong: applied && [minor && '未满18岁，家长同意了', fit && '说身体合适'].filter(Boolean).join('；'),
    hint: `${sayTime(createdAt, now)} 报名 · ${team.name}`,
  }
}

const Cards = ({ items, now }: { readonly items: readonly Item[]; readonly now: string }) => (
  <View className="wide-list">
    {items.map(item => (
      <TaskCard key={item.id} id={item.id} line={lineOf(item, now)}>
        <Answering item={item} />
      </TaskCard>
    ))}
  </View>
)

export default function Applications() {
  const { team } = useParams('volunteers/applications')
  const { data, error, again } = useReply(volunteers.applications, { team }, { followSeconds: 30 })
  const items = useHeld(data?.items)
  const now = new Date().toISOString()
  const applied = items?.filter(({ state }) => state === 'applied')
  const queue = items
    ?.filter(({ state }) => state !== 'applied')
    .sort((a, b) => a.team.name.localeCompare(b.team.name) || (a.position ?? 0) - (b.position ?? 0))
  return (
    <Page title="等回话的报名" wide>
      {applied && <Cards items={applied} now={now} />}
      {applied?.length === 0 && <Empty text="没有人在等回话，都答复了。" />}
      <Awaited asked={{ data, error, again }} />
      {queue && queue.length > 0 && (
        <Section title="排队等位子的">
          <View className="hint under-label">有人退出，就按顺序问下一位。</View>
          <Cards items={queue} now={now} />
        </Section>
      )}
    </Page>
  )
}
