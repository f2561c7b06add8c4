/** Days and hours as the pages of 调解 say them. */
import { onOf, sayClock, sayMonthDay, sayWeekday } from '../../../../shared/time.ts'
import { daysUntil } from './starts.ts'

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
