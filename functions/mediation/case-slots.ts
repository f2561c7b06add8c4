/** Booking: the room, the mediator and every party for the same time, written in one with the case. */
import { Refusal } from '../../shared/api/refusals.ts'
import { isQuarter } from '../../shared/slots.ts'
import { plusMinutes } from '../../shared/time.ts'
import { settingsOf } from '../community/community.ts'
import type { Ctx, SignedIn } from '../platform/context.ts'
import { SlotTaken, slotSteps } from '../platform/slots.ts'
import type { Step } from '../platform/table.ts'
import { isOpenFor, personResources, resourcesOf, roomIn, roomOf } from './resources.ts'
import { readerOf } from './case-readers.ts'
import type { Case, Slot } from './case-store.ts'
import { bookableFrom, nextFree } from './free.ts'
import { sayAloud } from './mediation-words.ts'

type Ways = Pick<Ctx, 'table' | 'secrets' | 'now'>
type Asking = Ways & Pick<SignedIn, 'who'>

/** Nobody plans further ahead; it is a year mistyped. */
export const farthestMinutes = 366 * 24 * 60

/** So many minutes from then in this room, if it is open then. `walkIn`: it may have begun a moment ago, at any hour. */
export const slotFor = async (
  ctx: Ways,
  item: Case,
  place: { readonly room: string; readonly fromAt: string; readonly minutes?: number | undefined },
  walkIn = false,
): Promise<Slot> => {
  const open = await roomIn(ctx, item.community, place.room)
  const { sessionMinutes } = (await settingsOf(ctx, item.community)).mediation
  const { room, fromAt, minutes = sessionMinutes } = place
  const toAt = plusMinutes(fromAt, minutes)
  const good =
    isQuarter(fromAt) &&
    fromAt >= bookableFrom(item, ctx.now) &&
    (walkIn
      ? fromAt > plusMinutes(ctx.now, -30) && fromAt < plusMinutes(ctx.now, 60)
      : isOpenFor(open, { fromAt, toAt }) &&
        fromAt >= ctx.now &&
        fromAt <= plusMinutes(ctx.now, farthestMinutes))
  if (!good) throw new Refusal('mediation.badTime', {}, { fromAt: '请重新选时间' })
  return { room, fromAt, toAt, resources: await resourcesOf(ctx, item, room) }
}

const spansOf = ({ slot, sitting, kept }: Case) => [
  ...(slot ? [slot] : []),
  ...(sitting ? [sitting] : []),
  ...(kept ? [{ ...kept, freeAt: kept.until }] : []),
]

/** Of a session that this change ends: what it has used stays taken, so that calendars tell of it. */
const usedIn = (item: Case, after: Case) => {
  const sat = after.sessions.length > item.sessions.length ? item.slot : item.sitting
  const toAt = after.sessions.at(-1)?.usedTo
  return sat && toAt && !after.sitting && toAt > sat.fromAt ? [{ ...sat, toAt }] : []
}

/**
 * What is booked, used and kept for the case, as it will be instead of as it is; what is left of a session that ends is
 * free for others. Throws `SlotTaken` where something stands.
 */
export const slotChange = ({ table, now }: Pick<Ctx, 'table' | 'now'>, item: Case, after: Case) => {
  const spans = { was: spansOf(item), now: [...spansOf(after), ...usedIn(item, after)] }
  return slotSteps(table, item.community, item.id, spans, now)
}

/** What is in the way, for the room. Who acts for a party never learns who is busy, even if they work at the desk. */
const whatIsTaken = async (ctx: Asking, item: Case, { resource }: SlotTaken) => {
  if (readerOf(item, ctx.who)?.as === 'party') return '刚被约走'
  if (resource === roomOf(item.slot!.room)) return '调解室刚被约走'
  const mediator = item.mediator && (await personResources(ctx, item.community, item.mediator))
  return mediator?.includes(resource) ? '调解员另有安排' : '有当事人另有安排'
}

/** The same, for people: refuses where something stands, saying what it is and the next free beginning. */
export const bookingSteps = async (ctx: Asking, item: Case, after: Case): Promise<readonly Step[]> => {
  try {
    return await slotChange(ctx, item, after)
  } catch (error) {
    if (!(error instanceof SlotTaken) || !after.slot) throw error
    const [next, taken] = await Promise.all([
      nextFree(ctx, after, after.slot),
      whatIsTaken(ctx, after, error),
    ])
    throw new Refusal(
      'mediation.slotTaken',
      { taken, next: next ? sayAloud(next) : '两周以后' },
      { fromAt: '请重新选时间' },
    )
  }
}
