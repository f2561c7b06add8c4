import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Operation } from '../../shared/contract.ts'
import { households } from '../../shared/households/households.ts'
import { neighbourhood, type Neighbourhood } from '../testing/given.ts'
import { pairingsIn, tapOn } from '../testing/pairings.ts'
import { tryRubbish, type Known } from '../testing/rubbish.ts'

let given: Neighbourhood
let known: Known
beforeAll(async () => {
  given = await neighbourhood()
  const { as, idOf } = given
  const homes = pairingsIn(given)
  await homes.livesAt('resident-4', '301')
  const paired = [await homes.paired('301'), await homes.paired('302'), await homes.paired('303')]
  const listed = await homes.listed('304')
  const [, , third] = paired
  await as('grid-1').do(households.rest, { ...tapOn(third!), untilOn: '2026-12-10', reason: 'hospital' })
  const people = await Promise.all(['grid-1', 'party-1', 'party-2', 'helper-1', 'resident-4'].map(idOf))
  const days = ['2026-11-23', '2026-11-24', '2026-12-03', '2026-11-01']
  known = {
    id: [...paired, listed].map(({ id }) => id),
    ...{ helper: people, second: people, who: people, person: people },
    seq: [1, 2, 3, 4, 5],
    ...{ on: days, fromOn: days, toOn: days, untilOn: days },
    ...{ community: ['bchd', 'other'], building: ['building-1', 'building-2'], group: ['alone', 'ill'] },
    groups: [['alone'], ['ill', 'alone'], ['none']],
  }
}, 60_000)
afterAll(() => given.close())

const callers = [
  ...([
    'staff-1',
    'staff-1',
    'grid-1',
    'party-1',
    'police-1',
    'helper-1',
    'resident-4',
    'supervisor-1',
  ] as const),
  ...(['resident-9', 'outsider-1', 'visitor-1', 'lead-1'] as const),
]

test('When anything that fits, or nearly, is sent to any operation of households by anybody, then it is done as the contract says or clearly refused, never a 5xx', async () => {
  const { done, codes } = await tryRubbish(given, Object.values<Operation>(households), callers, known)
  // A check that never gets anywhere proves nothing.
  expect(done.size).toBeGreaterThan(12)
  expect(codes.size).toBeGreaterThan(10)
}, 300_000)
