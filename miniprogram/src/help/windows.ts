/** 今天上午, 明天下午: the times one can choose from, none of them over. */
import { clockOf, instantOf, plusMinutes, sayTime, shanghai } from '../../../shared/time.ts'

const parts = [
  { part: 'am', text: '上午', from: 8, to: 12 },
  { part: 'pm', text: '下午', from: 12, to: 18 },
] as const
const days = ['今天', '明天', '后天']
/** Who asks at 11:50 cannot be helped this morning. */
const leastMinutes = 60

export interface Window {
  /** `2026-11-23.am` */
  readonly id: string
  readonly text: string
  readonly hours: string
  readonly fromAt: string
  readonly toAt: string
}

export const windowsFrom = (now: string): Window[] =>
  days
    .flatMap((day, ahead) => {
      const start = shanghai(now).startOf('day').add(ahead, 'day')
      return parts.map(({ part, text, from, to }) => ({
        id: `${start.format('YYYY-MM-DD')}.${part}`,
        text: day + text,
        hours: `${from}点到${to}点`,
        fromAt: instantOf(start.add(from, 'hour')),
        toAt: instantOf(start.add(to, 'hour')),
      }))
    })
    .filter(({ toAt }) => toAt >= plusMinutes(now, leastMinutes))
    .slice(0, 5)

const arrivals = { first: 8, last: 19, shown: 4 }

/** About when a volunteer can be there: soon, or at one of the next full hours from when it is wanted. */
export const arrivalsFrom = (now: string, wantedFromAt = now) => {
  const soonAt = plusMinutes(now, 30)
  const from = wantedFromAt > soonAt ? wantedFromAt : soonAt
  const hours = days.flatMap((day, ahead) => {
    const start = shanghai(now).startOf('day').add(ahead, 'day')
    return Array.from({ length: arrivals.last - arrivals.first + 1 }, (_, n) => arrivals.first + n).map(
      hour => ({ text: `${day}${hour}点`, at: instantOf(start.add(hour, 'hour')) }),
    )
  })
  return [
    ...(from === soonAt ? [{ text: '半小时内', at: soonAt }] : []),
    ...hours.filter(({ at }) => at >= from),
  ].slice(0, arrivals.shown)
}

/** 今天 8–12点, 明天 8:30–10:00 */
export const sayWindow = (fromAt: string | undefined, toAt: string | undefined, now: string) => {
  if (!fromAt || !toAt) return undefined
  const [from, to] = [clockOf(fromAt), clockOf(toAt)]
  // A time of today is said without its day; of a time to come the day is the first thing to know.
  const day = sayTime(fromAt, now).replace(from, '').trim() || '今天'
  const [full, other] = [from, to].map(clock => /^0?(\d+):00$/.exec(clock)?.[1])
  return full && other ? `${day} ${full}–${other}点` : `${day} ${from}–${to}`
}
