/**
 * Places in storage: one item beside what they belong to. Taking one is a single update that reads nothing first, so
 * that two hundred people at once are two hundred writes; everything else is read, decided by `shared/places.ts` and
 * written if nothing has changed meanwhile.
 */
import { absent, all, any, fewer, is, not, type Clause, type Fields } from '../../shared/lifecycle.ts'
import { holdsUntil, mostWaiting, type Places } from '../../shared/places.ts'
import { dueEntry, readBack, type Dated } from './matter-item.ts'
import type { Item, Key, Step, Table } from './table.ts'
import { again, write } from './write.ts'

/** A module adds what it keeps with them. */
export interface PlacesRecord extends Places, Dated {
  readonly community: string
  /** Raised with each change. 0: not written yet. */
  readonly seq: number
  /** Who → the last tap by which they took, and gave back: a late retry of either does nothing. */
  readonly took: Readonly<Record<string, string>>
  readonly gave: Readonly<Record<string, string>>
}

/** Beside the thing they belong to, whose partition it is. */
export const placesKey = (pk: string): Key => ({ pk, sk: 'PLACES' })
const keyOf = (places: PlacesRecord, pk: string): Item => {
  const { dueAt: _, ...rest } = places
  const dueAt = holdsUntil(places)
  return { ...rest, ...(dueAt && { dueAt, ...dueEntry(places.id, dueAt) }), ...placesKey(pk) }
}

export const getPlaces = async <P extends PlacesRecord>(table: Table, pk: string): Promise<P | undefined> => {
  const item = await table.get(placesKey(pk))
  return item && readBack<P>(item)
}

/** Written with other things, if they still stand as they were read. */
export const placesStep = <P extends PlacesRecord>(pk: string, was: P, next: P): Step => ({
  put: keyOf({ ...next, seq: was.seq + 1 }, pk),
  when: was.seq ? is('seq', was.seq) : absent('pk'),
})

/** Writes what `change` makes of them; the same object back means there is nothing to do. */
export const changePlaces = async <P extends PlacesRecord>(
  table: Table,
  pk: string,
  change: (places: P) => P,
): Promise<P | undefined> => {
  return write(table, async () => {
    const was = await getPlaces<P>(table, pk)
    const next = was && change(was)
    if (!next || next === was) return { answer: was }
    return { steps: placesStep(pk, was, next), answer: { ...next, seq: was.seq + 1 } }
  })
}

/**
 * A seat where one is free and nobody waits, else the end of the queue. Nothing changes for somebody who has either
 * already, who repeats a tap from before they gave it back, or who finds it closed, or seats and queue full. Gives the
 * places as they are then; `standingOf` tells what came of it. `who` is a part of a path: letters, digits and `_`.
 */
export const takePlace = async <P extends PlacesRecord>(
  table: Table,
  pk: string,
  who: string,
  op: string,
): Promise<P | undefined> => {
  if (!/^\w+$/.test(who)) throw new Error('a path cannot hold this name')
  const mine = { [`took.${who}`]: op }
  const enters: Clause = all(
    not(absent('pk')),
    absent('closed'),
    absent(`seats.${who}`),
    absent(`queue.${who}`),
    not(is(`took.${who}`, op)),
  )
  const full: Clause = any(not(fewer('seats', { field: 'cap' })), not(fewer('queue', 1)))
  const ways = [
    { field: 'seats', when: not(full) },
    { field: 'queue', when: all(full, fewer('queue', mostWaiting)) },
  ]
  return write(table, async () => {
    let seen: Fields | undefined
    for (const { field, when } of ways) {
      const change = {
        set: { [`${field}.${who}`]: { from: 'nextTicket' }, ...mine },
        add: { nextTicket: 1, seq: 1 },
      }
      const outcome = await table.update(placesKey(pk), change, all(enters, when))
      if (outcome.done) return { answer: readBack<P>(outcome.now) }
      seen = outcome.was
    }
    const stands = seen && readBack<P>(seen as Item)
    const there = stands && (stands.seats[who] ?? stands.queue[who]) !== undefined
    if (!stands || there || stands.closed || stands.took[who] === op) return { answer: stands }
    // Between the two a seat may have come free: then it is worth another try.
    return Object.keys(stands.queue).length >= mostWaiting ? { answer: stands } : again
  })
}
