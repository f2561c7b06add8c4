import { expect, test } from '@jest/globals'
import { inMemory } from '../../functions/testing/tables.ts'
import { memoryTable, type MemoryTable } from './memory-table.ts'
import { tableContract } from '../../functions/testing/table-contract.ts'

tableContract('the table in memory', async () => {
  const { table, reader, close } = inMemory()
  return { table, records: await reader(), close }
})

test('When what was written is taken back, then the table and its indexes are as they were, and no stream has it', async () => {
  const [one, two] = ['1', '2'].map(sk => ({ pk: 'p', sk, gsi1pk: 'g', gsi1sk: sk, at: 1 }))
  const table = memoryTable([one!])
  await table.put({ ...one!, gsi1sk: '3', at: 2 })
  await table.update({ pk: 'p', sk: '1' }, { set: { at: 3 } }, { not: { absent: 'pk' } })
  await table.put(two!)
  await table.remove({ pk: 'p', sk: '1' })
  table.undo()
  expect(table.items()).toEqual([one])
  expect(table.written()).toEqual([])
  expect(await table.queryAll({ index: 'gsi1', pk: 'g' })).toEqual([
    { pk: 'p', sk: '1', gsi1pk: 'g', gsi1sk: '1' },
  ])
})

test('When a table is forked, then both go on from there and neither sees what the other writes', async () => {
  const one = memoryTable()
  const item = (sk: string, more: object = {}) => ({ pk: 'P', sk, gsi1pk: 'G', gsi1sk: sk, ...more })
  await one.put(item('1'))
  await one.put(item('2'))
  const other = one.fork()
  expect(other.written()).toEqual([])
  await one.put(item('0'))
  await one.remove(item('2'))
  await other.put(item('1', { more: true }))
  await other.put(item('3'))
  const found = async (table: MemoryTable) => [
    (await table.queryAll({ pk: 'P' })).map(({ sk, more }) => (more ? `${sk}+` : sk)),
    (await table.queryAll({ index: 'gsi1', pk: 'G' })).map(({ sk }) => sk),
  ]
  expect(await found(one)).toEqual([
    ['0', '1'],
    ['0', '1'],
  ])
  expect(await found(other)).toEqual([
    ['1+', '2', '3'],
    ['1', '2', '3'],
  ])
  expect(other.written()).toHaveLength(2)
})
