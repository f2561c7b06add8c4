/** Losses on the way between the program and the table in memory, for histories. */
import type { MemoryTable } from '../../local/memory/memory-table.ts'
import type { Table } from '../platform/table.ts'

/** The write itself, or its answer after it was done. */
export type Loss = 'before' | 'after' | undefined

/** Loses the next write, or its answer, once. */
export const lossy = (memory: MemoryTable) => {
  let next: Loss
  const writing = async <T>(write: () => Promise<T>): Promise<T> => {
    const loss = next
    next = undefined
    const gone = () => Object.assign(new Error('lost'), { name: 'TimeoutError' })
    if (loss === 'before') throw gone()
    const outcome = await write()
    if (loss === 'after') throw gone()
    return outcome
  }
  const table: Table = {
    ...memory,
    put: (item, when) => writing(() => memory.put(item, when)),
    transact: steps => writing(() => memory.transact(steps)),
  }
  return { table: table as MemoryTable, lose: (loss: Loss) => void (next = loss) }
}
