import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { deserialize, serialize } from 'node:v8'
import type { DynamoDBRecord } from 'aws-lambda'
import type { Item } from '../../functions/platform/table.ts'
import { memoryTable, recordsOf, type MemoryTable } from './memory-table.ts'

export interface Store {
  readonly table: MemoryTable
  /** What has come down the stream since the last time. */
  records(): DynamoDBRecord[]
  /** Writes the file if anything has changed. Of one moment, so call it when all changes have had their effects. */
  save(): Promise<void>
}

/** The table in memory, kept in a file; without one, until the end. `make` gives what a new table begins with. */
export async function openStore(
  file: string | undefined,
  make: () => Promise<readonly Item[]>,
): Promise<Store> {
  const kept = file && (await readFile(file).catch(() => undefined))
  const table = memoryTable(kept ? (deserialize(kept) as Item[]) : await make())
  let changed = !kept
  let saving = Promise.resolve()

  const write = async (to: string, bytes: Buffer) => {
    await mkdir(dirname(to), { recursive: true })
    // Whole or not at all, whenever this process is killed.
    await writeFile(`${to}.new`, bytes, { flush: true })
    await rename(`${to}.new`, to)
  }
  return {
    table,
    records() {
      const written = table.written()
      changed ||= written.length > 0
      return recordsOf(written)
    },
    save() {
      if (!file || !changed) return saving
      changed = false
      const bytes = serialize(table.items())
      return (saving = saving.then(() => write(file, bytes)))
    },
  }
}
