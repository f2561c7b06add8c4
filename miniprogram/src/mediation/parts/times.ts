/** Days and hours as 调解 counts, offers and says them. */
import { onOf, sayClock, sayMonthDay, sayWeekday, shanghai } from '../../../../shared/time.ts'

/** Whole days of the calendar until then; below zero it is over. */
export const daysUntil = (at: string, now: string) =>
  shanghai(at).startOf('day').diff(shanghai(now).startOf('day'), 'day')

const mostChosen = 8

/** What is offered unless staff choose otherwise: one of each morning and afternoon, so that everybody finds one. */
export const firstOfHalves = (starts: readonly string[]) => {
  const halves = new Map<string, string>()
  for (const at of [...starts].sort()) {
    const half = shanghai(at).format('YYYY-MM-DD A')
    if (!halves.has(half)) halves.set(half, at)
  }
  return [...halves.values()].slice(0, mostChosen)
}

const monthsShown = 3
const reportedUntil = 10

/** This month and the ones before it, `2026-11`; in the first days of one, the one that is over is usually meant. */
export const monthsBefore = (now: string) => {
  const first = shanghai(now).startOf('month')
  const months = Array.from({ length: monthsShown }, (_, n) => first.subtract(n, 'month').format('YYYY-MM'))
  return { months, usual: months[shanghai(now).date() <= reportedUntil ? 1 : 0]! }
}

const nearDays = ['今天', '明天', '后天']

/** 今天 周一, 11月27日 周五 */
export const sayDay = (at: string, now: string) =>
  `${nearDays[daysUntil(at, now)] ?? sayMonthDay(at)} ${sayWeekday(at)}`

/** 明天 周二 下午3点 */
export const sayWhen = (at: string, now: string) => `${sayDay(at, now)} ${sayClock(at)}`

/** Until a deadline: 还剩3天, 明天到期, 过了2天 */
export const sayLeft = (at: string, now: string) => {
  const days = daysUntil(at, now)
  return days < 0 ? `过了${-days}天` : days < 2 ? `${nearDays[days]!}到期` : `还剩${days}天`
}

export const minutesOf = ({ fromAt, toAt }: { readonly fromAt: string; readonly toAt: string }) =>
  (Date.parse(toAt) - Date.parse(fromAt)) / 60_000

/** Beginnings by day, in their order. */
export const byDay = (starts: readonly string[]) => {
  const days = new Map<string, string[]>()
  for (const at of [...starts].sort()) days.set(onOf(at), [...(days.get(onOf(at)) ?? []), at])
  return [...days.values()]
}
