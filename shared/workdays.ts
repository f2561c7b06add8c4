/** Days on which a community works: weekends, holidays and the days worked in exchange for them. */
import { holidays } from './holidays.ts'
import type { DutyHours } from './settings.ts'
import { dayOf, isOpenOn, plusDays, type Hours } from './time.ts'

/** Where it has entered no holidays of its own, those of the State Council count. */
export const workdays = (dutyHours: DutyHours): Hours =>
  dutyHours.closedOn.length
    ? dutyHours
    : { ...dutyHours, closedOn: holidays.off, openOn: [...dutyHours.openOn, ...holidays.worked] }

/** Longer than any holiday. */
export const longestClosedDays = 15

/** The day so many working days after this one (YYYY-MM-DD in Shanghai). */
export const plusWorkdays = (on: string, count: number, dutyHours: DutyHours): string => {
  const hours = workdays(dutyHours)
  let [day, left, closed] = [on, count, 0]
  while (left > 0 && closed < longestClosedDays) {
    day = plusDays(day, 1)
    const open = isOpenOn(dayOf(day), hours)
    left -= open ? 1 : 0
    closed = open ? 0 : closed + 1
  }
  return day
}
