/**
 * Time for people is Asia/Shanghai, which has been UTC+8 without daylight saving since 1991; in storage and on the
 * wire it is ISO 8601 UTC with milliseconds.
 */
import dayjs, { type Dayjs } from 'dayjs'
import utc from 'dayjs/plugin/utc.js'

dayjs.extend(utc)

const shanghaiMinutes = 8 * 60
/** The instant as the wall clock in Shanghai shows it. */
export const shanghai = (at: string): Dayjs => dayjs.utc(at).utcOffset(shanghaiMinutes)
export const instantOf = (time: Dayjs): string => time.utc().format('YYYY-MM-DDTHH:mm:ss.SSS[Z]')
export const plusMinutes = (at: string, minutes: number) => instantOf(dayjs.utc(at).add(minutes, 'minute'))

/** Hours of a day on the wall clock, `HH:mm`, from before to. */
export interface DutyHours {
  readonly from: string
  readonly to: string
}

const onDay = (day: Dayjs, clock: string) => {
  const [hour = 0, minute = 0] = clock.split(':').map(Number)
  return day.startOf('day').add(hour * 60 + minute, 'minute')
}

/** The instant when `minutes` of duty time have passed since `at`; a request made at night starts in the morning. */
export const plusDutyMinutes = (at: string, minutes: number, hours: DutyHours): string => {
  if (hours.to <= hours.from) return plusMinutes(at, minutes) // no such hours: count all of them
  let left = minutes
  for (let day = shanghai(at); ; day = day.add(1, 'day').startOf('day')) {
    const opens = onDay(day, hours.from)
    const start = day.isBefore(opens) ? opens : day
    const room = onDay(day, hours.to).diff(start, 'minute', true)
    if (left <= Math.max(room, 0)) return instantOf(start.add(left, 'minute'))
    left -= Math.max(room, 0)
  }
}

export const onDuty = (at: string, hours: DutyHours) => {
  const clock = shanghai(at).format('HH:mm')
  return hours.from <= clock && clock < hours.to
}

/** `10:30` for today, `明天 08:00`, `11月23日 10:30`. */
export const sayTime = (at: string, now: string): string => {
  const time = shanghai(at)
  const days = time.startOf('day').diff(shanghai(now).startOf('day'), 'day')
  const day = ({ [-1]: '昨天 ', 0: '', 1: '明天 ' } as Record<number, string>)[days]
  return `${day ?? time.format('M月D日 ')}${time.format('HH:mm')}`
}
