/** Shifts: matters, with their places beside them, found by when they begin. */
import type { Code } from '../../shared/choice.ts'
import type { cancelReasons, ShiftFields, ShiftState } from '../../shared/volunteers/shifts.ts'
import { getMatters, matterKey, type Stored } from '../platform/matter-item.ts'
import { placesKey, type PlacesRecord } from '../platform/places.ts'
import type { Table } from '../platform/table.ts'

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
  readonly reason?: Code<typeof cancelReasons> | undefined
}

export interface ShiftPlaces extends PlacesRecord {
  readonly kind: 'shiftPlaces'
  /** Whom the lead or staff took off the list → by which tap: they are told. */
  readonly takenOff?: Readonly<Record<string, string>>
  /** Called off: who has been told by phone, and by whom. */
  readonly reached?: Readonly<Record<string, { readonly at: string; readonly by: string }>>
}

/** The places stand beside the shift. */
export const partitionOf = (id: string) => matterKey('shift', id)!.pk

/** The longest shift there is: so long ago can one have begun that is still on. */
export const longestHours = 14

/** The places of these shifts, by shift. */
export const placesBy = async (table: Table, ids: readonly string[]) => {
  const found = await getMatters<ShiftPlaces>(
    table,
    ids.map(id => placesKey(partitionOf(id))),
  )
  return new Map(found.map(places => [places.id, places]))
}
