/** Visits over a network that fails: each counts once, the sums are what a recount gives, the story gives the state. */
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { households, type PairingReply } from '../../shared/households/households.ts'
import { neighbourhood, type Neighbourhood } from '../testing/given.ts'
import { pairingsIn, tapOn } from '../testing/pairings.ts'
import { pairings } from './pairings-kind.ts'
import { loads, mapSums } from './pairings-sums.ts'

let given: Neighbourhood
beforeAll(async () => {
  given = await neighbourhood()
})
afterAll(() => given.close())

/** The same numbers each time. */
const chance = (seed: number) => () => {
  seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31
  return seed / 2 ** 31
}

test('When answers are lost and the table is slow, then what was tapped happens once, or not at all', async () => {
  const { as, faults, effects, idOf } = given
  const homes = pairingsIn(given)
  const doors = ['301', '302', '303']
  const all: PairingReply[] = []
  for (const door of doors) all.push(await homes.paired(door, {}, { groups: ['alone', 'ill'] }))
  const random = chance(7)
  faults.storm(0.2, random)
  /** The tap as a phone sends it: again with the same mark, until there is an answer. */
  const done = new Map<string, number>()
  const go = async (which: number, who: string, turn: number) => {
    const tap = tapOn(all[which]!)
    const send = () =>
      turn % 5 === 4
        ? as(who).try(households.tried, tap)
        : as(who).try(households.visit, { ...tap, how: 'fine', note: `第${turn}次` })
    for (let tries = 0; tries < 12; tries++) {
      const { status } = await send()
      if (status >= 500) continue
      expect([200, 409]).toContain(status)
      if (status === 200) done.set(doors[which]!, (done.get(doors[which]!) ?? 0) + 1)
      return
    }
    throw new Error('no answer at all')
  }
  for (let turn = 0; turn < 10; turn++)
    await Promise.all(doors.flatMap((_, which) => ['grid-1', 'party-1'].map(who => go(which, who, turn))))
  faults.calm()
  expect(faults.made()).toBeGreaterThan(10)
  for (const [which, door] of doors.entries()) {
    const { timeline } = await as('staff-1').do(households.pairing, { id: all[which]!.id })
    const moves = timeline.filter(({ move }) => move === 'visit' || move === 'tried')
    expect([door, moves.length]).toEqual([door, done.get(door)])
    expect(timeline.map(({ seq }) => seq)).toEqual(timeline.map((_, i) => i + 1))
    expect(timeline.at(-1)?.to).toBe('active')
  }
  const building = (await mapSums(effects, 'bchd')).get('building-1')
  expect(building).toMatchObject({ homes: 3, paired: 3, never: 0, byGroup: { alone: 3, ill: 3 } })
  expect((await loads(effects, 'bchd')).get(await idOf('grid-1'))).toBe(3)
  expect(
    (
      await pairings.byIds(
        effects,
        all.map(({ id }) => id),
      )
    ).every(({ visitedOn }) => visitedOn === '2026-11-23'),
  ).toBe(true)
}, 120_000)
