/**
 * The table in memory, with DynamoDB's answers: tests run over it, the demo's months are played in it, and where there
 * is no Java `npm start` uses it. One contract (functions/testing/table-contract.ts) is tested against both, so that it
 * cannot say what DynamoDB would not.
 */
import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb'
import type { DynamoDBRecord } from 'aws-lambda'
import { fieldAt, holds, type Clause, type Fields } from '../../shared/lifecycle.ts'
import {
  everyPage,
  indexes,
  type Index,
  type Item,
  type Key,
  type Question,
  type Step,
  type Table,
  type Update,
} from '../../functions/platform/table.ts'

export interface Written {
  readonly before: Item | undefined
  readonly after: Item | undefined
}

export interface MemoryTable extends Table {
  /** All of it. */
  items(): Item[]
  /** What was written since the last time this was asked, in order. */
  written(): Written[]
  /** Takes back what was written since then, as if it had never been. */
  undo(): void
  /** Another one with all that is here; what either writes from now on, the other does not see. */
  fork(): MemoryTable
}

/** DynamoDB's own limits. */
const mostInTransaction = 100
const largestItemBytes = 400 * 1024
const largestPageBytes = 1024 * 1024

const invalid = (message: string) => Object.assign(new Error(message), { name: 'ValidationException' })

type Image = Record<string, AttributeValue>

const bytesIn = (text: string) => Buffer.byteLength(text)
const numberBytes = (digits: string) => Math.ceil(digits.length / 2) + 1

/** As the SDK sends a value and reads it back, and its size as DynamoDB counts; nobody may change it, since it is everybody's. */
interface Kept {
  readonly value: unknown
  readonly size: number
}

const sizeOfMap = (map: Image): number =>
  Object.entries(map).reduce((sum, [name, value]) => sum + bytesIn(name) + sizeOf(value), 0)
const sizeOf = ({ S, N, B, M, L }: AttributeValue): number => {
  if (S !== undefined) return bytesIn(S)
  if (N !== undefined) return numberBytes(N)
  if (B !== undefined) return B.length
  if (M !== undefined) return 3 + sizeOfMap(M) + Object.keys(M).length
  return L ? 3 + L.reduce((sum, each) => sum + 1 + sizeOf(each), 0) : 1
}

/** Of what is not plain JSON the SDK decides itself. */
const bySdk = (given: unknown): Kept => {
  const { value } = marshall({ value: given }, { removeUndefinedValues: true }) as Image
  return { value: frozen(unmarshall({ value: value! }).value), size: sizeOf(value!) }
}

const isPlain = (given: object) => {
  const prototype: unknown = Object.getPrototypeOf(given)
  return prototype === Object.prototype || prototype === null
}

/** The fields of a map, without those that are undefined. */
const keepFields = (given: object) => {
  const fields: Record<string, unknown> = {}
  let [size, many] = [0, 0]
  for (const [name, each] of Object.entries(given)) {
    if (each === undefined) continue
    const kept = keep(each)
    fields[name] = kept.value
    size += bytesIn(name) + kept.size
    many++
  }
  return { fields: Object.freeze(fields), size, many }
}

const keep = (given: unknown): Kept => {
  if (typeof given === 'string') return { value: given, size: bytesIn(given) }
  if (typeof given === 'boolean' || given === null) return { value: given, size: 1 }
  if (typeof given === 'number' && Number.isSafeInteger(given))
    return { value: given, size: numberBytes(String(given)) }
  if (Array.isArray(given)) {
    const list = given.filter(each => each !== undefined).map(keep)
    const size = list.reduce((sum, each) => sum + 1 + each.size, 3)
    return { value: Object.freeze(list.map(({ value }) => value)), size }
  }
  if (typeof given !== 'object' || !isPlain(given)) return bySdk(given)
  const { fields, size, many } = keepFields(given)
  return { value: fields, size: 3 + size + many }
}

/** In bytes. */
export const sizeOfItem = (item: Item) => keepFields(item).size

const frozen = <T>(value: T): T => {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value
  Object.values(value).forEach(frozen)
  return Object.freeze(value)
}

