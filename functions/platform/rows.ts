/**
 * Lists made of rows of the table itself, for questions that the indexes of an item have no room for. A row is written in
 * the transaction that changes its item, so that it is never behind, and may carry what is asked of it, so that only the
 * items that fit are read.
 */
import { same } from '../../shared/lifecycle.ts'
import type { Stored } from './matter-item.ts'
import { partition, type Place } from './lists.ts'
import { join, type Key, type Question, type Step, type Table } from './table.ts'

export interface Row<Says extends object> extends Place {
  /** What a reader needs to know before the item is read. */
  readonly says?: Says
}

/** `Says`: what its rows carry beside the id of the item. */
export interface Rows<M, Says extends object = object> {
  readonly under: readonly string[]
  /** Where an item stands. */
  readonly of: (item: M) => readonly Row<Says>[]
  /** A row stays when the item no longer says so, like the month in which something happened. */
  readonly stays?: boolean
}

const rowsOf = <M extends Stored>({ under, of }: Rows<M>, item: M | undefined) =>
  new Map(
    (item ? of(item) : []).map(row => {
      const key: Key = { pk: partition(item!.community, under, row.of), sk: join(row.at, item!.id) }
      return [`${key.pk} ${key.sk}`, { key, put: { ...key, id: item!.id, ...row.says } }] as const
    }),
  )

/** What is written along with an item: the rows that come, change or go with it. */
export const rowSteps = <M extends Stored>(rows: Rows<M>, before: M | undefined, after: M): Step[] => {
  const [was, is] = [rowsOf(rows, before), rowsOf(rows, after)]
  const put = [...is].flatMap(([name, row]) => (same(was.get(name)?.put, row.put) ? [] : { put: row.put }))
  const gone = rows.stays ? [] : [...was].flatMap(([name, { key }]) => (is.has(name) ? [] : { remove: key }))
  return [...put, ...gone]
}

type Asked = Pick<Question, 'sk' | 'limit' | 'newestFirst' | 'after'> & {
  readonly community: string
  readonly of?: Place['of']
}

/** One page of such a list, as it stands now. */
export const rowsIn = async <M, Says extends object>(
  table: Table,
  { under }: Rows<M, Says>,
  { community, of, ...asked }: Asked,
) => {
  const { items, last } = await table.query({ ...asked, pk: partition(community, under, of) })
  return { rows: items as unknown as readonly (Says & { readonly id: string })[], last }
}

/** All ids of a list that is read whole. */
export const idsIn = async <M>(
  table: Table,
  { under }: Rows<M>,
  { community, of }: Pick<Asked, 'community' | 'of'>,
): Promise<string[]> =>
  (await table.queryAll({ pk: partition(community, under, of) })).map(({ id }) => id as string)
