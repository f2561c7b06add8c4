import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { identity } from '../../shared/identity/identity.ts'
import { papers, type Paper } from '../../shared/papers/papers.ts'
import { papers as papersFunction } from '../papers.ts'
import type { SignedIn } from '../platform/context.ts'
import { neighbourhood, op, type Neighbourhood } from '../testing/given.ts'
import type { Makers } from './make.ts'
import { order, papersKeep } from './papers.ts'

/** What the maker of the test does with its next papers; then it makes them well. */
let next: ((progress: (percent: number) => Promise<void>) => Promise<Buffer>)[] = []
let made = 0
const broken = async () => {
  throw new Error('王阿姨 13800000000')
}
const makers: Makers = {
  'test.sheet': async (_, { input }, progress) => {
    made++
    return next.shift()?.(progress) ?? Buffer.from(`%PDF ${String(input.from)}`)
  },
}

let given: Neighbourhood
beforeAll(async () => {
  given = await neighbourhood(makers)
})
afterAll(() => given.close())

const ctxOf = async (person: string): Promise<SignedIn> => ({
  ...given.effects,
  now: given.now(),
  who: { id: await given.idOf(person), grants: [], actsFor: [] },
})
const sheet = { maker: 'test.sheet', name: '签到表', type: 'application/pdf' } as const
const ordered = async (person: string, key: string = op(), from = '2026-11-01') =>
  order(await ctxOf(person), { ...sheet, input: { from }, key })
const get = (person: string, { id }: Pick<Paper, 'id'>) => given.as(person).do(papers.get, { id })
const refused = async (person: string, id: string) => {
  const { status, body } = await given.as(person).try(papers.get, { id })
  return [status, body.code]
}
const objects = async ({ id }: Pick<Paper, 'id'>) => [
  ...(await given.effects.bucket!.list(`papers/${id}/`)).keys(),
]

