import { afterAll, beforeAll, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { randomUUID } from 'node:crypto'
import {
  openClient,
  openTable,
  type Item,
  type Step,
  type Table,
  type Update,
} from '../../functions/platform/table.ts'
import { absent, all, any, below, is, not, type Clause } from '../../shared/lifecycle.ts'
import { createTable } from '../dynamodb.ts'
import { memoryTable } from './memory-table.ts'

const client = openClient()
let real: Table
beforeAll(async () => {
  const name = `test-${randomUUID()}`
  await createTable(process.env.AWS_ENDPOINT_URL_DYNAMODB!, name)
  real = openTable(name, client)
})
afterAll(() => client.destroy())

const few = (...names: string[]) => fc.constantFrom(...names)
const clause: fc.Arbitrary<Clause> = fc.letrec<{ any: Clause; one: Clause }>(tie => ({
  one: fc.oneof(
    fc
      .tuple(few('n', 'word'), fc.array(fc.constantFrom<string | number>(1, 2, 'a'), { maxLength: 2 }))
      .map(([field, of]) => is(field, ...of)),
    fc.integer({ min: 0, max: 3 }).map(than => below('n', than)),
    few('pk', 'n', 'word').map(field => absent(field)),
  ),
  any: fc.oneof(
    { maxDepth: 2 },
    tie('one'),
    fc.array(tie('any'), { maxLength: 2 }).map(each => all(...each)),
    fc.array(tie('any'), { maxLength: 2 }).map(each => any(...each)),
    tie('any').map(each => not(each)),
  ),
})).any

const item = fc
  .record({
    pk: few('P', 'Q'),
    sk: few('a', 'ab', 'b', 'c'),
    n: fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined }),
    word: fc.option(few('a', 'b'), { nil: undefined }),
    list: fc.option(few('1', '2', '3'), { nil: undefined }),
  })
  .map(({ list, ...rest }): Item => ({ ...rest, ...(list && { gsi1pk: 'L', gsi1sk: list }) }))

const key = item.map(({ pk, sk }) => ({ pk, sk }))

/** A path is changed in one way at a time, and what is added to is a number: DynamoDB refuses all else. */
const change: fc.Arbitrary<Update> = fc
  .record({
    n: fc.constantFrom('set', 'add', 'remove', undefined),
    word: few('a', 'b'),
    map: fc.option(fc.record({ b: few('x', 'y'), freeAt: fc.option(few('1', '2'), { nil: undefined }) })),
    kept: fc.constant({ from: 'pk' }),
  })
  .map(({ n, word, map, kept }) => ({
    set: { word, kept, ...(map && { q00: { map } }), ...(n === 'set' && { n: 2 }) },
    ...(n === 'add' && { add: { n: 1 } }),
    remove: [...(n === 'remove' ? ['n'] : []), ...(map ? [] : ['q00'])],
  }))
/** Within a map, if it is there. */
const inMap: fc.Arbitrary<Step> = fc
  .record({
    update: key,
    within: fc.constantFrom<Update>({ set: { 'q00.b': 'z' } }, { remove: ['q00.freeAt'] }),
  })
  .map(({ update, within }) => ({ update, change: within, when: not(absent('q00')) }))

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ put: item, when: clause }),
  item.map(put => ({ put })),
  key.map(remove => ({ remove })),
  fc.record({ update: key, change, when: clause }),
  inMap,
)

const questions = [
  { pk: 'P' },
  { pk: 'Q', newestFirst: true, limit: 2 },
  { pk: 'P', sk: { beginsWith: 'a' } },
  { pk: 'Q', sk: { atMost: 'ab' } },
  { pk: 'P', sk: { atLeast: 'ab' } },
  { pk: 'L', index: 'gsi1', sk: { atLeast: '2' } },
] as const

/** All of a list, page after page of two. */
const paged = async (table: Table, question: (typeof questions)[number]) => {
  const found: Item[] = []
  for (let after; ;) {
    const { items, last } = await table.query({ ...question, limit: 2, after })
    found.push(...items)
    if (!last) return found
    after = last
  }
}
const sorted = (items: readonly Item[]) =>
  items.map(each => JSON.stringify(Object.entries(each).sort())).sort()

test('When the same is written under the same conditions, then both tables say the same and hold the same', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), fc.boolean(), async (steps, alone) => {
      const memory = memoryTable()
      for (const pk of ['P', 'Q'])
        for (const { sk } of await real.queryAll({ pk })) await real.remove({ pk, sk })
      for (const each of steps) {
        // A write by itself and in a transaction answer alike; a change by itself gives the item besides.
        const both = [memory, real].map(table =>
          'update' in each && alone
            ? table.update(each.update, each.change, each.when)
            : table.transact([each]),
        )
        const [one, other] = await Promise.all(both)
        expect(one).toEqual(other)
      }
      for (const question of questions) {
        const [one, other] = await Promise.all([paged(memory, question), paged(real, question)])
        // Within an index, what stands at the same place has no order.
        if ('index' in question) expect(sorted(one)).toEqual(sorted(other))
        else expect(one).toEqual(other)
      }
    }),
    { numRuns: 20 },
  )
}, 120_000)

test('When one of several steps may not be, then none is written', async () => {
  const memory = memoryTable()
  const put = { pk: 'P', sk: 'a' }
  expect(await memory.transact([{ put }, { put: { pk: 'P', sk: 'b' }, when: is('n', 1) }])).toMatchObject({
    done: false,
    step: 1,
  })
  expect(memory.items()).toEqual([])
})

test('When a transaction names an item twice, then both tables refuse it', async () => {
  const update = { pk: 'P', sk: 'twice' }
  const steps = ['a', 'b'].map(name => ({ update, change: { set: { [name]: 1 } }, when: all() }))
  for (const table of [memoryTable(), real]) await expect(table.transact(steps)).rejects.toThrow()
})
