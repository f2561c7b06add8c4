import { expect, test } from '@jest/globals'
import { inMemory } from '../../functions/testing/tables.ts'
import { tableContract } from '../../functions/testing/table-contract.ts'
import { memoryTable } from './memory-table.ts'

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