const isKey = (value: unknown) => typeof value === 'string' && value !== ''
const checkKey = ({ pk, sk }: Key) => {
  if (!isKey(pk) || !isKey(sk)) throw invalid('a key is a string, and not empty')
}

interface Row {
  readonly item: Item
  readonly size: number
}

/** Without undefined, and nothing that DynamoDB refuses. */
const rowOf = (item: Item): Row => {
  const { fields, size } = keepFields(item)
  if (size > largestItemBytes) throw invalid('an item is larger than 400 KB')
  const stored = fields as Item & Record<string, unknown>
  checkKey(stored)
  for (const name of indexes.flatMap(index => [`${index}pk`, `${index}sk`]))
    if (stored[name] !== undefined && !isKey(stored[name])) throw invalid(`${name} is no key`)
  return { item: stored, size }
}

const idOf = ({ pk, sk }: Key) => JSON.stringify([pk, sk])
const keyOf = (step: Step): Key => {
  if ('put' in step) return step.put
  if ('remove' in step) return step.remove
  return 'update' in step ? step.update : step.check
}

/** Where an item, or the key of one, stands within its partition. */
const orderOf = (index: Index | undefined) => {
  const names = index ? [`${index}sk`, 'pk', 'sk'] : ['sk']
  return (one: Fields, other: Fields) => {
    const name = names.find(each => one[each] !== other[each])
    return name === undefined ? 0 : (one[name] as string) < (other[name] as string) ? -1 : 1
  }
}

const orders = new Map([undefined, ...indexes].map(index => [index, orderOf(index)]))

/** How many of a sorted list come before the first for which this no longer holds. */
const countWhile = <T>(list: readonly T[], goesOn: (each: T) => boolean) => {
  let [from, to] = [0, list.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if (goesOn(list[middle]!)) from = middle + 1
    else to = middle
  }
  return from
}

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !ArrayBuffer.isView(value)

/** Of two values as they are stored: whatever order their fields are in. */
const isSame = (one: unknown, other: unknown): boolean => {
  if (one === other) return true
  if (typeof one !== 'object' || typeof other !== 'object' || !one || !other) return false
  const names = Object.keys(one)
  return (
    Array.isArray(one) === Array.isArray(other) &&
    names.length === Object.keys(other).length &&
    names.every(name => isSame((one as Fields)[name], (other as Fields)[name]))
  )
}

/** The item after the change, or DynamoDB's reason why it cannot be made. */
const changed = (before: Item, { set = {}, add = {}, remove = [] }: Update): Item => {
  const paths = [...Object.keys(set), ...Object.keys(add), ...remove]
  if (!paths.length) throw invalid('nothing is changed')
  if (paths.some(path => path === 'pk' || path === 'sk')) throw invalid('a key cannot be changed')
  if (paths.some((path, n) => paths.some((other, m) => n !== m && `${path}.`.startsWith(`${other}.`))))
    throw invalid('two paths overlap')
  const now: Item = structuredClone(before)
  /** The map that holds the last name of the path. */
  const holder = (path: string) => {
    const above = path.slice(0, Math.max(path.lastIndexOf('.'), 0))
    const map = above ? fieldAt(now, above) : now
    if (!isMap(map)) throw invalid(`nothing is at ${above}`)
    return { map, name: path.slice(above ? above.length + 1 : 0) }
  }
  const put = (path: string, value: unknown) => {
    const { map, name } = holder(path)
    if (value === undefined) Reflect.deleteProperty(map, name)
    else map[name] = value
  }
  for (const [path, to] of Object.entries(set)) {
    const value = typeof to !== 'object' ? to : 'map' in to ? to.map : fieldAt(before, to.from)
    if (value === undefined) throw invalid(`${path} is set to nothing`)
    put(path, value)
  }
  for (const [path, by] of Object.entries(add)) {
    const was = fieldAt(before, path) ?? 0
    if (typeof was !== 'number') throw invalid(`${path} is no number`)
    put(path, was + by)
  }
  for (const path of remove) put(path, undefined)
  return now
}

