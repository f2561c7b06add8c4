/** 我的事 reads each matter once: what it shows of one is made of it. */
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { matters } from '../../shared/matters/matters.ts'
import { neighbourhood, type Neighbourhood } from '../testing/given.ts'

let given: Neighbourhood
beforeAll(async () => {
  given = await neighbourhood()
})
afterAll(() => given.close())

test('When somebody has fifty and more under way, then a page of them is one read of each, however many there are', async () => {
  const own = given.as('resident-1')
  for (let n = 0; n < 50; n++) await given.request1()
  await given.settled()
  const mine = () => own.do(matters.mine, {})
  const few = await given.spentBy(mine)
  for (let n = 0; n < 30; n++) await given.request1()
  await given.settled()
  expect(await given.spentBy(mine)).toEqual(few)
  expect((await mine()).items).toHaveLength(50)
  expect(few.calls).toBeLessThanOrEqual(4)
  expect(few.reads).toBeLessThanOrEqual(60)
})
