/**
 * 我的事: a row for each matter that concerns a user, newest change first; and what waits for a desk, first what is urgent
 * and then by when it is due. Kept by following changes.
 */
import type { Role } from '../../shared/contract.ts'
import { absent, any, below, type Fields } from '../../shared/lifecycle.ts'
import type { Card } from '../../shared/matters/matters.ts'
import type { Change, Stored } from './matter-item.ts'
import { entry, join, type Index, type Item, type Key, type Question, type Table } from './table.ts'

const mineOf = (user: string, ...kind: readonly string[]) => join('U', user, 'MINE', ...kind)

/** Who has a role in a scope, as `grants` say it. */
export interface Desk {
  readonly role: Role
  readonly community: string
  readonly scope: string
}
const deskOf = ({ role, community, scope }: Desk) => join('C', community, 'DESK', role, scope)

/** Of the list that waits: within it what is urgent comes first, then what is due, the longest due first. */
const orderOf = ({ urgent, dueAt, changedAt }: Card) => join(urgent ? '0' : '1', dueAt ?? '9', changedAt)

/** The list of what waits for the user; no kind of matter is called so. */
const yours = 'YOURS'

/** What a row holds: the card, and its place in the lists of its owner, a user or a desk. */
type Row = (owner: string, card: Card) => Fields

const rowOfUser: Row = (user, card) => ({
  card,
  ...entry('gsi1', mineOf(user), card.changedAt),
  ...entry('gsi2', mineOf(user, card.kind), card.changedAt),
  ...(card.tone === 'yours' && entry('gsi4', mineOf(user, yours), orderOf(card))),
})
const rowOfDesk: Row = (desk, card) => ({ card, ...entry('gsi4', desk, orderOf(card)) })

/**
 * Writes the row unless a later state of the matter is there already. One that no longer concerns its owner stays, out of
 * the lists, so that an older change cannot bring it back.
 */
const putRow = (table: Table, pk: string, id: string, seq: number, content: Fields) =>
  table.put({ pk, sk: id, seq, ...content }, any(absent('pk'), below('seq', seq)))

/** The row of one person: with a card, or, when it no longer concerns them, without. */
export const keepRow = (table: Table, user: string, id: string, seq: number, card: Card | undefined) =>
  putRow(table, mineOf(user), id, seq, card ? rowOfUser(user, card) : { gone: true })

/** Of all whom it concerns, by partition. */
type Rows = ReadonlyMap<string, Fields>

const rowsOf = (cards: ReadonlyMap<string, Card>, desks: readonly (readonly [Desk, Card])[]): Rows =>
  new Map([
    ...[...cards].map(([user, card]) => [mineOf(user), rowOfUser(user, card)] as const),
    ...desks.map(([desk, card]) => {
      const pk = deskOf(desk)
      return [pk, rowOfDesk(pk, card)] as const
    }),
  ])

/** Keeps everybody's card: those it concerns, and the desks it waits for, get one; the others lose theirs. */
export const keepCards = async <M extends Stored>(
  table: Table,
  { before, after }: Change<M>,
  cards: (matter: M) => ReadonlyMap<string, Card> = () => new Map(),
  desks: (matter: M) => readonly (readonly [Desk, Card])[] = () => [],
) => {
  const rows = (matter: M) => rowsOf(cards(matter), desks(matter))
  const now = rows(after)
  const gone = before ? [...rows(before).keys()].filter(pk => !now.has(pk)) : []
  const { id, seq } = after
  await Promise.all([
    ...[...now].map(([pk, content]) => putRow(table, pk, id, seq, content)),
    ...gone.map(pk => putRow(table, pk, id, seq, { gone: true })),
  ])
}

/**
 * One page of several lists as if they were one: someone who was known by phone before they signed in has a list under
 * each id, and who has several offices one for each. Where it ended is kept list by list.
 */