/** `initial`: what is there from the beginning, and in no stream. */
export const memoryTable = (initial: readonly Item[] = []): MemoryTable => {
  const table = opened(new Map(), new Map())
  table.fill(initial)
  return table
}

/** `partitions`: the table's and each index's, in order. */
const opened = (
  rows: Map<string, Row>,
  partitions: Map<string, Row[]>,
): MemoryTable & { fill(items: readonly Item[]): void } => {
  /** Lists that a fork has too are copied before they are changed. */
  let own = new WeakSet<Row[]>()
  let changes: Written[] = []

  const partition = (index: Index | undefined, pk: string) => `${index ?? ''} ${pk}`

  /** Puts a row where it stands in an index, instead of the one that stood for it before. */
  const place = (index: Index | undefined, before: Row | undefined, after: Row | undefined) => {
    const nameOf = (row: Row | undefined) => {
      const pk = row?.item[index ? `${index}pk` : 'pk'] as string | undefined
      const isIn = pk !== undefined && (!index || row?.item[`${index}sk`] !== undefined)
      return isIn ? partition(index, pk) : undefined
    }
    const order = orders.get(index)!
    const at = (list: readonly Row[], row: Row) => countWhile(list, each => order(each.item, row.item) < 0)
    const listAt = (name: string) => {
      const list = partitions.get(name)
      if (list && own.has(list)) return list
      const mine = list?.slice() ?? []
      own.add(mine)
      partitions.set(name, mine)
      return mine
    }
    const [from, to] = [nameOf(before), nameOf(after)]
    if (from !== undefined && from === to && order(before!.item, after!.item) === 0) {
      const list = listAt(from)
      list[at(list, before!)] = after!
      return
    }
    if (from !== undefined) {
      const list = listAt(from)
      list.splice(at(list, before!), 1)
      if (!list.length) partitions.delete(from)
    }
    if (to !== undefined) {
      const list = listAt(to)
      list.splice(at(list, after!), 0, after!)
    }
  }

  const write = (key: Key, after: Row | undefined) => {
    const id = idOf(key)
    const before = rows.get(id)
    for (const index of orders.keys()) place(index, before, after)
    if (after) rows.set(id, after)
    else rows.delete(id)
    // What changes nothing is in no stream.
    if (!isSame(before?.item, after?.item)) changes.push({ before: before?.item, after: after?.item })
  }

  /** All of the steps or none; undefined, or which of them met what. */
  const carryOut = (steps: readonly Step[]) => {
    for (const step of steps) checkKey(keyOf(step))
    const met = steps.map(step => rows.get(idOf(keyOf(step)))?.item)
    const isMet = (when: Clause | undefined, was: Item | undefined) => !when || holds(when, was ?? {})
    const failed = steps.findIndex((step, n) => !isMet(step.when, met[n]))
    if (failed >= 0) return { step: failed, was: met[failed] }
    const writes = steps.flatMap((step, n) => {
      if ('check' in step) return []
      const key = keyOf(step)
      if ('remove' in step) return { key, after: undefined }
      const { pk, sk } = key
      return { key, after: rowOf('put' in step ? step.put : changed(met[n] ?? { pk, sk }, step.change)) }
    })
    for (const { key, after } of writes) write(key, after)
    return undefined
  }

  /** Of a page: the row, and what of it comes back. */
  const pageOf = (list: readonly Row[], limit: number) => {
    let size = 0
    const fits = list.slice(0, limit).findIndex(row => (size += row.size) > largestPageBytes)
    return fits < 0 ? list.slice(0, limit) : list.slice(0, fits + 1)
  }

  const table: ReturnType<typeof opened> = {
    fill(items) {
      for (const item of items) write(item, rowOf(item))
      changes = []
    },
    fork() {
      own = new WeakSet()
      return opened(new Map(rows), new Map(partitions))
    },
    items: () => [...rows.values()].map(({ item }) => item),
    written() {
      const all = changes
      changes = []
      return all
    },
    undo() {
      for (const { before, after } of changes.toReversed()) write((after ?? before)!, before && rowOf(before))
      changes = []
    },
    async get(key) {
      checkKey(key)
      return rows.get(idOf(key))?.item
    },
    async getMany(keys) {
      keys.forEach(checkKey)
      return [...new Set(keys.map(idOf))].flatMap(id => rows.get(id)?.item ?? [])
    },
    async put(item, when) {
      const failed = carryOut([{ put: item, ...(when && { when }) }])
      return failed ? { done: false, was: failed.was } : { done: true }
    },
    async remove(key, when) {
      const failed = carryOut([{ remove: key, ...(when && { when }) }])
      return failed ? { done: false, was: failed.was } : { done: true }
    },
    async update(key, change, when) {
      const failed = carryOut([{ update: key, change, when }])
      return failed ? { done: false, was: failed.was } : { done: true, now: rows.get(idOf(key))!.item }
    },
    async transact(steps) {
      if (!steps.length || steps.length > mostInTransaction) throw invalid('a transaction has 1 to 100 steps')
      if (new Set(steps.map(step => idOf(keyOf(step)))).size < steps.length)
        throw invalid('a transaction names an item twice')
      const failed = carryOut(steps)
      return failed ? { done: false, ...failed } : { done: true }
    },
    queryAll: question => everyPage(question, page => table.query(page)),
    async query({ index, pk, sk: range, limit = 50, newestFirst = false, after }: Question) {
      if (limit < 1) throw invalid('a page has room for one')
      const list = partitions.get(partition(index, pk)) ?? []
      const order = orders.get(index)!
      const name = index ? `${index}sk` : 'sk'
      const skOf = ({ item }: Row) => item[name] as string
      let [from, to] = [0, list.length]
      if (range && 'beginsWith' in range) {
        from = countWhile(list, row => skOf(row) < range.beginsWith)
        to = countWhile(list, row => skOf(row) < range.beginsWith || skOf(row).startsWith(range.beginsWith))
      } else if (range && 'atMost' in range) to = countWhile(list, row => skOf(row) <= range.atMost)
      else if (range) from = countWhile(list, row => skOf(row) < range.atLeast)
      if (after && newestFirst)
        to = Math.min(
          to,
          countWhile(list, row => order(row.item, after) < 0),
        )
      else if (after)
        from = Math.max(
          from,
          countWhile(list, row => order(row.item, after) <= 0),
        )
      const rest = list.slice(from, Math.max(from, to))
      const page = newestFirst ? pageOf(rest.reverse(), limit) : pageOf(rest, limit)
      const names = ['pk', 'sk', ...(index ? [`${index}pk`, `${index}sk`] : [])]
      const keys = ({ item }: Row) => Object.fromEntries(names.map(each => [each, item[each]])) as Item
      const last = page.at(-1)
      return {
        items: page.map(row => (index ? keys(row) : row.item)),
        // DynamoDB stops at the limit without looking whether more follows.
        ...(last && (page.length === limit || page.length < rest.length) && { last: keys(last) }),
      }
    },
  }
  return table
}

/** What was written, as the table's stream brings it to a function. */
export const recordsOf = (written: readonly Written[]): DynamoDBRecord[] =>
  written.map(({ before, after }) => {
    const { pk, sk } = (after ?? before)!
    return {
      eventID: crypto.randomUUID(),
      eventName: !after ? 'REMOVE' : before ? 'MODIFY' : 'INSERT',
      eventSource: 'aws:dynamodb',
      dynamodb: {
        Keys: image({ pk, sk }),
        ...(before && { OldImage: image(before) }),
        ...(after && { NewImage: image(after) }),
        SequenceNumber: String(++lastSequenceNumber).padStart(21, '0'),
        StreamViewType: 'NEW_AND_OLD_IMAGES',
      },
    }
  })
type RecordImage = NonNullable<NonNullable<DynamoDBRecord['dynamodb']>['NewImage']>
/** What is stored never changes, and is first what came and then what was there before. */
const images = new WeakMap<Item, RecordImage>()
const image = (item: Item) => {
  const known = images.get(item) ?? (marshall(item) as RecordImage)
  images.set(item, known)
  return known
}
let lastSequenceNumber = 0
