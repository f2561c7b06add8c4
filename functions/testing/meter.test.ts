/** Units as AWS counts them, by its examples. */
import { expect, test } from '@jest/globals'
import { memoryTable } from '../../local/memory/memory-table.ts'
import { absent } from '../../shared/lifecycle.ts'
import { entry, type Item } from '../platform/table.ts'
import { metered } from './meter.ts'

const key = { pk: 'A', sk: 'B' }
const sized = (bytes: number): Item => ({ ...key, text: 'x'.repeat(bytes - 10) })
const large = sized(9_000)

const on = async (
  there: Item | undefined,
  work: (table: ReturnType<typeof metered>['table']) => Promise<unknown>,
) => {
  const { table, spentBy } = metered(memoryTable(there ? [there] : []))
  return spentBy(() => work(table))
}

test('When 9,000 bytes are read, then it is three units; nothing found is one', async () => {
  expect(await on(large, table => table.get(key))).toEqual({ calls: 1, reads: 3, writes: 0 })
  expect(await on(undefined, table => table.get(key))).toEqual({ calls: 1, reads: 1, writes: 0 })
  const both = [key, { pk: 'A', sk: 'C' }]
  expect(await on(large, table => table.getMany(both))).toEqual({ calls: 1, reads: 4, writes: 0 })
})

test('When a page is read, then its items count together; a page of an index counts half', async () => {
  expect(await on(large, table => table.query({ pk: 'A' }))).toEqual({ calls: 1, reads: 3, writes: 0 })
  const listed = { ...large, ...entry('gsi1', 'L', 'at') }
  const index = await on(listed, table => table.query({ index: 'gsi1', pk: 'L' }))
  expect(index).toEqual({ calls: 1, reads: 0.5, writes: 0 })
})

test('When an item is written, then the larger of before and after counts, twice in a transaction', async () => {
  expect(await on(large, table => table.put(sized(1_500)))).toEqual({ calls: 1, reads: 0, writes: 9 })
  expect(await on(undefined, table => table.put(sized(1_500)))).toEqual({ calls: 1, reads: 0, writes: 2 })
  const steps = [{ put: sized(1_500) }]
  expect(await on(undefined, table => table.transact(steps))).toEqual({ calls: 1, reads: 0, writes: 4 })
  const refused = await on(large, table => table.put(sized(1_500), absent('pk')))
  expect(refused).toEqual({ calls: 1, reads: 0, writes: 9 })
})

test('When an item comes into an index, is moved or goes, then each of its entries counts', async () => {
  const small = sized(100)
  const listed = (at: string) => ({ ...small, ...entry('gsi1', 'L', at) })
  expect((await on(small, table => table.put(listed('1')))).writes).toBe(2)
  expect((await on(listed('1'), table => table.put(listed('2')))).writes).toBe(3)
  expect((await on(listed('1'), table => table.put({ ...listed('1'), more: 1 }))).writes).toBe(1)
  expect((await on(listed('1'), table => table.remove(key))).writes).toBe(2)
})
