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
import type { Fields } from '../../shared/lifecycle.ts'
import { Refusal } from '../../shared/api/refusals.ts'
import { plusDutyMinutes, plusMinutes } from '../../shared/time.ts'
import { settingsOf } from '../community/community.ts'
import type { Ctx } from '../platform/context.ts'
import { kind } from '../platform/kind.ts'
import { rowsIn, type Rows } from '../platform/rows.ts'
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
import { caseMonths } from './months.ts'
import { resourcesOf, roomOf } from './resources.ts'

/** What an objection to the mediator stands in the way of. */
const held: readonly string[] = ['book', 'reschedule', 'hold', 'adjourn', 'agree'] satisfies CaseMove[]
const canBe: readonly CaseState[] = caseLife.moves.object.from

/** Those it is about stay until it is over. */
export const isHolding = ({ state }: Case) => caseStates.isIn(state, 'talking') || state === 'signing'

/** What a slot must be for a case that waits for an earlier one. */
interface Wish {
  readonly minutes?: number | undefined
  readonly slot?: Pick<Slot, 'fromAt' | 'toAt'> | undefined
  readonly passed?: readonly string[] | undefined
}

const waits = (item: Case) =>
  item.waitingSince !== undefined &&
  !hasEnded(item) &&
  !item.kept &&
  item.mediator !== undefined &&
  partiesIn(item).every(key => !item[key]!.objects)

const wishOf = ({ offered, slot, passed }: Case): Wish => ({
  ...{ minutes: offered?.minutes, passed },
  slot: slot && { fromAt: slot.fromAt, toAt: slot.toAt },
})

/** Those who wait for a slot that comes free, the longest first. */
const waiting: Rows<Case, Wish> = {
  under: ['CASES', 'WAITING'],
  of: item => (waits(item) ? [{ at: item.waitingSince!, says: wishOf(item) }] : []),
}

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
  rows: [waiting, caseMonths],
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

/** A slot that is too short, or later than the one they have, does not help them. */
const suits = (free: Slot, sessionMinutes: number, { minutes = sessionMinutes, slot, passed = [] }: Wish) =>
  minutes <= (Date.parse(free.toAt) - Date.parse(free.fromAt)) / 60_000 &&
  (!slot || (free.fromAt < slot.fromAt && slot.fromAt >= free.toAt)) &&
  !passed.includes(free.fromAt)

/**
 * Keeps it for the first who waits and whom it suits: one at a time, each for half an hour in which somebody can ring
 * them and they the room. What comes free at night stays theirs until half an hour of the morning has gone by.
 */
const offerSlot = async (ctx: Ctx, from: Case, free: Slot): Promise<void> => {
  const { dutyHours, mediation } = await settingsOf(ctx, from.community)
  const { rooms, keptMinutes, sessionMinutes } = mediation
  const until = plusDutyMinutes(ctx.now, keptMinutes, dutyHours)
  if (until >= free.fromAt || rooms.find(({ id }) => id === free.room)?.closed) return
  for (let after: Fields | undefined; ;) {
    const { rows, last } = await rowsIn(ctx.table, waiting, { community: from.community, after })
    for (const row of rows) {
      if (row.id === from.id || !suits(free, sessionMinutes, row)) continue
      const item = await caseMatters.get(ctx, row.id)
      if (!item || !waits(item) || !suits(free, sessionMinutes, wishOf(item))) continue
      if (await keptFor(ctx, item, free, { sessionMinutes, until })) return
    }
    if (!last) return
    after = last
  }
}

/** Whether it is theirs now. */
const keptFor = async (
  ctx: Ctx,
  item: Case,
  free: Slot,
  { sessionMinutes, until }: { readonly sessionMinutes: number; readonly until: string },
): Promise<boolean> => {
  const { room, fromAt } = free
  try {
    await caseMatters.moveByClock(ctx, 'keepSlot', item, {
      // Of the case as it is when it is written: its people may be others by now, or it does not wait any longer.
      async prepare(now) {
        if (!waits(now) || !suits(free, sessionMinutes, wishOf(now)))
          throw new SlotTaken(roomOf(room), fromAt)
        const toAt = plusMinutes(fromAt, now.offered?.minutes ?? sessionMinutes)
        return { kept: { room, fromAt, toAt, resources: await resourcesOf(ctx, now, room), until } }
      },
      along: (before, after) => slotChange(ctx, before, after),
    })
    const kept = (await caseMatters.get(ctx, item.id))?.kept
    return kept?.room === room && kept.fromAt === fromAt
  } catch (error) {
    // Somebody who is needed is busy then, or they do not need it: the next one.
    if (!(error instanceof SlotTaken)) throw error
    return false
  }
}
