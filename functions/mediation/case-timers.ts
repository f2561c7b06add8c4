/** When the clock looks at a case, and what it has to say then. */
import type { Settings } from '../../shared/community/community.ts'
import { caseStates, partiesIn } from '../../shared/mediation/life.ts'
import { plusDutyMinutes, plusMinutes } from '../../shared/time.ts'
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

/** What the clock has still to say or do, by name. */
export const timersOf = (item: Case, { mediation: clocks, dutyHours }: Settings) => {
  const { dueBy, slot, kept, effectiveAt, state, oral, confirmation, createdAt, followUps } = item
  const asked = followUps.at(-1)?.at ?? effectiveAt
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
          `confirm${days}`,
          effectiveAt && !oral && (confirmation === undefined || confirmation === 'wanted')
            ? plusMinutes(effectiveAt, days * day)
            : undefined,
        ] as const,
    ),
    // Asked again as long as something is still to be done.
    [
      `followUp.${followUps.length}`,
      asked && (state === 'agreed' || isOpenVisit(item))
        ? plusMinutes(asked, clocks.followUpDays * day)
        : undefined,
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
