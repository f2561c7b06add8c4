/**
 * Time for people is Asia/Shanghai, which has been UTC+8 without daylight saving since 1991; in storage and on the
 * wire it is ISO 8601 UTC with milliseconds.
 */
import dayjs, { type Dayjs } from 'dayjs'
import utc from 'dayjs/plugin/utc.js'
import { isStatutory } from './statutory-days.ts'

dayjs.extend(utc)

export const shanghaiMinutes = 8 * 60
const minuteMs = 60_000
/** The instant as the wall clock in Shanghai shows it. */
export const shanghai = (at: string): Dayjs => dayjs.utc(at).utcOffset(shanghaiMinutes)
export const instantOf = (time: Dayjs): string => time.toISOString()
export const plusMinutes = (at: string, minutes: number) =>
  new Date(Date.parse(at) + minutes * minuteMs).toISOString()

/** When somebody is on duty or a room is open: hours on the wall clock, `HH:mm`, from before to. */
export interface Hours {
  readonly from: string
  readonly to: string
  /** The days of the week, Monday is 1; left out: all of them. */
  readonly weekdays?: readonly number[]
  /** Days (YYYY-MM-DD) on which nobody is there all the same, and days on which somebody is. */
  readonly closedOn?: readonly string[]
  readonly openOn?: readonly string[]
}

/** The first moment of a day, `YYYY-MM-DD`. */
export const dayOf = (on: string): Dayjs => shanghai(`${on}T00:00:00.000+08:00`)

const minutesOf = (clock: string) => {
  const [hour = 0, minute = 0] = clock.split(':').map(Number)
  return hour * 60 + minute
}

/** So many days after a day, `YYYY-MM-DD`. */
export const plusDays = (on: string, days: number) => dayOf(on).add(days, 'day').format('YYYY-MM-DD')

/** The Monday of its week. */
export const mondayOf = (on: string) => plusDays(on, -((dayOf(on).day() + 6) % 7))

export const onDay = (day: Dayjs, clock: string) => day.startOf('day').add(minutesOf(clock), 'minute')

/** Hours that keep holidays keep those of the law in a year of which none are entered yet. */
const isHoliday = (on: string, closedOn: readonly string[]) =>
  closedOn.includes(on) ||
  (closedOn.length > 0 && isStatutory(on) && !closedOn.some(each => each.startsWith(on.slice(0, 5))))

export const isOpenOn = (day: Dayjs, { weekdays, closedOn = [], openOn = [] }: Hours) => {
  const on = day.format('YYYY-MM-DD')
  return openOn.includes(on) || (!isHoliday(on, closedOn) && (weekdays?.includes(day.day() || 7) ?? true))
}

/** Longer than any holiday: hours that name no day at all are none, as are those that end before they begin. */
const longestClosedDays = 60

/**
 * The instant when `minutes` of duty time have passed since `at`; a request made at night starts in the morning. None
 * at all: the next moment on duty. Without duty hours that ever come, all hours count.
 */
export const plusDutyMinutes = (at: string, minutes: number, hours: Hours): string =>
  dutyMinutesFrom(at, minutes, hours, 1)

/** The instant from which `minutes` of duty time pass until `at`; `plusDutyMinutes` the other way round. */
export const minusDutyMinutes = (at: string, minutes: number, hours: Hours): string =>
  dutyMinutesFrom(at, minutes, hours, -1)

const dayMs = 24 * 60 * minuteMs

const dutyMinutesFrom = (at: string, minutes: number, hours: Hours, way: 1 | -1): string => {
  const begins = Date.parse(at)
  const [from, to] = [minutesOf(hours.from) * minuteMs, minutesOf(hours.to) * minuteMs]
  let left = minutes * minuteMs
  for (
    let day = shanghai(at).startOf('day').valueOf(), closed = 0;
    closed < longestClosedDays;
    day += way * dayMs
  ) {
    const start = way > 0 ? Math.max(begins, day + from) : Math.min(begins, day + to)
    const room = Math.max(way > 0 ? day + to - start : start - (day + from), 0)
    if (room > 0 && isOpenOn(shanghai(new Date(day).toISOString()), hours)) {
      if (left <= room) return new Date(start + way * left).toISOString()
      left -= room
      closed = 0
    } else closed++
  }
  return plusMinutes(at, way * minutes)
}

