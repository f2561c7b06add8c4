import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Reply } from '../../shared/contract.ts'
import { identity } from '../../shared/identity/identity.ts'
import { plusMinutes } from '../../shared/time.ts'
import { neighbourhood, type Neighbourhood } from '../testing/given.ts'

let given: Neighbourhood
beforeAll(async () => {
  given = await neighbourhood()
  // The table clears away what is over by the real clock.
  given.setNow(plusMinutes(new Date().toISOString(), 24 * 60))
})
afterAll(() => given.close())

const show = async () =>
  (await given.request('/api/identity/deskCode', '{}')).body as unknown as Reply<typeof identity.deskCode>
const list = async (person: string) => (await given.as(person).do(identity.signIns, {})).items

test('When the answer is lost after the write, then saying yes again is a success', async () => {
  const shown = await show()
  const yes = { code: shown.code, yes: true }
  given.faults.next('TransactWriteItems', 'answerLost')
  expect((await given.as('resident-7').try(identity.allowDesk, yes)).status).toBe(200)
  expect(await given.as('resident-7').do(identity.allowDesk, yes)).toMatchObject({ allowed: true })
  expect((await list('resident-7')).filter(({ client }) => client === 'computer')).toHaveLength(1)
})
