/** Shifts at the same time, and who is in two of them. */
import type { Fields } from '../../shared/lifecycle.ts'
import { seated, standingOf } from '../../shared/places.ts'
import { plusMinutes } from '../../shared/time.ts'
import type { Ctx } from '../platform/context.ts'
import { getMatters, matterKey } from '../platform/matter-item.ts'
import { mineByKind } from '../platform/mine.ts'
import { idIn } from './shift-places.ts'
import { longestHours, placesBy, type Shift } from './shifts-store.ts'

type Ways = Pick<Ctx, 'table'>
type Times = Pick<Shift, 'id' | 'startsAt' | 'endsAt'>

const overlaps =
  ({ id, startsAt, endsAt }: Times) =>
  (each: Shift) =>
    each.id !== id && each.state === 'open' && each.startsAt < endsAt && startsAt < each.endsAt

const idsOf = (shifts: readonly Shift[]) => shifts.map(({ id }) => id)

/** Another shift of somebody's at the same time, as their list has it. */
export const otherShiftOf = async ({ table }: Ways, users: readonly string[], shift: Times) => {
  const { ids } = await mineByKind(table, users, 'shift', undefined)
  const keys = ids.flatMap(id => matterKey('shift', id) ?? [])
  const others = (await getMatters<Shift>(table, keys)).filter(overlaps(shift))
  const places = await placesBy(table, idsOf(others))
  return others.find(({ id }) => {
    const its = places.get(id)!
    const standing = standingOf(its, idIn(its, users))
    return standing && standing.place !== 'waiting'
  })
}

type Page = (asked: { readonly at: string; readonly after: Fields | undefined }) => Promise<{
  readonly items: readonly Shift[]
  readonly last?: Fields | undefined
}>

/** Those of the community at the same time; `from` reads them by when they begin. */
export const shiftsBeside = async (from: Page, shift: Times) => {
  const at = plusMinutes(shift.startsAt, -longestHours * 60)
  const beside: Shift[] = []
  let after: Fields | undefined
  do {
    const { items, last } = await from({ at, after })
    beside.push(...items.filter(overlaps(shift)))
    after = (items.at(-1)?.startsAt ?? shift.endsAt) < shift.endsAt ? last : undefined
  } while (after)
  return beside
}

/** Who has a place in one of these, and in which. */
export const placedIn = async ({ table }: Ways, shifts: readonly Shift[]) => {
  const places = await placesBy(table, idsOf(shifts))
  return new Map(shifts.flatMap(shift => seated(places.get(shift.id)!).map(user => [user, shift] as const)))
}
