import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Operation } from '../../shared/contract.ts'
import { wellbeing } from '../../shared/wellbeing/wellbeing.ts'
import { neighbourhood, type Neighbourhood } from '../testing/given.ts'
import { tryRubbish, type Known } from '../testing/rubbish.ts'

let given: Neighbourhood
let known: Known
const agreedBy = { way: 'phone', on: '2026-11-23' } as const
beforeAll(async () => {
  given = await neighbourhood()
  const { as, idOf } = given
  const [grid, partner] = [await idOf('grid-1'), await idOf('resident-2')]
  const all = []
  for (const person of ['elder-1', 'elder-3', 'elder-4'])
    all.push(
      await as('staff-1').do(wellbeing.startWellbeing, {
        ...{ person: await idOf(person), consent: agreedBy, helpers: [grid], partner: { user: partner } },
      }),
    )
  const [first, second] = all
  await as('resident-2').do(wellbeing.answerPartner, { id: first!.id, seq: first!.seq, yes: true })
  await as('staff-1').do(wellbeing.rest, { id: second!.id, seq: second!.seq, until: '2026-11-25' })
  given.setNow('2026-11-24T02:00:00.000Z')
  await given.tick()
  const people = await Promise.all(['elder-1', 'elder-5', 'resident-2', 'grid-1', 'helper-1'].map(idOf))
  known = {
    id: all.map(({ id }) => id),
    ...{ person: people, user: people, helpers: [[grid], people, []] },
    seq: [1, 2, 3, 4, 5],
    ...{ on: ['2026-11-23', '2026-11-25'], until: ['2026-11-24', '2026-12-30'], restUntil: ['2026-11-26'] },
    ...{
      hour: ['10:00', '20:59', '21:00'],
      phone: ['10012340002', '10099999999'],
      community: ['bchd', 'other'],
    },
  }
}, 60_000)
afterAll(() => given.close())

const callers = [
  ...(['staff-1', 'staff-1', 'elder-1', 'elder-1', 'child-1', 'resident-2', 'grid-1', 'helper-1'] as const),
  ...(['resident-9', 'outsider-1', 'visitor-1', 'lead-1'] as const),
]

test('When anything that fits, or nearly, is sent to any operation of it by anybody, then it is done as the contract says or clearly refused, never a 5xx', async () => {
  const { done, codes } = await tryRubbish(given, Object.values<Operation>(wellbeing), callers, known)
  // A check that never gets anywhere proves nothing.
  expect(done.size).toBeGreaterThan(7)
  expect(codes.size).toBeGreaterThan(6)
}, 300_000)
