/** RECORD#<number>: a record sheet as it was issued. What is personal in it is encrypted; its code is nowhere. */
import { absent, type Fields } from '../../shared/lifecycle.ts'
import type { RecordState } from '../../shared/volunteers/hours.ts'
import type { Ctx } from '../platform/context.ts'
import { newest } from '../platform/mine.ts'
import type { Sealed } from '../platform/sealed.ts'
import { communityOwner, sealed } from '../platform/secrets.ts'
import { entry, join, type Key, type Table } from '../platform/table.ts'
import { readBack } from '../platform/matter-item.ts'
import { changeItem } from '../platform/write.ts'

export interface RecordSheet {
  readonly number: string
  readonly user: string
  readonly community: string
  readonly communityName: string
  readonly fromOn: string
  readonly toOn: string
  readonly issuedAt: string
  readonly issuedBy: string
  readonly minutes: number
  readonly times: number
  readonly state: RecordState
  /** Encrypted: what stood on it then, and the number of the volunteer. */
  readonly content: string
  readonly askedAt?: string | undefined
  readonly decidedAt?: string | undefined
  readonly decidedBy?: string | undefined
  /** Encrypted: why there is no seal. */
  readonly reason?: Sealed<string> | undefined
  readonly announcedFromOn?: string | undefined
  readonly announcedToOn?: string | undefined
  /** Encrypted: who handled it, and where to ask. */
  readonly handling?: string | undefined
}

/** One line of the sheet. */
export interface Line {
  readonly on: string
  readonly what: string
  readonly team: string
  readonly fromAt: string
  readonly toAt: string
  readonly minutes: number
  readonly note?: string
}
export interface Content {
  readonly lines: readonly Line[]
  readonly volunteerNumber?: string | undefined
}
export interface Handling {
  readonly handler: string
  readonly contact: string
}

const keyOf = (number: string): Key => ({ pk: join('RECORD', number), sk: 'RECORD' })

/** gsi1: somebody's own, by day of issue. gsi4: those that wait for a seal, the first to ask first. */
const indexes = ({ user, number, community, issuedAt, askedAt, state }: RecordSheet): Fields => ({
  ...entry('gsi1', join('U', user, 'RECORDS'), join(issuedAt, number)),
  ...(state === 'asked' && entry('gsi4', join('C', community, 'RECORDS', 'ASKED'), join(askedAt!, number))),
})

/** Issued once for its number; gives the one that stands. */
export const putRecord = async (table: Table, sheet: RecordSheet): Promise<RecordSheet> => {
  const outcome = await table.put(
    { ...sheet, ...indexes(sheet), ...keyOf(sheet.number), version: 1 },
    absent('pk'),
  )
  return outcome.done ? sheet : readBack<RecordSheet>(outcome.was!)
}

export const getRecord = async (table: Table, number: string): Promise<RecordSheet | undefined> => {
  const item = await table.get(keyOf(number))
  return item && readBack<RecordSheet>(item)
}

/** Writes what `change` makes of it, or refuses. */
export const changeRecord = async (
  table: Table,
  number: string,
  change: (was: RecordSheet) => RecordSheet,
): Promise<RecordSheet> =>
  readBack<RecordSheet>(
    await changeItem(table, keyOf(number), was => {
      const next = change(readBack<RecordSheet>(was!))
      return { ...next, ...indexes(next) }
    }),
  )

/** A person who has left has no sheets: none of them can be verified any longer. */
export const forgetRecord = (table: Table, number: string) => table.remove(keyOf(number))

const listed = async (table: Table, question: Parameters<Table['query']>[0]) => {
  const { items, last } = await table.query(question)
  return { items: (await table.getMany(items)).map(item => readBack<RecordSheet>(item)), last }
}

/** Those of somebody, under each of their ids. */
export const recordsOf = async (table: Table, users: readonly string[], after?: Fields) => {
  const lists = users.map(user => join('U', user, 'RECORDS'))
  const { items, last } = await newest(table, 'gsi1', lists, after)
  return { items: (await table.getMany(items)).map(item => readBack<RecordSheet>(item)), last }
}
export const askedIn = (table: Table, community: string, after?: Fields) =>
  listed(table, { index: 'gsi4', pk: join('C', community, 'RECORDS', 'ASKED'), after })

// ---- what is encrypted ----

type Ways = Pick<Ctx, 'secrets'>

const sealedIn = (ways: Ways, { number, community }: Pick<RecordSheet, 'number' | 'community'>) =>
  sealed(ways, communityOwner(community), keyOf(number))

export const sealContent = (ways: Ways, sheet: Pick<RecordSheet, 'number' | 'community'>, content: Content) =>
  sealedIn(ways, sheet).seal('content', content)
export const contentOf = (ways: Ways, sheet: RecordSheet) =>
  sealedIn(ways, sheet).open<Content>('content', sheet.content)

export const sealHandling = (ways: Ways, sheet: RecordSheet, handling: Handling) =>
  sealedIn(ways, sheet).seal('handling', handling)
export const handlingOf = (ways: Ways, sheet: RecordSheet) =>
  sealedIn(ways, sheet).open<Handling>('handling', sheet.handling)

export const sealRefusal = async (ways: Ways, sheet: RecordSheet, reason: string) =>
  (await sealedIn(ways, sheet).seal('reason', reason)) as Sealed<string>
export const refusalOf = (ways: Ways, sheet: RecordSheet) =>
  sealedIn(ways, sheet).open<string>('reason', sheet.reason)
