/** 我的事: a row for each matter that concerns a user, newest change first, kept by following changes. */
import { absent, any, below, type Fields } from '../../shared/lifecycle.ts'
import type { Card } from '../../shared/matters/matters.ts'
import type { Change, Stored } from './matter-item.ts'
import { entry, join, type Table } from './table.ts'

const mineOf = (user: string, ...kind: readonly string[]) => join('U', user, 'MINE', ...kind)

/** Writes the user's row unless a later state of the matter is there already. */
const putRow = (table: Table, user: string, id: string, seq: number, content: Fields) =>
  table.put({ pk: mineOf(user), sk: id, seq, ...content }, any(absent('pk'), below('seq', seq)))

const putCard = (table: Table, user: string, seq: number, card: Card) =>
  putRow(table, user, card.id, seq, {
    card,
    ...entry('gsi1', mineOf(user), card.changedAt),
    ...entry('gsi2', mineOf(user, card.kind), card.changedAt),
  })

/** It no longer concerns the user; the row stays, out of the lists, so that an older change cannot bring it back. */
const dropCard = (table: Table, user: string, seq: number, id: string) =>
  putRow(table, user, id, seq, { gone: true })

/** The row of one person: with a card, or, when it no longer concerns them, without. */
export const keepRow = (table: Table, user: string, id: string, seq: number, card: Card | undefined) =>
  card ? putCard(table, user, seq, card) : dropCard(table, user, seq, id)

/** Keeps everybody's card: those it concerns get one, those it no longer concerns lose theirs. */
export const keepCards = async <M extends Stored>(
  table: Table,
  { before, after }: Change<M>,
  cards: (matter: M) => ReadonlyMap<string, Card>,
) => {
  const now = cards(after)
  const gone = before ? [...cards(before).keys()].filter(user => !now.has(user)) : []
  await Promise.all([
    ...[...now].map(([user, card]) => putCard(table, user, after.seq, card)),
    ...gone.map(user => dropCard(table, user, after.seq, after.id)),
  ])
}

/**
 * One page of several lists as if they were one, newest change first: someone who was known by phone before they
 * signed in has a list under each id. Where it ended is kept list by list.
 */
export const newest = async (
  table: Table,
  index: 'gsi1' | 'gsi2',
  lists: readonly string[],
  after: Fields | undefined,
  limit = longest,
) => {
  const pages = await Promise.all(
    lists.map(pk =>
      table.query({ index, pk, newestFirst: true, after: after?.[pk] as Fields | undefined, limit }),
    ),
  )
  const sorted = pages
    .flatMap((page, i) =>
      page.items.map(item => ({ item, list: lists[i]!, at: item[`${index}sk`] as string })),
    )
    .sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))
  const shown = sorted.slice(0, limit)
  const more = sorted.length > limit || pages.some(page => page.last)
  const ends = Object.fromEntries(shown.map(({ list, item }) => [list, item]))
  return { items: shown.map(({ item }) => item), ...(more && { last: { ...after, ...ends } }) }
}
const longest = 50

/** The cards of someone under all their ids, and of others, newest change first: whose it is, and the card. */
export const cardsOf = async (table: Table, users: readonly string[], after: Fields | undefined) => {
  const lists = users.map(user => mineOf(user))
  const { items, last } = await newest(table, 'gsi1', lists, after)
  const found = (await table.getMany(items)).flatMap(({ pk, card }) =>
    card ? [{ user: users[lists.indexOf(pk)]!, card: card as Card }] : [],
  )
  return { items: found, last }
}

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
