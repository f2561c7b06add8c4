import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { rolls } from '../../shared/rolls/rolls.ts'
import { neighbourhood, type Neighbourhood } from '../testing/given.ts'
import { ctxOf, homesOf } from '../testing/rolls.ts'
import { setMark } from './rolls-store.ts'

let given: Neighbourhood
beforeAll(async () => {
  given = await neighbourhood()
  await homesOf(given, 1, 12, ['resident-1'])
  await homesOf(given, 2, 1)
})
afterAll(() => given.close())

test('When two thousand homes are noted instead of two, then an answer, a note and a building cost the same', async () => {
  const { as, spentBy } = given
  const { id } = await as('staff-1').do(rolls.callRoll, { reason: 'snow' })
  const building = 'building-1'
  const { homes } = await as('helper-1').do(rolls.building, { id, building })
  const spent = async (at: number) => {
    given.minutesLater(1)
    const note = { id, building, home: homes[at]!.home, said: 'fine', how: 'door' } as const
    return {
      mark: await spentBy(() => as('helper-1').do(rolls.markRoll, note)),
      answer: await spentBy(() => as('resident-1').do(rolls.answerRoll, { id, said: 'fine' })),
      page: (await spentBy(() => as('helper-1').do(rolls.building, { id, building }))).calls,
      roll: (await spentBy(() => as('helper-1').do(rolls.roll, { id }))).calls,
    }
  }
  await spent(1)
  const few = await spent(2)
  const said = { said: 'fine', how: 'door', at: given.now() } as const
  for (let n = 0; n < 2000; n++)
    await setMark(
      ctxOf(given),
      { id, community: 'bchd' },
      { building: 'building-2', home: `home_${n}`, op: `${n}` },
      said,
    )
  expect(await spent(3)).toEqual(few)
  expect(few.mark.writes).toBeLessThanOrEqual(3)
})
