import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import type { Input, Operation, Reply } from '../../shared/contract.ts'
import { identity } from '../../shared/identity/identity.ts'
import { api } from '../api.ts'
import { deskHours, deskMinutes } from '../../shared/identity/desk.ts'
import { mediation } from '../../shared/mediation/mediation.ts'
import { plusMinutes } from '../../shared/time.ts'
import { neighbourhood, type Neighbourhood, withinLimits } from '../testing/given.ts'

/** The table clears away what is over by the real clock, so these stories happen tomorrow: 10:00 in Shanghai. */
const dayAfter = (days: number) => plusMinutes(new Date().toISOString(), days * 24 * 60).slice(0, 10)
const day = dayAfter(1)
const nextDay = dayAfter(2)
const morning = `${day}T02:00:00.000Z`

let given: Neighbourhood
beforeAll(async () => {
  given = await neighbourhood()
  given.setNow(morning)
})
afterAll(() => given.close())
afterEach(() => given.setNow(morning))

/** A browser: nobody is signed in on it, or the one its token names. */
const knock = async <Op extends Operation>(operation: Op, input: Input<Op>, token?: string) =>
  given.request(`/api/${operation.name.replace('.', '/')}`, JSON.stringify(input), token)
type Shown = Reply<typeof identity.deskCode>
const show = async () => (await knock(identity.deskCode, {})).body as unknown as Shown
const open = async ({ code, secret }: Pick<Shown, 'code' | 'secret'>) =>
  knock(identity.openDesk, { code, secret })
const tokenIn = ({ body }: Awaited<ReturnType<typeof open>>) => (body as { token?: string }).token!
const unknown = { status: 404, body: { code: 'identity.deskUnknown' } }
const stands = async (token: string) => (await knock(identity.me, {}, token)).status
const list = async (person: string) => (await given.as(person).do(identity.signIns, {})).items

/** All that is stored, of everybody. */
const everything = async () => (await given.items()).map(item => JSON.stringify(item)).sort()

/** The person said yes, and the computer has its token. */
const allowed = async (person: string) => {
  const shown = await show()
  const reply = await given.as(person).do(identity.allowDesk, { code: shown.code, yes: true })
  return { ...shown, ...reply, token: tokenIn(await open(shown)) }
}

describe('signing in on a computer', () => {
  test('When somebody scans the code and says yes, then that computer is theirs, and it waits until then', async () => {
    const shown = await show()
    expect(await open(shown)).toEqual({ status: 200, body: { state: 'waiting' } })
    const asked = await given.as('staff-1').do(identity.allowDesk, { code: shown.code })
    expect(asked).toMatchObject({ callName: '称呼staff-1', allowed: false })
    expect(await open(shown)).toEqual({ status: 200, body: { state: 'waiting' } })
    expect(await given.as('staff-1').do(identity.allowDesk, { code: shown.code, yes: true })).toEqual({
      ...asked,
      allowed: true,
    })
    const token = tokenIn(await open(shown))
    expect((await knock(identity.me, {}, token)).body).toMatchObject({ id: await given.idOf('staff-1') })
    // Grants are asked at each call, as for any sign-in.
    expect((await knock(identity.grantChoices, {}, token)).status).toBe(200)
  })

  test('When the working day is over, then it has ended by itself, and not before', async () => {
    const { token, until } = await allowed('resident-2')
    given.minutesLater(deskHours * 60 - 1)
    expect(await stands(token)).toBe(200)
    given.minutesLater(1)
    expect(given.now()).toBe(until)
    expect(await stands(token)).toBe(401)
    expect((await list('resident-2')).filter(({ client }) => client === 'computer')).toEqual([])
  })

  test('When it is used into the next day, then it still ends when it was said to', async () => {
    given.minutesLater(10 * 60)
    const { token, until } = await allowed('resident-3')
    given.minutesLater(6 * 60)
    expect(await stands(token)).toBe(200)
    expect(await list('resident-3')).toContainEqual(
      expect.objectContaining({ client: 'computer', usedOn: nextDay, until }),
    )
    given.minutesLater(6 * 60)
    expect(await stands(token)).toBe(401)
  })

  test('When its owner ends it in their list, or signs out everywhere, then its next call is a 401 and its secret is worth nothing', async () => {
    const one = await allowed('resident-4')
    const [signIn, ...others] = (await list('resident-4')).filter(({ client }) => client === 'computer')
    expect([signIn, others]).toMatchObject([{ at: morning, until: one.until, here: false }, []])
    await given.as('resident-4').do(identity.endSignIn, { id: signIn!.id })
    expect(await stands(one.token)).toBe(401)
    expect(await open(one)).toMatchObject(unknown)
    expect(await given.as('resident-4').try(identity.allowDesk, { code: one.code, yes: true })).toMatchObject(
      unknown,
    )

    const two = await allowed('resident-5')
    await given.as('resident-5').do(identity.signOutEverywhere, {})
    expect(await stands(two.token)).toBe(401)
    expect(await open(two)).toMatchObject(unknown)
  })

  test('When answers are lost and asked for again, then it is one sign-in, for five minutes', async () => {
    const shown = await show()
    const yes = { code: shown.code, yes: true }
    const [first, again] = [
      await given.as('resident-6').do(identity.allowDesk, yes),
      await given.as('resident-6').do(identity.allowDesk, yes),
    ]
    expect(again).toEqual(first)
    given.minutesLater(deskMinutes - 1)
    const tokens = [tokenIn(await open(shown)), tokenIn(await open(shown))]
    expect(tokens[0]).toBe(tokens[1])
    expect((await list('resident-6')).filter(({ client }) => client === 'computer')).toHaveLength(1)
    given.minutesLater(1)
    expect(await open(shown)).toMatchObject(unknown)
    expect(await stands(tokens[0]!)).toBe(200)
  })
})

