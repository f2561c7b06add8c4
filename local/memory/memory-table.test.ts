import { inMemory } from '../../functions/testing/tables.ts'
import { tableContract } from '../../functions/testing/table-contract.ts'

tableContract('the table in memory', async () => {
  const { table, reader, close } = inMemory()
  return { table, records: await reader(), close }
})
