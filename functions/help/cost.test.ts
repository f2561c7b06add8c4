/** What work on requests costs does not depend on how large the team is, or how much it has in hand. */
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { help } from '../../shared/help/help.ts'
import { everyConsent } from '../identity/consents.ts'
import { giveGrant } from '../identity/grants.ts'
import { createUser } from '../identity/identity-store.ts'
import { neighbourhood, op, type Neighbourhood } from '../testing/given.ts'

let given: Neighbourhood
beforeAll(async () => {
  given = await neighbourhood()
})
afterAll(() => given.close())

const since = '2026-01-01T00:00:00.000Z'
const until = '2027-06-01T00:00:00.000Z'
const grant = { role: 'volunteer', community: 'bchd', scope: 'team-1', until, grantedBy: 'test' } as const

const join = (from: number, to: number) =>
  Promise.all(
    Array.from({ length: to - from }, async (_, n) => {
      const id = await createUser(given.effects, `of-${from + n}`, '志愿者', {
        consents: everyConsent(since),
      })
      await giveGrant({ ...given.effects, now: since }, id, grant)
    }),
  )

const claimed = async () => {
  const { id, seq } = await given.request1()
  const tap = { id, seq, op: op() }
  return { id, claim: await given.spentBy(() => given.as('lead-1').do(help.claim, tap)) }
}

test('When a team is ten times as large and has five times as much in hand, then claiming and reading cost the same', async () => {
  const [lead, staff] = [given.as('lead-1'), given.as('staff-1')]
  await staff.do(help.board, { list: 'late' })
  const spent = async () => {
    const { id, claim } = await claimed()
    const read = await given.spentBy(() => lead.do(help.get, { id }))
    const open = await given.request1()
    const byStaff = await given.spentBy(() => staff.do(help.get, { id: open.id }))
    return { claim, read, byStaff }
  }
  await join(0, 30)
  for (let n = 0; n < 10; n++) await claimed()
  const few = await spent()
  await join(30, 300)
  for (let n = 10; n < 50; n++) await claimed()
  expect(await spent()).toEqual(few)
  expect(few.claim.calls).toBeLessThanOrEqual(7)
  expect(few.byStaff.calls).toBeLessThanOrEqual(3)
})
