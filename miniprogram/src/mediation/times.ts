/** Days and hours as the pages of 调解 say them. */
import { sayClock, shanghai } from '../../../shared/time.ts'

type Day = ReturnType<typeof shanghai>

const weekdays = '日一二三四五六'
export const sayWeekday = (day: Day) => `周${weekdays[day.day()]}`
const nearDays = ['今天', '明天', '后天']

/** The day it is on in Shanghai, `2026-11-28`. */
export const onOf = (at: string) => shanghai(at).format('YYYY-MM-DD')

/** 今天 周一, 11月27日 周五 */
export const sayDay = (at: string, now: string) => {
  const day = shanghai(at).startOf('day')
  const near = nearDays[day.diff(shanghai(now).startOf('day'), 'day')]
  return `${near ?? day.format('M月D日')} ${sayWeekday(day)}`
}

/** 明天 周二 下午3点 */
export const sayWhen = (at: string, now: string) => `${sayDay(at, now)} ${sayClock(at)}`

/** 2026年11月23日 */
export const sayDate = (on: string) => {
  const [year, month, day] = on.split('-').map(Number)
  return `${year}年${month}月${day}日`
}

/** 11月23日 */
export const sayDayOf = (at: string) => shanghai(at).format('M月D日')

export const minutesOf = ({ fromAt, toAt }: { readonly fromAt: string; readonly toAt: string }) =>
  (Date.parse(toAt) - Date.parse(fromAt)) / 60_000

/** Beginnings by day, in their order. */
export const byDay = (starts: readonly string[]) => {
  const days = new Map<string, string[]>()
  for (const at of [...starts].sort()) days.set(onOf(at), [...(days.get(onOf(at)) ?? []), at])
  return [...days.values()]
}
