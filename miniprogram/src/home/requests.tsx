/** Requests for help on the home page: one's own, those one brings, and those a team or the community sees to. */
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState, type PropsWithChildren } from 'react'
import { help, type HelpReply } from '../../../shared/help.ts'
import type { HelpMove } from '../../../shared/help/life.ts'
import type { Me } from '../../../shared/identity.ts'
import type { Card as MatterCard } from '../../../shared/matters.ts'
import { plusMinutes } from '../../../shared/time.ts'
import { Awaited, type Asked } from '../components/Awaited.tsx'
import { Button } from '../components/Button.tsx'
import { Card } from '../components/Card.tsx'
import { LineCard, TaskCard } from '../components/ListPage.tsx'
import { Section } from '../components/Section.tsx'
import { Sheet } from '../components/Sheet.tsx'
import type { Tone } from '../components/StateBadge.tsx'
import { Notice } from '../components/States.tsx'
import { actInList, hold, useHeld } from '../platform/held.ts'
import { useMe } from '../platform/me.ts'
import { open } from '../platform/open.ts'
import { useMove, useReply } from '../platform/query.tsx'
import { isUnanswered, sayRefusal } from '../platform/refused.ts'
import { isGoingOn, matterLine, sayLines } from './words.ts'

const followSeconds = 15

// ---- one request ----

/** The next step, by who has to take it; the first one that is allowed is the main button. */
const nextMoves: readonly (readonly [HelpMove, string])[] = [
  ['confirm', '齐了'],
  ['accept', '我能去'],
  // Bought, it can still be corrected, but what comes next is to go.
  ['start', '我出发了'],
  ['bought', '买好了'],
  ['deliver', '送到了'],
  ['assign', '定志愿者'],
  ['reopen', '再找一次'],
]
const nextOf = ({ may }: HelpReply) => nextMoves.find(([move]) => may.includes(move))

const isDanger = (item: HelpReply) => item.topic === 'danger' && isGoingOn(item)

const toneOf = (item: HelpReply): Tone => {
  if (isDanger(item) || (item.moneyOpen && !item.mine)) return 'late'
  if (nextOf(item)) return 'yours'
  if (!isGoingOn(item)) return 'ended'
  return item.late ? 'late' : 'waiting'
}

/** Those that need nothing but the tap; the others open their page, with the question already asked. */
const simple = ['confirm', 'start', 'deliver', 'reopen'] as const

const NextMove = ({
  item,
  next,
}: {
  readonly item: HelpReply
  readonly next: (typeof nextMoves)[number]
}) => {
  const { go, error } = useMove()
  const [name, usual] = next
  const { id, seq } = item
  const label = name === 'confirm' && item.state === 'failed' ? '东西拿到了' : usual
  const tap = async () => {
    const move = simple.find(each => each === name)
    // What was laid out is said back before it is confirmed.
    const asks = name === 'confirm' && item.spentFen !== undefined
    if (!move || asks) return open('help/detail', { id, do: name })
    try {
      await go(help[move], { id, seq })
      hold(item, `记下了：${label}`)
    } catch (error) {
      // Without an answer the button stays, for the same tap once more; the reason is shown below.
      if (!isUnanswered(error)) hold(item, sayRefusal(error), 'info')
    }
  }
  return (
    <>
      {error && <Notice text={sayRefusal(error)} tone="warn" />}
      <Button text={label} onTap={() => actInList(tap)} />
      {name === 'confirm' && item.may.includes('problem') && (
        <Button text="有问题" kind="plain" onTap={() => open('help/detail', { id })} />
      )}
    </>
  )
}

/** For those who have to see to it, why it stands there. */
const stateOf = (item: HelpReply) => {
  if (item.mine) return item.stateText
  if (isDanger(item)) return '有危险'
  if (item.moneyOpen) return '钱没对清'
  return item.late && isGoingOn(item) ? '等久了' : item.stateText
}

/** `acting`: with the next step as a button. */
const HelpCard = ({ item, acting }: { readonly item: HelpReply; readonly acting: boolean }) => {
  const { data: me } = useMe()
  // One's own name says nothing to oneself; that of someone one acts for does.
  const whose = item.mine ? item.askerName !== me?.callName && item.askerName : item.building
  const title = [item.title, whose].filter(Boolean).join(' · ')
  const state = stateOf(item)
  const hint = item.moneyOpen && !item.mine ? '钱还没对清，请打电话问。' : item.stateHint
  const next = acting ? nextOf(item) : undefined
  return (
    <TaskCard
      id={item.id}
      line={{
        title,
        label: `${title}，${state}，${hint}`,
        badge: [state, toneOf(item)],
        text: sayLines(item),
        hint,
        open: () => open('help/detail', { id: item.id }),
      }}
    >
      {next && <NextMove item={item} next={next} />}
    </TaskCard>
  )
}

// ---- several ----

interface RequestsProps {
  readonly title: string
  readonly items: readonly HelpReply[]
  readonly count?: number
  readonly acting?: boolean
  readonly asked?: Asked
  /** Said where there are none. */
  readonly none?: string | undefined
}

const Requests = (props: PropsWithChildren<RequestsProps>) => {
  const { title, items, count = items.length, acting = false, asked, none, children } = props
  return (
    <Section title={title} count={count} unit="件">
      {items.map(item => (
        <HelpCard key={item.id} item={item} acting={acting} />
      ))}
      {none && asked?.data && items.length === 0 ? <Card>{none}</Card> : null}
      {asked && !asked.data && <Awaited asked={asked} />}
      {children}
    </Section>
  )
}