/** Minutes of duty time between two instants. */
export const dutyMinutesBetween = (from: string, to: string, hours: Hours): number => {
  let sum = 0
  for (let day = shanghai(from).startOf('day'); instantOf(day) < to; day = day.add(1, 'day')) {
    if (!isOpenOn(day, hours)) continue
    const begins = Math.max(Date.parse(from), onDay(day, hours.from).valueOf())
    const ends = Math.min(Date.parse(to), onDay(day, hours.to).valueOf())
    sum += Math.max(ends - begins, 0) / minuteMs
  }
  return sum
}

export const onDuty = (at: string, hours: Hours) => {
  const time = shanghai(at)
  const clock = time.format('HH:mm')
  return isOpenOn(time, hours) && hours.from <= clock && clock < hours.to
}

/** The end of the quiet hours that `at` falls into, which may lie in the next day; outside of them `at` itself. */
export const endOfQuiet = (at: string, { from, to }: Hours): string => {
  const time = shanghai(at)
  const clock = time.format('HH:mm')
  const quiet = from <= to ? from <= clock && clock < to : clock >= from || clock < to
  return quiet ? instantOf(onDay(clock < to ? time : time.add(1, 'day'), to)) : at
}

/** 凌晨2点, 上午9点, 中午12点半, 下午3点15分 */
export const sayClock = (at: string) => {
  const time = shanghai(at)
  const [hour, minute] = [time.hour(), time.minute()]
  const half = hour < 6 ? '凌晨' : hour < 12 ? '上午' : hour < 13 ? '中午' : hour < 18 ? '下午' : '晚上'
  const past = minute === 0 ? '' : minute === 30 ? '半' : `${minute}分`
  return `${half}${hour > 12 ? hour - 12 : hour}点${past}`
}

/** `10:30` for today, `明天 08:00`, `11月23日 10:30`. */
export const sayTime = (at: string, now: string): string => {
  const time = shanghai(at)
  const days = time.startOf('day').diff(shanghai(now).startOf('day'), 'day')
  const day = ({ [-1]: '昨天 ', 0: '', 1: '明天 ' } as Record<number, string>)[days]
  return `${day ?? time.format('M月D日 ')}${time.format('HH:mm')}`
}

/** The day it is in Shanghai, `2026-11-23`. */
export const onOf = (at: string) => shanghai(at).format('YYYY-MM-DD')

/** What the clock shows, `14:30`. */
export const clockOf = (at: string) => shanghai(at).format('HH:mm')

/** When it ends, of what began then: 16:00, 次日 02:00 */
export const sayEnd = (from: string, to: string) => `${onOf(from) === onOf(to) ? '' : '次日 '}${clockOf(to)}`

/** 14:00–16:00; past midnight: 22:00–次日 02:00 */
export const sayClocks = (from: string, to: string, dash = '–') =>
  `${clockOf(from)}${dash}${sayEnd(from, to)}`

// Of an instant or a day:

/** 2026年11月23日 */
export const sayDate = (at: string) => shanghai(at).format('YYYY年M月D日')

/** 2026年11月28日 09:05 */
export const sayMoment = (at: string) => shanghai(at).format('YYYY年M月D日 HH:mm')

/** 11月23日 */
export const sayMonthDay = (at: string) => shanghai(at).format('M月D日')

/** Monday first. */
export const weekdayNames = ['一', '二', '三', '四', '五', '六', '日'] as const
/** 周一 */
export const sayWeekday = (at: string) => `周${weekdayNames[(shanghai(at).day() || 7) - 1]}`

/** 2小时30分, 45分钟 */
export const sayMinutes = (minutes: number) => {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  if (hours === 0) return `${rest}分钟`
  return rest === 0 ? `${hours}小时` : `${hours}小时${rest}分`
}
