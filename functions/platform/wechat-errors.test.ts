/** WeChat on its bad days: whatever it answers, people read what to do, and nothing of it counts against them. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { consentVersions } from '../../shared/identity/account.ts'
import { identity } from '../../shared/identity/identity.ts'
import { api } from '../api.ts'
import { neighbourhood, withinLimits, type Answer, type Neighbourhood } from '../testing/given.ts'
import { runs } from '../testing/runs.ts'
import type { Event } from './serve.ts'
import { codesOf, type Call } from './wechat-errors.ts'

let given: Neighbourhood
beforeAll(async () => {
  given = await neighbourhood()
})
afterAll(() => given.close())
beforeEach(() => void given.logged.splice(0))

const paths = {
  session: '/sns/jscode2session',
  token: '/cgi-bin/stable_token',
  phone: '/wxa/business/getuserphonenumber',
  message: '/cgi-bin/message/subscribe/send',
  picture: '/wxa/getwxacodeunlimit',
} as const
interface Fault {
  readonly errcode?: number
  readonly status?: number
  readonly text?: string
  readonly times?: number
}
const arrange = (what: string, input: object) =>
  fetch(`${process.env.WECHAT_BASE}/_${what}`, { method: 'POST', body: JSON.stringify(input) })
/** For this one question, which is asked once more where the token is to blame. */
const faulty = async <T>(call: Call, fault: Fault, ask: () => Promise<T>): Promise<T> => {
  await arrange('faults', { path: paths[call], times: 1, ...fault })
  const answer = await ask()
  await arrange('mend', {})
  return answer
}

const signIn = (): Promise<Answer> =>
  given.request('/api/identity/signIn', JSON.stringify({ code: 'demo:resident-1' }))
const codeOf = async (asked: Promise<unknown>) =>
  asked.then(
    () => 'done',
    (error: unknown) => (error as { code?: string }).code ?? String(error),
  )
const alarms = () => given.logged.filter(line => line.startsWith('WeChat refuses us')).length

describe('What is written down by hand', () => {
  test.each([
    ['session', 40029, 'identity.badCode', 0],
    ['session', 40163, 'identity.badCode', 0],
    ['session', 40226, 'identity.risky', 0],
    ['session', -1, 'identity.weChatBusy', 0],
    ['session', 45011, 'identity.weChatBusy', 0],
    ['session', 40125, 'identity.weChatFails', 1],
    ['session', 40164, 'identity.weChatFails', 1],
    ['session', 48001, 'identity.weChatFails', 1],
    ['session', 99999, 'identity.weChatFails', 1],
    ['phone', 40029, 'identity.badPhoneCode', 0],
    ['phone', 45009, 'identity.weChatBusy', 0],
    ['phone', 40001, 'identity.weChatBusy', 0],
    ['phone', 40013, 'identity.weChatFails', 1],
    ['picture', 41030, 'identity.pageNotPublished', 1],
    ['picture', 40129, 'identity.weChatFails', 1],
    ['picture', 45009, 'identity.weChatBusy', 0],
  ] as const)('%s, %d: %s', async (call, errcode, code, woken) => {
    const { wechat } = given.effects
    const times = errcode === 40001 ? 2 : 1
    const ask = {
      session: () => wechat.openidOf('demo:resident-1'),
      phone: () => wechat.phoneOf('demo:10000000001'),
      picture: () => wechat.pageCode('home/home', 'a'),
    }[call]
    expect(await faulty(call, { errcode, times }, () => codeOf(ask()))).toBe(code)
    expect(alarms()).toBe(woken)
    if (woken) expect(given.logged.join()).toContain(JSON.stringify({ call, errcode }))
  })

  test.each([
    [43101, 'noGrant', 0],
    [40003, 'failed', 0],
    [40037, 'failed', 1],
    [43107, 'failed', 1],
    [47003, 'failed', 1],
    [43108, 'later', 0],
    [45009, 'later', 0],
    [48001, 'later', 1],
    [12345, 'later', 1],
  ] as const)('a message, %d: %s', async (errcode, became, woken) => {
    const push = () => given.effects.wechat.push({ openid: 'o', template: 't', data: {} })
    expect(await faulty('message', { errcode }, push)).toEqual({ became, errcode })
    expect(alarms()).toBe(woken)
  })
})

