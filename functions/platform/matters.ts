/**
 * What all matters share in storage: one item each, moved by one conditional write; a timeline; a row in "mine" for
 * everyone it concerns. What is particular to a kind — its table of moves, its deadlines, its indexes — comes in.
 */
import { createHash, randomUUID } from 'node:crypto'
import type { Role } from '../../shared/contract.ts'
import type { Fields } from '../../shared/lifecycle.ts'
import {
  absent,
  all,
  any,
  below,
  guard,
  is,
  step,
  type Entry,
  type Matter,
  type Lifecycle,
  type Tap,
} from '../../shared/lifecycle.ts'
import { Refusal } from '../../shared/refusals.ts'
import type { SignedIn } from './context.ts'
import { entry, join, type Item, type Key, type Table } from './table.ts'

/** A matter as it is stored, indexes apart. */
export interface Stored extends Matter {
  readonly kind: string
  /** When the clock has to look at it next. */
  readonly dueAt?: string | undefined
  /** Of what it was created from: the same key again must bring the same. */
  readonly inputHash?: string
}

const shape = /^([a-z]{2,12})_([a-z0-9]{2,16})_([a-z2-7]{32})$/

/** Where a matter of this kind stands; undefined for an id that cannot be one. */
export const matterKey = (kind: string, id: string): Key | undefined => {
  const [, itsKind, community] = shape.exec(id) ?? []
  return itsKind === kind && community ? { pk: join('C', community, 'M', id), sk: 'MATTER' } : undefined
}

/**
 * A new matter's common fields. The caller's key makes the id, so that asking twice is asking once; without a key
 * each call is a matter of its own. `input` is remembered as an HMAC: the same key must bring the same again.
 */
export const newMatter = async <Kind extends string, State extends string>(
  ctx: SignedIn,
  kind: Kind,
  community: string,
  {
    key = randomUUID(),
    input,
    ...first
  }: { key?: string | undefined; input: unknown; move: string; state: State; as: Role; for?: string },
) => {
  const id = `${kind}_${community}_${await ctx.secrets.derive('matter', kind, community, ctx.who.id, key)}`
  const { state, move, as } = first
  const entry: Entry = {
    seq: 1,
    op: key,
    at: ctx.now,
    by: ctx.who.id,
    as,
    move,
    to: state,
    ...(first.for && { for: first.for }),
  }
  return {
    id,
    kind,
    community,
    state,
    seq: 1,
    createdAt: ctx.now,
    changedAt: ctx.now,
    timeline: [entry],
    inputHash: await ctx.secrets.derive('input', JSON.stringify(input)),
  }
}

const dueShards = 16
/** `DUE#<shard>` / dueAt: what the clock asks for. */
export const dueShard = (shard: number) => join('DUE', String(shard))
const shardOf = (id: string) => createHash('sha256').update(id).digest()[0]! % dueShards
export const everyDueShard = Array.from({ length: dueShards }, (_, shard) => dueShard(shard))

/** The item as written: keys and indexes follow from the matter, whole, at each write. */
const written = (matter: Stored, indexes: Fields): Item => {
  const { pk, sk } = matterKey(matter.kind, matter.id)!
  return {
    ...matter,
    ...indexes,
    ...(matter.dueAt && entry('gsi3', dueShard(shardOf(matter.id)), matter.dueAt)),
    pk,
    sk,
  }
}

/** Takes keys and indexes off again. */
const readBack = <M extends Stored>(item: Item): M =>
  Object.fromEntries(Object.entries(item).filter(([name]) => !/^(gsi\d)?[ps]k$/.test(name))) as unknown as M

/** Puts a new matter; the same key with the same input gives the one that is there, with another input a refusal. */
export const create = async <M extends Stored>(
  table: Table,
  matter: M,
  indexes: (matter: M) => Fields,
): Promise<M> => {
  const outcome = await table.put(written(matter, indexes(matter)), absent('pk'))
  if (outcome.done) return matter
  if (outcome.was?.inputHash !== matter.inputHash) throw new Refusal('request.keyReused')
  return readBack<M>(outcome.was!)
}

export const getMatter = async <M extends Stored>(
  table: Table,
  kind: string,
  id: string,
): Promise<M | undefined> => {
  const key = matterKey(kind, id)
  const item = key && (await table.get(key))
  return item && readBack<M>(item)
}

export const getMatters = async <M extends Stored>(table: Table, keys: readonly Key[]): Promise<M[]> =>
  (await table.getMany(keys)).map(item => readBack<M>(item))

export interface Moving<M extends Stored, State extends string, Name extends string> {
  readonly life: Lifecycle<State, Name>
  readonly name: Name
  readonly tap: Tap
  /** What the tapper asked for: these fields make a second tap "the same result". */
  readonly wants?: Partial<M>
  /** Checks and further fields, asked for only when the move is open to the caller; refuses by throwing. */
  readonly prepare?: (matter: M) => Promise<Partial<M>>
  /** What follows from the new state: deadlines. */
  readonly settle: (after: M) => M
  readonly indexes: (matter: M) => Fields
}

/**
 * Moves the matter that was read. Gives what stands there afterwards, or what stands there instead and why not. A
 * single-owner tap names the `seq` it saw, so a lost race is final; without one the step is taken again.
 */
