/**
 * The one DynamoDB table. Every list is a Query named by its question, never a Scan; every write that could race
 * carries a condition and, when it fails, brings back what stood there.
 */
import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  TransactionCanceledException,
  TransactionConflictException,
  type AttributeValue,
  type DynamoDBClientConfig,
} from '@aws-sdk/client-dynamodb'
import {
  BatchGetCommand,
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactWriteCommand,
  UpdateCommand,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb'
import { unmarshall } from '@aws-sdk/util-dynamodb'
import { absent, all, is, not, type Clause, type Fields } from '../../shared/lifecycle.ts'
import { config } from './config.ts'
import { pause } from './pause.ts'

export interface Key {
  readonly pk: string
  readonly sk: string
}
export type Item = Key & Fields
/** One of the four generic indexes; who uses which for what is said where it is written. */
export const indexes = ['gsi1', 'gsi2', 'gsi3', 'gsi4'] as const
export type Index = (typeof indexes)[number]
/** The attributes that put an item into an index. */
export const entry = (index: Index, pk: string, sk: string) => ({ [`${index}pk`]: pk, [`${index}sk`]: sk })

const part = /^[A-Za-z0-9_.:-]{1,128}$/
export const isKeyPart = (text: string) => part.test(text)
/** Joins the parts of a key. Empty, long or strange parts never reach the table. */
export const join = (...parts: readonly string[]) => {
  const bad = parts.find(each => !part.test(each))
  if (bad !== undefined) throw new Error('a key part is malformed')
  return parts.join('#')
}

export interface Question {
  readonly index?: Index
  readonly pk: string
  readonly sk?: { readonly beginsWith: string } | { readonly atMost: string } | { readonly atLeast: string }
  readonly limit?: number
  readonly newestFirst?: boolean
  /** The last key of the page before. */
  readonly after?: Fields | undefined
}

/** Changes of single fields by path, where reading and writing the whole would cost a race each. */
export interface Update {
  /** A value, a whole map, or what stands in another field before the change. */
  readonly set?: Readonly<
    Record<string, string | number | boolean | { readonly map: Fields } | { readonly from: string }>
  >
  readonly add?: Readonly<Record<string, number>>
  readonly remove?: readonly string[]
}

/** Part of a transaction, which may name an item only once. */
export type Step =
  | { readonly put: Item; readonly when?: Clause }
  | { readonly remove: Key; readonly when?: Clause }
  | { readonly update: Key; readonly change: Update; readonly when: Clause }
  | { readonly check: Key; readonly when: Clause }

/** What a conditional write met: nothing wrong, or the item that stood in its way (undefined: there was none). */
export type Outcome = { readonly done: true } | { readonly done: false; readonly was: Item | undefined }

export type Updated =
  { readonly done: true; readonly now: Item } | { readonly done: false; readonly was: Item | undefined }

export interface Table {
  /** The table that this one stands before, if it is not the table itself. */
  readonly over?: Table
  /** What it remembers of earlier reads, if it remembers any, has turned out to be old. */
  forget?(): void
  /** Strongly consistent. */
  get(key: Key): Promise<Item | undefined>
  /** Strongly consistent, in the order asked, those that are there. */
  getMany(keys: readonly Key[]): Promise<Item[]>
  put(item: Item, when?: Clause): Promise<Outcome>
  remove(key: Key, when?: Clause): Promise<Outcome>
  /** Gives the item as it is afterwards. */
  update(key: Key, change: Update, when: Clause): Promise<Updated>
  /**
   * All or nothing. The outcome names the first step whose condition failed; or says that another transaction held an
   * item, where the caller will decide anew rather than have the same tried again here.
   */
  transact(
    steps: readonly Step[],
    whenHeld?: 'say',
  ): Promise<Outcome & { readonly step?: number; readonly held?: true }>
  /** All pages of a small list. */
  queryAll(question: Omit<Question, 'limit' | 'after'>): Promise<Item[]>
  /** Strongly consistent on the table itself; an index may be a moment behind and gives keys only. */
  query(question: Question): Promise<{ readonly items: Item[]; readonly last?: Fields }>
}

// ---- clauses → condition expressions ----

const longestIn = 100

/** Constants out, nested lists flat: DynamoDB refuses an empty or a long list, and a pair of parentheses too many. */
const simplify = (clause: Clause): Clause | boolean => {
  if ('is' in clause && clause.of.length > longestIn) {
    const parts = Array.from({ length: Math.ceil(clause.of.length / longestIn) }, (_, i) => ({
      is: clause.is,
      of: clause.of.slice(i * longestIn, (i + 1) * longestIn),
    }))
    return { any: parts }
  }
  if ('is' in clause) return clause.of.length > 0 && clause
  if ('not' in clause) {
    const inner = simplify(clause.not)
    return typeof inner === 'boolean' ? !inner : { not: inner }
  }
  const joins = 'any' in clause ? 'any' : 'all' in clause ? 'all' : undefined
  if (!joins) return clause
  const decides = joins === 'any'
  const parts: Clause[] = []
  for (const each of 'any' in clause ? clause.any : 'all' in clause ? clause.all : []) {
    const part = simplify(each)
    if (part === decides) return decides
    if (typeof part === 'boolean') continue
    parts.push(
      ...('any' in part && joins === 'any' ? part.any : 'all' in part && joins === 'all' ? part.all : [part]),
    )
  }
  if (parts.length < 2) return parts[0] ?? !decides
  return joins === 'any' ? { any: parts } : { all: parts }
}

const never: Clause = { all: [{ absent: 'pk' }, { not: { absent: 'pk' } }] }

/** Stand-ins for names and values, as expressions want them. */
const placeholders = () => {
  const names = new Map<string, string>()
  const values: Record<string, unknown> = {}
  const one = (name: string) => {
    if (!names.has(name)) names.set(name, `#f${names.size}`)
    return names.get(name)!
  }
  return {
    name: (path: string) => path.split('.').map(one).join('.'),
    value(content: unknown) {
      const placeholder = `:v${Object.keys(values).length}`
      values[placeholder] = content
      return placeholder
    },
    attributes: () => ({
      ExpressionAttributeNames: Object.fromEntries(
        [...names].map(([name, placeholder]) => [placeholder, name]),
      ),
      ...(Object.keys(values).length && { ExpressionAttributeValues: values }),
    }),
  }
}
type Placeholders = ReturnType<typeof placeholders>

/** Undefined: always true. */
const expression = (clause: Clause, { name, value }: Placeholders): string | undefined => {
  const simple = simplify(clause)
  if (simple === true) return undefined
  const write = (each: Clause): string => {
    if ('is' in each) return `${name(each.is)} IN (${each.of.map(value).join(', ')})`
    if ('below' in each) return `${name(each.below)} < ${value(each.than)}`
    if ('absent' in each) return `attribute_not_exists(${name(each.absent)})`
    if ('fewer' in each) {
      const { than } = each
      return `size(${name(each.fewer)}) < ${typeof than === 'number' ? value(than) : name(than.field)}`
    }
    if ('not' in each) return `NOT (${write(each.not)})`
    const parts = 'any' in each ? each.any : each.all
    return parts
      .map(part => ('any' in part || 'all' in part ? `(${write(part)})` : write(part)))
      .join('any' in each ? ' OR ' : ' AND ')
  }
  return write(simple || never)
}

const conditions = (when: Clause | undefined) => {
  const used = placeholders()
  const ConditionExpression = when && expression(when, used)
  if (!ConditionExpression) return undefined
  return {
    ConditionExpression,
    ...used.attributes(),
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
  }
}

const changing = ({ set = {}, add = {}, remove = [] }: Update, { name, value }: Placeholders) =>
  [
    [
      'SET',
      Object.entries(set).map(([path, to]) => {
        if (typeof to !== 'object') return `${name(path)} = ${value(to)}`
        return `${name(path)} = ${'map' in to ? value(to.map) : name(to.from)}`
      }),
    ],
    ['ADD', Object.entries(add).map(([path, by]) => `${name(path)} ${value(by)}`)],
    ['REMOVE', remove.map(name)],
  ]
    .flatMap(([verb, parts]) => (parts?.length ? `${verb as string} ${(parts as string[]).join(', ')}` : []))
    .join(' ')

const updating = (change: Update, when: Clause) => {
  const used = placeholders()
  const UpdateExpression = changing(change, used)
  const ConditionExpression = expression(when, used)
  return {
    UpdateExpression,
    ...(ConditionExpression && { ConditionExpression }),
    ...used.attributes(),
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
  }
}

// ---- the table over the SDK ----

/**
 * A call that hangs is tried again within the request and does not outlive it: all tries together take less time than a
 * function of the door has. Without `throwOnRequestTimeout` the SDK warns and goes on waiting.
 */
export const bounded = {
  maxAttempts: 4,
  requestHandler: {
    connectionTimeout: 1_000,
    requestTimeout: config.callMs,
    throwOnRequestTimeout: true,
  },
}

export const openClient = (config: DynamoDBClientConfig = {}) => new DynamoDBClient({ ...bounded, ...config })

/** An item as the SDK's errors and the stream carry it. */
export const itemIn = (image: Record<string, AttributeValue> | undefined) =>
  image && (unmarshall(image) as Item)

const longestWaitMs = 400
const mostInBatch = 100
const mostTries = 5

/** Writes, and waits while another transaction holds an item of it: the SDK does not do so by itself. */
const whenFree = async (isHeld: (error: unknown) => boolean, write: () => Promise<unknown>) => {
  for (let tries = 1; ; tries++) {
    try {
      return await write()
    } catch (error) {
      if (!isHeld(error) || tries > mostTries) throw error
      await pause(tries, longestWaitMs)
    }
  }
}

const reasonsOf = (error: unknown) =>
  error instanceof TransactionCanceledException ? (error.CancellationReasons ?? []) : []

/** All that a question finds, page after page. */
export const everyPage = async (
  question: Parameters<Table['queryAll']>[0],
  query: Table['query'],
): Promise<Item[]> => {
  const items: Item[] = []
  let after: Fields | undefined
  do {
    const page = await query({ ...question, limit: 500, after })
    items.push(...page.items)
    after = page.last
  } while (after)
  return items
}

export const openTable = (name: string, client: DynamoDBClient): Table => {
  const documents = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } })

  /** Runs a conditional write; the failed condition is an answer, everything else stays an error. */
  const attempt = async (write: () => Promise<unknown>): Promise<Outcome> => {
    try {
      await whenFree(error => error instanceof TransactionConflictException, write)
      return { done: true }
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return { done: false, was: itemIn(error.Item) }
      throw error
    }
  }

  const asTransactItem = (step: Step): NonNullable<TransactWriteCommandInput['TransactItems']>[number] => {
    if ('put' in step) return { Put: { TableName: name, Item: step.put, ...conditions(step.when) } }
    if ('remove' in step) return { Delete: { TableName: name, Key: step.remove, ...conditions(step.when) } }
    if ('update' in step)
      return { Update: { TableName: name, Key: step.update, ...updating(step.change, step.when) } }
    const condition = conditions(step.when) ?? conditions({ not: never })!
    return { ConditionCheck: { TableName: name, Key: step.check, ...condition } }
  }

  return {
    async get(key) {
      const { Item } = await documents.send(
        new GetCommand({ TableName: name, Key: key, ConsistentRead: true }),
      )
      return Item as Item | undefined
    },

    async getMany(keys) {
      const found = new Map<string, Item>()
      // An index that is being rewritten can name an item twice, which BatchGet refuses.
      let wanted = [...new Map(keys.map(({ pk, sk }) => [`${pk} ${sk}`, { pk, sk }])).values()]
      for (let tries = 0; wanted.length;) {
        if (tries > mostTries)
          throw Object.assign(new Error('keys left over'), { name: 'ThrottlingException' })
        const { Responses, UnprocessedKeys } = await documents.send(
          new BatchGetCommand({
            RequestItems: { [name]: { Keys: wanted.slice(0, mostInBatch), ConsistentRead: true } },
          }),
        )
        for (const item of (Responses?.[name] ?? []) as Item[]) found.set(`${item.pk} ${item.sk}`, item)
        const left = (UnprocessedKeys?.[name]?.Keys ?? []) as typeof wanted
        wanted = [...left, ...wanted.slice(mostInBatch)]
        if (left.length) await pause(++tries + 1, longestWaitMs * 2)
      }
      return [...new Set(keys.map(({ pk, sk }) => `${pk} ${sk}`))].flatMap(key => found.get(key) ?? [])
    },

    put: (item, when) =>
      attempt(() => documents.send(new PutCommand({ TableName: name, Item: item, ...conditions(when) }))),

    async update(key, change, when) {
      const asked = { TableName: name, Key: key, ...updating(change, when) }
      let now: Item
      const outcome = await attempt(async () => {
        const { Attributes } = await documents.send(new UpdateCommand({ ...asked, ReturnValues: 'ALL_NEW' }))
        now = Attributes as Item
      })
      return outcome.done ? { done: true, now: now! } : outcome
    },

    remove: (key, when) =>
      attempt(() => documents.send(new DeleteCommand({ TableName: name, Key: key, ...conditions(when) }))),

    async transact(steps, whenHeld) {
      const TransactItems = steps.map(asTransactItem)
      const failed = (error: unknown) =>
        reasonsOf(error).findIndex(({ Code }) => Code === 'ConditionalCheckFailed')
      // Another transaction held one of the items: nothing was written.
      const isHeld = (error: unknown) =>
        failed(error) < 0 && reasonsOf(error).some(({ Code }) => Code === 'TransactionConflict')
      const send = () => documents.send(new TransactWriteCommand({ TransactItems }))
      try {
        await (whenHeld === 'say' ? send() : whenFree(isHeld, send))
        return { done: true }
      } catch (error) {
        const step = failed(error)
        if (whenHeld === 'say' && isHeld(error)) return { done: false, was: undefined, held: true }
        if (step < 0) throw error
        return { done: false, was: itemIn(reasonsOf(error)[step]?.Item), step }
      }
    },

    queryAll(question) {
      return everyPage(question, page => this.query(page))
    },

    async query({ index, pk, sk, limit = 50, newestFirst = false, after }) {
      const names = { '#pk': index ? `${index}pk` : 'pk', ...(sk && { '#sk': index ? `${index}sk` : 'sk' }) }
      const [range, bound] = !sk
        ? ['', undefined]
        : 'beginsWith' in sk
          ? [' AND begins_with(#sk, :sk)', sk.beginsWith]
          : 'atMost' in sk
            ? [' AND #sk <= :sk', sk.atMost]
            : [' AND #sk >= :sk', sk.atLeast]
      const { Items, LastEvaluatedKey } = await documents.send(
        new QueryCommand({
          TableName: name,
          ...(index && { IndexName: index }),
          KeyConditionExpression: `#pk = :pk${range}`,
          ExpressionAttributeNames: names,
          ExpressionAttributeValues: { ':pk': pk, ...(bound !== undefined && { ':sk': bound }) },
          ConsistentRead: !index,
          ScanIndexForward: !newestFirst,
          Limit: limit,
          ExclusiveStartKey: after,
        }),
      )
      return { items: (Items ?? []) as Item[], ...(LastEvaluatedKey && { last: LastEvaluatedKey }) }
    },
  }
}

// ---- items that several hands change: each write carries the version that was read ----

/** True while nobody has changed the item since it was read. */
export const unchanged = (was: Item | undefined): Clause => {
  if (!was) return absent('pk')
  // One that has gone since has no version either.
  return was.version === undefined
    ? all(not(absent('pk')), absent('version'))
    : is('version', was.version as number)
}

export const nextVersion = (was: Item | undefined, key: Key, content: Fields): Item => ({
  ...content,
  ...key,
  version: ((was?.version as number | undefined) ?? 0) + 1,
})
