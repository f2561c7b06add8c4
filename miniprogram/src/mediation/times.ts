/** Days and hours as the pages of 调解 say them. */
import { onOf, sayClock, sayMonthDay, sayWeekday, shanghai } from '../../../shared/time.ts'

const nearDays = ['今天', '明天', '后天']

/** 今天 周一, 11月27日 周五 */
export const sayDay = (at: string, now: string) => {
  const day = shanghai(at).startOf('day')
  const near = nearDays[day.diff(shanghai(now).startOf('day'), 'day')]
  return `${near ?? sayMonthDay(at)} ${sayWeekday(at)}`
}

/** 明天 周二 下午3点 */
export const sayWhen = (at: string, now: string) => `${sayDay(at, now)} ${sayClock(at)}`

export const minutesOf = ({ fromAt, toAt }: { readonly fromAt: string; readonly toAt: string }) =>
  (Date.parse(toAt) - Date.parse(fromAt)) / 60_000

/** Beginnings by day, in their order. */
export const byDay = (starts: readonly string[]) => {
  const days = new Map<string, string[]>()
  for (const at of [...starts].sort()) days.set(onOf(at), [...(days.get(onOf(at)) ?? []), at])
  return [...days.values()]
}
