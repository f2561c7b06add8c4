/** Yes said at once by several, or whose answer is lost. */
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import { help } from '../../shared/help/help.ts'
import { identity } from '../../shared/identity/identity.ts'
import { neighbourhood, type Neighbourhood } from '../testing/given.ts'

let given: Neighbourhood
beforeAll(async () => {
  given = await neighbourhood()
})
afterAll(() => given.close())

const eggs = { kind: 'groceries' as const, lines: [{ what: '鸡蛋' }] }
const offer = (helper: string) =>
  given.as(helper).do(identity.proxyOffer, { key: randomUUID(), modules: ['help'] })
const refusal = (status: number, code: string) => ({ status, body: { code } })
const asksFor = async (helper: string, person: string) =>
  (await given.as(helper).try(help.ask, { ...eggs, for: await given.idOf(person) })).status

test('When the answer to a yes is lost, or the yes comes twice, then it is one yes', async () => {
  const { code } = await offer('resident-4')
  given.faults.next('TransactWriteItems', 'answerLost', 'conflict')
  const first = await given.as('resident-5').do(identity.proxyAccept, { code })
  const again = await Promise.all(
    [1, 2, 3].map(() => given.as('resident-5').do(identity.proxyAccept, { code })),
  )
  for (const each of again) expect(each).toEqual(first)
  expect((await given.as('resident-5').do(identity.proxies, {})).helpers).toHaveLength(1)
})

test('When several people use one code at once, then it binds exactly one of them', async () => {
  const { code } = await offer('resident-6')
  const people = ['resident-7', 'resident-8', 'resident-9', 'visitor-1']
  const answers = await Promise.all(
    people.map(person => given.as(person).try(identity.proxyAccept, { code })),
  )
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409])
  for (const { status, body } of answers) if (status === 409) expect(body.code).toBe('identity.offerOver')
  expect((await given.as('resident-6').do(identity.proxies, {})).helped).toHaveLength(1)
  // To the others it is none of their business who agreed.
  const loser = people[answers.findIndex(({ status }) => status === 409)]!
  expect(await given.as(loser).try(identity.proxySee, { code })).toMatchObject(
    refusal(409, 'identity.offerOver'),
  )
})

test('When more than five would act for one person, at once, then five do and the others are told', async () => {
  const offers = await Promise.all(Array.from({ length: 8 }, (_, i) => offer(`resident-${20 + i}`)))
  const elder = given.as('resident-10')
  const answers = await Promise.all(offers.map(({ code }) => elder.try(identity.proxyAccept, { code })))
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(5)
  for (const { status, body } of answers)
    if (status !== 200) expect([status, body.code]).toEqual([409, 'identity.helpersFull'])
  const { helpers } = await elder.do(identity.proxies, {})
  expect(helpers).toHaveLength(5)
  await elder.do(identity.proxyEnd, { helper: helpers[0]!.helper.id, proxy: helpers[0]!.id })
  const left = offers.find((_, i) => answers[i]!.status !== 200)!
  expect(await elder.do(identity.proxyAccept, { code: left.code })).toMatchObject({ state: 'active' })
})

test('When yes and stop meet, then it is stopped, whichever came first', async () => {
  for (let round = 0; round < 6; round++) {
    const { code, proxy } = await offer('resident-11')
    const ending = { helper: proxy.helper.id, proxy: proxy.id }
    const [yes, stop] = await Promise.all([
      given.as('resident-12').try(identity.proxyAccept, { code }),
      given.as('resident-11').try(identity.proxyEnd, ending),
    ])
    expect(stop.status).toBe(200)
    expect([200, 409]).toContain(yes.status)
    expect(await asksFor('resident-11', 'resident-12')).toBe(403)
  }
})
