/** A request as a card on the home page, with its next step as a button. */
import type { PropsWithChildren } from 'react'
import { help, type HelpReply } from '../../../shared/help/help.ts'
import type { HelpMove } from '../../../shared/help/life.ts'
import { sayFen } from '../../../shared/money.ts'
import { Button } from '../components/Button.tsx'
import { TaskCard, type ListLine } from '../components/ListPage.tsx'
import type { Tone } from '../components/StateBadge.tsx'
import { Refusal } from '../components/States.tsx'
import { actInList, hold } from '../platform/held.ts'
import { useMe } from '../platform/me.ts'
import { open } from '../platform/open.ts'
import { useMove } from '../platform/query.tsx'
import { isUnanswered, sayRefusal } from '../platform/refused.ts'
import { useUndo } from './undo.tsx'
import { sayWindow } from './windows.ts'
import { askedNow, isGoingOn, owedFor, sayLines, sayRisks, words } from './words.ts'

/** The next step, by who has to take it; the first one that is allowed is the main button. */
const nextMoves: readonly (readonly [HelpMove, string])[] = [
  ['answer', '回个话'],
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

export const toneOf = (item: HelpReply): Tone => {
  if (isDanger(item) || (item.moneyOpen && !item.mine)) return 'late'
  if (nextOf(item)) return 'yours'
  if (!isGoingOn(item)) return 'ended'
  return item.late ? 'late' : 'waiting'
}

/** Those that need nothing but the tap; the others open their page, with the question already asked. */
const simple = ['confirm', 'start', 'deliver', 'reopen'] as const
/** Told after a moment, in which it can be taken back. */
const later: readonly string[] = ['deliver']

interface NextProps {
  readonly item: HelpReply
  readonly next: (typeof nextMoves)[number]
}

const NextMove = ({ item, next }: NextProps) => {
  const { go, error } = useMove()
  const undo = useUndo()
  const [name, usual] = next
  const { id, seq } = item
  const label = name === 'confirm' && item.state === 'failed' ? '东西拿到了' : usual
  const tap = async () => {
    const move = simple.find(each => each === name)
    // What was laid out is said back before it is confirmed.
    const asks = name === 'confirm' && owedFor(item) !== undefined
    if (!move || asks) return open('help/detail', { id, do: name })
    const send = () => make(move)
    return later.includes(move) ? undo.start({ whom: '居民', send }) : send()
  }
  const make = async (move: (typeof simple)[number]) => {
    try {
      await go(help[move], { id, seq })
      hold(item, `记下了：${label}`)
    } catch (error) {
      // Without an answer the button stays, for the same tap once more; the reason is shown below.
      if (!isUnanswered(error)) hold(item, sayRefusal(error), 'info')
    }
  }
  if (undo.card) return undo.card
  return (
    <>
      <Refusal error={error} />
      <Button text={label} onTap={() => actInList(tap)} />
      {name === 'confirm' && item.may.includes('problem') && (
        <Button text="有问题" kind="plain" onTap={() => open('help/detail', { id })} />
      )}
    </>
  )
}

/** For those who have to see to it, why it stands there. */
export const stateOf = (item: HelpReply) => {
  if (askedNow(item)) return item.mine ? '等您回话' : '等居民回话'
  if (item.mine) return item.stateText
  if (isDanger(item)) return '有危险'
  if (item.moneyOpen) return '钱没对清'
  return item.late && isGoingOn(item) ? words.late : item.stateText
}

/** What decides whether one can go: when, for how much at the most; and what to mind. */
const conditionsOf = (item: HelpReply) =>
  isGoingOn(item)
    ? [
        sayWindow(item.wantedFromAt, item.wantedToAt, new Date().toISOString()),
        item.capFen !== undefined && item.spentFen === undefined && `${words.capRow}${sayFen(item.capFen)}`,
        sayRisks(item.risks),
      ].filter(Boolean)
    : []

interface CardProps {
  readonly item: HelpReply
  readonly tone?: ListLine['tone']
  /** With the next step as a button. */
  readonly acting?: boolean
}

export const HelpCard = ({ item, tone, acting, children }: PropsWithChildren<CardProps>) => {
  const { data: me } = useMe()
  // One's own name says nothing to oneself; that of someone one acts for does.
  const whose = item.mine ? item.askerName !== me?.callName && item.askerName : item.building
  const title = [item.title, whose].filter(Boolean).join(' · ')
  const state = stateOf(item)
  const asked = askedNow(item)
  const hint = asked ? undefined : item.moneyOpen && !item.mine ? '钱还没对清，请打电话问。' : item.stateHint
  const conditions = conditionsOf(item).join(' · ')
  const next = acting ? nextOf(item) : undefined
  return (
    <TaskCard
      id={item.id}
      line={{
        ...{ title, tone, hint, label: [title, state, asked ?? hint, conditions].filter(Boolean).join('，') },
        badge: [state, toneOf(item)],
        text: item.lines && sayLines(item.lines),
        strong: asked,
        small: conditions ? [conditions] : [],
        open: () => open('help/detail', { id: item.id }),
      }}
    >
      {next ? <NextMove item={item} next={next} /> : children}
    </TaskCard>
  )
}
