/**
 * What a piece of work costs on DynamoDB: calls, and units by AWS's own rules (on-demand and provisioned alike:
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html). DynamoDB Local counts
 * transactions wrongly, so this stands between the program and a table, and counts nothing unless it is asked to.
 */
import { sizeOfItem } from '../../local/memory/memory-table.ts'
import {
  everyPage,
  indexes,
  type Index,
  type Item,
  type Key,
  type Step,
  type Table,
} from '../platform/table.ts'

export interface Spent {
  readonly calls: number
  /** Of 4 KB, strongly consistent; a half each where an index is read. */
  readonly reads: number
  /** Of 1 KB; two each in a transaction; one for each entry of an index that comes, goes or is changed. */
  readonly writes: number
}

const readUnit = 4 * 1024
const writeUnit = 1024
const units = (bytes: number, unit: number) => Math.max(Math.ceil(bytes / unit), 1)

const sizes = new WeakMap<Item, number>()
const sizeOf = (item: Item | undefined) => {
  if (!item) return 0
  const size = sizes.get(item) ?? sizeOfItem(item)
  sizes.set(item, size)
  return size
}

const entryIn = (item: Item | undefined, index: Index) =>
  item?.[`${index}pk`] === undefined
    ? undefined
    : `${String(item[`${index}pk`])} ${String(item[`${index}sk`])}`

const entries = (before: Item | undefined, after: Item | undefined) =>
  indexes.reduce((sum, index) => {
    const [was, is] = [entryIn(before, index), entryIn(after, index)]
    return was === is ? sum : sum + Number(was !== undefined) + Number(is !== undefined)
  }, 0)

const keyOf = (step: Step): Key =>
  'put' in step ? step.put : 'remove' in step ? step.remove : 'update' in step ? step.update : step.check

export const metered = (table: Table) => {
  let spent: { calls: number; reads: number; writes: number } | undefined
  const add = (reads: number, writes = 0) => {
    if (!spent) return
    spent.calls++
    spent.reads += reads
    spent.writes += writes
  }

  /** `times`: 2 in a transaction, which writes each item twice. What fails costs as well. */
  const writing = async <T>(keys: readonly Key[], times: number, write: () => Promise<T>): Promise<T> => {
    if (!spent) return write()
    const before = await Promise.all(keys.map(({ pk, sk }) => table.get({ pk, sk })))
    const outcome = await write()
    const after = await Promise.all(keys.map(({ pk, sk }) => table.get({ pk, sk })))
    const costs = before.map(
      (was, n) => times * units(Math.max(sizeOf(was), sizeOf(after[n])), writeUnit) + entries(was, after[n]),
    )
    add(
      0,
      costs.reduce((sum, each) => sum + each, 0),
    )
    return outcome
  }

  const over: Table = {
    async get(key) {
      const item = await table.get(key)
      add(units(sizeOf(item), readUnit))
      return item
    },
    async getMany(keys) {
      const items = await table.getMany(keys)
      const asked = new Set(keys.map(({ pk, sk }) => `${pk} ${sk}`)).size
      // One that is not there costs as much as a small one.
      const reads = items.reduce((sum, item) => sum + units(sizeOf(item), readUnit), 0) + asked - items.length
      for (let left = asked; left > 0; left -= 100) add(0)
      if (spent) spent.reads += reads
      return items
    },
    put: (item, when) => writing([item], 1, () => table.put(item, when)),
    remove: (key, when) => writing([key], 1, () => table.remove(key, when)),
    update: (key, change, when) => writing([key], 1, () => table.update(key, change, when)),
    transact: (steps, whenHeld) => writing(steps.map(keyOf), 2, () => table.transact(steps, whenHeld)),
    async query(question) {
      const page = await table.query(question)
      const bytes = page.items.reduce((sum, item) => sum + sizeOf(item), 0)
      add(units(bytes, readUnit) / (question.index ? 2 : 1))
      return page
    },
    queryAll: question => everyPage(question, over.query),
  }

  return {
    table: over,
    /** What this work spends; what runs beside it counts as well. */
    async spentBy(work: () => Promise<unknown>): Promise<Spent> {
      const mine = (spent = { calls: 0, reads: 0, writes: 0 })
      try {
        await work()
        return { ...mine }
      } finally {
        spent = undefined
      }
    },
  }
}
