import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { identity } from '../../shared/identity/identity.ts'
import { consentVersions } from '../../shared/identity/account.ts'
import { monday10, neighbourhood, type Neighbourhood } from '../testing/given.ts'
import { consentHistory, needConsent } from './consents.ts'
import { personOf } from '../people/people.ts'

let given: Neighbourhood
beforeAll(async () => {
  given = await neighbourhood()
})
afterAll(() => given.close())
afterEach(() => given.setNow(monday10))

let people = 0
const signIn = async (person: string, client?: string) => {
  const { body } = await given.request(
    '/api/identity/signIn',
    JSON.stringify({ code: `demo:${person}`, client }),
  )
  return (body as unknown as { token: string }).token
}
const call = (token: string, name: string, input: object = {}) =>
  given.request(`/api/identity/${name}`, JSON.stringify(input), token)
interface Listed {
  readonly items: readonly { id: string; client: string; here: boolean; usedOn: string; at: string }[]
}
const list = async (token: string) => ((await call(token, 'signIns')).body as unknown as Listed).items
const day = 24 * 60

test('When someone chooses 长辈版, then it is so on each of their phones, until they choose otherwise', async () => {
  const person = `newcomer-${++people}`
  const [one, two] = [await signIn(person), await signIn(person)]
  expect((await call(two, 'me')).body).not.toHaveProperty('care')
  expect((await call(one, 'prefer', { care: true })).body).toMatchObject({ care: true })
  expect((await call(two, 'me')).body).toMatchObject({ care: true })
  await call(two, 'consent', { what: 'privacy', version: consentVersions.privacy, agree: true })
  await call(two, 'prefer', { care: false })
  expect((await call(one, 'me')).body).toMatchObject({ care: false, consents: { privacy: true } })
})

describe('where one is signed in', () => {
  test('When someone looks, then they see each phone, which one is this, and when it was used last', async () => {
    const person = `newcomer-${++people}`
    const [one, two] = [await signIn(person, 'ios'), await signIn(person, 'computer')]
    given.minutesLater(3 * day)
    expect((await call(two, 'me')).status).toBe(200)
    expect(await list(two)).toMatchObject([
      { client: 'computer', here: true, usedOn: '2026-11-26', at: monday10 },
      { client: 'ios', here: false, usedOn: '2026-11-23', at: monday10 },
    ])
    expect((await list(one)).find(({ here }) => here)).toMatchObject({ client: 'ios', usedOn: '2026-11-26' })
  })

  test('When one is ended, then its very next call is a 401 and the others go on; twice is no error', async () => {
    const person = `newcomer-${++people}`
    const [one, two] = [await signIn(person), await signIn(person)]
    const { id } = (await list(two)).find(({ here }) => !here)!
    expect((await call(two, 'endSignIn', { id })).status).toBe(200)
    expect(await call(one, 'me')).toMatchObject({ status: 401, body: { code: 'identity.signInAgain' } })
    expect((await call(two, 'endSignIn', { id })).status).toBe(200)
    expect((await call(two, 'me')).status).toBe(200)
  })

  test('When it is ended while it is noted that it was used, then it stays ended', async () => {
    for (let i = 0; i < 8; i++) {
      const person = `newcomer-${++people}`
      const [one, two] = [await signIn(person), await signIn(person)]
      given.minutesLater(2 * day)
      const { id } = (await list(two)).find(({ here }) => !here)!
      await Promise.all([call(one, 'me'), call(two, 'endSignIn', { id }), call(one, 'me')])
      expect((await call(one, 'me')).status).toBe(401)
      given.setNow(monday10)
    }
  })

  test('When one is not used for two weeks, then it ends; the one that is used goes on to its thirtieth day', async () => {
    const person = `newcomer-${++people}`
    const [lost, used] = [await signIn(person), await signIn(person)]
    try {
      given.minutesLater(13 * day)
      expect((await call(used, 'me')).status).toBe(200)
      expect(await list(used)).toHaveLength(2)
      given.minutesLater(day)
      expect((await call(lost, 'me')).status).toBe(401)
      expect(await list(used)).toHaveLength(1)
      given.minutesLater(12 * day)
      expect((await call(used, 'me')).status).toBe(200)
      given.minutesLater(4 * day)
      expect((await call(used, 'me')).status).toBe(401)
    } finally {
      given.setNow(monday10)
    }
  })

  test('When it is somebody else’s, then nothing happens to it', async () => {
    const [mine, theirs] = [await signIn(`newcomer-${++people}`), await signIn(`newcomer-${++people}`)]
    const [other] = await list(theirs)
    await call(mine, 'endSignIn', { id: other!.id })
    expect((await call(theirs, 'me')).status).toBe(200)
  })

  test('When there are more than twenty, then those unused for longest make room', async () => {
    const person = `newcomer-${++people}`
    const tokens: string[] = []
    for (let i = 0; i < 22; i++) {
      given.minutesLater(1)
      tokens.push(await signIn(person))
    }
    expect((await Promise.all(tokens.map(each => call(each, 'me')))).map(({ status }) => status)).toEqual([
      ...[401, 401],
      ...Array<number>(20).fill(200),
    ])
  })
})

describe('consent', () => {
  const what = 'privacy'
  const version = consentVersions.privacy

  test('When someone agrees and takes it back, then it is so at once, and both stay on record', async () => {
    const person = `newcomer-${++people}`
    const they = given.as(person)
    const none = { privacy: false, sensitive: false, dispute: false }
    expect((await they.do(identity.me, {})).consents).toEqual(none)
    expect(await they.do(identity.consent, { what, version, agree: true })).toEqual({
      ...none,
      privacy: true,
    })
    given.minutesLater(1)
    await they.do(identity.consent, { what, version, agree: true })
    given.minutesLater(1)
    expect(await they.do(identity.consent, { what, version, agree: false })).toEqual(none)
    expect((await they.try(identity.setPhone, { phone: '10070001234' })).body.code).toBe(
      'identity.consentNeeded',
    )
    expect(await consentHistory(given.effects, await given.idOf(person))).toEqual([
      { at: monday10, what, version, agree: true },
      { at: '2026-11-23T02:02:00.000Z', what, version, agree: false },
    ])
  })

  test('When two are given at once, then both count', async () => {
    const they = given.as(`newcomer-${++people}`)
    await Promise.all([
      they.do(identity.consent, { what, version, agree: true }),
      they.do(identity.consent, { what: 'sensitive', version: consentVersions.sensitive, agree: true }),
    ])
    expect((await they.do(identity.me, {})).consents).toEqual({
      privacy: true,
      sensitive: true,
      dispute: false,
    })
  })

  test('When it is to a text that is no longer in force, then they see the new one first', async () => {
    const they = given.as(`newcomer-${++people}`)
    expect(await they.try(identity.consent, { what, version: '2025-01', agree: true })).toMatchObject({
      status: 409,
      body: { code: 'identity.consentOld' },
    })
    const profile = { consents: { privacy: { version: '2025-01', at: monday10 } } }
    expect(() => needConsent(profile, 'privacy')).toThrow('同意')
    const { profile: resident } = (await personOf(given.effects, await given.idOf('resident-1')))!
    expect(() => needConsent(resident, 'sensitive')).not.toThrow()
  })
})
