/**
 * A case as a kind of matter: all that the program does with it without being asked stands or begins here. A slot that
 * comes free is offered to the case that has waited longest.
 */
import {
  caseStates,
  caseLife,
  partiesIn,
  type CaseMove,
  type CaseState,
} from '../../shared/mediation/life.ts'
import { Refusal } from '../../shared/api/refusals.ts'
import { plusDutyMinutes, plusMinutes } from '../../shared/time.ts'
import { settingsOf } from '../community/community.ts'
import type { Ctx } from '../platform/context.ts'
import { kind } from '../platform/kind.ts'
import { list } from '../platform/lists.ts'
import type { Change } from '../platform/matter-item.ts'
import { SlotTaken } from '../platform/slots.ts'
import { keepCalendar } from './calendar-events.ts'
import { caseCards, caseDesks } from './case-cards.ts'
import { keepFound } from './case-found.ts'
import { seesCase } from './case-readers.ts'
import { slotChange } from './case-slots.ts'
import { hasEnded, inHand, nextStep, type Case, type Slot } from './case-store.ts'
import { casePhoned, caseReached } from './case-phone.ts'
import { caseTells } from './case-tells.ts'
import { caseDueAt, noUntilIn, timersOf } from './case-timers.ts'
import { resourcesOf } from './resources.ts'

/** What an objection to the mediator stands in the way of. */
const held: readonly string[] = ['book', 'reschedule', 'hold', 'adjourn', 'agree'] satisfies CaseMove[]
const canBe: readonly CaseState[] = caseLife.moves.object.from

/** Those it is about stay until it is over. */
export const isHolding = ({ state }: Case) => caseStates.isIn(state, 'talking') || state === 'signing'

export const caseMatters = kind<Case>()({
  name: 'case',
  life: caseLife,
  sees: seesCase,
  lists: {
    /** Booked or kept, by beginning. */
    booked: list('gsi1', ['CASES', 'SLOTS'], ({ slot, kept }) => {
      const at = slot ?? kept
      return at !== undefined && { at: at.fromAt }
    }),
    /** By deadline. */
    open: list('gsi2', ['CASES', 'OPEN'], item => !hasEnded(item) && { at: nextStep(item) }),
    ended: list('gsi2', ['CASES', 'ENDED'], item => hasEnded(item) && { at: item.changedAt }),
    /** What a mediator has in hand, by deadline. */
    inHand: list('gsi4', ['CASES', 'BY'], item => {
      const { mediator } = item
      return mediator !== undefined && inHand(item) && { of: mediator, at: nextStep(item) }
    }),
  },
  deadlines: async (ctx, community) => caseDueAt(await settingsOf(ctx, community)),
  async due(ctx, item) {
    const { kept } = item
    if (kept && kept.until <= ctx.now)
      return {
        move: 'letSlotGo',
        prepare: async ({ passed = [] }) => ({ kept: undefined, passed: [...passed, kept.fromAt] }),
        along: (before, after) => slotChange(ctx, before, after),
      }
    const no = noUntilIn(item)
    if (no && no <= ctx.now) return { move: 'letNoStand' }
    const timers = timersOf(item, await settingsOf(ctx, item.community)).filter(({ at }) => at <= ctx.now)
    if (!timers.length) return 'notYet'
    return {
      move: 'remind',
      wants: { reminded: [...(item.reminded ?? []), ...timers.map(({ name }) => name)] },
    }
  },
  holds: item => (isHolding(item) ? [item.mediator, ...partiesIn(item).map(key => item[key]!.user)] : []),
  cards: caseCards,
  desks: caseDesks,
  tells: caseTells,
  phoned: casePhoned,
  reached: caseReached,
  async follows(ctx, change) {
    await keepFound(ctx, change)
    await keepCalendar(ctx, change, timesOf)
    for (const slot of cameFree(change, ctx.now)) await offerSlot(ctx, change.after, slot)
  },
  lost(name, item) {
    const objected = partiesIn(item).some(key => item[key]!.objects)
    if (name === 'answerObjection' && !objected) return new Refusal('mediation.noObjection')
    if (objected && held.includes(name) && canBe.includes(item.state))
      return new Refusal('mediation.objectionOpen')
    if (name === 'takeBackNo') return new Refusal('mediation.noStands')
    if (name === 'hold' && caseStates.isIn(item.state, 'booked')) return new Refusal('mediation.notAllHeard')
    return name === 'confirmation' && item.oral ? new Refusal('mediation.oralNotConfirmed') : undefined
  },
})

