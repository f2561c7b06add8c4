/** Days, hours and codes as the pages of 志愿 say and read them. */
import type { StintReply } from '../../../shared/volunteers/hours.ts'
import type { ShiftReply } from '../../../shared/volunteers/shifts.ts'
import {
  clockOf,
  onOf,
  plusMinutes,
  sayClocks,
  sayDate,
  sayMonthDay,
  sayWeekday,
  shanghai,
} from '../../../shared/time.ts'

const nearDays = ['今天', '明天', '后天']
/** So many days ahead the day of the week alone says which one it is. */
const week = 7

/** 今天, 明天, 后天, 周六（28日）, 12月5日 周六 */
export const sayDay = (at: string, now: string) => {
  const day = shanghai(at).startOf('day')
  const ahead = day.diff(shanghai(now).startOf('day'), 'day')
  const weekday = sayWeekday(at)
  const near = nearDays[ahead]
  if (near) return near
  return 0 < ahead && ahead < week ? `${weekday}（${day.date()}日）` : `${sayMonthDay(at)} ${weekday}`
}

export const sayHours = ({ startsAt, endsAt }: Pick<ShiftReply, 'startsAt' | 'endsAt'>) =>
  sayClocks(startsAt, endsAt)

interface Group<T> {
  readonly key: string
  readonly items: readonly T[]
}

/** Neighbours in the list with the same key stand together; the order stays. */
const grouped = <T>(items: readonly T[], keyOf: (item: T) => string): Group<T>[] => {
  const groups: { key: string; items: T[] }[] = []
  for (const item of items) {
    const key = keyOf(item)
    const last = groups[groups.length - 1]
    if (last?.key === key) last.items.push(item)
    else groups.push({ key, items: [item] })
  }
  return groups
}

/** Shifts by day; on each day one's own first. */
export const byDay = <T extends Pick<ShiftReply, 'startsAt' | 'mine'>>(shifts: readonly T[]): Group<T>[] =>
  grouped(shifts, ({ startsAt }) => onOf(startsAt)).map(({ key, items }) => ({
    key,
    items: [...items].sort((a, b) => Number(b.mine !== undefined) - Number(a.mine !== undefined)),
  }))

/** Times by month with their sum; of the last one it is unknown while more of it may follow. */
export const byMonth = <T extends Pick<StintReply, 'on' | 'minutes'>>(stints: readonly T[], more: boolean) =>
  grouped(stints, ({ on }) => on.slice(0, 'YYYY-MM'.length)).map((group, i, all) => ({
    ...group,
    minutes:
      more && i === all.length - 1 ? undefined : group.items.reduce((sum, { minutes }) => sum + minutes, 0),
  }))

/** The instant of a time on the wall clock of a day in Shanghai. */
export const instantOn = (day: string, clock: string) => new Date(`${day}T${clock}:00+08:00`).toISOString()

/** When the clock shows this time for the first time from then on. */
export const clockAfter = (at: string, clock: string) => {
  const sameDay = instantOn(onOf(at), clock)
  return clockOf(at) <= clock ? sameDay : plusMinutes(sameDay, 24 * 60)
}

/** Months in Shanghai, `2026-11`. */
export const monthOf = (at: string) => shanghai(at).format('YYYY-MM')
/** So many months later; earlier with a negative number. */
export const monthAfter = (month: string, by: number) =>
  shanghai(`${month}-15T00:00:00.000Z`).add(by, 'month').format('YYYY-MM')

/** 2026年11月 */
export const sayMonth = (month: string) => {
  const [year, number] = month.split('-')
  return `${year}年${Number(number)}月`
}

/** 2026年1月1日–11月23日, 2025年全年 */
export const sayPeriod = (fromOn: string, toOn: string) => {
  const year = fromOn.slice(0, 'YYYY'.length)
  if (fromOn === `${year}-01-01` && toOn === `${year}-12-31`) return `${year}年全年`
  const end = sayDate(toOn)
  return `${sayDate(fromOn)}–${end.startsWith(year) ? end.slice('YYYY年'.length) : end}`
}

/** 23日 周一: within its month. */
export const sayDayOfMonth = (on: string) => `${Number(on.slice(-2))}日 ${sayWeekday(on)}`

/** The first and last day of this year until today, and of the last one. */
export const yearsUntil = (now: string) => {
  const year = shanghai(now).year()
  return {
    thisYear: { fromOn: `${year}-01-01`, toOn: onOf(now) },
    lastYear: { fromOn: `${year - 1}-01-01`, toOn: `${year - 1}-12-31` },
  }
}

const asciiDigit = (wide: string) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0)
const digitCount = 6

/** The six digits in what was typed, whatever stands between them; fewer, and it is undefined. */
export const digitsIn = (typed: string) => {
  const digits = typed.replace(/[０-９]/g, asciiDigit).replace(/\D/g, '')
  return digits.length === digitCount ? digits : undefined
}

/** The code on a lead's screen: which shift it opens, and the whole of it to check in with. */
export const checkInCodeIn = (scanned: string) => {
  const code = scanned.trim()
  const id = /^(\w+)\.[\w-]+$/.exec(code)?.[1]
  return id === undefined ? undefined : { id, code }
}

export type RecordCode = Readonly<Record<'number' | 'code', string>>

/** What the code on a record sheet holds: its number, which begins with a day, and its code. */
export const recordCodeIn = (scanned: string): RecordCode | undefined => {
  const [, number, code] = /^(\d{8}\w+)\.(\w+)$/.exec(scanned.trim()) ?? []
  return number && code ? { number, code } : undefined
}
