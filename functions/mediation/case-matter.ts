/** A case as a matter: for whom it exists, as what they read it, and when the clock looks at it. */
import type { Settings } from '../../shared/community.ts'
import { idsOf, scopesOf, type Who } from '../../shared/lifecycle.ts'
import { caseGroups, caseLife, isParty, type CaseMove, type PartyKey } from '../../shared/mediation/life.ts'
import { Refusal } from '../../shared/refusals.ts'
import { plusDutyMinutes, plusMinutes } from '../../shared/time.ts'
import { settingsOf } from '../community/community.ts'
import { mattersOf } from '../platform/matters.ts'
import { caseIndexes, type Case } from './case-store.ts'
import { caseName } from './mediation-words.ts'

export type Reader =
  | { readonly as: 'party'; readonly key: PartyKey }
  | { readonly as: 'mediator'; readonly key?: undefined }
  | { readonly as: 'staff'; readonly key?: undefined }

/** On their own side first: whoever acts for the other one as well speaks for themselves alone. */
export const sideOf = (each: Case, who: Who) =>
  isParty({ ...each }, idsOf(who)) ?? isParty({ ...each }, who.actsFor)

/** Whoever works here and is a party reads it as a party. Undefined: for them there is no such case. */
export const readerOf = (each: Case, who: Who): Reader | undefined => {
  const key = sideOf(each, who)
  if (key) return { as: 'party', key }
  if (each.mediator === who.id && scopesOf(who, 'mediator', each.community).length) return { as: 'mediator' }
  return scopesOf(who, 'mediationStaff', each.community).length ? { as: 'staff' } : undefined
}

export const seesCase = (each: Case, who: Who) => readerOf(each, who) !== undefined

const day = 24 * 60
const isIn = (group: readonly Case['state'][], { state }: Case) => group.includes(state)

/** Somebody has asked, and not all of it was done yet. */
const isOpenVisit = ({ state, followUps }: Case) =>
  state === 'followUp' && ['partly', 'notYet'].includes(followUps.at(-1)?.performed ?? '')

/** What the clock has still to say or do, by name. */
export const timersOf = (each: Case, { mediation: clocks, dutyHours }: Settings) => {
  const { dueBy, slot, kept, effectiveAt, state, oral, confirmation, createdAt, followUps } = each
  const asked = followUps.at(-1)?.at ?? effectiveAt
  const counted = isIn(caseGroups.counted, each)
  const timers: readonly (readonly [name: string, at: string | undefined])[] = [
    ['kept', kept?.until],
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
      asked && (state === 'agreed' || isOpenVisit(each))
        ? plusMinutes(asked, clocks.followUpDays * day)
        : undefined,
    ],
  ]
  const said = new Set(each.reminded ?? [])
  const ended = state === 'archived'
  return timers.flatMap(([name, at]) =>
    at && !said.has(name) && (!ended || name === 'kept') ? [{ name, at }] : [],
  )
}

/** The reminder of a session is one for each time it is booked for. */
export const remindOf = (fromAt: string) => `slot.${fromAt}`

export const caseDueAt = (settings: Settings) => (each: Case) =>
  timersOf(each, settings)
    .map(({ at }) => at)
    .sort()[0]

export const caseMatters = mattersOf<Case, Case['state'], CaseMove>({
  kind: 'case',
  life: caseLife,
  stateNames: caseName,
  visible: seesCase,
  indexes: caseIndexes,
  lost(name, each) {
    if (name === 'hold' && isIn(caseGroups.booked, each)) return new Refusal('mediation.notAllHeard')
    return name === 'confirmation' && each.oral ? new Refusal('mediation.oralNotConfirmed') : undefined
  },
  deadlines: async (ctx, community) => caseDueAt(await settingsOf(ctx, community)),
})