export const useMine = () => {
  const mine = useReply(help.mine, {}, { followSeconds })
  return { ...mine, items: useHeld(mine.data?.items) }
}
type Mine = ReturnType<typeof useMine>

/** Where these stand among the sections depends on whether anything waits in them. */
export const tasksOf = (me: Me, { items }: Mine) =>
  items?.filter(
    item => item.volunteer?.id === me.id && !item.mine && isGoingOn(item) && item.state !== 'delivered',
  ) ?? []

const shownMinutes = 3 * 24 * 60
const isNewlyFailed = ({ state, changedAt }: HelpReply) =>
  state === 'failed' && plusMinutes(changedAt, shownMinutes) > new Date().toISOString()
/** What goes on, and what could not be done and can be looked for once more; first what waits for a word. */
export const yoursOf = ({ items }: Mine) => {
  const yours = items?.filter(item => item.mine && (isGoingOn(item) || isNewlyFailed(item))) ?? []
  const waits = ({ may }: HelpReply) => may.includes('confirm') || may.includes('reopen')
  return [...yours.filter(waits), ...yours.filter(item => !waits(item))]
}

interface Yours {
  readonly mine: Mine
  /** Of mediation. */
  readonly cases: readonly MatterCard[]
}

export const YoursSection = ({ mine, cases }: Yours) => {
  const items = yoursOf(mine)
  // What waits for the reader's word stands above.
  const waiting = cases.filter(({ tone }) => tone === 'waiting')
  if (mine.data && cases.length > 0 && items.length + waiting.length === 0) return null
  return (
    <Requests
      title="您的事"
      items={items}
      count={items.length + waiting.length}
      acting
      asked={mine}
      none={cases.length === 0 ? '您这会儿没有在办的事。' : undefined}
    >
      {waiting.map(each => (
        <LineCard key={each.id} line={matterLine(each)} />
      ))}
    </Requests>
  )
}

/** A volunteer's own tasks: first those that wait for a yes or no. */
export const VolunteerSection = ({ me, mine }: { readonly me: Me; readonly mine: Mine }) => {
  const tasks = tasksOf(me, mine)
  const answers = tasks.filter(({ may }) => may.includes('accept'))
  const others = tasks.filter(item => !answers.includes(item))
  return (
    <>
      {answers.length > 0 && <Requests title="等您回话" items={answers} acting />}
      {(others.length > 0 || answers.length === 0) && (
        <Requests title="您手上的" items={others} acting asked={mine} none="您手上没有要办的事，谢谢您。" />
      )}
    </>
  )
}

/** `name`: where the reader leads several. */
export const TeamSection = ({
  team,
  name = '',
}: {
  readonly team: string
  readonly name?: string | undefined
}) => {
  const board = useReply(help.board, { list: 'team', team }, { followSeconds })
  const shown = useHeld(board.data?.items)
  const offered = shown?.filter(({ state }) => state === 'offered') ?? []
  const toName = shown?.filter(item => item.may.includes('assign') && !item.volunteer) ?? []
  const calls = shown?.filter(({ call }) => call === 'volunteer') ?? []
  return (
    <>
      <Requests
        title={`${name}要您定的`}
        items={[...offered, ...toName]}
        acting
        asked={board}
        none="队里没有要您定的事。"
      />
      {calls.length > 0 && <Requests title="帮我打电话" items={calls} />}
    </>
  )
}

/** 今天9件都有着落: for the group, without names and addresses. */
export const EveningSection = ({ team }: { readonly team: string }) => {
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

const staffSees = { list: 'late' } as const

/** For staff: what takes too long, longest first. */
export const LateSection = () => {
  const late = useReply(help.board, staffSees, { followSeconds })
  // Danger before all else.
  const first = ({ topic }: HelpReply) => Number(topic === 'danger')
  const items = [...(late.data?.items ?? [])].sort((a, b) => first(b) - first(a))
  return (
    <Requests title="要社区管的" items={items} asked={late} none="没有要社区管的事。">
      <Button text="电话单：有人打来电话" kind="plain" onTap={() => open('help/phone')} />
    </Requests>
  )
}

const shownOnHome = 3

interface OpenProps {
  /** They have what takes too long in a list of its own. */
  readonly staff: boolean
  /** They have a team whose work they follow. */
  readonly leads: boolean
}

export const OpenSection = ({ staff, leads }: OpenProps) => {
  const board = useReply(help.board, { list: 'open' }, { followSeconds })
  const late = useReply(help.board, staffSees, { enabled: staff })
  const above = staff ? (late.data?.items.map(({ id }) => id) ?? []) : []
  // What is for one's own team comes first.
  const items = [...(board.data?.items ?? [])]
    .filter(({ id }) => !above.includes(id))
    .sort((a, b) => Number(b.near ?? false) - Number(a.near ?? false))
  const toBoard = (list: 'open' | 'team') => open('help/board', { list })
  return (
    <Requests
      title="等人接"
      items={items.slice(0, shownOnHome)}
      count={items.length}
      asked={board}
      none="没有等人接的事，邻居们都有着落了。"
    >
      <View className="stack">
        <Button text="看全部等人接的" kind="plain" onTap={() => toBoard('open')} />
        {leads && <Button text="看队里在办的" kind="plain" onTap={() => toBoard('team')} />}
      </View>
    </Requests>
  )
}
