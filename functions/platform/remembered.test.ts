/** A request reads a thing once, and never sees what stood there before a write of its own. */
import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { memoryTable } from '../../local/memory/memory-table.ts'
import { absent } from '../../shared/lifecycle.ts'
import { metered } from '../testing/meter.ts'
import { remembering } from './remembered.ts'
import { entry, type Item, type Table } from './table.ts'

const key = (sk: string) => ({ pk: 'A', sk })
const three = ['1', '2', '3'].map((sk): Item => ({ ...key(sk), n: 1, ...entry('gsi1', 'L', sk) }))

const callsOf = async (work: (table: Table) => Promise<unknown>) => {
  const { table, spentBy } = metered(memoryTable(three))
  return (await spentBy(() => work(remembering(table)))).calls
}

test('When the same is asked again, alone, among others, at once or as part of its list, then it is read once', async () => {
  expect(await callsOf(table => Promise.all([table.get(key('1')), table.get(key('1'))]))).toBe(1)
  const two = (table: Table) => table.getMany([key('1'), key('2')])
  expect(await callsOf(async table => [await two(table), await two(table), await table.get(key('2'))])).toBe(
    1,
  )
  expect(await callsOf(async table => [await table.queryAll({ pk: 'A' }), await two(table)])).toBe(1)
  const missing = (table: Table) => table.get(key('4'))
  expect(await callsOf(async table => [await missing(table), await missing(table)])).toBe(1)
})

test('When reading failed, then it is tried again', async () => {
  let fails = true
  const memory = memoryTable(three)
  const get: Table['get'] = async which => {
    if (fails) throw new Error('lost')
    return memory.get(which)
  }
  const table = remembering({ ...memory, get })
  await expect(table.get(key('1'))).rejects.toThrow('lost')
  fails = false
  expect(await table.get(key('1'))).toMatchObject({ n: 1 })
})

test('When something is written, or not since somebody else was quicker, then all is as it stands now', async () => {
  const memory = memoryTable(three)
  const table = remembering(memory)
  await Promise.all([table.get(key('1')), table.queryAll({ pk: 'A' })])
  await memory.put({ ...key('1'), n: 2 })
  expect(await table.get(key('1'))).toMatchObject({ n: 1 })
  expect((await table.put({ ...key('1'), n: 3 }, absent('pk'))).done).toBe(false)
  expect(await table.get(key('1'))).toMatchObject({ n: 2 })
  expect(await table.queryAll({ pk: 'A' })).toContainEqual({ ...key('1'), n: 2 })
})

test('When any reads and writes of one request follow each other, then it reads what the table itself would give', () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.record({
          what: fc.constantFrom('get', 'getMany', 'query', 'index', 'put', 'remove', 'update', 'transact'),
          sk: fc.constantFrom('1', '2', '3', '4'),
        }),
        { maxLength: 12 },
      ),
      async steps => {
        const [plain, under] = [memoryTable(three), memoryTable(three)]
        const over = remembering(under)
        const run = (table: Table, n: number, { what, sk }: (typeof steps)[number]): Promise<unknown> => {
          const item = { ...key(sk), n, ...entry('gsi1', 'L', String(9 - Number(sk))) }
          if (what === 'get') return table.get(key(sk))
          if (what === 'getMany') return table.getMany([key(sk), key('2'), key('2')])
          if (what === 'query') return table.queryAll({ pk: 'A', sk: { atLeast: sk } })
          if (what === 'index') return table.query({ index: 'gsi1', pk: 'L', limit: Number(sk) })
          if (what === 'put') return table.put(item)
          if (what === 'remove') return table.remove(key(sk))
          if (what === 'update') return table.update(key(sk), { set: { n } }, absent('m'))
          return table.transact([{ put: item, when: absent('pk') }])
        }
        for (const [n, step] of steps.entries())
          expect(await run(over, n, step)).toEqual(await run(plain, n, step))
      },
    ),
  ))