describe('what does not sign anybody in', () => {
  test('When somebody has only seen the screen, then the code gives them nothing', async () => {
    const shown = await show()
    await given.as('resident-8').do(identity.allowDesk, { code: shown.code, yes: true })
    const other = await show()
    expect(await open({ code: shown.code, secret: other.secret })).toMatchObject(unknown)
    expect(await open({ code: other.code, secret: shown.secret })).toMatchObject(unknown)
    expect(await open({ code: shown.code, secret: shown.code.slice(0, 32) })).toMatchObject(unknown)
    expect(await open({ code: shown.code, secret: shown.code.slice(32, 64) })).toMatchObject(unknown)
    expect((await open(shown)).body).toMatchObject({ state: 'allowed' })
  })

  test('When it is another code, a made-up one or one put together from two, then it is unknown', async () => {
    const { code: mine } = await given.as('resident-9').do(identity.myCode, {})
    const [one, two] = [await show(), await show()]
    const mixed = one.code.slice(0, 32) + two.code.slice(32)
    for (const code of [mine, 'a'.repeat(64), one.code.slice(0, 63), mixed])
      for (const yes of [false, true])
        expect(await given.as('resident-9').try(identity.allowDesk, { code, yes })).toMatchObject({
          ...unknown,
          body: { fields: { code: expect.stringContaining('换一个') } },
        })
    expect(await given.as('resident-9').try(identity.allowDesk, { code: '看不懂', yes: true })).toMatchObject(
      {
        status: 400,
        body: { code: 'request.invalid' },
      },
    )
  })

  test('When it was shown too long ago, then neither side can use it', async () => {
    given.setNow(`${day}T02:00:59.000Z`)
    const shown = await show()
    expect(shown.until).toBe(`${day}T02:05:00.000Z`)
    given.setNow(`${day}T02:04:59.999Z`)
    expect((await open(shown)).body).toEqual({ state: 'waiting' })
    expect((await given.as('resident-10').do(identity.allowDesk, { code: shown.code })).allowed).toBe(false)
    given.setNow(shown.until)
    expect(await open(shown)).toMatchObject(unknown)
    expect(
      await given.as('resident-10').try(identity.allowDesk, { code: shown.code, yes: true }),
    ).toMatchObject(unknown)
  })

  test('When it is allowed at the last moment, then the computer still has time to fetch it', async () => {
    const shown = await show()
    given.setNow(`${day}T02:04:59.000Z`)
    await given.as('resident-11').do(identity.allowDesk, { code: shown.code, yes: true })
    given.minutesLater(1)
    expect((await open(shown)).body).toMatchObject({ state: 'allowed' })
  })

  test('When several people allow the same code at once, then it is one of them, and the others are told', async () => {
    const shown = await show()
    const people = [12, 13, 14, 15, 16, 17].map(n => `resident-${n}`)
    const answers = await Promise.all(
      people.map(each => given.as(each).try(identity.allowDesk, { code: shown.code, yes: true })),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409, 409])
    expect(answers.filter(({ status }) => status === 409).map(({ body }) => body.code)).toEqual(
      Array<string>(5).fill('identity.deskTaken'),
    )
    const winner = people[answers.findIndex(({ status }) => status === 200)]!
    expect((await knock(identity.me, {}, tokenIn(await open(shown)))).body).toMatchObject({
      id: await given.idOf(winner),
    })
    const computers = await Promise.all(people.map(list))
    expect(computers.flat().filter(({ client }) => client === 'computer')).toHaveLength(1)
    expect(await given.as('resident-18').try(identity.allowDesk, { code: shown.code })).toMatchObject({
      status: 409,
      body: { code: 'identity.deskTaken' },
    })
  })

  test('When the same person taps twice at once, then it is one sign-in', async () => {
    const shown = await show()
    const yes = { code: shown.code, yes: true }
    const they = given.as('resident-19')
    const replies = await Promise.all([1, 2, 3].map(() => they.do(identity.allowDesk, yes)))
    expect(replies.map(({ allowed }) => allowed)).toEqual([true, true, true])
    expect((await list('resident-19')).filter(({ client }) => client === 'computer')).toHaveLength(1)
  })

  test('When a computer that was allowed wants to allow the next one, then a phone is needed', async () => {
    const { token } = await allowed('resident-20')
    const next = await show()
    for (const yes of [false, true])
      expect(await knock(identity.allowDesk, { code: next.code, yes }, token)).toMatchObject({
        status: 403,
        body: { code: 'identity.phoneNeeded' },
      })
    expect((await open(next)).body).toEqual({ state: 'waiting' })
  })

  test('When a computer asks, then the phone shows which: its kind, whether it is near, and the number that stands on it', async () => {
    const at = (sourceIp: string, agent: string) => ({
      requestContext: { http: { method: 'POST', sourceIp } },
      headers: { 'user-agent': agent },
    })
    const door = api(() => given.effects)
    const ask = async (operation: Operation, input: object, from: ReturnType<typeof at>, token?: string) => {
      const headers = { ...from.headers, ...(token && { authorization: `Bearer ${token}` }) }
      const rawPath = `/api/${operation.name.replace('.', '/')}`
      const event = { ...from, headers, rawPath, body: JSON.stringify(input) }
      const { body = '' } = await door(event as unknown as Parameters<typeof door>[0])
      return JSON.parse(body) as Record<string, unknown>
    }
    const [windows, mac] = [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0',
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 14_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15',
    ]
    const token = await given.tokenOf('resident-23')
    const phone = (address: string) =>
      at(address, 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Mobile')
    const one = await ask(identity.deskCode, {}, at('203.0.113.7', windows))
    const near = await ask(identity.allowDesk, { code: one.code }, phone('203.0.113.7'), token)
    expect(near).toMatchObject({ browser: 'edge', system: 'windows', sameNetwork: true, match: one.match })
    expect(one.match).toMatch(/^\d{4}$/)

    const two = await ask(identity.deskCode, {}, at('2001:db8:1:2:aaaa::1', mac))
    const there = await ask(identity.allowDesk, { code: two.code }, phone('2001:db8:1:2:bbbb::9'), token)
    expect(there).toMatchObject({ browser: 'safari', system: 'mac', sameNetwork: true, match: two.match })
    const away = await ask(identity.allowDesk, { code: two.code }, phone('198.51.100.4'), token)
    expect(away).toMatchObject({ sameNetwork: false, allowed: false })
    // What it says of itself is part of what the server vouches for.
    const made = `${String(two.code).slice(0, 64)}${String(one.code).slice(64)}`
    expect(await ask(identity.allowDesk, { code: made }, phone('198.51.100.4'), token)).toMatchObject({
      code: 'identity.deskUnknown',
    })
  })

  test('When a computer stands open, then nobody can take the data along, end the account or the phone, or give others power', async () => {
    const { token } = await allowed('resident-24')
    const onPhone: readonly [Operation, object][] = [
      [identity.export, {}],
      [identity.erase, {}],
      [identity.setPhone, { phone: '10070009999' }],
      [identity.proxyOffer, { person: 'x', modules: ['help'] }],
      [identity.proxyAccept, { code: 'a'.repeat(32) }],
      [identity.proxyAllow, { id: 'x', sensitive: true }],
      [identity.signOutEverywhere, {}],
      [identity.myCode, {}],
    ]
    for (const [operation, input] of onPhone) {
      expect(operation.onPhone).toBe(true)
      const answer = await given.request(
        `/api/${operation.name.replace('.', '/')}`,
        JSON.stringify(input),
        token,
      )
      expect([operation.name, answer.body.code]).toEqual([operation.name, 'identity.phoneNeeded'])
    }
    const all = await list('resident-24')
    const [phone, computer] = [
      all.find(({ here }) => here)!,
      all.find(({ client }) => client === 'computer')!,
    ]
    expect(await knock(identity.endSignIn, { id: phone.id }, token)).toMatchObject({
      status: 403,
      body: { code: 'identity.phoneNeeded' },
    })
    expect((await knock(identity.endSignIn, { id: computer.id }, token)).status).toBe(200)
    expect(await stands(token)).toBe(401)
  })

  test('When somebody allows one computer after another, then it is enough for today', async () => {
    const they = given.as('resident-21')
    const statuses: number[] = []
    await withinLimits(async () => {
      for (let i = 0; i < 61; i++)
        statuses.push((await they.try(identity.allowDesk, { code: (await show()).code, yes: true })).status)
    })
    expect(statuses).toEqual([...Array<number>(60).fill(200), 429])
  })

  test('When secrets are guessed at, then none opens, nothing is stored, and the true one still does', async () => {
    const shown = await show()
    await given.as('resident-23').do(identity.allowDesk, { code: shown.code, yes: true })
    const before = await everything()
    const letters = 'abcdefghijklmnopqrstuvwxyz234567'
    const flipped = (at: number) =>
      shown.secret.slice(0, at) + (shown.secret[at] === 'a' ? 'b' : 'a') + shown.secret.slice(at + 1)
    const guesses = [
      ...Array.from({ length: 32 }, (_, at) => flipped(at)),
      ...Array.from({ length: 200 }, (_, n) => letters[n % 32]!.repeat(31) + letters[Math.floor(n / 32)]!),
    ]
    for (const secret of guesses) expect(await open({ code: shown.code, secret })).toMatchObject(unknown)
    expect(await everything()).toEqual(before)
    expect((await open(shown)).body).toMatchObject({ state: 'allowed' })
  })

  test('When somebody of another community says yes, then the computer is theirs, with what they may do there and nothing here', async () => {
    const { token } = await allowed('outsider-1')
    expect((await knock(mediation.queue, {}, token)).status).toBe(200)
    expect((await knock(mediation.queue, { community: 'bchd' }, token)).status).toBe(404)
    const on = { fromOn: day, toOn: day, community: 'bchd' }
    expect((await knock(mediation.calendar, on, token)).status).toBe(404)
  })

  test('When codes are asked for, then nothing is stored; when one is allowed, then neither it nor its secret is', async () => {
    await given.as('resident-22').do(identity.me, {})
    const before = await everything()
    const shown = await show()
    await open(shown)
    expect(await everything()).toEqual(before)
    await given.as('resident-22').do(identity.allowDesk, { code: shown.code, yes: true })
    const token = tokenIn(await open(shown))
    const after = [...(await everything()), ...given.logged].join()
    for (const secret of [shown.code.slice(0, 32), shown.code.slice(32), shown.secret, token])
      expect(after).not.toContain(secret)
  })
})
