import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { createHash, randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { help } from '../../shared/help/help.ts'
import { identity } from '../../shared/identity/identity.ts'
import { messages } from '../../shared/messages/messages.ts'
import { monday10, neighbourhood, type Neighbourhood } from '../testing/given.ts'

let given: Neighbourhood
beforeAll(async () => {
  given = await neighbourhood()
})
afterAll(() => given.close())
afterEach(() => given.setNow(monday10))

const day = 24 * 60
const eggs = { kind: 'groceries' as const, lines: [{ what: '鸡蛋' }] }
const offer = (helper: string, more: { key?: string; until?: string; sensitive?: boolean } = {}) =>
  given.as(helper).do(identity.proxyOffer, { key: randomUUID(), modules: ['help'], ...more })
const refusal = (status: number, code: string) => ({ status, body: { code } })
const asksFor = async (helper: string, person: string) =>
  (await given.as(helper).try(help.ask, { ...eggs, for: await given.idOf(person) })).status

describe('acting for someone', () => {
  test('When someone offers and the elder agrees, then the one may ask for the other, and no longer once it is ended', async () => {
    const [helper, elder] = ['resident-1', 'resident-2']
    const { code } = await offer(helper)
    expect(await given.as(elder).do(identity.proxySee, { code })).toMatchObject({
      state: 'offered',
      helper: { callName: '称呼resident-1' },
      may: ['accept'],
    })
    expect(await asksFor(helper, elder)).toBe(403)
    const made = await given.as(elder).do(identity.proxyAccept, { code })
    expect(made).toMatchObject({ state: 'active', person: { callName: '称呼resident-2' }, witnessed: false })
    expect(await asksFor(helper, elder)).toBe(200)
    expect((await given.as(helper).do(identity.me, {})).actsFor).toMatchObject([
      { callName: '称呼resident-2' },
    ])
    expect(await given.as(elder).do(identity.proxies, {})).toMatchObject({
      helpers: [{ id: made.id, may: ['allow', 'end'] }],
      helped: [],
    })
    expect(await given.as(helper).do(identity.proxies, {})).toMatchObject({
      helpers: [],
      helped: [{ id: made.id }],
    })

    const ending = { helper: made.helper.id, proxy: made.id }
    expect(await given.as(elder).do(identity.proxyEnd, ending)).toMatchObject({ state: 'ended', may: [] })
    expect(await asksFor(helper, elder)).toBe(403)
    await given.as(elder).do(identity.proxyEnd, ending)
    expect(await given.as(elder).do(identity.proxies, {})).toEqual({ helpers: [], helped: [] })
    expect(await given.as(elder).try(identity.proxyAccept, { code })).toMatchObject(
      refusal(409, 'identity.offerOver'),
    )
  })

  test('When the offer is sent twice by one tap, then it is one offer with one code, and the code is nowhere in storage', async () => {
    const key = randomUUID()
    const [one, two] = [await offer('resident-3', { key }), await offer('resident-3', { key })]
    expect(two).toEqual(one)
    expect((await given.as('resident-3').do(identity.proxies, {})).helped).toHaveLength(1)
    const user = await given.idOf('resident-3')
    const items = await given.table.queryAll({ pk: `U#${user}` })
    const hashed = await given.table.get({
      pk: `CODE#${createHash('sha256').update(one.code).digest('hex')}`,
      sk: 'CODE',
    })
    expect(hashed?.opens).toMatchObject({ user, id: one.proxy.id })
    expect(JSON.stringify([items, hashed])).not.toContain(one.code)
  })

  test('When someone would act for themselves, or pass on what they hold, then it comes to nothing', async () => {
    const own = await offer('resident-13')
    expect(await given.as('resident-13').try(identity.proxyAccept, { code: own.code })).toMatchObject(
      refusal(409, 'identity.notForYourself'),
    )
    // child-1 acts for elder-1; those who act for child-1 act for child-1 alone.
    const { code } = await offer('resident-14')
    const elder = await given.idOf('elder-1')
    await given.as('child-1').tryAnything(identity.proxyAccept, { code, person: elder, for: elder })
    expect(await asksFor('child-1', 'elder-1')).toBe(200)
    expect(await asksFor('resident-14', 'child-1')).toBe(200)
    expect(await asksFor('resident-14', 'elder-1')).toBe(403)
  })

  test('When medicine and health are asked for, then only a yes of its own opens them', async () => {
    const agree = async (helper: string, asked: boolean, allowed: boolean) => {
      const { code } = await offer(helper, { sensitive: asked })
      return (await given.as('resident-15').do(identity.proxyAccept, { code, sensitive: allowed })).sensitive
    }
    expect(await agree('resident-16', true, true)).toBe(true)
    expect(await agree('resident-17', true, false)).toBe(false)
    expect(await agree('resident-18', false, true)).toBe(false)
  })

  test('When a stranger, or staff of elsewhere, would end or look at it, then it does not exist for them', async () => {
    const { code } = await offer('resident-31')
    const made = await given.as('resident-32').do(identity.proxyAccept, { code })
    const ending = { helper: made.helper.id, proxy: made.id }
    for (const person of ['resident-33', 'lead-1', 'outsider-1']) {
      expect(await given.as(person).try(identity.proxyEnd, ending)).toMatchObject(
        refusal(404, 'identity.proxyUnknown'),
      )
      const asked = { person: await given.idOf('resident-32') }
      expect(await given.as(person).try(identity.proxies, asked)).toMatchObject(
        refusal(404, 'identity.userUnknown'),
      )
    }
    const staff = given.as('staff-1')
    expect(
      (await staff.do(identity.proxies, { person: await given.idOf('resident-32') })).helpers,
    ).toMatchObject([{ may: ['end'] }])
    expect((await given.as('resident-32').do(identity.viewers, {})).items).toMatchObject([
      { name: '称呼staff-1', as: '社区工作者', own: false },
    ])
    await staff.do(identity.proxyEnd, ending)
    expect(await asksFor('resident-31', 'resident-32')).toBe(403)
  })

  test.each(['a'.repeat(32), 'A'.repeat(32), '', '#', '../x', 'code'])(
    'When the code is %j, then it leads nowhere',
    async code => {
      const { status, body } = await given.as('resident-1').try(identity.proxyAccept, { code })
      expect(['identity.codeUnknown', 'request.invalid']).toContain(body.code)
      expect([400, 404]).toContain(status)
    },
  )

  test('When a code of another kind is used, then it leads nowhere', async () => {
    const { code } = await given.as('resident-1').do(identity.myCode, {})
    expect(await given.as('resident-2').try(identity.proxyAccept, { code })).toMatchObject(
      refusal(404, 'identity.codeUnknown'),
    )
  })

  test('When it is offered for longer than a year, or there are ten offers waiting, then it is refused', async () => {
    const long = { modules: ['help' as const], until: '2028-01-01T00:00:00.000Z' }
    expect(await given.as('resident-40').try(identity.proxyOffer, long)).toMatchObject(
      refusal(400, 'request.invalid'),
    )
    for (let i = 0; i < 10; i++) await offer('resident-40')
    expect(await given.as('resident-40').try(identity.proxyOffer, { modules: ['help'] })).toMatchObject(
      refusal(409, 'identity.offersFull'),
    )
    given.minutesLater(8 * day)
    await offer('resident-40')
  })
})

describe('before staff', () => {
  const note = '带了户口本，当面说愿意让女儿办'
  test('When staff record a yes given in person, then it holds, shown as such; the note is sealed and for the two who may read it', async () => {
    const { code } = await offer('resident-50', { sensitive: true })
    const person = await given.idOf('resident-51')
    const made = await given.as('staff-1').do(identity.proxyWitness, { code, person, note, sensitive: true })
    expect(made).toMatchObject({ state: 'active', witnessed: true, guardian: false, sensitive: true, note })
    expect(await asksFor('resident-50', 'resident-51')).toBe(200)
    expect((await given.as('resident-51').do(identity.proxies, {})).helpers).toMatchObject([
      { note, witnessed: true },
    ])
    expect((await given.as('resident-50').do(identity.proxies, {})).helped[0]).not.toHaveProperty('note')
    const item = await given.table.get({ pk: `U#${made.helper.id}`, sk: `P#${made.id}` })
    expect(JSON.stringify(item)).not.toContain('户口本')
  })

  test('When a guardian is recorded, then it is shown as such', async () => {
    const { code } = await offer('resident-52')
    const person = await given.idOf('resident-53')
    const made = await given.as('staff-1').do(identity.proxyWitness, { code, person, note, guardian: true })
    expect(made).toMatchObject({ guardian: true, witnessed: true })
  })

  test('When others than staff of that community record it, or staff for themselves, then it is refused', async () => {
    const { code } = await offer('resident-54')
    const person = await given.idOf('resident-55')
    const input = { code, person, note }
    expect(await given.as('resident-54').try(identity.proxyWitness, input)).toMatchObject(
      refusal(403, 'identity.notYourRole'),
    )
    expect(await given.as('lead-1').try(identity.proxyWitness, input)).toMatchObject(
      refusal(403, 'identity.notYourRole'),
    )
    expect(await given.as('outsider-1').try(identity.proxyWitness, input)).toMatchObject(
      refusal(404, 'identity.userUnknown'),
    )
    expect(
      await given.as('staff-1').try(identity.proxyWitness, { ...input, person: 'user_nobody' }),
    ).toMatchObject(refusal(404, 'identity.userUnknown'))
    const own = await offer('staff-1')
    expect(await given.as('staff-1').try(identity.proxyWitness, { ...input, code: own.code })).toMatchObject(
      refusal(403, 'identity.notYourself'),
    )
    expect(await given.as('staff-1').try(identity.proxyWitness, { code, person, note: ' ' })).toMatchObject(
      refusal(400, 'request.invalid'),
    )
  })
})

test('When someone agrees, or it is ended, then the other one is told, once, and without names', async () => {
  const inbox = async (person: string) =>
    (await given.as(person).do(messages.inbox, {})).items.map(({ title, text, url }) => ({
      title,
      text,
      url,
    }))
  const { code } = await offer('resident-60')
  const made = await given.as('resident-61').do(identity.proxyAccept, { code })
  await given.as('resident-61').do(identity.proxyAccept, { code })
  expect(await inbox('resident-60')).toMatchObject([{ title: '代办办好了', url: '/identity/proxies' }])
  expect(await inbox('resident-61')).toEqual([])
  const ending = { helper: made.helper.id, proxy: made.id }
  await given.as('resident-60').do(identity.proxyEnd, ending)
  await given.as('resident-61').do(identity.proxyEnd, ending)
  expect(await inbox('resident-61')).toMatchObject([{ title: '代办停了' }])
  expect(await inbox('resident-60')).toHaveLength(1)
  expect(JSON.stringify([await inbox('resident-60'), await inbox('resident-61')])).not.toContain('resident-6')

  // Before staff, both are told.
  const second = await offer('resident-62')
  const person = await given.idOf('resident-63')
  await given.as('staff-1').do(identity.proxyWitness, { code: second.code, person, note: '当面同意' })
  for (const each of ['resident-62', 'resident-63']) expect(await inbox(each)).toHaveLength(1)
})

test('When anything happens in any order, then acting for someone works exactly while both want it and its time lasts', async () => {
  const event = fc.constantFrom(
    'elderYes',
    'otherYes',
    'helperStop',
    'elderStop',
    'otherStop',
    'week',
    'months',
  )
  let round = 100
  await fc.assert(
    fc.asyncProperty(fc.array(event, { minLength: 1, maxLength: 6 }), async events => {
      given.setNow(monday10)
      const [helper, elder, other] = ['resident', 'elder', 'visitor'].map(kind => `${kind}-${round}`) as [
        string,
        string,
        string,
      ]
      round++
      await Promise.all([helper, elder, other].map(given.idOf))
      const { code, proxy } = await offer(helper, { until: '2027-01-20T00:00:00.000Z' })
      const ending = { helper: proxy.helper.id, proxy: proxy.id }
      let [model, days]: ['offered' | 'ended' | 'elder' | 'other', number] = ['offered', 0]
      const doIt: Record<(typeof events)[number], () => Promise<unknown>> = {
        elderYes: () => given.as(elder).try(identity.proxyAccept, { code }),
        otherYes: () => given.as(other).try(identity.proxyAccept, { code }),
        helperStop: () => given.as(helper).try(identity.proxyEnd, ending),
        elderStop: () => given.as(elder).try(identity.proxyEnd, ending),
        otherStop: () => given.as(other).try(identity.proxyEnd, ending),
        week: async () => given.minutesLater(7 * day),
        months: async () => given.minutesLater(60 * day),
      }
      for (const each of events) {
        await doIt[each]()
        if (each === 'week') days += 7
        if (each === 'months') days += 60
        if (model === 'offered' && days >= 7) model = 'ended'
        if (model !== 'offered' && days >= 58) model = 'ended'
        if (model === 'offered' && each === 'elderYes') model = 'elder'
        if (model === 'offered' && each === 'otherYes') model = 'other'
        if (
          each === 'helperStop' ||
          (each === 'elderStop' && model === 'elder') ||
          (each === 'otherStop' && model === 'other')
        )
          model = 'ended'
      }
      const actsFor = (await given.as(helper).tryAnything(identity.me, {})).body as {
        actsFor?: { id: string }[]
      }
      // After a month the phone has to sign in again; who acts for whom is in the record all the same.
      if (days < 30)
        expect(actsFor.actsFor?.map(({ id }) => id)).toEqual(
          model === 'elder' ? [await given.idOf(elder)] : model === 'other' ? [await given.idOf(other)] : [],
        )
      else expect(await helpersOfNow(elder)).toBe(model === 'elder' ? 1 : 0)
    }),
    { numRuns: 25 },
  )
})

const helpersOfNow = async (person: string) => {
  const { body } = await given.request('/api/identity/signIn', JSON.stringify({ code: `demo:${person}` }))
  const { token } = body as unknown as { token: string }
  const answer = await given.request('/api/identity/proxies', '{}', token)
  return (answer.body as unknown as { helpers: unknown[] }).helpers.length
}

describe('health as well, and what is urgent', () => {
  /** The elder has let the helper act in help; who is who. */
  const acting = async (helper: string, elder: string) => {
    const { code } = await offer(helper)
    const made = await given.as(elder).do(identity.proxyAccept, { code })
    return { made, which: { helper: made.helper.id, proxy: made.id }, id: await given.idOf(elder) }
  }
  const pills = (person: string) => ({
    ...{ kind: 'medicine' as const, drug: 'ordinary' as const, lines: [{ what: '降压药' }], for: person },
  })
  const inbox = async (person: string) => {
    await given.settled()
    return (await given.as(person).do(messages.inbox, {})).items
  }

  test('When a child asks for it, then the elder says yes with one tap from the inbox, and may take it back', async () => {
    const [helper, elder] = ['resident-20', 'resident-21']
    const { made, which, id } = await acting(helper, elder)
    expect((await given.as(helper).do(identity.me, {})).actsFor).toMatchObject([
      { proxy: made.id, sensitive: false },
    ])
    expect(await given.as(helper).try(help.ask, pills(id))).toMatchObject(
      refusal(403, 'help.notForTheirHealth'),
    )
    expect(await given.as(elder).try(identity.proxyAllow, { ...which, sensitive: true })).toMatchObject(
      refusal(409, 'identity.notAsked'),
    )
    const asked = await given.as(helper).do(identity.proxyAsk, { proxy: made.id })
    await given.as(helper).do(identity.proxyAsk, { proxy: made.id })
    expect(asked).toMatchObject({ asksSensitive: true, sensitive: false, may: ['ask', 'end'] })
    const said = (await inbox(elder)).filter(({ title }) => title === '等您回个话')
    expect(said).toMatchObject([
      { text: '称呼resident-20想替您办看病用药的事。同意不同意，请点开回个话。', url: '/identity/proxies' },
    ])
    const yes = await given.as(elder).do(identity.proxyAllow, { ...which, sensitive: true })
    expect(yes).toMatchObject({ sensitive: true, asksSensitive: false, may: ['allow', 'end'] })
    expect((await given.as(helper).do(identity.me, {})).actsFor).toMatchObject([{ sensitive: true }])
    expect((await inbox(helper)).map(({ title }) => title)).toContain('可以替他拿药了')
    expect((await given.as(helper).try(help.ask, pills(id))).status).toBe(200)
    await given.as(elder).do(identity.proxyAllow, { ...which, sensitive: false })
    expect(await given.as(helper).try(help.ask, pills(id))).toMatchObject(
      refusal(403, 'help.notForTheirHealth'),
    )
  })

  test('When somebody else answers or asks, or it has ended, then nothing is found', async () => {
    const { made, which } = await acting('resident-22', 'resident-23')
    for (const person of ['resident-22', 'resident-24', 'staff-1'])
      expect(await given.as(person).try(identity.proxyAllow, { ...which, urgent: true })).toMatchObject(
        refusal(404, 'identity.proxyUnknown'),
      )
    expect((await given.as('resident-23').try(identity.proxyAsk, { proxy: made.id })).status).toBe(404)
    await given.as('resident-23').do(identity.proxyEnd, which)
    expect((await given.as('resident-22').try(identity.proxyAsk, { proxy: made.id })).status).toBe(404)
    expect((await given.as('resident-23').try(identity.proxyAllow, { ...which, urgent: true })).status).toBe(
      404,
    )
  })

  test('When the elder wished so, then the child hears of an urgent request at once, and of nothing else', async () => {
    const [helper, elder] = ['resident-25', 'resident-26']
    const { which } = await acting(helper, elder)
    const urgent = { kind: 'urgent' as const, topic: 'utilities' as const, lines: [{ what: '停水了' }] }
    const heard = async () => (await inbox(helper)).filter(({ title }) => title === '家里有急事')
    await given.as(elder).do(help.ask, urgent)
    expect(await heard()).toEqual([])
    await given.as(elder).do(identity.proxyAllow, { ...which, urgent: true })
    await given.as(elder).do(help.ask, eggs)
    expect(await heard()).toEqual([])
    await given.as(elder).do(help.ask, urgent)
    expect(await heard()).toMatchObject([{ text: '称呼resident-26有急事求助，请打个电话问问。' }])
    expect(JSON.stringify(await heard())).not.toContain('停水')
  })
})

test('When somebody sends twelve offers at once, then ten wait for an answer; with one answered there is room for one', async () => {
  const answers = await Promise.all(
    Array.from({ length: 12 }, () =>
      given.as('resident-71').try(identity.proxyOffer, { key: randomUUID(), modules: ['help'] }),
    ),
  )
  const refusedOnes = answers.filter(({ status }) => status !== 200)
  expect(refusedOnes.map(({ body }) => body.code)).toEqual(['identity.offersFull', 'identity.offersFull'])
  const waiting = (await given.as('resident-71').do(identity.proxies, {})).helped
  expect(waiting).toHaveLength(10)
  const { id, helper } = waiting[0]!
  await given.as('resident-71').do(identity.proxyEnd, { helper: helper.id, proxy: id })
  await offer('resident-71')
  await expect(offer('resident-71')).rejects.toThrow('identity.offersFull')
})