/** Of a case, for calendars: its sessions as they really were, and then what is booked. */
const timesOf = ({ what, number, sessions, slot, mediator }: Case) => [
  ...sessions.map(session => ({
    ...{ what, number, room: session.room, mediator: session.mediator ?? mediator },
    fromAt: (session.held && session.beganAt) || session.fromAt,
    toAt: (session.held && session.endedAt) || session.toAt,
    cancelled: session.held ? undefined : (true as const),
  })),
  ...(slot ? [{ what, number, mediator, room: slot.room, fromAt: slot.fromAt, toAt: slot.toAt }] : []),
]

/** How many a mediator has in hand. */
export const loadOf = (ctx: Pick<Ctx, 'table'>, community: string, mediator: string) =>
  caseMatters.lists.inHand.count(ctx, { community, of: mediator })

// ---- a slot that came free ----

const sameSlot = (a: Slot | undefined, b: Slot | undefined) =>
  a?.room === b?.room && a?.fromAt === b?.fromAt && a?.toAt === b?.toAt

const overlaps = (a: Slot, b: Slot | undefined) => b !== undefined && a.fromAt < b.toAt && b.fromAt < a.toAt

/** What this change let go of, if somebody could still come. */
const cameFree = ({ before, after }: Change<Case>, now: string) => {
  // A session has used its time.
  const sat = after.sessions.length > (before?.sessions.length ?? 0)
  return [sat ? undefined : before?.slot, before?.kept].flatMap(slot =>
    slot && slot.fromAt > now && ![after.slot, after.kept].some(stands => sameSlot(slot, stands))
      ? [slot]
      : [],
  )
}

/** Those who wait, the longest first; a slot that is too short, or later than the one they have, does not help them. */
const waitingFor = async (ctx: Pick<Ctx, 'table'>, community: string, slot: Slot, minutes: number) => {
  const found = await caseMatters.lists.open.all(ctx, { community })
  const length = (Date.parse(slot.toAt) - Date.parse(slot.fromAt)) / 60_000
  return found
    .filter(({ waitingSince, kept, mediator }) => waitingSince && !kept && mediator)
    .filter(item => partiesIn(item).every(key => !item[key]!.objects))
    .filter(item => (item.offered?.minutes ?? minutes) <= length)
    .filter(item => !item.slot || (slot.fromAt < item.slot.fromAt && !overlaps(slot, item.slot)))
    .filter(item => !(item.passed ?? []).includes(slot.fromAt))
    .sort((a, b) => a.waitingSince!.localeCompare(b.waitingSince!))
}

/**
 * Keeps it for the first who waits and whom it suits: one at a time, each for half an hour in which somebody can ring
 * them and they the room. What comes free at night stays theirs until half an hour of the morning has gone by.
 */
const offerSlot = async (ctx: Ctx, from: Case, free: Slot): Promise<void> => {
  const { dutyHours, mediation } = await settingsOf(ctx, from.community)
  const { rooms, keptMinutes, sessionMinutes } = mediation
  const until = plusDutyMinutes(ctx.now, keptMinutes, dutyHours)
  if (until >= free.fromAt || rooms.find(({ id }) => id === free.room)?.closed) return
  for (const item of await waitingFor(ctx, from.community, free, sessionMinutes)) {
    if (item.id === from.id) continue
    const resources = await resourcesOf(ctx, item, free.room)
    const minutes = item.offered?.minutes ?? sessionMinutes
    const kept = {
      room: free.room,
      fromAt: free.fromAt,
      toAt: plusMinutes(free.fromAt, minutes),
      resources,
      until,
    }
    try {
      await caseMatters.moveByClock(ctx, 'keepSlot', item, {
        prepare: async () => ({ kept }),
        along: (before, after) => slotChange(ctx, before, after),
      })
      if (sameSlot((await caseMatters.get(ctx, item.id))?.kept, kept)) return
    } catch (error) {
      // Somebody who is needed is busy then: the next one.
      if (!(error instanceof SlotTaken)) throw error
    }
  }
}
