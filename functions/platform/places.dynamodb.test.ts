import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  confirm,
  lapse,
  leave,
  noPlaces,
  resize,
  seated,
  standingOf,
  take,
  waiting,
  type Places,
} from '../../shared/places.ts'
import { neighbourhood, type Neighbourhood } from '../testing/given.ts'
import { changePlaces, getPlaces, placesStep, takePlace, type PlacesRecord } from './places.ts'
import { join } from './table.ts'

let given: Neighbourhood
beforeAll(async () => {
  given = await neighbourhood()
})
afterAll(() => given.close())
beforeEach(() => given.faults.calm())

/** People who get no answer tap again: the same tap. */
const insist = async <T>(tap: () => Promise<T>): Promise<T> => {
  for (let tries = 1; ; tries++)
    try {
      return await tap()
    } catch (error) {
      if (tries === 10) throw error
    }
}

let made = 0
/** Places of their own, in the table. */
const open = async (cap: number) => {
  const pk = join('TEST', `places-${++made}`)
  const was: PlacesRecord = {
    ...noPlaces(cap),
    ...{ id: `places-${made}`, kind: 'shiftPlaces', community: 'bchd', seq: 0, took: {}, gave: {} },
  }
  await given.table.transact([placesStep(pk, was, was)])
  return {
    stand: async () => (await getPlaces(given.table, pk))!,
    take: (who: string, op: string) => takePlace(given.table, pk, who, op),
    insist: (who: string, op: string) => insist(() => takePlace(given.table, pk, who, op)),
    change: (change: (places: PlacesRecord) => PlacesRecord) =>
      insist(() => changePlaces(given.table, pk, change)),
  }
}

const people = (count: number) => Array.from({ length: count }, (_, n) => `user_${n + 1}`)

/** True of places at any time, whatever was done. */
const check = (places: Places, asked: readonly string[]) => {
  const [inside, behind] = [seated(places), waiting(places)]
  expect(new Set([...inside, ...behind]).size).toBe(inside.length + behind.length)
  for (const who of Object.keys(places.holds)) expect(inside).toContain(who)
  if (behind.length) expect(inside.length).toBeGreaterThanOrEqual(places.cap)
  for (const who of [...inside, ...behind]) expect(asked).toContain(who)
  // Nobody who waits drew before somebody that has a seat by the queue's order: tickets are one row.
  const tickets = [...Object.values(places.seats), ...Object.values(places.queue)]
  expect(new Set(tickets).size).toBe(tickets.length)
}

describe('places', () => {
  test('When 200 people tap at once, each twice and with answers lost, then exactly 30 have a seat, the others wait in order, and nobody is there twice', async () => {
    const places = await open(30)
    let at = 0
    given.faults.storm(0.05, () => ((at = (at * 16807 + 11) % 2147483647) % 1000) / 1000)
    const all = people(200)
    await Promise.all([...all, ...all].map(who => places.insist(who, `op-${who}`)))
    given.faults.calm()
    const stands = await places.stand()
    check(stands, all)
    expect([seated(stands).length, waiting(stands).length]).toEqual([30, 170])
    expect(stands.nextTicket).toBe(201)
    // The queue is in the order in which the tickets were drawn, and all seats were drawn before it.
    const last = Math.max(...Object.values(stands.seats))
    expect(Math.min(...Object.values(stands.queue))).toBeGreaterThan(last)
    expect(waiting(stands).map(who => standingOf(stands, who))).toEqual(
      waiting(stands).map((_, i) => ({ place: 'waiting', position: i + 1 })),
    )
  })

  test('When some leave while others come, all at once, then no seat is given twice and none stays empty', async () => {
    const places = await open(5)
    const [first, later] = [people(5), people(40).slice(5)]
    for (const who of first) await places.take(who, `1-${who}`)
    await Promise.all([
      ...later.map(who => places.insist(who, `1-${who}`)),
      ...first.map(who => places.change(was => leave(was, who, '2026-11-25T00:00:00.000Z'))),
    ])
    const stands = await places.stand()
    check(stands, later)
    expect(seated(stands)).toHaveLength(5)
    expect(waiting(stands)).toHaveLength(30)
  })

  test('When a tap arrives again after the place was given back, then it takes nothing', async () => {
    const places = await open(1)
    await places.take('user_1', 'first')
    await places.change(was => leave(was, 'user_1', undefined))
    await places.take('user_1', 'first')
    expect(seated(await places.stand())).toEqual([])
    await places.take('user_1', 'second')
    expect(seated(await places.stand())).toEqual(['user_1'])
  })

  test('When they are closed or do not exist, then nobody comes in', async () => {
    const places = await open(1)
    await places.change(was => ({ ...was, closed: true }))
    expect(seated((await places.take('user_1', 'x'))!)).toEqual([])
    expect(await takePlace(given.table, join('TEST', 'nothing'), 'user_1', 'x')).toBeUndefined()
  })

  const who = fc.constantFrom(...people(6))
  const deed = fc.oneof(
    fc.tuple(fc.constant('take' as const), who),
    fc.tuple(fc.constant('leave' as const), who),
    fc.tuple(fc.constant('confirm' as const), who),
    fc.tuple(fc.constant('lapse' as const), who),
    fc.tuple(fc.constant('more' as const), who),
  )
  const at = (minute: number) => `2026-11-24T00:${String(minute).padStart(2, '0')}:00.000Z`

  test('When anything happens in any order, then seats are never more than there are, the queue is served in order, and a seat is empty only when nobody waits', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3 }), fc.array(deed, { maxLength: 50 }), (cap, deeds) => {
        let places = noPlaces(cap)
        deeds.forEach(([what, who], i) => {
          const before = places
          const until = at(i + 3)
          places = {
            take: () => take(places, who),
            leave: () => leave(places, who, until),
            confirm: () => confirm(places, who),
            lapse: () => lapse(places, at(i), until),
            more: () => resize(places, places.cap + 1, until),
          }[what]()
          check(places, people(6))
          expect(seated(places).length).toBeLessThanOrEqual(places.cap)
          // Those who were promoted stood before everybody who still waits.
          const promoted = waiting(before).filter(each => seated(places).includes(each))
          const still = waiting(before).filter(each => waiting(places).includes(each))
          for (const each of promoted)
            for (const other of still) expect(before.queue[each]!).toBeLessThan(before.queue[other]!)
          for (const each of Object.keys(places.holds))
            if (what === 'lapse') expect(places.holds[each]! > at(i)).toBe(true)
        })
      }),
      { numRuns: 1000 },
    )
  })
})
