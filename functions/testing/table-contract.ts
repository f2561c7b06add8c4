/**
 * What a table does, said once and tested against DynamoDB and against the table in memory. Whatever the product relies
 * on stands here, so that tests over memory prove something.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { DynamoDBRecord } from 'aws-lambda'
import { randomUUID } from 'node:crypto'
import { absent, all, any, below, fewer, is, not, type Clause, type Fields } from '../../shared/lifecycle.ts'
import { entry, type Item, type Question, type Table, type Update } from '../platform/table.ts'

export interface Opened {
  readonly table: Table
  /** What has come down the stream since the last time, in order. */
  records(): Promise<DynamoDBRecord[]>
  close(): Promise<unknown>
}

const always = all()

export const tableContract = (called: string, open: () => Promise<Opened>) =>
  describe(called, () => {
    let opened: Opened
    let table: Table
    beforeAll(async () => {
      opened = await open()
      ;({ table } = opened)
    })
    afterAll(() => opened.close())

    /** A key that no other test has. */
    const fresh = (sk = 'X') => ({ pk: `T#${randomUUID()}`, sk })
    const stored = async (fields: Fields) => {
      const key = fresh()
      await table.put({ ...fields, ...key })
      return key
    }

    describe('writes under a condition', () => {
      const numbers = { n: 2, word: 'b', yes: true, map: { a: 1, b: { c: 'x' } }, list: ['a', 'b'], most: 2 }
      test.each<[string, Clause, boolean]>([
        ['one of several values', is('n', 1, 2), true],
        ['no value', is('n'), false],
        ['a value of another type', is('n', '2'), false],
        ['a truth', is('yes', true), true],
        ['a value within a map', is('map.b.c', 'x'), true],
        ['what is nowhere', is('nothing', 1), false],
        ['a smaller number', below('n', 3), true],
        ['not a smaller number', below('n', 2), false],
        ['a smaller word', below('word', 'c'), true],
        ['what is nowhere, smaller', below('nothing', 3), false],
        ['absent', absent('nothing'), true],
        ['absent within a map', absent('map.c'), true],
        ['absent within what is nowhere', absent('nothing.at.all'), true],
        ['absent, though it is there', absent('map.a'), false],
        ['few enough', fewer('map', 3), true],
        ['as many', fewer('map', 2), false],
        ['fewer than a field says', fewer('list', { field: 'most' }), false],
        ['fewer of what is nowhere', fewer('nothing', 3), false],
        ['everything of nothing', all(), true],
        ['anything of nothing', any(), false],
        ['nested', all(any(is('n', 1), not(absent('n'))), not(is('word', 'a'))), true],
        ['a long list', is('n', ...Array.from({ length: 250 }, (_, n) => n)), true],
      ])('When the condition is %s, then it is judged as it reads', async (_, clause, isMet) => {
        const key = await stored(numbers)
        const was = { ...numbers, ...key }
        expect(await table.put({ ...key, now: 1 }, clause)).toEqual(
          isMet ? { done: true } : { done: false, was },
        )
        expect(await table.get(key)).toEqual(isMet ? { ...key, now: 1 } : was)
      })

      test('When nothing is there, then a failed condition brings nothing back', async () => {
        const key = fresh()
        expect(await table.put({ ...key, n: 1 }, is('n', 1))).toEqual({ done: false, was: undefined })
        expect(await table.remove(key, is('n', 1))).toEqual({ done: false, was: undefined })
        expect(await table.update(key, { set: { n: 1 } }, is('n', 1))).toEqual({
          done: false,
          was: undefined,
        })
        expect(await table.get(key)).toBeUndefined()
      })

      test('When an item is removed, then it is gone, and removing it again is done as well', async () => {
        const key = await stored({ n: 1 })
        expect(await table.remove(key, is('n', 2))).toEqual({ done: false, was: { ...key, n: 1 } })
        expect(await table.remove(key, is('n', 1))).toEqual({ done: true })
        expect(await table.get(key)).toBeUndefined()
        expect(await table.remove(key)).toEqual({ done: true })
      })

      test('When many write at once, then one has it and every other is told what stands there', async () => {
        const key = fresh()
        const outcomes = await Promise.all(
          Array.from({ length: 20 }, (_, n) => table.put({ ...key, n }, absent('pk'))),
        )
        const was = await table.get(key)
        expect(outcomes.filter(({ done }) => done)).toHaveLength(1)
        expect(outcomes.filter(({ done }) => !done)).toEqual(Array(19).fill({ done: false, was }))
      })
    })

    describe('what is kept', () => {
      test('When fields are undefined, then they are not there, at any depth', async () => {
        const key = await stored({
          a: undefined,
          map: { b: undefined, c: 1 },
          list: [1, undefined, 2, { d: undefined }],
        })
        const found = await table.get(key)
        expect(found).toEqual({ ...key, map: { c: 1 }, list: [1, 2, {}] })
        expect(Object.keys(found!)).not.toContain('a')
        expect(await table.put({ ...key }, absent('a'))).toEqual({ done: true })
      })

      test('When fields are empty, then they are kept as they are', async () => {
        const empty = { text: '', map: {}, list: [], no: false, zero: 0, none: null }
        const key = await stored(empty)
        expect(await table.get(key)).toEqual({ ...key, ...empty })
        expect(await table.put({ ...key }, absent('text'))).toMatchObject({ done: false })
      })

      test('When bytes are kept, then they come back as bytes', async () => {
        const key = await stored({ bytes: new Uint8Array([0, 255, 7]) })
        expect([...((await table.get(key))!.bytes as Uint8Array)]).toEqual([0, 255, 7])
      })

      test('When what was written, or read, is changed afterwards, then what is kept is not', async () => {
        const key = fresh()
        const item = { ...key, list: ['a'] }
        await table.put(item)
        item.list.push('b')
        const read = (await table.get(key)) as unknown as typeof item
        try {
          read.list.push('c')
        } catch {
          // Nobody may change it: as good.
        }
        expect(await table.get(key)).toEqual({ ...key, list: ['a'] })
      })

      test.each<[string, Fields]>([
        ['no sort key', { pk: 'P' }],
        ['an empty key', { pk: '', sk: 'X' }],
        ['a number as key', { pk: 'P', sk: 1 }],
        ['an empty key of an index', { ...fresh(), ...entry('gsi1', '', 'x') }],
        ['a number as key of an index', { ...fresh(), gsi2pk: 'P', gsi2sk: 1 }],
        ['more than 400 KB', { ...fresh(), text: '漏'.repeat(137_000) }],
        ['a date', { ...fresh(), at: new Date(0) }],
        ['what is no number', { ...fresh(), n: NaN }],
      ])(
        'When an item has %s, then it is refused, also in a transaction, and nothing is written',
        async (_, bad) => {
          const beside = fresh()
          await expect(table.put(bad as Item)).rejects.toThrow()
          await expect(table.transact([{ put: beside }, { put: bad as Item }])).rejects.toThrow()
          expect(await table.get(beside)).toBeUndefined()
        },
      )

      test('When an item is just below 400 KB, then it is kept', async () => {
        const key = await stored({ text: '漏'.repeat(136_000) })
        expect((await table.get(key))?.text).toHaveLength(136_000)
      })

      test.each([
        { pk: '', sk: 'X' },
        { pk: 'P', sk: '' },
      ])('When %j is read, then it is refused', async key => {
        await expect(table.get(key)).rejects.toThrow()
        await expect(table.getMany([key])).rejects.toThrow()
        await expect(table.remove(key)).rejects.toThrow()
      })

      test('When many are read, then they come in the order asked, each once, without those that are not there', async () => {
        const keys = Array.from({ length: 120 }, (_, n) => fresh(`${n}`))
        for (const key of keys.slice(0, 110)) await table.put({ ...key, n: key.sk })
        const asked = [...keys].reverse()
        const found = await table.getMany([...asked, ...keys])
        expect(found.map(({ sk }) => sk)).toEqual(asked.slice(10).map(({ sk }) => sk))
        expect(found[0]).toEqual({ ...keys[109]!, n: '109' })
        expect(await table.getMany([])).toEqual([])
      })
    })

    describe('changes of single fields', () => {
      test('When fields are set, added to and removed, then the item is given as it is afterwards', async () => {
        const was = { n: 1, old: 'x', map: { a: 1, b: { c: 2 } }, gone: true }
        const key = await stored(was)
        const change: Update = {
          set: {
            word: 'w',
            'map.b.c': 3,
            'map.new': { map: { d: undefined, e: '' } },
            kept: { from: 'old' },
          },
          add: { n: -3, fresh: 5 },
          remove: ['gone', 'map.a', 'never'],
        }
        const now = {
          ...key,
          ...{ n: -2, old: 'x', map: { b: { c: 3 }, new: { e: '' } }, word: 'w', kept: 'x', fresh: 5 },
        }
        expect(await table.update(key, change, is('n', 1))).toEqual({ done: true, now })
        expect(await table.get(key)).toEqual(now)
        expect(await table.update(key, change, is('n', 1))).toEqual({ done: false, was: now })
      })

      test('When nothing is there yet, then the change makes it', async () => {
        const key = fresh()
        expect(await table.update(key, { set: { word: 'w' }, add: { n: 2 } }, always)).toEqual({
          done: true,
          now: { ...key, word: 'w', n: 2 },
        })
      })

      test('When a field takes what stands in another, then that is what stood there before', async () => {
        const key = await stored({ one: { a: 1 }, other: 'x' })
        const change = { set: { one: { from: 'other' }, other: { from: 'one' } } }
        expect(await table.update(key, change, always)).toEqual({
          done: true,
          now: { ...key, one: 'x', other: { a: 1 } },
        })
      })

      test.each<[string, Update]>([
        ['nothing', {}],
        ['a key', { set: { sk: 'Y' } }],
        ['what is within nothing', { set: { 'nothing.a': 1 } }],
        ['what is within a word', { set: { 'word.a': 1 } }],
        ['to what is nowhere', { set: { a: { from: 'nothing' } } }],
        ['one field twice', { set: { n: 2 }, add: { n: 1 } }],
        ['a map and what is in it', { set: { map: { map: {} }, 'map.a': 1 } }],
        ['a word by adding', { add: { word: 1 } }],
        ['what is within nothing, by removing', { remove: ['nothing.a'] }],
      ])(
        'When it changes %s, then it is refused, also in a transaction, and nothing is written',
        async (_, change) => {
          const was = { word: 'w', n: 1, map: { a: 1 } }
          const key = await stored(was)
          const beside = fresh()
          await expect(table.update(key, change, always)).rejects.toThrow()
          await expect(
            table.transact([{ put: beside }, { update: key, change, when: always }]),
          ).rejects.toThrow()
          expect(await table.getMany([beside, key])).toEqual([{ ...was, ...key }])
        },
      )
    })

    describe('several at once', () => {
      test('When all conditions are met, then all is written', async () => {
        const [made, gone, changed, seen] = [
          fresh(),
          await stored({}),
          await stored({ n: 1 }),
          await stored({}),
        ]
        const outcome = await table.transact([
          { put: { ...made, n: 0 }, when: absent('pk') },
          { remove: gone },
          { update: changed, change: { add: { n: 1 } }, when: is('n', 1) },
          { check: seen, when: not(absent('pk')) },
        ])
        expect(outcome).toEqual({ done: true })
        expect(await table.getMany([made, gone, changed, seen])).toEqual([
          { ...made, n: 0 },
          { ...changed, n: 2 },
          seen,
        ])
      })

      test('When conditions fail, then nothing is written, and the first step that failed is named with what stood there', async () => {
        const [made, one, other] = [fresh(), await stored({ n: 1 }), await stored({ n: 2 })]
        const third = await stored({ n: 3 })
        const outcome = await table.transact([
          { put: made },
          { check: one, when: is('n', 1) },
          { update: other, change: { add: { n: 1 } }, when: is('n', 1) },
          { remove: third, when: is('n', 2) },
        ])
        expect(outcome).toEqual({ done: false, step: 2, was: { ...other, n: 2 } })
        expect(await table.getMany([made, one, other, third])).toEqual([
          { ...one, n: 1 },
          { ...other, n: 2 },
          { ...third, n: 3 },
        ])
        expect(await table.transact([{ put: made, when: is('n', 1) }])).toEqual({
          done: false,
          step: 0,
          was: undefined,
        })
      })

      test('When many transactions want the same two items, then they are taken one after the other', async () => {
        const [one, other] = [await stored({ n: 0 }), await stored({ n: 0 })]
        const add = { change: { add: { n: 1 } }, when: always }
        const outcomes = await Promise.all(
          Array.from({ length: 10 }, () =>
            table.transact([
              { update: one, ...add },
              { update: other, ...add },
            ]),
          ),
        )
        expect(outcomes).toEqual(Array(10).fill({ done: true }))
        expect((await table.getMany([one, other])).map(({ n }) => n)).toEqual([10, 10])
      })

      test('When there are none, more than a hundred, or one twice, then it is refused', async () => {
        const update = fresh()
        const twice = ['a', 'b'].map(name => ({ update, change: { set: { [name]: 1 } }, when: always }))
        const many = Array.from({ length: 101 }, () => ({ put: fresh() }))
        for (const steps of [[], twice, many]) await expect(table.transact(steps)).rejects.toThrow()
        expect(await table.get(many[0]!.put)).toBeUndefined()
        expect(await table.transact(many.slice(1))).toEqual({ done: true })
      })
    })

    describe('lists', () => {
      /** Items in one partition, and backwards in an index. */
      const listed = async (sks: readonly string[], more: Fields = {}) => {
        const { pk } = fresh()
        for (const [n, sk] of sks.entries())
          await table.put({ ...more, pk, sk, ...entry('gsi2', pk, String(sks.length - n)) })
        return pk
      }
      const sksOf = (items: readonly Item[]) => items.map(({ sk }) => sk)

      test.each<[string, Partial<Question>, readonly string[]]>([
        ['everything', {}, ['a', 'ab', 'b', 'ba', 'c']],
        ['the newest first', { newestFirst: true }, ['c', 'ba', 'b', 'ab', 'a']],
        ['a beginning', { sk: { beginsWith: 'a' } }, ['a', 'ab']],
        ['a beginning, the newest first', { sk: { beginsWith: 'b' }, newestFirst: true }, ['ba', 'b']],
        ['up to', { sk: { atMost: 'b' } }, ['a', 'ab', 'b']],
        ['from', { sk: { atLeast: 'b' } }, ['b', 'ba', 'c']],
        ['from, the newest first, two', { sk: { atLeast: 'ab' }, newestFirst: true, limit: 2 }, ['c', 'ba']],
        ['nothing that is there', { sk: { beginsWith: 'x' } }, []],
        ['an index', { index: 'gsi2' }, ['ba', 'ab', 'c', 'a', 'b']],
        ['an index from', { index: 'gsi2', sk: { atLeast: '3' } }, ['c', 'a', 'b']],
        [
          'an index up to, the newest first',
          { index: 'gsi2', sk: { atMost: '3' }, newestFirst: true },
          ['c', 'ab', 'ba'],
        ],
        ['another index', { index: 'gsi3' }, []],
      ])('When asked for %s, then that is given, and the same page by page', async (_, question, wanted) => {
        const pk = await listed(['b', 'a', 'c', 'ab', 'ba'])
        expect(sksOf((await table.query({ pk, ...question })).items)).toEqual(wanted)
        const { limit, ...rest } = question
        const everything = await table.queryAll({ pk, ...rest })
        expect(sksOf(everything).slice(0, limit)).toEqual(wanted)
        const found: Item[] = []
        for (let after: Fields | undefined; ;) {
          const { items, last } = await table.query({ pk, ...rest, limit: 2, after })
          expect(items.length).toBeLessThanOrEqual(2)
          found.push(...items)
          if (!last) break
          after = last
        }
        expect(found).toEqual(everything)
      })

      test('When a page ends at its limit, then there is a last key, even if nothing follows; when the list ends first, then none', async () => {
        const pk = await listed(['a', 'b'])
        expect((await table.query({ pk, limit: 2 })).last).toEqual({ pk, sk: 'b' })
        expect(await table.query({ pk, after: { pk, sk: 'b' } })).toEqual({ items: [] })
        expect((await table.query({ pk, limit: 3 })).last).toBeUndefined()
        const { last } = await table.query({ index: 'gsi2', pk, limit: 1 })
        expect(last).toEqual({ pk, sk: 'b', gsi2pk: pk, gsi2sk: '1' })
        await expect(table.query({ pk, limit: 0 })).rejects.toThrow()
      })

      test('When the last item of a page is gone, then the next page begins where it stood', async () => {
        const pk = await listed(['a', 'b', 'c'])
        const { last } = await table.query({ pk, limit: 2 })
        await table.remove({ pk, sk: 'b' })
        expect(sksOf((await table.query({ pk, after: last })).items)).toEqual(['c'])
      })

      test('When items are large, then a page ends at 1 MB, and all of them are still all', async () => {
        const sks = ['a', 'b', 'c', 'd', 'e']
        const pk = await listed(sks, { text: 'x'.repeat(300_000) })
        const { items, last } = await table.query({ pk })
        expect(items.length).toBeLessThan(5)
        expect(last).toBeDefined()
        expect(sksOf(await table.queryAll({ pk }))).toEqual(sks)
      })

      test('When an item is listed by an index, then only its keys are given; when it leaves the index, nothing', async () => {
        const key = fresh()
        await table.put({ ...key, ...entry('gsi1', key.pk, '1'), ...entry('gsi4', key.pk, '2'), more: 1 })
        const ask = (index: 'gsi1' | 'gsi4') => table.query({ index, pk: key.pk })
        expect((await ask('gsi1')).items).toEqual([{ ...key, gsi1pk: key.pk, gsi1sk: '1' }])
        await table.update(key, { set: { gsi1sk: '3' }, remove: ['gsi4pk', 'gsi4sk'] }, always)
        expect((await ask('gsi1')).items).toEqual([{ ...key, gsi1pk: key.pk, gsi1sk: '3' }])
        expect((await ask('gsi4')).items).toEqual([])
        await table.remove(key)
        expect((await ask('gsi1')).items).toEqual([])
      })

      test('When only one half of an index’s key is there, then the item is not in it', async () => {
        const key = fresh()
        await table.put({ ...key, gsi1pk: key.pk })
        expect((await table.query({ index: 'gsi1', pk: key.pk })).items).toEqual([])
      })
    })

    describe('the stream', () => {
      test('When items are made, changed and removed, then each change comes once, in order, as it was and as it is', async () => {
        await opened.records()
        const key = fresh()
        await table.put({ ...key, n: 1, text: '', list: [null, true, { a: undefined }] })
        await table.put({ ...key }, is('n', 2))
        await table.transact([{ update: key, change: { add: { n: 1 } }, when: always }])
        await table.put({ ...key, n: 2, text: '', list: [null, true, {}] }) // as it is
        await table.remove(key)
        await table.remove(key)
        const Keys = { pk: { S: key.pk }, sk: { S: 'X' } }
        const list = { L: [{ NULL: true }, { BOOL: true }, { M: {} }] }
        const one = { ...Keys, n: { N: '1' }, text: { S: '' }, list }
        const two = { ...one, n: { N: '2' } }
        const records = await opened.records()
        expect(
          records.map(({ eventName, dynamodb }) => ({
            eventName,
            Keys: dynamodb?.Keys,
            OldImage: dynamodb?.OldImage,
            NewImage: dynamodb?.NewImage,
          })),
        ).toEqual([
          { eventName: 'INSERT', Keys, NewImage: one },
          { eventName: 'MODIFY', Keys, OldImage: one, NewImage: two },
          { eventName: 'REMOVE', Keys, OldImage: two },
        ])
        const numbers = records.map(({ dynamodb }) => dynamodb!.SequenceNumber!)
        expect([...numbers].sort()).toEqual(numbers)
        expect(new Set([...numbers, ...records.map(({ eventID }) => eventID)]).size).toBe(6)
        expect(await opened.records()).toEqual([])
      })
    })
  })
