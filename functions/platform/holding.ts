/**
 * `U#<user>#HOLDS` / `<kind>#<id>`: what somebody is in the middle of, and so cannot leave. A row is written together with
 * the matter itself, not from the stream: what must be true now may not wait for that. The stream only takes away what is
 * over; who asks reads the matters, so that a row too many does no harm.
 */
import { absent, any, below } from '../../shared/lifecycle.ts'
import type { Change, Stored } from './matter-item.ts'
import { join, type Step, type Table } from './table.ts'

/** Whom an item holds, by id. */
export type Holders<M> = (item: M) => readonly (string | undefined)[]

const rowsOf = (user: string) => join('U', user, 'HOLDS')
const rowKey = (user: string, { kind, id }: Stored) => ({ pk: rowsOf(user), sk: join(kind, id) })

const heldBy = <M>(holders: Holders<M>, item: M | undefined) =>
  new Set(item ? holders(item).flatMap(user => user ?? []) : [])

/** What is written along with an item: a row for each whom it holds from now on. */
export const holdSteps = <M extends Stored>(holders: Holders<M>, before: M | undefined, after: M): Step[] => {
  const was = heldBy(holders, before)
  return [...heldBy(holders, after)]
    .filter(user => !was.has(user))
    .map(user => ({ put: { ...rowKey(user, after), id: after.id, seq: after.seq } }))
}

/** Takes away the rows of those it no longer holds, unless it has come to hold them again since. */
export const dropOver = async <M extends Stored>(
  table: Table,
  holders: Holders<M>,
  { before, after }: Change<M>,
) => {
  const now = heldBy(holders, after)
  for (const user of heldBy(holders, before))
    if (!now.has(user))
      await table.remove(rowKey(user, after), any<string>(absent('pk'), below('seq', after.seq + 1)))
}

/** Ids of the matters of one kind that may hold the user; strongly consistent. */
export const holdingOf = async (table: Table, user: string, kind: string) =>
  (await table.queryAll({ pk: rowsOf(user), sk: { beginsWith: `${kind}#` } })).map(({ id }) => id as string)

/** They have left. */
export const dropHolding = async (table: Table, user: string) => {
  for (const { pk, sk } of await table.queryAll({ pk: rowsOf(user) })) await table.remove({ pk, sk })
}
