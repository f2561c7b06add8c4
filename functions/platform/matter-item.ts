/** One matter in storage: a single item, whose keys and indexes follow from it, whole, at each write. */
import { createHash, randomUUID } from 'node:crypto'
import { isOffice, type Link, type Role } from '../../shared/contract.ts'
import { absent, is, type Entry, type Fields, type Matter } from '../../shared/lifecycle.ts'
import { Refusal } from '../../shared/api/refusals.ts'
import type { SignedIn } from './context.ts'
import { communityOwner, sealed } from './secrets.ts'
import { entry, join, type Item, type Key, type Step, type Table } from './table.ts'
import { write } from './write.ts'

/** What the clock looks at when its time has come. */
export interface Dated {
  readonly id: string
  readonly kind: string
  /** When the clock has to look at it next. */
  readonly dueAt?: string | undefined
}

/** A matter as it is stored, indexes apart. */
export interface Stored extends Matter, Dated {
  /** Of what it was created from: the same key again must bring the same. */
  readonly inputHash?: string
}

const shape = /^([a-z]{2,12})_([a-z0-9]{2,16})_([a-z2-7]{32})$/

/** Where a matter of this kind stands; undefined for an id that cannot be one. */
export const matterKey = (kind: string, id: string): Key | undefined => {
  const [, itsKind, community] = shape.exec(id) ?? []
  return itsKind === kind && community ? { pk: join('C', community, 'M', id), sk: 'MATTER' } : undefined
}

/** The id of the one matter of this kind that somebody makes by this key. */
export const matterId = async (
  { secrets }: Pick<SignedIn, 'secrets'>,
  kind: string,
  community: string,
  user: string,
  key: string,
) => `${kind}_${community}_${await secrets.derive('matter', kind, community, user, key)}`

/** The personal fields of a matter: each bound to it, under its community's key. */
export const sealedIn = (
  ways: Pick<SignedIn, 'secrets'>,
  { id, community }: Pick<Stored, 'id' | 'community'>,
) => {
  const kind = id.slice(0, id.indexOf('_'))
  return sealed(ways, communityOwner(community), matterKey(kind, id)!)
}

/** How what the caller does in this community reached them: only who works there enters something for others. */
export const enteredIn = (
  { who, came: { via, ref } = {} }: Pick<SignedIn, 'who' | 'came'>,
  community: string,
) => {
  const works = () => who.grants.some(grant => isOffice(grant.role) && grant.community === community)
  if ((via || ref) && !works())
    throw new Refusal('matter.enteredByOffice', {}, { [via ? 'via' : 'ref']: '请不要填这一项' })
  return { ...(via && via !== 'app' && { via }), ...(ref && { ref }) }
}

/**
 * A new matter's common fields. The caller's key makes the id, so that asking twice is asking once; without a key
 * each call is a matter of its own, unless its `id` is known. `input` is remembered as an HMAC: the same key must bring the same again.
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
  id?: string,
) => {
  const named = id ?? (await matterId(ctx, kind, community, ctx.who.id, key))
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
    ...enteredIn(ctx, community),
  }
  return {
    id: named,
    kind,
    community,
    state,
    seq: 1,
    stateSeq: 1,
    createdAt: ctx.now,
    changedAt: ctx.now,
    timeline: [entry],
    ...(ctx.came?.from && { from: ctx.came.from }),
    inputHash: await ctx.secrets.derive('input', JSON.stringify(input)),
  }
}

const linkKey = ({ kind, id }: Link, to: string): Key | undefined => {
  const source = matterKey(kind, id)
  return source && { pk: source.pk, sk: join('LINK', to) }
}

/** Follows a creation: notes it beside the matter that it came of. */
export const keepLink = async (table: Table, { before, after: { id, from } }: Change<Stored>) => {
  const key = from && !before && linkKey(from, id)
  if (key) await table.put({ ...key, kind: id.slice(0, id.indexOf('_')), id })
}

/** One page of what came of a matter. */
export const linksFrom = async (table: Table, { kind, id }: Link, after: Fields | undefined) => {
  const { items, last } = await table.query({
    ...{ pk: matterKey(kind, id)!.pk, sk: { beginsWith: 'LINK#' }, after, limit: 20 },
  })
  return { links: items.map(item => ({ kind: item.kind as string, id: item.id as string })), last }
}

