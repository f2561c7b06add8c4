/**
 * Slots: the days of whatever can be in one place only — a room, a mediator, a person — in quarters of an hour, and
 * which booking has each. A day is one in Shanghai; a span may go over midnight.
 *
 * Two bookings of overlapping quarters at once; the condition of the write decides, whichever comes first:
 *
 *   A wants 14:00–15:00           the day of room:talk           B wants 14:30–15:30
 *   reads q56 to q59: free    <── nothing                    ──> reads q58 to q61: free
 *   writes them, while free   ──> q56 q57 q58 q59 are A's
 *   booked                                                   <── writes them, while free: refused
 *                                 q56 q57 q58 q59 are A's    ──> decides anew, reads q58: A's
 *                                                                hears 这个时间刚被约走了; nothing of B's was written
 */
import { dayOf, instantOf, isOpenOn, onDay, plusMinutes, shanghaiMinutes, type Hours } from './time.ts'

export const quarterMinutes = 15

/** A booking stands in a quarter; with `freeAt` it is a hold, and after that instant as good as gone. */
export interface Taken {
  readonly b: string
  readonly freeAt?: string
}

export interface Span {
  /** Like `room:talk`, `mediator:user_1`: all of them are needed at once. */
  readonly resources: readonly string[]
  readonly fromAt: string
  readonly toAt: string
}

export interface ResourceDay {
  readonly resource: string
  readonly on: string
  /** `q00` from midnight on, to `q95`; one that nobody has taken is left out. */
  readonly quarters: Readonly<Record<string, Taken>>
}

const quarterMs = quarterMinutes * 60_000
/** Whether a quarter of an hour begins then. */
export const isQuarter = (at: string) => Date.parse(at) % quarterMs === 0
const quartersInDay = 96

/** When the quarter of an hour that is under way began. */
export const quarterOf = (now: string) =>
  new Date(Math.floor(Date.parse(now) / quarterMs) * quarterMs).toISOString()

/**
 * What has been used by now of a time that was booked; undefined: nothing. The rest is free, also the quarter that is
 * under way, so that somebody who walks in fits. `kept`: its first quarter stays, by which calendars find it.
 */
export const usedOf = <S extends Omit<Span, 'resources'>>(
  span: S,
  now: string,
  kept: boolean,
): S | undefined => {
  const least = kept ? plusMinutes(span.fromAt, quarterMinutes) : span.fromAt
  const toAt = quarterOf(now) > least ? quarterOf(now) : least
  if (toAt >= span.toAt) return span
  return toAt > span.fromAt ? { ...span, toAt } : undefined
}

/** The quarters of a span by day. Throws where it does not begin and end on one, or not end after it begins. */
export const quartersOf = ({ fromAt, toAt }: Omit<Span, 'resources'>): ReadonlyMap<string, string[]> => {
  const [from, to] = [Date.parse(fromAt) / quarterMs, Date.parse(toAt) / quarterMs]
  if (!Number.isInteger(from) || !Number.isInteger(to) || from >= to)
    throw new RangeError('a span goes from a quarter to a later one')
  const days = new Map<string, string[]>()
  // As if Shanghai's clock were UTC's: the days are its own then.
  const ahead = shanghaiMinutes / quarterMinutes
  for (let n = from + ahead, next = n; n < to + ahead; n = next) {
    const midnight = n - (n % quartersInDay)
    next = Math.min(to + ahead, midnight + quartersInDay)
    const names = Array.from({ length: next - n }, (_, i) => `q${String(n - midnight + i).padStart(2, '0')}`)
    days.set(new Date(n * quarterMs).toISOString().slice(0, 10), names)
  }
  return days
}

/** When the quarter of that name begins. */
export const quarterAt = (on: string, quarter: string) =>
  instantOf(dayOf(on).add(Number(quarter.slice(1)) * quarterMinutes, 'minute'))

/** Whether something stands there at this instant: a hold that has run out does not. */
export const isTaken = (taken: Taken | undefined, at: string): taken is Taken =>
  taken !== undefined && (taken.freeAt === undefined || taken.freeAt >= at)

/** The quarters of a day that are taken at this instant, but for those of the booking `b` itself. */
export const takenIn = ({ quarters }: ResourceDay, at: string, b?: string): string[] =>
  Object.keys(quarters)
    .filter(name => isTaken(quarters[name], at) && quarters[name].b !== b)
    .sort()

export interface Wish {
  readonly fromOn: string
  readonly toOn: string
  readonly minutes: number
  /** Of the room, and after how many minutes from its opening on a meeting may begin. */
  readonly hours: Hours
  readonly slotMinutes: number
  readonly resources: readonly string[]
  /** A booking that is moved may overlap its old time. */
  readonly b?: string | undefined
}

/**
 * When a meeting could begin: on one of the days, within the opening hours, a whole number of slots after they begin,
 * not in the past, with every resource free. `days` are of these and perhaps other resources; one that is not among
 * them is free. Throws when the minutes are not whole quarters.
 */
export const freeStarts = (wish: Wish, days: readonly ResourceDay[], now: string): string[] => {
  const { fromOn, toOn, minutes, hours, slotMinutes, resources, b } = wish
  if ([minutes, slotMinutes].some(each => each <= 0 || each % quarterMinutes))
    throw new RangeError('a slot has whole quarters')
  const starts: string[] = []
  for (let day = dayOf(fromOn); day.isBefore(dayOf(toOn).add(1, 'day')); day = day.add(1, 'day')) {
    if (!isOpenOn(day, hours)) continue
    const on = day.format('YYYY-MM-DD')
    const concerned = days.filter(each => each.on === on && resources.includes(each.resource))
    const taken = new Set(concerned.flatMap(each => takenIn(each, now, b)))
    const closes = instantOf(onDay(day, hours.to))
    const opens = instantOf(onDay(day, hours.from))
    for (let fromAt = opens; ; fromAt = plusMinutes(fromAt, slotMinutes)) {
      const toAt = plusMinutes(fromAt, minutes)
      if (toAt > closes) break
      const isFree = quartersOf({ fromAt, toAt })
        .get(on)!
        .every(name => !taken.has(name))
      if (fromAt >= now && isFree) starts.push(fromAt)
    }
  }
  return starts
}
