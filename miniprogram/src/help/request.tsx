/** A request as a card of a list. */
import type { PropsWithChildren } from 'react'
import type { HelpReply } from '../../../shared/help/help.ts'
import type { HelpMove } from '../../../shared/help/life.ts'
import { sayFen } from '../../../shared/money.ts'
import { TaskCard, type ListLine } from '../components/ListPage.tsx'
import type { Tone } from '../components/StateBadge.tsx'
import { useMe } from '../platform/me.ts'
import { open } from '../platform/open.ts'
import { sayWindow } from './windows.ts'
import { askedNow, isGoingOn, sayLines, sayRisks, words } from './words.ts'

/** The steps that somebody has to take for it to go on. */
const steps: readonly HelpMove[] = [
  ...(['answer', 'confirm', 'accept', 'start', 'bought', 'deliver', 'assign', 'reopen'] as const),
]
const waitsForReader = ({ may }: HelpReply) => steps.some(step => may.includes(step))

const isDanger = (item: HelpReply) => item.topic === 'danger' && isGoingOn(item)

export const toneOf = (item: HelpReply): Tone => {
  if (isDanger(item) || (item.moneyOpen && !item.mine)) return 'late'
  if (waitsForReader(item)) return 'yours'
  if (!isGoingOn(item)) return 'ended'
  return item.late ? 'late' : 'waiting'
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
}

export const HelpCard = ({ item, tone, children }: PropsWithChildren<CardProps>) => {
  const { data: me } = useMe()
  // One's own name says nothing to oneself; that of someone one acts for does.
  const whose = item.mine ? item.askerName !== me?.callName && item.askerName : item.building
  const title = [item.title, whose].filter(Boolean).join(' · ')
  const state = stateOf(item)
  const asked = askedNow(item)
  const hint = asked ? undefined : item.moneyOpen && !item.mine ? '钱还没对清，请打电话问。' : item.stateHint
  const conditions = conditionsOf(item).join(' · ')
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
      {children}
    </TaskCard>
  )
}