const dueShards = 16
/** `DUE#<shard>` / dueAt: what the clock asks for. */
export const dueShard = (shard: number) => join('DUE', String(shard))
const shardOf = (id: string) => createHash('sha256').update(id).digest()[0]! % dueShards
export const everyDueShard = Array.from({ length: dueShards }, (_, shard) => dueShard(shard))

/** Puts an item before the clock at that time. */
export const dueEntry = (id: string, dueAt: string) => entry('gsi3', dueShard(shardOf(id)), dueAt)

/** The item as written: keys and indexes follow from the matter, whole, at each write. */
export const written = (matter: Stored, indexes: Fields): Item => {
  const { pk, sk } = matterKey(matter.kind, matter.id)!
  return {
    ...matter,
    ...indexes,
    ...(matter.dueAt && dueEntry(matter.id, matter.dueAt)),
    pk,
    sk,
  }
}

/** Takes keys and indexes off again. */
export const readBack = <M>(item: Item): M =>
  Object.fromEntries(Object.entries(item).filter(([name]) => !/^(gsi\d)?[ps]k$/.test(name))) as unknown as M

/**
 * Puts a new matter; the same key with the same input gives the one that is there, with another input a refusal.
 * `along` gives what is written together with it, or refuses; it is asked again when somebody else was quicker there.
 */
export const create = async <M extends Stored>(
  table: Table,
  matter: M,
  indexes: (matter: M) => Fields,
  along: () => Promise<readonly Step[]> = async () => [],
): Promise<M> => {
  const known = (was: Item | undefined) => {
    if (was?.inputHash !== matter.inputHash) throw new Refusal('request.keyReused')
    return readBack<M>(was!)
  }
  const item = written(matter, indexes(matter))
  const before = await table.get({ pk: item.pk, sk: item.sk })
  if (before) return known(before)
  return write(table, async lost => {
    if (lost?.step === 0) return { answer: known(lost.was) }
    return { steps: [{ put: item, when: absent('pk') }, ...(await along())], answer: matter }
  })
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

/** Those of them that exist. */
export const mattersById = <M extends Stored>(table: Table, kind: string, ids: readonly string[]) =>
  getMatters<M>(
    table,
    ids.flatMap(id => matterKey(kind, id) ?? []),
  )

export const getMatters = async <M extends Dated>(table: Table, keys: readonly Key[]): Promise<M[]> =>
  (await table.getMany(keys)).map(item => readBack<M>(item))

/**
 * Writes what `change` makes of the matter apart from its story, like a name taken out; `change` gives the same object
 * back when there is nothing to do. It counts as a change, so that nobody who read it before writes the old one back.
 */
export const rewrite = async <M extends Stored>(
  table: Table,
  { kind, id }: Pick<M, 'kind' | 'id'>,
  indexes: (matter: M) => Fields,
  change: (matter: M) => Promise<M>,
  along: (before: M, after: M) => readonly Step[] = () => [],
): Promise<void> => {
  await write(table, async () => {
    const matter = await getMatter<M>(table, kind, id)
    const after = matter && (await change(matter))
    if (!after || after === matter) return { answer: undefined }
    const next = { ...after, seq: matter.seq + 1 }
    const put = { put: written(next, indexes(next)), when: is('seq', matter.seq) }
    const others = along(matter, next)
    return { steps: others.length ? [put, ...others] : put, answer: undefined }
  })
}

/** One change of a matter, or of what stands beside one, from the stream. */
export interface Change<T extends Dated> {
  readonly before: T | undefined
  readonly after: T
}

/** Matters, the places that stand beside them, and how far those concerned have been told: what others follow. */
const followed = ['MATTER', 'PLACES', 'TELLING']

/** The change that a stream record tells of; undefined for what nobody follows. */
export const changeOf = (before: Item | undefined, after: Item | undefined): Change<Stored> | undefined =>
  after && followed.includes(after.sk)
    ? { before: before && readBack<Stored>(before), after: readBack<Stored>(after) }
    : undefined
