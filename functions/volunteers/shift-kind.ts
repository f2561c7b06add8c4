/** A shift as a kind of matter, with its places beside it. */
import type { Fields } from '../../shared/lifecycle.ts'
import { plusMinutes } from '../../shared/time.ts'
import { shiftLife } from '../../shared/volunteers/shifts.ts'
import { Refusal } from '../../shared/api/refusals.ts'
import { grantsNow } from '../identity/identity.ts'
import { everyIdOf } from '../people/people.ts'
import type { Ctx } from '../platform/context.ts'
import { kind } from '../platform/kind.ts'
import { list } from '../platform/lists.ts'
import { followShift, shiftTells } from './shift-follows.ts'
import { closing, everybody, leaveShift, placesNow } from './shift-places.ts'
import { seesShift } from './shift-readers.ts'
import type { Shift } from './shifts-store.ts'

const day = 24 * 60
/** Those who forgot to check out may still do so, this long after the end. */
export const closingMinutes = 60

/** The day before, those who come are reminded; after the end it is closed. */
const shiftDueAt = ({ state, startsAt, endsAt, createdAt, remindedAt }: Shift) => {
  if (state !== 'open') return undefined
  const remindAt = plusMinutes(startsAt, -day)
  return remindedAt === undefined && createdAt < remindAt ? remindAt : plusMinutes(endsAt, closingMinutes)
}

/** Who has moved away, or is not a volunteer any longer, makes room while there is time to ask the next. */
const withoutStrangers = async (ctx: Ctx, shift: Shift) => {
  for (const user of everybody(await placesNow(ctx, shift.id))) {
    const [id] = await everyIdOf(ctx, user)
    const who = { id, grants: await grantsNow(ctx, id), actsFor: [] }
    if (!seesShift(shift, who)) await leaveShift(ctx, user, shift)
  }
}

export const shiftMatters = kind<Shift>()({
  name: 'shift',
  life: shiftLife,
  sees: seesShift,
  // By when they begin.
  lists: {
    /** Those to come in the community. */
    open: list('gsi1', ['SHIFTS'], ({ state, startsAt }) => state === 'open' && { at: startsAt }),
    ofTeam: list('gsi2', ['SHIFTS'], ({ team, startsAt }) => ({ of: team, at: startsAt })),
  },
  deadlines: async () => shiftDueAt,
  async due(ctx, shift) {
    if (ctx.now < shift.startsAt) await withoutStrangers(ctx, shift)
    return ctx.now < shift.endsAt
      ? { move: 'remind', wants: { remindedAt: ctx.now } }
      : { move: 'end', along: each => closing(ctx, each) }
  },
  follows: followShift,
  lost: (name, { state }) =>
    state === 'ended' && (name === 'change' || name === 'cancel')
      ? new Refusal('volunteers.cannotChange')
      : undefined,
  tells: shiftTells,
})

interface Asked {
  readonly community: string
  readonly team?: string | undefined
  readonly at: string
  readonly after?: Fields | undefined
}

/** The next to begin first. `at`: none that begin before. */
export const shiftsFrom = (ctx: Pick<Ctx, 'table'>, { community, team, at, after }: Asked) => {
  const asked = { community, sk: { atLeast: at }, after }
  const { open, ofTeam } = shiftMatters.lists
  return team ? ofTeam.page(ctx, { ...asked, of: team }) : open.page(ctx, asked)
}