export const moveMatter = async <M extends Stored, State extends string, Name extends string>(
  table: Table,
  read: M,
  { life, name, tap, wants, prepare, settle, indexes }: Moving<M, State, Name>,
): Promise<{ readonly matter: M; readonly not?: 'notYours' | 'moved' }> => {
  for (let matter = read, tries = 8; ; tries--) {
    // Judged before anything is prepared, so that a caller who may not move it learns nothing else.
    const open = step(life, name, matter, tap, wants)
    const taken =
      'not' in open || !prepare
        ? open
        : step(life, name, matter, tap, { ...wants, ...(await prepare(matter)) })
    if ('not' in taken) return taken.not === 'again' ? { matter } : { matter, not: taken.not }
    if (!tries) throw new Refusal('server.busy')
    const after = settle(taken.matter)
    const outcome = await table.put(
      written(after, indexes(after)),
      all(is('seq', matter.seq), guard(life.moves[name], tap.who, matter.community)),
    )
    if (outcome.done) return { matter: after }
    if (!outcome.was) throw new Error('a matter disappeared')
    matter = readBack<M>(outcome.was)
  }
}

/** The tap of a signed-in caller; a missing op makes it a tap of its own. */
export const tapOf = (
  ctx: SignedIn,
  { op = randomUUID(), seq }: { op?: string | undefined; seq?: number },
  reason?: string,
): Tap => ({
  op,
  seq,
  who: ctx.who,
  at: ctx.now,
  reason,
})

// ---- timeline ----

const keptInItem = 20
const entryKey = (matter: Stored, seq: number): Key => ({
  pk: matterKey(matter.kind, matter.id)!.pk,
  sk: join('T', String(seq).padStart(6, '0')),
})

/** The whole timeline: what the item still carries, and what was copied beside it. */
export const timelineOf = async (table: Table, matter: Stored): Promise<readonly Entry[]> => {
  const first = matter.timeline[0]?.seq ?? 1
  if (first === 1) return matter.timeline
  const { items } = await table.query({
    pk: matterKey(matter.kind, matter.id)!.pk,
    sk: { beginsWith: 'T#' },
    limit: 1000,
  })
  return [...items.map(item => item.entry as Entry).filter(each => each.seq < first), ...matter.timeline]
}

/** One change of a matter, from the stream. */
export interface Change<M extends Stored> {
  readonly before: M | undefined
  readonly after: M
}

/** The change of a matter that a stream record tells of; undefined for everything else. */
export const changeOf = (before: Item | undefined, after: Item | undefined): Change<Stored> | undefined =>
  after?.sk === 'MATTER'
    ? { before: before && readBack<Stored>(before), after: readBack<Stored>(after) }
    : undefined

/** Follows a change: copies new entries beside the matter, then, once copied, keeps only the last ones in it. */
export const keepTimeline = async (table: Table, { before, after }: Change<Stored>, image: Item) => {
  const copied = before?.timeline.at(-1)?.seq ?? 0
  for (const each of after.timeline.filter(({ seq }) => seq > copied))
    await table.put({ ...entryKey(after, each.seq), entry: each }, absent('pk'))
  if (after.timeline.length > keptInItem)
    await table.put({ ...image, timeline: after.timeline.slice(-keptInItem) }, is('seq', after.seq))
}

// ---- mine ----

/** A line of "my matters", ready to show: the list knows no module. */
export interface Card {
  readonly kind: string
  readonly id: string
  readonly title: string
  readonly stateText: string
  /** waiting: somebody else acts; yours: you act; ended. */
  readonly tone: 'waiting' | 'yours' | 'ended'
  readonly changedAt: string
}

const mineOf = (user: string, ...kind: readonly string[]) => join('U', user, 'MINE', ...kind)

/** Writes the user's row unless a later state of the matter is there already. */
const putRow = (table: Table, user: string, id: string, seq: number, content: Fields) =>
  table.put({ pk: mineOf(user), sk: id, seq, ...content }, any(absent('pk'), below('seq', seq)))

export const putCard = (table: Table, user: string, seq: number, card: Card) =>
  putRow(table, user, card.id, seq, {
    card,
    ...entry('gsi1', mineOf(user), card.changedAt),
    ...entry('gsi2', mineOf(user, card.kind), card.changedAt),
  })

/** The matter no longer concerns the user; the row stays, out of the lists, so that an older change cannot bring it back. */
export const dropCard = (table: Table, user: string, seq: number, id: string) =>
  putRow(table, user, id, seq, { gone: true })

/** Keeps everybody's card: those it concerns get one, those it no longer concerns lose theirs. */
export const keepCards = async <M extends Stored>(
  table: Table,
  { before, after }: Change<M>,
  cards: (matter: M) => ReadonlyMap<string, Card>,
) => {
  const now = cards(after)
  for (const [user, card] of now) await putCard(table, user, after.seq, card)
  for (const user of before ? cards(before).keys() : [])
    if (!now.has(user)) await dropCard(table, user, after.seq, after.id)
}

/** Ids of the user's matters of one kind, newest change first. */
export const mineByKind = async (table: Table, user: string, kind: string, after: Fields | undefined) => {
  const { items, last } = await table.query({
    index: 'gsi2',
    pk: mineOf(user, kind),
    newestFirst: true,
    after,
  })
  return { ids: items.map(item => item.sk), last }
}
