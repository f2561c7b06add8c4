import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { neighbourhood, type Neighbourhood } from '../testing/given.ts'
import { flood } from '../testing/roll-flood.ts'

let given: Neighbourhood
beforeAll(async () => {
  given = await neighbourhood()
})
afterAll(() => given.close())

test('When 1,009 homes answer at once, some are noted besides, and every fifth write is lost, then none is lost or counted twice', async () => {
  const { stands, should, total, recount, ofEach } = await flood(given, 28, 36, 1)
  expect(stands.size).toBe(1009)
  expect(stands).toEqual(should)
  expect(total).toEqual(recount)
  expect(ofEach).toEqual(Array.from({ length: 28 }, (_, n) => (n < 27 ? [36, 36] : [37, 37])))
}, 120_000)
