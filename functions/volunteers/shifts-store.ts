/** Shifts: matters, with their places beside them, found by when they begin. */
import type { Fields } from '../../shared/lifecycle.ts'
import type { cancelReasons, ShiftFields, ShiftState } from '../../shared/volunteers/shifts.ts'
import { getMatters, matterKey, type Stored } from '../platform/matter-item.ts'
import { placesKey, type PlacesRecord } from '../platform/places.ts'
import { entry, join, type Table } from '../platform/table.ts'

export interface Shift extends Stored, ShiftFields {
  readonly kind: 'shift'
  readonly state: ShiftState
  readonly title: string
  readonly place: string
  readonly startsAt: string
  readonly endsAt: string
  readonly places: number
  readonly note?: string | undefined
  /** It may be dangerous; what those who come are insured by. */
  readonly insurance?: string | undefined
  readonly remindedAt?: string | undefined
  readonly reason?: (typeof cancelReasons)[number] | undefined
}

export interface ShiftPlaces extends PlacesRecord {
  readonly kind: 'shiftPlaces'
  /** Whom the lead or staff took off the list → by which tap: they are told. */
  readonly takenOff?: Readonly<Record<string, string>>
}

/** The places stand beside the shift. */
export const partitionOf = (id: string) => matterKey('shift', id)!.pk

/** gsi1: those to come in the community. gsi2: all of a team. By when they begin. */
export const shiftIndexes = ({ id, community, team, state, startsAt }: Shift): Fields => ({
  ...(state === 'open' && entry('gsi1', join('C', community, 'SHIFTS'), join(startsAt, id))),
  ...entry('gsi2', join('C', community, 'SHIFTS', team), join(startsAt, id)),
})

/** The longest shift there is: so long ago can one have begun that is still on. */
export const longestHours = 14

interface Ask {
  readonly community: string
  readonly team?: string | undefined
  readonly at: string
  readonly after?: Fields | undefined
}

const listed = async (table: Table, question: Parameters<Table['query']>[0]) => {
  const { items, last } = await table.query(question)
  return { items: await getMatters<Shift>(table, items), last }
}

/** Those that are still open, the next to begin first. `at`: none that begin before. */
export const shiftsFrom = (table: Table, { community, team, at, after }: Ask) =>
  listed(table, {
    index: team ? 'gsi2' : 'gsi1',
    pk: join('C', community, 'SHIFTS', ...(team ? [team] : [])),
    sk: { atLeast: at },
    after,
  })

/** Those of a team that have begun, the latest first. */
export const shiftsBefore = (table: Table, { community, team, at, after }: Ask & { readonly team: string }) =>
  listed(table, {
    index: 'gsi2',
    pk: join('C', community, 'SHIFTS', team),
    sk: { atMost: `${at}~` },
    newestFirst: true,
    after,
  })

export const shiftsBy = (table: Table, ids: readonly string[]) =>
  getMatters<Shift>(
    table,
    ids.flatMap(id => matterKey('shift', id) ?? []),
  )

/** The places of these shifts, by shift. */
export const placesBy = async (table: Table, ids: readonly string[]) => {
  const found = await getMatters<ShiftPlaces>(
    table,
    ids.map(id => placesKey(partitionOf(id))),
  )
  return new Map(found.map(places => [places.id, places]))
}
