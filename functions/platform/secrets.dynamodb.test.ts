import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { KMSClient } from '@aws-sdk/client-kms'
import { neighbourhood, type Neighbourhood } from '../testing/given.ts'
import { api } from '../api.ts'
import { openCursors } from './cursor.ts'
import { communityOwner, openSecrets, rotateKey, sealed, type Owner } from './secrets.ts'

let given: Neighbourhood
beforeAll(async () => {
  given = await neighbourhood()
})
afterAll(() => given.close())

const at = { pk: 'C#bchd', sk: 'X' }
const another = () => openSecrets(given.table, new KMSClient(), process.env.MULIN_KMS_KEY!)

test('When another function opens what one has sealed, then it reads the same', async () => {
  const value = { lines: ['鸡蛋'], n: 1 }
  const sealed = await given.effects.secrets.seal('C.bchd', at, 'lines', value)
  expect(sealed).not.toContain('鸡蛋')
  expect(await another().open('C.bchd', at, 'lines', sealed)).toEqual(value)
})

test('When a sealed field is put elsewhere, changed, or of another owner, then it does not open', async () => {
  const { secrets } = given.effects
  const sealed = await secrets.seal('C.bchd', at, 'lines', 'x')
  const flipped = sealed.slice(0, -6) + (sealed.at(-6) === 'A' ? 'B' : 'A') + sealed.slice(-5)
  await expect(secrets.open('C.bchd', { ...at, sk: 'Y' }, 'lines', sealed)).rejects.toThrow()
  await expect(secrets.open('C.bchd', at, 'door', sealed)).rejects.toThrow()
  await expect(secrets.open('C.other', at, 'lines', sealed)).rejects.toThrow()
  await expect(secrets.open('C.bchd', at, 'lines', flipped)).rejects.toThrow()
})

test('When a community is called like another owner, then it still has a key of its own', async () => {
  const ways = given.effects
  for (const name of ['people', 'deployment'] as const) {
    const text = await sealed(ways, communityOwner(name), at).seal('name', 'x')
    expect(await sealed(ways, communityOwner(name), at).open('name', text)).toBe('x')
    await expect(sealed(ways, name, at).open('name', text)).rejects.toThrow()
  }
  expect(await sealed(ways, 'people', at).open('name', undefined)).toBeUndefined()
})

test('When many need a new owner’s key at once, then they all end up with the same one', async () => {
  const all = await Promise.all(Array.from({ length: 8 }, () => another().seal('C.fresh', at, 'f', 'x')))
  for (const sealed of all) expect(await another().open('C.fresh', at, 'f', sealed)).toBe('x')
})

test('When parts differ only in where they are divided, then the ids differ', async () => {
  const { secrets } = given.effects
  const ids = await Promise.all([secrets.derive('ab', 'c'), secrets.derive('a', 'bc'), secrets.derive('abc')])
  expect(new Set(ids).size).toBe(3)
  expect(ids[0]).toMatch(/^[a-z2-7]{32}$/)
  expect(await another().derive('ab', 'c')).toBe(ids[0])
})

const rotate = (owner: Owner) => rotateKey(given.table, new KMSClient(), process.env.MULIN_KMS_KEY!, owner)

test.each(['people', 'C.turned'] as const)(
  'When the key of %s is rotated, then new fields are sealed with it, and those from before still open, everywhere',
  async owner => {
    const before = await given.effects.secrets.seal(owner, at, 'f', 'before')
    expect(before).toMatch(/^1\./)
    expect(await rotate(owner)).toBe(2)
    const after = await another().seal(owner, at, 'f', 'after')
    expect(after).toMatch(/^2\./)
    expect(await another().open(owner, at, 'f', before)).toBe('before')
    // One that has not heard of it yet opens it too.
    expect(await given.effects.secrets.open(owner, at, 'f', after)).toBe('after')
    // What says it is of a version that it is not does not open, and a version that is not there is none.
    await expect(another().open(owner, at, 'f', after.replace(/^2/, '1'))).rejects.toThrow()
    await expect(another().open(owner, at, 'f', after.replace(/^2/, '7'))).rejects.toThrow()
  },
)

test('When two rotate at once, then each version has one key', async () => {
  await another().seal('C.twice', at, 'f', 'x')
  const made = await Promise.all([rotate('C.twice'), rotate('C.twice'), rotate('C.twice')])
  const texts = await Promise.all(made.map(() => another().seal('C.twice', at, 'f', 'x')))
  for (const text of texts) expect(await another().open('C.twice', at, 'f', text)).toBe('x')
})

test('When the deployment’s key is rotated, then everybody stays signed in and stays who they are', async () => {
  const door = () => api(() => ({ ...given.effects, secrets: another(), cursors: openCursors(another()) }))
  const ask = async (call: string, input: object, token?: string) => {
    const event = {
      rawPath: `/api/${call}`,
      requestContext: { http: { method: 'POST' } },
      headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
      body: JSON.stringify(input),
    }
    const { statusCode, body = '' } = await door()(event as unknown as Parameters<ReturnType<typeof door>>[0])
    return { status: statusCode, body: JSON.parse(body) as { token: string; me: { id: string } } }
  }
  const signIn = () => ask('identity/signIn', { code: 'demo:newcomer-7' })
  const kidOf = (token: string) =>
    (JSON.parse(Buffer.from(token.split('.')[0]!, 'base64url').toString()) as { kid: string }).kid
  const first = (await signIn()).body
  expect(kidOf(first.token)).toBe('1')
  expect(await rotate('deployment')).toBe(2)
  const second = (await signIn()).body
  expect(kidOf(second.token)).toBe('2')
  expect(second.me.id).toBe(first.me.id)
  for (const { token } of [first, second]) expect((await ask('identity/me', {}, token)).status).toBe(200)
  // Another kid is another key, and nobody's.
  const [, claims, signature] = second.token.split('.')
  for (const kid of ['1', '3', '../1', '']) {
    const header = Buffer.from(JSON.stringify({ alg: 'HS256', kid })).toString('base64url')
    expect((await ask('identity/me', {}, [header, claims, signature].join('.'))).status).toBe(401)
  }
})
