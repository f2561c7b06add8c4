/** That the table in memory says what DynamoDB says: the one contract for both, and whatever is written at random. */
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { DynamoDBRecord } from 'aws-lambda'
import { openTestTable, inMemory, type TestTable } from '../../functions/testing/tables.ts'
import { tableContract } from '../../functions/testing/table-contract.ts'
import { absent, all, any, below, fewer, is, not, type Clause } from '../../shared/lifecycle.ts'
import type { Item, Key, Step, Table, Update } from '../../functions/platform/table.ts'

tableContract('DynamoDB Local', async () => {
  const { table, reader, close } = await openTestTable()
  return { table, records: await reader(), close }
})

let real: TestTable
beforeAll(async () => {
  real = await openTestTable()
})
afterAll(() => real.close())

const few = (...names: string[]) => fc.constantFrom(...names)
const clause: fc.Arbitrary<Clause> = fc.letrec<{ any: Clause; one: Clause }>(tie => ({
  one: fc.oneof(
    fc
      .tuple(few('n', 'word'), fc.array(fc.constantFrom<string | number>(1, 2, 'a'), { maxLength: 2 }))
      .map(([field, of]) => is(field, ...of)),
    fc.integer({ min: 0, max: 3 }).map(than => below('n', than)),
    few('pk', 'n', 'word', 'q00.b').map(field => absent(field)),
    fc.constantFrom<number | { field: string }>(1, 2, { field: 'n' }).map(than => fewer('q00', than)),
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
  fc.record({ check: key, when: clause }),
)
const keyOf = (each: Step): Key => {
  if ('put' in each) return each.put
  if ('remove' in each) return each.remove
  return 'update' in each ? each.update : each.check
}
/** Several at once name each item once. */
const someSteps = fc.uniqueArray(step, {
  minLength: 1,
  maxLength: 3,
  selector: each => `${keyOf(each).pk} ${keyOf(each).sk}`,
})

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

/** What a record says, less what only numbers it. */
const said = ({ eventName, dynamodb }: DynamoDBRecord) => ({
  ...{ eventName, Keys: dynamodb?.Keys, OldImage: dynamodb?.OldImage, NewImage: dynamodb?.NewImage },
})

test('When the same is written under the same conditions, then both tables say the same, hold the same and stream the same', async () => {
  const records = await real.reader()
  await fc.assert(
    fc.asyncProperty(fc.array(someSteps, { maxLength: 12 }), fc.boolean(), async (writes, alone) => {
      const memory = inMemory()
      for (const { pk, sk } of await real.items()) await real.table.remove({ pk, sk })
      await records()
      for (const steps of writes) {
        const [first] = steps
        // A write by itself and in a transaction answer alike; a change by itself gives the item besides.
        const write = (table: Table) => {
          if (!alone || !first || 'check' in first) return table.transact(steps)
          if ('update' in first) return table.update(first.update, first.change, first.when)
          return 'put' in first ? table.put(first.put, first.when) : table.remove(first.remove, first.when)
        }
        const [one, other] = await Promise.allSettled([write(memory.table), write(real.table)])
        // That both refuse counts, not in which words.
        if (one.status !== other.status || one.status === 'fulfilled') expect(one).toEqual(other)
      }
      for (const question of questions) {
        const [one, other] = await Promise.all([paged(memory.table, question), paged(real.table, question)])
        // Within an index, what stands at the same place has no order.
        if ('index' in question) expect(sorted(one)).toEqual(sorted(other))
        else expect(one).toEqual(other)
      }
      const streamed = await (await memory.reader())()
      expect(streamed.map(said)).toEqual((await records()).map(said))
    }),
    { numRuns: 30 },
  )
}, 120_000)
