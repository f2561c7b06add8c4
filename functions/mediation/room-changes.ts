/** Rooms change only so far that nobody stands at a locked door, and that what took place still says where. */
import type { Settings } from '../../shared/community/community.ts'
import type { MediationRoom } from '../../shared/mediation/settings.ts'
import { same } from '../../shared/lifecycle.ts'
import { Refusal } from '../../shared/api/refusals.ts'
import { plusMinutes } from '../../shared/time.ts'
import type { Ctx } from '../platform/context.ts'
import { everBooked } from '../platform/slots.ts'
import { caseMatters } from './case-kind.ts'
import { farthestMinutes } from './case-slots.ts'
import type { Slot } from './case-store.ts'
import { sayWhen } from './mediation-words.ts'
import { talksToCome } from './quarrels-kind.ts'
import { isOpenFor, roomOf } from './resources.ts'

const opens = (room: MediationRoom | undefined, slot: Slot) =>
  room !== undefined && !room.closed && isOpenFor(room, slot)

/** Refuses what would take a room from under a session to come, or its name from those that were. */
export const roomsMayChange = async (
  ctx: Pick<Ctx, 'table' | 'now'>,
  community: string,
  { mediation: { rooms: was } }: Settings,
  { mediation: { rooms: next } }: Settings,
) => {
  if (same(was, next)) return
  const until = plusMinutes(ctx.now, farthestMinutes)
  const cases = await caseMatters.lists.booked.between(ctx, { community }, ctx.now, until)
  const talks = await talksToCome(ctx, community)
  const slots: Slot[] = [
    ...talks.flatMap(({ slot }) => slot ?? []),
    ...cases.flatMap(({ slot, kept }) => [
      ...(slot && slot.fromAt >= ctx.now ? [slot] : []),
      ...(kept && kept.until >= ctx.now ? [kept] : []),
    ]),
  ]
  for (const room of was) {
    const at = next.findIndex(({ id }) => id === room.id)
    // A session at an hour when the room was never open is a walk-in, which was meant.
    const [first, ...others] = slots
      .filter(slot => slot.room === room.id && opens(room, slot) && !opens(next[at], slot))
      .sort((one, other) => one.fromAt.localeCompare(other.fromAt))
    if (first)
      throw new Refusal(
        'mediation.roomBooked',
        {
          room: room.name,
          when: sayWhen(first.fromAt),
          more: others.length ? `，这样的一共${others.length + 1}场` : '',
        },
        {
          [at < 0 ? 'changes.mediation.rooms' : `changes.mediation.rooms.${at}`]:
            `${sayWhen(first.fromAt)}还约着，请先改约`,
        },
      )
    if (at < 0 && (await everBooked(ctx.table, community, roomOf(room.id))))
      throw new Refusal('mediation.roomUsed', { room: room.name }, { 'changes.mediation.rooms': '改成停用' })
  }
}
