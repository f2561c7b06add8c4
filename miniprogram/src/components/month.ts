/** A month as it hangs on the wall: whole weeks from Monday to Sunday. */
import { dayOf, mondayOf, plusDays } from '../../../shared/time.ts'

export const daysShown = (month: string): readonly string[] => {
  const first = `${month}-01`
  const monday = mondayOf(first)
  const weeks = Math.ceil((dayOf(first).diff(dayOf(monday), 'day') + dayOf(first).daysInMonth()) / 7)
  return Array.from({ length: weeks * 7 }, (_, i) => plusDays(monday, i))
}

export const monthAfter = (month: string, months: number) =>
  dayOf(`${month}-01`).add(months, 'month').format('YYYY-MM')

export const isWithin = (on: string, from = '', to = '9999') => from <= on && on <= to

/** The month that is opened: of what is chosen, else the one nearest to today in which something can be. */
export const monthToOpen = (value: string, today: string, from = '', to = '9999') =>
  (value || (today < from ? from : today > to ? to : today)).slice(0, 7)
