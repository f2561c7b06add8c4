import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals'
import { identity } from '../../shared/identity/identity.ts'
import type { Operation } from '../../shared/contract.ts'
import { monday10, neighbourhood, type Neighbourhood } from '../testing/given.ts'
import { buckets, withinLimits } from './limits.ts'

let given: Neighbourhood
beforeAll(async () => {
  given = await neighbourhood()
  buckets.larger = 1
})
afterAll(() => given.close())
beforeEach(() => given.setNow(monday10))

const { burst, everySeconds } = identity.findByPhone.limit!.account!
const looks = (staff: string, times: number) =>
  Promise.all(
    Array.from({ length: times }, () => given.as(staff).try(identity.findByPhone, { four: '0001' })),
  )
const statuses = async (staff: string, times: number) =>
  (await looks(staff, times)).map(({ status }) => status).sort()

test('When a clerk looks through all numbers, at once, then so many looks are had and the rest are told when to come back', async () => {
  const answers = await looks('staff-3', burst + 5)
  const refused = answers.filter(({ status }) => status === 429)
  expect(refused).toHaveLength(5)
  expect(refused[0]!.body).toEqual({
    code: 'request.tooOften',
    text: '点得太勤了，请10:05以后再来。着急就打给社区。',
  })
  expect(refused[0]!.retryAfter).toBe(String(everySeconds))
  // It is hers alone, and comes back bit by bit.
  expect(await statuses('staff-4', 1)).toEqual([200])
  given.minutesLater((2 * everySeconds) / 60)
  expect(await statuses('staff-3', 3)).toEqual([200, 200, 429])
})

test('When one address asks too often, then it is refused, another is not, and no address stands in the table', async () => {
  const operation = { name: 'test.open', limit: { address: { burst: 2, everySeconds: 60 } } } as Operation
  const ask = (address: string) =>
    withinLimits(
      { ...given.effects, now: given.now(), from: { address, agent: '' } },
      operation,
      undefined,
      {},
    )
  await ask('192.0.2.7')
  await ask('192.0.2.7')
  await expect(ask('192.0.2.7')).rejects.toMatchObject({ code: 'request.tooOften', retryAfter: 60 })
  await ask('192.0.2.8')
  expect(JSON.stringify(await given.items())).not.toContain('192.0.2')
})