export const asOne = async (
  table: Table,
  { index, lists, sk, newestFirst, limit = longest }: AsOne,
  after: Fields | undefined,
): Promise<{ readonly items: Item[]; readonly last?: Fields }> => {
  const pages = await Promise.all(
    lists.map(pk =>
      table.query({ index, pk, sk, newestFirst, after: after?.[pk] as Fields | undefined, limit }),
    ),
  )
  const order = newestFirst ? -1 : 1
  const sorted = pages
    .flatMap((page, i) =>
      page.items.map(item => ({ item, list: lists[i]!, at: item[`${index}sk`] as string })),
    )
    .sort((a, b) => (a.at < b.at ? -order : a.at > b.at ? order : 0))
  const shown = sorted.slice(0, limit)
  const more = sorted.length > limit || pages.some(page => page.last)
  const ends = Object.fromEntries(shown.map(({ list, item }) => [list, item]))
  return { items: shown.map(({ item }) => item), ...(more && { last: { ...after, ...ends } }) }
}
interface AsOne {
  readonly index: Index
  readonly lists: readonly string[]
  readonly sk?: Question['sk']
  readonly newestFirst: boolean
  readonly limit?: number
}
const longest = 50

/** The same, newest change first. */
export const newest = (
  table: Table,
  index: 'gsi1' | 'gsi2',
  lists: readonly string[],
  after: Fields | undefined,
  limit?: number,
) => asOne(table, { index, lists, newestFirst: true, limit }, after)

/** What waits for these users themselves (`user`: whom), or for these desks, first what is urgent, then by when it is due. */
export const waitingCards = async (
  table: Table,
  users: readonly string[],
  desks: readonly Desk[],
  after: Fields | undefined,
) => {
  const owned = users.map(user => mineOf(user))
  const lists = [...users.map(user => mineOf(user, yours)), ...desks.map(deskOf)]
  const { items, last } = await asOne(table, { index: 'gsi4', lists, newestFirst: false, limit: 20 }, after)
  const found = (await table.getMany(items)).flatMap(({ pk, card }) =>
    card ? [{ user: users[owned.indexOf(pk)], card: card as Card }] : [],
  )
  return { items: found, last }
}

/** What concerns someone under all their ids, and others, newest change first: whose it is, and the key of the row. */
export const mineOfAll = async (table: Table, users: readonly string[], after: Fields | undefined) => {
  const lists = users.map(user => mineOf(user))
  const { items, last } = await newest(table, 'gsi1', lists, after)
  return {
    rows: items.map(({ pk, sk }) => ({ user: users[lists.indexOf(pk)]!, id: sk, key: { pk, sk } })),
    last,
  }
}

/** The cards that stand in these rows, by row. */
export const cardsIn = async (table: Table, keys: readonly Key[]): Promise<ReadonlyMap<string, Card>> =>
  new Map(
    (await table.getMany(keys)).flatMap(({ pk, sk, card }) =>
      card ? [[`${pk} ${sk}`, card as Card] as const] : [],
    ),
  )

/** Ids of their matters of one kind, newest change first. */
export const mineByKind = async (
  table: Table,
  users: readonly string[],
  kind: string,
  after: Fields | undefined,
  limit?: number,
) => {
  const lists = users.map(user => mineOf(user, kind))
  const { items, last } = await newest(table, 'gsi2', lists, after, limit)
  return { ids: items.map(item => item.sk), last }
}

/** Ids of all matters of one kind that concern the user; strongly consistent. */
export const allMine = async (table: Table, user: string, kind: string) =>
  (await table.queryAll({ pk: mineOf(user) }))
    .filter(item => (item.card as Card | undefined)?.kind === kind)
    .map(item => item.sk)

/** Nothing concerns the user any more; the rows stay empty, so that a late change of a matter cannot bring one back. */
export const dropMine = async (table: Table, user: string) => {
  for (const { pk, sk } of await table.queryAll({ pk: mineOf(user) }))
    await table.put({ pk, sk, seq: Number.MAX_SAFE_INTEGER, gone: true })
}
