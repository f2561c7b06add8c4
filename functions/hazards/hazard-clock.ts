/** Who has to have done something by when, in each state; past it the clock makes its move. */
import type { Settings } from '../../shared/community/community.ts'
import type { HazardMove, HazardState, Severity } from '../../shared/hazards/life.ts'
import { dayOf, instantOf, onDay, plusDutyMinutes, plusMinutes, type Hours } from '../../shared/time.ts'
import type { ClockMove } from '../platform/kind.ts'
import type { Hazard } from './hazard-store.ts'

const dayMinutes = 24 * 60
const midway = (from: string, to: string) => new Date((Date.parse(from) + Date.parse(to)) / 2).toISOString()
const earlier = (a: string, b: string) => (a < b ? a : b)

/** So many days on which somebody is on duty, at the same time of the day. */
const plusDutyDays = (at: string, days: number, hours: Hours) => {
  const [from, to] = [hours.from, hours.to].map(clock => onDay(dayOf('2026-01-01'), clock).valueOf())
  return plusDutyMinutes(at, (days * (to! - from!)) / 60_000, hours)
}

/** Until when somebody has to have looked at it. A danger knows no duty hours. */
export const lookBy = ({ hazards, dutyHours }: Settings, { danger }: Pick<Hazard, 'danger'>, at: string) =>
  danger ? plusMinutes(at, hazards.dangerLookMinutes) : plusDutyMinutes(at, hazards.lookMinutes, dutyHours)

/** Until when it has to be handled, counted from when it was given to somebody. */
export const handleBy = ({ hazards, dutyHours }: Settings, severity: Severity, at: string) => {
  switch (severity) {
    case 'danger':
      return plusMinutes(at, hazards.dangerMinutes)
    case 'soon':
      return plusDutyMinutes(at, hazards.soonMinutes, dutyHours)
    case 'usual':
      return plusDutyDays(at, hazards.usualDays, dutyHours)
    case 'works':
      return plusDutyDays(at, hazards.worksDays, dutyHours)
  }
}

/** Until when somebody else has to have looked whether it is mended. */
export const checkBy = ({ hazards, dutyHours }: Settings, at: string) =>
  plusDutyDays(at, hazards.verifyDays, dutyHours)

/** The end of the day on duty. */
export const endOf = ({ dutyHours }: Settings, on: string) => instantOf(onDay(dayOf(on), dutyHours.to))

const silentFrom = ({ hazards }: Settings, item: Hazard) =>
  plusMinutes(item.promisedAt!, hazards.silentDays * dayMinutes)

export const deadlines = (settings: Settings) => {
  const week = (at: string) => plusMinutes(at, 7 * dayMinutes)
  const dueIn: Readonly<Record<HazardState, (item: Hazard) => string | undefined>> = {
    reported: item => (item.remindedAt ? lookBy(settings, item, item.remindedAt) : item.promisedAt),
    dispatched: item => {
      const { since, promisedAt = since, remindedAt, escalatedAt, silentAt } = item
      if (!escalatedAt) return remindedAt ? promisedAt : midway(since, promisedAt)
      return silentAt ? week(escalatedAt) : earlier(silentFrom(settings, item), week(escalatedAt))
    },
    handled: item => (item.remindedAt ? checkBy(settings, item.remindedAt) : item.promisedAt),
    closed: () => undefined,
    refused: () => undefined,
    turned: () => undefined,
    withdrawn: () => undefined,
  }
  return (item: Hazard) => dueIn[item.state](item)
}

export const clockMove = (
  settings: Settings,
  item: Hazard,
  now: string,
): ClockMove<Hazard, HazardMove> | undefined => {
  const { state, promisedAt = now, silentAt } = item
  if (state === 'reported' || state === 'handled') return { move: 'remind', wants: { remindedAt: now } }
  if (state !== 'dispatched') return undefined
  if (now < promisedAt) return { move: 'remind', wants: { remindedAt: now } }
  // Told as late once more, so that the week of staff begins anew.
  if (!silentAt && item.escalatedAt && now >= silentFrom(settings, item))
    return { move: 'silent', wants: { silentAt: now, escalatedAt: now } }
  return { move: 'escalate', wants: { escalatedAt: now, remindedAt: now } }
}
