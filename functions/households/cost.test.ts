/** What the work on homes costs does not depend on how many the community has. */
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { households } from '../../shared/households/households.ts'
import { neighbourhood, type Neighbourhood } from '../testing/given.ts'
import { pairingsIn, tapOn } from '../testing/pairings.ts'
import { runs } from '../testing/runs.ts'
import { pairings } from './pairings-kind.ts'
import type { Pairing } from './pairings-store.ts'

let given: Neighbourhood
beforeAll(async () => {
  given = await neighbourhood()
})
afterAll(() => given.close())

const here = { community: 'bchd' } as const

test('When there are ten thousand homes instead of a hundred, then the round, the map, a list and a visit cost the same', async () => {
  const { as, effects, spentBy } = given
  const homes = pairingsIn(given)
  const it = await homes.paired('301', {}, { groups: ['alone', 'ill'] })
  await homes.livesAt('resident-4', '302')
  await homes.listed('302')
  const item = (await pairings.get(effects, it.id))!
  /** As many more like it, in all buildings, with helpers of their own. */
  const grow = async (from: number, to: number) => {
    for (let n = from; n < to; n++) {
      const letters = [...String(n)].map(digit => 'abcdefghij'[Number(digit)]).join('')
      const [helper, second] = ['h', 'p'].map(
        each => `user_${`${each}${letters}`.padEnd(32, 'a').slice(0, 32)}`,
      )
      const more: Pairing = {
        ...item,
        id: `pairing_bchd_${letters.padEnd(32, 'z')}`,
        ...{ at: `home_${n}`, building: `building-${(n % 28) + 1}`, buildingName: `${(n % 28) + 1}号楼` },
        ...{
          helper,
          second,
          createdAt: given.now(),
          inputHash: String(n),
          timeline: item.timeline.slice(0, 1),
        },
      }
      await pairings.create(effects, {
        ...more,
        door: await pairings.seal(effects, more, 'door', { unit: '1', room: `${n}` }),
      })
    }
  }
  let room = 400
  const spent = async () => {
    given.setNow(new Date(Date.parse(given.now()) + 86_400_000).toISOString())
    const of = async (work: () => Promise<unknown>) => {
      await work()
      return spentBy(work)
    }
    const round = await of(() => as('grid-1').do(households.round, here))
    const map = await of(() => as('staff-1').do(households.map, here))
    const list = await of(() => as('staff-1').do(households.pairings, here))
    const page = await of(() => as('party-1').do(households.pairing, { id: it.id }))
    const fresh = await homes.paired(`${++room}`)
    const visit = await spentBy(() => as('grid-1').do(households.visit, { ...tapOn(fresh), how: 'fine' }))
    const tick = await spentBy(() => given.tick())
    return { round, map, list, page, visit, tick }
  }
  await grow(0, 100)
  await spent()
  const few = await spent()
  await grow(100, runs(10_000, 2_000))
  expect(await spent()).toEqual(few)
  expect(few.map.calls).toBeLessThanOrEqual(5)
  expect(few.round.calls).toBeLessThanOrEqual(4)
}, 300_000)
