/** Giving back places in shifts to come: for who leaves the team, or us. */
import type { Fields } from '../../shared/lifecycle.ts'
import { standingOf } from '../../shared/places.ts'
import { plusMinutes } from '../../shared/time.ts'
import { everyIdOf } from '../people/people.ts'
import { heldUntil } from '../identity/grants.ts'
import type { Ctx } from '../platform/context.ts'
import { getMatter, type Change } from '../platform/matter-item.ts'
import { shiftsFrom } from './shift-kind.ts'
import { leaveShift } from './shift-places.ts'
import { longestHours, placesBy, type Shift } from './shifts-store.ts'
import type { Membership } from './teams-store.ts'

/** Gives back the places that somebody has in what is to come. */
export const leaveShifts = async (
  ctx: Ctx,
  user: string,
  where: { readonly community: string; readonly team?: string },
  which: (shift: Shift) => boolean,
) => {
  const at = plusMinutes(ctx.now, -longestHours * 60)
  let after: Fields | undefined
  do {
    const { items, last } = await shiftsFrom(ctx, { ...where, at, after })
    const shifts = items.filter(shift => shift.state === 'open' && which(shift))
    const places = await placesBy(
      ctx.table,
      shifts.map(({ id }) => id),
    )
    for (const shift of shifts.filter(({ id }) => standingOf(places.get(id)!, user)))
      await leaveShift(ctx, user, shift)
    after = last
  } while (after)
}

/** Who has left the team gives up their places in its own shifts. A shift that has begun they may still finish. */
export const followLeaving = async (ctx: Ctx, { before, after }: Change<Membership>) => {
  if (before?.state !== 'approved' || after.state === 'approved') return
  const { id, user, community, team } = after
  const users = await everyIdOf(ctx, user)
  const held = await Promise.all(users.map(each => heldUntil(ctx, each, 'teamLead', community, team)))
  if (held.some(Boolean) || (await getMatter<Membership>(ctx.table, 'membership', id))?.state === 'approved')
    return
  for (const each of users)
    await leaveShifts(
      ctx,
      each,
      { community, team },
      ({ openTo, startsAt }) => openTo === 'team' && ctx.now < startsAt,
    )
}
