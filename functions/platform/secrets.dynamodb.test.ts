import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { KMSClient } from '@aws-sdk/client-kms'
import { neighbourhood, type Neighbourhood } from '../testing/given.ts'
import { communityOwner, openSecrets, sealed } from './secrets.ts'

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
