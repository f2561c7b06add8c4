/** When somebody goes next: days of the calendar in Shanghai, none of them a day on which nobody works. */
import type { Settings } from '../../shared/community/community.ts'
import type { Tier } from '../../shared/households/life.ts'
import { dayOf, isOpenOn, plusDays } from '../../shared/time.ts'
import { longestClosedDays, workdays } from '../../shared/workdays.ts'

/** One of the two goes between `fromOn` and `toOn`, best on `dueOn`. */
export interface DueDays {
  readonly fromOn: string
  readonly dueOn: string
  readonly toOn: string
}

/**
 * So many days after the day, or the working day nearest to it, of two that are equally near the earlier one: people are
 * looked in on before a holiday rather than after it. Nobody is late on a holiday, nor reminded on one.
 */
export const daysAfter = (
  settings: Pick<Settings, 'dutyHours' | 'households'>,
  on: string,
  tier: Tier,
  days: number,
): DueDays => {
  const hours = workdays(settings.dutyHours)
  const isOpen = (day: string) => isOpenOn(dayOf(day), hours)
  const wanted = plusDays(on, days)
  /** The first of these days on which people work. */
  const firstOpen = (days: (i: number) => readonly string[]) => {
    for (let i = 0; i < longestClosedDays; i++)
      for (const day of days(i)) if (day > on && isOpen(day)) return day
    return undefined
  }
  const dueOn = firstOpen(i => [plusDays(wanted, -i), plusDays(wanted, i)]) ?? wanted
  const openFrom = (day: string) => firstOpen(i => [plusDays(day, i)]) ?? day
  const window = settings.households.windowDays[tier]
  const first = plusDays(dueOn, -window)
  return {
    fromOn: openFrom(first > on ? first : plusDays(on, 1)),
    dueOn,
    toOn: openFrom(plusDays(dueOn, window)),
  }
}

/** After a visit. */
export const nextAfter = (
  settings: Pick<Settings, 'dutyHours' | 'households'>,
  visitedOn: string,
  tier: Tier,
) => daysAfter(settings, visitedOn, tier, settings.households.tierDays[tier])

/** Of two who begin, or begin again, on this day. */
export const firstFrom = (settings: Pick<Settings, 'dutyHours' | 'households'>, on: string, tier: Tier) => {
  const { tierDays, firstDays } = settings.households
  return daysAfter(settings, on, tier, Math.min(tierDays[tier], firstDays))
}
