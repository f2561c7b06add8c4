/** A shift as a matter, with its places beside it: for whom it exists, when the clock looks at it, how long a place is kept. */
import { may, type Who } from '../../shared/lifecycle.ts'
import { close, standingOf } from '../../shared/places.ts'
import { plusMinutes } from '../../shared/time.ts'
import { shiftLife } from '../../shared/volunteers/shifts.ts'
import { settingsOf } from '../community/community.ts'
import type { Ctx } from '../platform/context.ts'
import { mattersOf } from '../platform/matters.ts'
import { getPlaces, placesStep } from '../platform/places.ts'
import { partitionOf, shiftIndexes, type Shift, type ShiftPlaces } from './shifts-store.ts'
import { shiftName } from './volunteers-words.ts'

type Name = keyof typeof shiftLife.moves

export const keepsList = (shift: Shift, who: Who) => may(shiftLife, shift, who).includes('keepList')

/** For whom it exists: who may come, and who keeps the list. */
export const seesShift = ({ community, team, openTo }: Shift, who: Who) =>
  who.grants.some(
    ({ community: where, role, scope }) =>
      where === community &&
      (openTo === 'all' ||
        role === 'communityStaff' ||
        (scope === team && ['volunteer', 'teamLead'].includes(role))),
  )

const day = 24 * 60
/** Those who forgot to check out may still do so, this long after the end. */
export const closingMinutes = 60

/** The day before, those who come are reminded; after the end it is closed. */
export const shiftDueAt = ({ state, startsAt, endsAt, createdAt, remindedAt }: Shift) => {
  if (state !== 'open') return undefined
  const remindAt = plusMinutes(startsAt, -day)
  return remindedAt === undefined && createdAt < remindAt ? remindAt : plusMinutes(endsAt, closingMinutes)
}

export const shiftMatters = mattersOf<Shift, Shift['state'], Name>({
  kind: 'shift',
  life: shiftLife,
  stateNames: shiftName,
  visible: seesShift,
  indexes: shiftIndexes,
  deadlines: async () => shiftDueAt,
})

/** Under which of somebody's ids they have a place in it; their own, where they have none. */
export const idIn = (places: ShiftPlaces, users: readonly string[]) =>
  users.find(user => standingOf(places, user)) ?? users[0]!

export const placesOf = async (ctx: Pick<Ctx, 'table'>, id: string): Promise<ShiftPlaces> => {
  const places = await getPlaces<ShiftPlaces>(ctx.table, partitionOf(id))
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

/** Nobody comes in any more. */
export const closing = async (ctx: Pick<Ctx, 'table'>, { id }: Shift) => {
  const was = await placesOf(ctx, id)
  return [placesStep(partitionOf(id), was, close(was))]
}