describe('a paper', () => {
  test('When it is ordered, then it is made in the background and its link gives the bytes', async () => {
    const first = await ordered('resident-1')
    expect(first).toEqual({
      id: first.id,
      name: '签到表',
      type: 'application/pdf',
      state: 'waiting',
      percent: 0,
    })
    await given.settled()
    const ready = await get('resident-1', first)
    expect(ready).toMatchObject({ state: 'ready', percent: 100 })
    const { status, about, bytes } = await given.fetchFrom(ready.url!)
    expect([status, bytes.toString()]).toEqual([200, '%PDF 2026-11-01'])
    expect(about).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename*=UTF-8''${encodeURIComponent('签到表.pdf')}`,
    })
    expect(ready.url).not.toContain('paper_')
  })

  test('When it is ordered twice with the same key, then it is one and made once; another input is refused', async () => {
    const [key, before] = [op(), made]
    const both = await Promise.all([ordered('resident-2', key), ordered('resident-2', key)])
    expect(both[0]!.id).toBe(both[1]!.id)
    await given.settled()
    expect((await ordered('resident-2', key)).state).toBe('ready')
    await given.settled()
    expect(made).toBe(before + 1)
    await expect(ordered('resident-2', key, '2026-10-01')).rejects.toMatchObject({
      code: 'request.keyReused',
    })
    expect((await ordered('resident-3', key)).id).not.toBe(both[0]!.id)
  })

  test('When it is of somebody else, or an id is made up, then it is the same 404', async () => {
    const { id } = await ordered('resident-4')
    await given.settled()
    expect(await refused('staff-1', id)).toEqual([404, 'papers.notFound'])
    for (const made of [`paper_${'a'.repeat(32)}`, 'file_x', '__proto__', `paper_${'#'.repeat(32)}`])
      expect(await refused('resident-4', made)).toEqual([404, 'papers.notFound'])
    expect((await given.as('staff-1').try(papers.again, { id })).body.code).toBe('papers.notFound')
  })

  test('When its maker tells how far it is, then it is written now and then', async () => {
    const seen: (number | string)[] = []
    const it = await ordered('resident-5')
    next = [
      async progress => {
        for (let done = 0; done <= 100; done += 2) {
          await progress(done)
          const { state, percent } = await get('resident-5', it)
          if (seen.at(-1) !== percent) seen.push(state, percent)
        }
        return Buffer.from('%PDF')
      },
    ]
    await given.settled()
    expect(seen).toEqual(['making', 0, 'making', 26, 'making', 52, 'making', 78])
    expect(await get('resident-5', it)).toMatchObject({ state: 'ready', percent: 100 })
  })
})

describe('what goes wrong', () => {
  test('When its maker fails once, then it is tried again and comes out', async () => {
    next = [broken]
    const it = await ordered('resident-7')
    await given.settled()
    expect(await get('resident-7', it)).toMatchObject({ state: 'ready' })
  })

  test('When its maker fails three times, then that is said, and asking again makes it', async () => {
    next = [broken, broken, broken]
    const it = await ordered('resident-8')
    await given.settled()
    const failed = await get('resident-8', it)
    expect(failed).toMatchObject({ state: 'failed', failedText: expect.stringContaining('再试一次') })
    expect(failed.url).toBeUndefined()
    expect(given.logged.join()).toContain('paper failed')
    expect(given.logged.join()).not.toContain('13800000000')
    const both = await Promise.all([1, 2].map(() => given.as('resident-8').do(papers.again, { id: it.id })))
    expect(both.map(({ state }) => state)).not.toContain('failed')
    await given.settled()
    expect(await get('resident-8', it)).toMatchObject({ state: 'ready', percent: 100 })
    expect(await given.as('resident-8').do(papers.again, { id: it.id })).toMatchObject({ state: 'ready' })
  })

  test('When nobody knows its maker, or it is too large to be fetched, then it fails', async () => {
    const ctx = await ctxOf('resident-9')
    const unknown = await order(ctx, { ...sheet, maker: 'constructor', input: {}, key: op() })
    await given.settled()
    expect((await get('resident-9', unknown)).state).toBe('failed')
    next = [1, 2, 3].map(() => async () => Buffer.alloc(5_000_000))
    const large = await ordered('resident-9')
    await given.settled()
    expect((await get('resident-9', large)).state).toBe('failed')
    expect(await objects(large)).toEqual([])
  })

  test('When a worker dies between the bytes and the record, then the clock has it made again', async () => {
    const it = await ordered('resident-11')
    const { table } = given.effects
    const dies = papersFunction(
      () => ({
        ...given.effects,
        table: {
          ...table,
          put: (item, when) =>
            item.state === 'ready' ? Promise.reject(new Error('out of time')) : table.put(item, when),
        },
      }),
      makers,
    )
    const record = { eventID: '1', dynamodb: { SequenceNumber: '1', NewImage: { id: { S: it.id } } } }
    expect((await dies({ Records: [record] })).batchItemFailures).toHaveLength(1)
    // It is somebody's work: a second call leaves it alone.
    expect((await dies({ Records: [record] })).batchItemFailures).toEqual([])
    await given.settled()
    expect((await get('resident-11', it)).state).toBe('making')
    given.minutesLater(2)
    await given.tick()
    await given.settled()
    expect((await get('resident-11', it)).state).toBe('making')
    given.minutesLater(1)
    await given.tick()
    await given.settled()
    const ready = await get('resident-11', it)
    expect(ready.state).toBe('ready')
    expect((await given.fetchFrom(ready.url!)).status).toBe(200)
  })

  test('When a worker comes back after the clock gave its paper to another, then it spoils nothing', async () => {
    const it = await ordered('resident-12')
    next = [
      async () => {
        given.minutesLater(3)
        await given.tick()
        return Buffer.from('late')
      },
    ]
    await given.settled()
    const ready = await get('resident-12', it)
    expect((await given.fetchFrom(ready.url!)).bytes.toString()).toBe('%PDF 2026-11-01')
    expect(await objects(it)).toHaveLength(1)
  })
})

describe('where no worker comes', () => {
  let quiet: Neighbourhood
  beforeAll(async () => {
    quiet = await neighbourhood()
  })
  afterAll(() => quiet.close())
  const ordered = async (key: string = op()) => {
    const who = { id: await quiet.idOf('resident-1'), grants: [], actsFor: [] }
    return order({ ...quiet.effects, now: quiet.now(), who }, { ...sheet, input: {}, key })
  }

  test('When nine are ordered at once, then five are under way and four are refused', async () => {
    const who = { id: await quiet.idOf('resident-2'), grants: [], actsFor: [] }
    const ctx = { ...quiet.effects, now: quiet.now(), who }
    const all = await Promise.allSettled(
      Array.from({ length: 9 }, () => order(ctx, { ...sheet, input: {}, key: op() })),
    )
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(5)
    for (const each of all)
      if (each.status === 'rejected') expect(each.reason).toMatchObject({ code: 'papers.tooMany' })
  })

  test('When somebody has five under way, then the sixth has to wait until the clock has given them up', async () => {
    const keys = Array.from({ length: 5 }, () => op())
    for (const key of keys) await ordered(key)
    await expect(ordered()).rejects.toMatchObject({ code: 'papers.tooMany', status: 429 })
    const { id } = await ordered(keys[0])
    for (const state of ['waiting', 'waiting', 'failed']) {
      quiet.minutesLater(3)
      await quiet.tick()
      expect((await quiet.as('resident-1').do(papers.get, { id })).state).toBe(state)
    }
    expect((await ordered()).state).toBe('waiting')
  })
})

describe('its end', () => {
  test('When somebody takes their data along, then their papers are named; when they leave, they go', async () => {
    const it = await ordered('newcomer-1')
    await given.settled()
    const { url } = await get('newcomer-1', it)
    const ctx = await ctxOf('newcomer-1')
    const { items } = await papersKeep.exports!(ctx, undefined)
    expect(items).toMatchObject([{ facts: { 是什么: '签到表' }, data: { id: it.id, state: 'ready' } }])
    await given.as('newcomer-1').do(identity.erase, {})
    expect((await given.fetchFrom(url!)).status).toBe(404)
    await given.tick()
    expect(await objects(it)).toEqual([])
    expect(await given.table.get({ pk: `PAPER#${it.id}`, sk: 'PAPER' })).toBeUndefined()
  })

  test('When somebody leaves while their paper is being made, then it does not come back', async () => {
    const it = await ordered('newcomer-2')
    next = [
      async () => {
        await given.as('newcomer-2').do(identity.erase, {})
        return Buffer.from('%PDF')
      },
    ]
    await given.settled()
    expect(await objects(it)).toEqual([])
    await given.tick()
    expect(await given.table.get({ pk: `PAPER#${it.id}`, sk: 'PAPER' })).toBeUndefined()
  })

  test('When it is stored, then its record names nobody but by id', async () => {
    const it = await ordered('resident-15')
    const stored = await given.table.get({ pk: `PAPER#${it.id}`, sk: 'PAPER' })
    expect(stored).toMatchObject({ kind: 'papers', state: 'waiting', orderedAt: given.now() })
    expect(JSON.stringify(stored)).not.toMatch(/实名|称呼|1001234/)
    await given.settled()
  })
})
