/** The calendar as a drawing: weeks, which hours, and where on a day something stands. */
import {
  clockOf,
  dayOf,
  instantOf,
  mondayOf,
  onDay,
  onOf,
  plusDays,
  sayMonthDay,
  sayWeekday,
  shanghai,
} from '../../../../shared/time.ts'

export interface Span {
  readonly fromAt: string
  readonly toAt: string
}

export const sayTimes = ({ fromAt, toAt }: Span) => `${clockOf(fromAt)}–${clockOf(toAt)}`
/** The moment when the clock shows this, `08:30`. */
export const atClock = (on: string, clock: string) => instantOf(onDay(dayOf(on), clock))
/** Monday to Sunday. */
export const weekOf = (on: string): readonly string[] => {
  const monday = mondayOf(on)
  return Array.from({ length: 7 }, (_, i) => plusDays(monday, i))
}

/** 23日; on the first of a month: 12月1日 */
export const sayDate = (on: string) => dayOf(on).format(on.endsWith('-01') ? 'M月D日' : 'D日')
/** 11月23日–29日, 11月30日–12月6日 */
export const sayWeek = (week: readonly string[]) => {
  const [from, to] = [dayOf(week[0]!), dayOf(week.at(-1)!)]
  return `${from.format('M月D日')}–${to.format(from.month() === to.month() ? 'D日' : 'M月D日')}`
}
export const sayDay = (on: string) => `${sayMonthDay(on)} ${sayWeekday(on)}`

/** Hours from midnight, the first and the end of the last. */
export type Hours = readonly [first: number, end: number]

const usual: Hours = [9, 17]

/** So that all of it can be seen, in whole hours. */
export const hoursFor = (spans: readonly Span[]): Hours => {
  if (!spans.length) return usual
  const minutes = (at: string) => shanghai(at).hour() * 60 + shanghai(at).minute()
  // What goes on over midnight takes the rest of its day.
  const endOf = ({ fromAt, toAt }: Span) => (onOf(fromAt) === onOf(toAt) ? minutes(toAt) : 24 * 60)
  return [
    Math.floor(Math.min(...spans.map(({ fromAt }) => minutes(fromAt))) / 60),
    Math.ceil(Math.max(...spans.map(endOf)) / 60),
  ]
}

/** Minutes from midnight of the day: below 0 the day before. */
const minutesInto = (on: string, at: string) => shanghai(at).diff(dayOf(on), 'minute')

/** In percent of the column; undefined where none of it is to be seen. */
export const placeOf = ({ fromAt, toAt }: Span, on: string, [first, end]: Hours) => {
  const all = (end - first) * 60
  const top = Math.max(minutesInto(on, fromAt) - first * 60, 0)
  const bottom = Math.min(minutesInto(on, toAt) - first * 60, all)
  return top < bottom ? { top: (top / all) * 100, height: ((bottom - top) / all) * 100 } : undefined
}

const quarter = 15

/** The beginning of the quarter at this part (0 to 1) of the column. */
export const quarterAt = (on: string, part: number, [first, end]: Hours) => {
  const last = (end - first) * 60 - quarter
  const into = Math.floor((part * (end - first) * 60) / quarter) * quarter
  return dayOf(on)
    .add(first * 60 + Math.min(Math.max(into, 0), last), 'minute')
    .toISOString()
}

/** 09:00–17:00; of what begins before the day or ends after it only its part, and nothing where it takes all of it. */
export const timesOn = ({ fromAt, toAt }: Span, on: string) => {
  const [from, to] = [dayOf(on).toISOString(), dayOf(plusDays(on, 1)).toISOString()]
  if (fromAt <= from && toAt >= to) return ''
  return `${fromAt < from ? '0:00' : clockOf(fromAt)}–${toAt >= to ? '24:00' : clockOf(toAt)}`
}

export const overlap = (one: Span, other: Span) => one.fromAt < other.toAt && other.fromAt < one.toAt

/** What goes on at the same time stands side by side: which of how many. */
export const lanesOf = <T extends Span>(items: readonly T[]) => {
  const sorted = [...items].sort((one, other) => one.fromAt.localeCompare(other.fromAt))
  const lanes = new Map<T, { readonly lane: number; readonly of: number }>()
  for (let i = 0; i < sorted.length;) {
    // All that hangs together, one after the other.
    let toAt = sorted[i]!.toAt
    let end = i + 1
    for (; end < sorted.length && sorted[end]!.fromAt < toAt; end++)
      if (sorted[end]!.toAt > toAt) toAt = sorted[end]!.toAt
    const ends: string[] = []
    const taken = sorted.slice(i, end).map(item => {
      const free = ends.findIndex(each => each <= item.fromAt)
      const lane = free < 0 ? ends.length : free
      ends[lane] = item.toAt
      return [item, lane] as const
    })
    for (const [item, lane] of taken) lanes.set(item, { lane, of: ends.length })
    i = end
  }
  return lanes
}

/** Of the free beginnings the one that is meant at this time: its slot goes on there. */
export const meant = <T extends { readonly fromAt: string }>(
  starts: readonly T[],
  at: string,
  slotMinutes: number,
) =>
  starts.find(
    ({ fromAt }) =>
      fromAt <= at && Date.parse(at) < Date.parse(fromAt) + Math.max(slotMinutes, quarter) * 60_000,
  )
