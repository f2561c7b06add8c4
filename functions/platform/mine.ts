/** 我的事: a row for each matter that concerns a user, newest change first, kept by following changes. */
import { absent, any, below, type Fields } from '../../shared/lifecycle.ts'
import type { Card } from '../../shared/matters.ts'
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

/** The user's cards, newest change first. */
export const cardsOf = async (table: Table, user: string, after: Fields | undefined) => {
  const { items, last } = await table.query({ index: 'gsi1', pk: mineOf(user), newestFirst: true, after })
  return { items: (await table.getMany(items)).flatMap(item => (item.card as Card | undefined) ?? []), last }
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
