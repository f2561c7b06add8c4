/** When the clock looks at a case, and what it has to say then. */
import type { Settings } from '../../shared/community/community.ts'
import { caseStates, partiesIn } from '../../shared/mediation/life.ts'
import { dayOf, instantOf, onDay, onOf, plusDays, plusDutyMinutes, plusMinutes } from '../../shared/time.ts'
import type { Case } from './case-store.ts'

const day = 24 * 60

/** Somebody has asked, and not all of it was done yet. */
const isOpenVisit = ({ state, followUps }: Case) =>
  state === 'followUp' && ['partly', 'notYet'].includes(followUps.at(-1)?.performed ?? '')

/** When a no becomes one that stands. */
export const noUntilIn = (item: Case) =>
  item.state === 'asked' || item.state === 'unreachable'
    ? partiesIn(item)
        .flatMap(key => item[key]!.noUntil ?? [])
        .sort()[0]
    : undefined

/** The last day on which both may ask the court to confirm it; what was agreed orally it does not confirm. */
export const lastDayToAsk = ({ effectiveOn, oral }: Case, { mediation }: Settings) =>
  effectiveOn && !oral ? plusDays(effectiveOn, mediation.confirmDays) : undefined

/** What the clock has still to say or do, by name. */
export const timersOf = (item: Case, { mediation: clocks, dutyHours }: Settings) => {
  const { dueBy, slot, kept, effectiveOn, state, oral, confirmation, createdAt, followUps } = item
  const lastAsked = followUps.at(-1)?.at
  const asked = lastAsked ? onOf(lastAsked) : effectiveOn
  /** When the room opens, so many days after. */
  const daysAfter = (on: string, days: number) => instantOf(onDay(dayOf(plusDays(on, days)), dutyHours.from))
  const counted = caseStates.isIn(item.state, 'counted')
  const timers: readonly (readonly [name: string, at: string | undefined])[] = [
    ['kept', kept?.until],
    ['no', noUntilIn(item)],
    ['screen', state === 'applied' ? plusDutyMinutes(createdAt, clocks.screenMinutes, dutyHours) : undefined],
    // As long before the end, however often that was put off.
    ...clocks.warnDays.map(
      days =>
        [
          `day${days}.${dueBy}`,
          counted && dueBy ? plusMinutes(dueBy, (days - clocks.monthDays) * day) : undefined,
        ] as const,
    ),
    [`over.${dueBy}`, counted ? dueBy : undefined],
    [slot ? remindOf(slot.fromAt) : 'slot', slot && plusMinutes(slot.fromAt, -clocks.remindMinutes)],
    ...clocks.confirmWarnDays.map(
      days =>
        [
          `confirm${days}.${effectiveOn}`,
          effectiveOn && !oral && (confirmation === undefined || confirmation === 'wanted')
            ? daysAfter(effectiveOn, days)
            : undefined,
        ] as const,
    ),
    // Asked again as long as something is still to be done.
    [
      `followUp.${followUps.length}`,
      asked && (state === 'agreed' || isOpenVisit(item)) ? daysAfter(asked, clocks.followUpDays) : undefined,
    ],
  ]
  const said = new Set(item.reminded ?? [])
  const ended = state === 'archived'
  return timers.flatMap(([name, at]) =>
    at && !said.has(name) && (!ended || name === 'kept') ? [{ name, at }] : [],
  )
}

/** The reminder of a session is one for each time it is booked for. */
export const remindOf = (fromAt: string) => `slot.${fromAt}`

export const caseDueAt = (settings: Settings) => (item: Case) =>
  timersOf(item, settings)
    .map(({ at }) => at)
    .sort()[0]

/** What should have been done by now, or a few days from the end of the month; undefined: nothing. */
export const whyLate = (item: Case, settings: Settings, now: string): string | undefined => {
  const { state, slot } = item
  if (slot && slot.toAt <= now && caseStates.isIn(state, 'booked')) return '时间过了，还没记谈得怎样'
  const passed = timersOf({ ...item, reminded: [] }, settings).filter(({ at }) => at <= now)
  const lastWarning = `day${Math.max(...settings.mediation.warnDays)}.`
  const overdue = [
    ['over.', '到期了：谈成没谈成，都要写明'],
    ['screen', '该定受不受理了'],
    ['followUp.', '该回访了'],
    [lastWarning, '快到期了'],
  ] as const
  return overdue.find(([timer]) => passed.some(({ name }) => name.startsWith(timer)))?.[1]
}
