/** The places beside a shift: who has one, how long one is kept, and giving one back. */
import { close, leave, seated, standingOf, waiting } from '../../shared/places.ts'
import { Refusal } from '../../shared/api/refusals.ts'
import { plusMinutes } from '../../shared/time.ts'
import { cancelReasons } from '../../shared/volunteers/shifts.ts'
import { settingsOf } from '../community/community.ts'
import type { Ctx } from '../platform/context.ts'
import { changePlaces, getPlaces, placesStep } from '../platform/places.ts'
import { partitionOf, type Shift, type ShiftPlaces } from './shifts-store.ts'

export const placesNow = ({ table }: Pick<Ctx, 'table'>, id: string) =>
  getPlaces<ShiftPlaces>(table, partitionOf(id))
export const everybody = (places: ShiftPlaces | undefined) =>
  places ? [...seated(places), ...waiting(places)] : []

/** Under which of somebody's ids they have a place in it; their own, where they have none. */
export const idIn = (places: ShiftPlaces, users: readonly string[]) =>
  users.find(user => standingOf(places, user)) ?? users[0]!

export const placesOf = async (ctx: Pick<Ctx, 'table'>, id: string): Promise<ShiftPlaces> => {
  const places = await placesNow(ctx, id)
  if (!places) throw new Error('a shift without places')
  return places
}

/** Until when a place that comes free now is kept for the next: not beyond the beginning, when nobody is asked any more. */
export const keptForShift = async (
  ctx: Pick<Ctx, 'table' | 'now'>,
  { community, startsAt }: Pick<Shift, 'community' | 'startsAt'>,
) => {
  if (ctx.now >= startsAt) return undefined
  const { confirmMinutes } = (await settingsOf(ctx, community)).volunteers
  const wanted = plusMinutes(ctx.now, confirmMinutes)
  // Shortly before, half an hour has to do.
  const [hourBefore, halfHour] = [plusMinutes(startsAt, -60), plusMinutes(ctx.now, 30)]
  const latest = hourBefore > halfHour ? hourBefore : halfHour < startsAt ? halfHour : startsAt
  return wanted < latest ? wanted : latest
}

/** From now on nobody comes in. */
export const closing = async (ctx: Pick<Ctx, 'table'>, { id }: Shift) => {
  const was = await placesOf(ctx, id)
  return [placesStep(partitionOf(id), was, close(was))]
}

/** Says what is so of a shift to which nobody comes any more. */
export const needOpen = ({ now }: Pick<Ctx, 'now'>, { state, reason = 'other', endsAt }: Shift) => {
  if (state === 'cancelled')
    throw new Refusal('volunteers.shiftCancelled', { reason: cancelReasons.text[reason] })
  if (state === 'ended' || now >= endsAt) throw new Refusal('volunteers.shiftOver')
}

export const leaveShift = async (ctx: Ctx, user: string, shift: Shift) => {
  const until = await keptForShift(ctx, shift)
  await changePlaces<ShiftPlaces>(ctx.table, partitionOf(shift.id), was =>
    standingOf(was, user) ? leave(was, user, until) : was,
  )
}
