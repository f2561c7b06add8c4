/** Lists that are used whole are read to their end, however many pages that is. */
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { help } from '../../shared/help/help.ts'
import { neighbourhood, op, type Neighbourhood } from '../testing/given.ts'
import { giveGrant, holdersOf } from './grants.ts'
import { everyConsent } from './consents.ts'
import { createUser } from './identity-store.ts'

let given: Neighbourhood
beforeAll(async () => {
  given = await neighbourhood()
})
afterAll(() => given.close())

const since = '2026-01-01T00:00:00.000Z'
const until = '2027-06-01T00:00:00.000Z'
const grant = { role: 'volunteer', community: 'bchd', scope: 'team-1', until, grantedBy: 'test' } as const

test('When a team has 300 volunteers, then its lead can choose any of them', async () => {
  await Promise.all(
    Array.from({ length: 300 }, async (_, n) => {
      const id = await createUser(given.effects, `many-${n}`, `志愿者${n}`, { consents: everyConsent(since) })
      await giveGrant({ ...given.effects, now: since }, id, grant)
    }),
  )
  // The lead is one of the team.
  await given.idOf('lead-1')
  const ctx = { table: given.table, now: given.now() }
  expect(await holdersOf(ctx, 'bchd', 'volunteer', 'team-1')).toHaveLength(301)

  const { id, seq } = await given.request1()
  const claimed = await given.as('lead-1').do(help.claim, { id, seq, op: op() })
  const shown = await given.as('lead-1').do(help.candidates, { id: claimed.id })
  expect(new Set(shown.volunteers?.map(each => each.name)).size).toBe(301)
})

test('When a team has more than a page of requests in hand, then each of them counts', async () => {
  const [lead, staff] = [given.as('lead-2'), given.as('staff-1')]
  for (let n = 0; n < 55; n++) {
    const { id, seq } = await given.request1()
    await lead.do(help.claim, { id, seq, op: op() })
  }
  const { id } = await given.request1()
  const { teams } = await staff.do(help.candidates, { id })
  expect(teams?.find(team => team.id === 'team-2')?.inHand).toBe(55)
  expect((await lead.do(help.today, { team: 'team-2' })).underWay).toBe(55)
})
