import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { neighbourhood, type Neighbourhood } from '../testing/given.ts'
import { flood } from '../testing/roll-flood.ts'

let given: Neighbourhood
beforeAll(async () => {
  given = await neighbourhood()
})
afterAll(() => given.close())

test('When thirty-six homes answer at once in a storm of faults, then the counts are those of a recount', async () => {
  let seed = 7
  given.faults.storm(0.1, () => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647)
  const { stands, should, total, recount } = await flood(given, 3, 12)
  given.faults.calm()
  expect(stands).toEqual(should)
  expect(total).toEqual(recount)
}, 180_000)