/** Our own refusal, with what to do next; or it went well after all. */
const isSaid = ({ status, body }: Answer) =>
  status === 200 ||
  ([400, 403, 503].includes(status) && /请/.test(body.text ?? '') && body.code !== 'server.failed')

describe('Whatever it answers', () => {
  const anyFault = fc.oneof(
    fc.constantFrom(...codesOf('session'), ...codesOf('phone')).map(errcode => ({ errcode })),
    fc.integer({ min: -10, max: 100_000 }).map(errcode => ({ errcode })),
    fc.record({
      status: fc.constantFrom(200, 204, 400, 404, 500, 502),
      text: fc.oneof(
        fc.string(),
        fc.constantFrom('', 'null', '[]', '0', '"openid"', '<html>502</html>', '{"errcode":0', '{}'),
        fc.json(),
        fc
          .record(
            {
              errcode: fc.anything(),
              openid: fc.anything(),
              access_token: fc.anything(),
              phone_info: fc.oneof(
                fc.anything(),
                fc.dictionary(fc.constant('purePhoneNumber'), fc.anything()),
              ),
            },
            { requiredKeys: [] },
          )
          .map(fields =>
            JSON.stringify(fields, (_, value: unknown) => (typeof value === 'bigint' ? 1 : value)),
          ),
      ),
    }),
  )

  test('When it answers anything at all, then there is no error but our own words, and no message throws', async () => {
    const person = given.as('resident-2')
    await person.do(identity.consent, { what: 'privacy', version: consentVersions.privacy, agree: true })
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('session', 'token', 'phone', 'message' as const),
        anyFault,
        async (call: Call, fault) => {
          const answer = await faulty(call, fault, async () => {
            if (call === 'message') {
              const { became } = await given.effects.wechat.push({ openid: 'o', template: 't', data: {} })
              return { status: ['sent', 'noGrant', 'later', 'failed'].includes(became) ? 200 : 500, body: {} }
            }
            return call === 'session' ? signIn() : person.try(identity.setPhone, { code: 'demo:10000000009' })
          })
          expect([call, fault, answer, isSaid(answer)]).toEqual([call, fault, answer, true])
        },
      ),
      { numRuns: runs(400, 80) },
    )
  }, 240_000)

  test('When it fails while somebody shows their number, then the tries of the day are still theirs', () =>
    withinLimits(async () => {
      const person = given.as('resident-3')
      const { burst } = identity.setPhone.limit!.account!
      const show = (n: number) => person.try(identity.setPhone, { code: `demo:100000001${10 + n}` })
      for (const fault of [
        { errcode: -1 },
        { errcode: 45009 },
        { errcode: 40013 },
        { text: 'x' },
        { errcode: 1 },
      ])
        for (let n = 0; n < 3; n++) expect((await faulty('phone', fault, () => show(0))).status).toBe(503)
      for (let n = 0; n < burst; n++) expect((await show(n)).status).toBe(200)
      expect((await show(burst)).body.code).toBe('request.tooOften')
    }))

  test('When it fails while an address signs in, then that is not counted for the address', () =>
    withinLimits(async () => {
      const { burst } = identity.signIn.limit!.address!
      const door = api(() => given.effects)
      const ask = async (code: string) => {
        const event = {
          rawPath: '/api/identity/signIn',
          requestContext: { http: { method: 'POST', sourceIp: '192.0.2.9' } },
          body: JSON.stringify({ code }),
        }
        return (await door(event as unknown as Event)).statusCode
      }
      await arrange('faults', { path: paths.session, errcode: -1, times: burst + 5 })
      for (let n = 0; n < burst + 5; n++) expect(await ask('demo:resident-1')).toBe(503)
      for (let n = 0; n < burst; n++) expect(await ask('nonsense')).toBe(400)
      expect(await ask('nonsense')).toBe(429)
    }))
})
