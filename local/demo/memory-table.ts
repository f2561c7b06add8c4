// A table in memory, for making demo data: months of it go through the functions' own handlers at memory's speed and
// into DynamoDB at the end. Conditions are judged by the same clauses that DynamoDB gets as expressions; that both give
// the same answers is tested beside this.
import { fieldAt, holds, type Clause, type Fields } from '../../shared/lifecycle.ts'
import type {
  Index,
  Item,
  Key,
  Outcome,
  Question,
  Step,
  Table,
  Update,
} from '../../functions/platform/table.ts'

export interface Written {
  readonly before: Item | undefined
  readonly after: Item | undefined
}

export interface MemoryTable extends Table {
  /** All of it. */
  items(): Item[]
  /** What was written since the last time this was asked. */
  written(): Written[]
}

/** As the document client stores it: without undefined. */
const stored = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(stored)
  if (typeof value !== 'object' || value === null) return value
  const kept = Object.entries(value).filter(([, each]) => each !== undefined)
  return Object.fromEntries(kept.map(([name, each]) => [name, stored(each)]))
}

const indexes: readonly Index[] = ['gsi1', 'gsi2', 'gsi3', 'gsi4']
const idOf = ({ pk, sk }: Key) => `${pk} ${sk}`
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

export const memoryTable = (): MemoryTable => {
  const all = new Map<string, Item>()
  /** Partition → its items, for the table and for each index. */
  const partitions = new Map<Index | undefined, Map<string, Map<string, Item>>>(
    [undefined, ...indexes].map(index => [index, new Map<string, Map<string, Item>>()]),
  )
  const changes: Written[] = []

  const place = (index: Index | undefined, item: Item) => item[index ? `${index}pk` : 'pk'] as string
  const order = (index: Index | undefined, item: Fields) =>
    index ? `${item[`${index}sk`] as string} ${idOf(item as Item)}` : (item.sk as string)

  const write = (key: Key, after: Item | undefined) => {
    const id = idOf(key)
    const before = all.get(id)
    for (const [index, parts] of partitions) {
      if (before) parts.get(place(index, before))?.delete(id)
      if (!after || place(index, after) === undefined) continue
      const part = parts.get(place(index, after)) ?? new Map<string, Item>()
      parts.set(place(index, after), part.set(id, after))
    }
    if (after) all.set(id, after)
    else all.delete(id)
    changes.push({ before, after })
  }

  const met = (key: Key, when: Clause | undefined): Outcome => {
    const was = all.get(idOf(key))
    return !when || holds(when, was ?? {}) ? { done: true } : { done: false, was }
  }
  const keyOf = (step: Step): Key => {
    if ('put' in step) return step.put
    if ('remove' in step) return step.remove
    return 'update' in step ? step.update : step.check
  }

  const changed = (key: Key, { set = {}, add = {}, remove = [] }: Update): Item => {
    const before: Item = all.get(idOf(key)) ?? { ...key }
    const now = structuredClone(before) as Item & Record<string, unknown>
    const put = (path: string, value: unknown) => {
      const [last = '', ...above] = path.split('.').reverse()
      const map = above
        .reverse()
        .reduce<Record<string, unknown>>((part, name) => part[name] as typeof now, now)
      map[last] = value
    }
    for (const [path, to] of Object.entries(set)) {
      if (typeof to !== 'object') put(path, to)
      else put(path, 'map' in to ? to.map : fieldAt(before, to.from))
    }
    for (const [path, by] of Object.entries(add))
      put(path, ((fieldAt(before, path) as number | undefined) ?? 0) + by)
    for (const path of remove) put(path, undefined)
    return stored(now) as Item
  }

  const range = (sk: Question['sk']) => (value: string) =>
    !sk ||
    ('beginsWith' in sk
      ? value.startsWith(sk.beginsWith)
      : 'atMost' in sk
        ? value <= sk.atMost
        : value >= sk.atLeast)

  const table: MemoryTable = {
    items: () => [...all.values()],
    written: () => changes.splice(0),
    get: async key => all.get(idOf(key)),
    getMany: async keys => [...new Set(keys.map(idOf))].flatMap(id => all.get(id) ?? []),
    put: async (item, when) => (await table.transact([{ put: item, ...(when && { when }) }])) as Outcome,
    remove: async (key, when) => (await table.transact([{ remove: key, ...(when && { when }) }])) as Outcome,

    async update(key, change, when) {
      const { done, was } = { was: undefined, ...(await table.transact([{ update: key, change, when }])) }
      return done ? { done, now: all.get(idOf(key))! } : { done, was }
    },

    async transact(steps) {
      if (new Set(steps.map(step => idOf(keyOf(step)))).size < steps.length)
        throw new Error('a transaction names an item twice')
      const outcomes = steps.map(step => met(keyOf(step), step.when))
      const failed = outcomes.findIndex(outcome => !outcome.done)
      if (failed >= 0) return { ...outcomes[failed]!, step: failed }
      for (const step of steps) {
        if ('put' in step) write(step.put, stored(step.put) as Item)
        if ('remove' in step) write(step.remove, undefined)
        if ('update' in step) write(step.update, changed(step.update, step.change))
      }
      return { done: true }
    },

    async queryAll(question) {
      return (await table.query({ ...question, limit: Infinity })).items
    },

    async query({ index, pk, sk, limit = 50, newestFirst = false, after }) {
      const fits = range(sk)
      const found = [...(partitions.get(index)!.get(pk)?.values() ?? [])]
        .filter(item => fits(item[index ? `${index}sk` : 'sk'] as string))
        .sort((a, b) => compare(order(index, a), order(index, b)) * (newestFirst ? -1 : 1))
      const passed = (item: Item) =>
        !after || compare(order(index, item), order(index, after)) * (newestFirst ? -1 : 1) > 0
      const rest = found.filter(passed)
      const names = ['pk', 'sk', ...(index ? [`${index}pk`, `${index}sk`] : [])]
      const keys = (item: Item) => Object.fromEntries(names.map(name => [name, item[name]])) as Item
      const items = rest.slice(0, limit)
      const last = items.at(-1)
      return {
        items: index ? items.map(keys) : items,
        ...(last && rest.length > items.length && { last: keys(last) }),
      }
    },
  }
  return table
}
