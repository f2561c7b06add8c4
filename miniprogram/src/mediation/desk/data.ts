/** What the desk has before it, and what is shown of it. */
import type { Reply } from '../../../../shared/contract.ts'
import type { mediation } from '../../../../shared/mediation/mediation.ts'
import type { CaseReply } from '../../../../shared/mediation/reply.ts'
import { plusDays, dayOf, instantOf, onOf, sayWeekday } from '../../../../shared/time.ts'
import { disputeKinds } from '../../../../shared/mediation/life.ts'
import { quarterOf } from '../../../../shared/slots.ts'
import { atClock, overlap, sayDate, type Span } from './grid.ts'

export type Calendar = Reply<typeof mediation.calendar>
export type Item = Calendar['items'][number]
export type Block = Calendar['blocks'][number]
type Start = Reply<typeof mediation.freeSlots>['starts'][number]

/** A day of all rooms, or of one. */
interface Place {
  readonly on: string
  readonly room?: string
}

export interface Column extends Place {
  readonly key: string
  readonly title: string
  readonly note: string
}

/** A case that can be given a time or, where it `moves`, another one: from the lists, or as the calendar has it. */
export interface ToPlace extends Pick<CaseReply, 'id' | 'seq' | 'title' | 'common'> {
  readonly mediator?: { readonly name: string }
  /** Who comes, unless the room hides that. */
  readonly names?: string
  readonly moves?: Span
}

/** A case for which a time is looked for, and how long it takes. */
export interface Placing {
  readonly each: ToPlace
  readonly minutes: number
  readonly slotMinutes: number
  /** Undefined as long as they are asked for. */
  readonly starts?: readonly Start[] | undefined
}

export const nameOf = ({ kind, number }: CaseReply) =>
  [disputeKinds.text[kind], ...(number ? [number] : [])].join(' ')

/** Of a room or a mediator. */
export const nameIn = ({ rooms, mediators }: Calendar, which: string) =>
  [...rooms, ...mediators].find(({ id }) => id === which)?.name ?? ''

/** What there is on a day, in one room or in all of them; who is away is away from all. */
export const inColumn = ({ items, open, blocks }: Calendar, { on, room }: Place) => {
  const isHere = (which: string) => room === undefined || room === which
  const day: Span = { fromAt: instantOf(dayOf(on)), toAt: instantOf(dayOf(plusDays(on, 1))) }
  const shut = blocks.filter(block => overlap(block, day))
  return {
    items: items.filter(each => isHere(each.room) && onOf(each.fromAt) === on),
    open: open.filter(each => isHere(each.room) && each.on === on),
    closed: shut.filter(({ of, which }) => of === 'room' && isHere(which)),
    away: shut.filter(({ of }) => of === 'mediator'),
  }
}

/**
 * The first day of the week from this one on that a room is open and that is not over, or nine to five of the next
 * working day.
 */
export const dayToClose = ({ open }: Calendar, on: string, now: string): Span => {
  const days = open.filter(each => each.on >= on && each.toAt > now)
  const next = [1, 2, 3].map(days => plusDays(on, days)).find(day => dayOf(day).day() % 6 > 0)!
  const first = days.sort((one, other) => one.fromAt.localeCompare(other.fromAt))[0]
  if (!first) return { fromAt: atClock(next, '09:00'), toAt: atClock(next, '17:00') }
  // What is over is closed no longer.
  const begun = quarterOf(now)
  return { fromAt: first.fromAt > begun ? first.fromAt : begun, toAt: first.toAt }
}

/** A weekend that nobody works is left out. */
export const weekColumns = (
  calendar: Calendar,
  week: readonly string[],
  room: string | undefined,
): Column[] =>
  week
    .map(on => ({ key: on, on, room, title: sayWeekday(on), note: sayDate(on) }))
    .filter((column, i) => {
      const { items, open } = inColumn(calendar, column)
      return i < 5 || items.length > 0 || open.length > 0
    })

export const dayColumns = (calendar: Calendar, on: string): Column[] =>
  calendar.rooms.map(({ id, name, place }) => ({ key: id, on, room: id, title: name, note: place }))

export const startsIn = ({ starts = [] }: Placing, { on, room }: Place) =>
  starts.filter(each => (room === undefined || each.room === room) && onOf(each.fromAt) === on)

/** Why a case cannot be there, as far as the calendar knows; of the people it only says that somebody is busy. */
export const whyNot = (calendar: Calendar, column: Place, span: Span, now: string): string => {
  if (span.fromAt < now) return '已经过了'
  const { items, open, closed } = inColumn(calendar, column)
  const rooms = open
    .filter(({ fromAt, toAt }) => fromAt <= span.fromAt && span.toAt <= toAt)
    .map(each => each.room)
  if (!rooms.length) return '没开门'
  const shut = closed.filter(block => overlap(block, span))
  const left = rooms.filter(id => !shut.some(({ which }) => which === id))
  if (!left.length) return '这段关着'
  const busy = items.filter(item => overlap(item, span))
  return left.every(id => busy.some(item => item.room === id)) ? '调解室有约' : '有人没空'
}

const says = (texts: readonly (string | undefined)[], typed: string) =>
  typed
    .trim()
    .split(/\s+/)
    .every(word => texts.some(text => text?.includes(word)))
/** As typed into the search: the number, the kind, the mediator, the state. */
export const fits = ({ number, kind, mediator, stateText, parties }: CaseReply, typed: string) => {
  const who = parties.flatMap(({ name, where }) => [name, where])
  return says([number, disputeKinds.text[kind], mediator?.name, stateText, ...who], typed)
}
export const itemFits = ({ title, names, mediator, stateText }: Item, typed: string) =>
  says([title, names, mediator?.name, stateText], typed)

const mayBook = ({ may }: CaseReply) => may.includes('book')
export const waitingOf = (cases: readonly CaseReply[]) => cases.filter(mayBook)

export const toPlace = (each: CaseReply): ToPlace => ({
  ...{ ...each, title: nameOf(each) },
  names: each.parties.map(({ name }) => name).join('、') || undefined,
})

/** A session that can be moved; `cases` know the times that suit. */
export const toMove = ({ id, seq, ...item }: Item, cases: readonly CaseReply[]): ToPlace | undefined => {
  if (id === undefined || seq === undefined) return undefined
  return { ...item, id, seq, common: cases.find(each => each.id === id)?.common, moves: item }
}

/** What is booked in a closure of a room, or while a mediator is away. */
export const bookedIn = (
  calendar: Pick<Calendar, 'items'> | undefined,
  { of, which, ...span }: Pick<Block, 'of' | 'which'> & Span,
): Item[] =>
  (calendar?.items ?? []).filter(
    item => overlap(item, span) && which === (of === 'room' ? item.room : item.mediator?.id),
  )

/** What several parts of the desk say. */
export const words = {
  nobodyWaits: '没有等约时间的。',
  noMediator: '还没定人',
  cases: (count: number) => `${count}件`,
  everybody: '都方便',
  keptUntil: (time: string) => `留到${time}`,
  blockTitle: '这段时间关着',
  awayTitle: (name: string) => `${name}不在`,
} as const
