/**
 * C#<community>: `SETTINGS`, `PHONES` and `WHOSE`, documents that staff keep for everybody; `SCOPE#…` its teams,
 * grids and rooms. C#<community>#KEPT#<document> / version: who changed it, when, to what.
 */
import { absent, is } from '../../shared/lifecycle.ts'
import type { ScopeKind } from '../../shared/community/community.ts'
import type { Ctx } from '../platform/context.ts'
import { join, type Item, type Key, type Table } from '../platform/table.ts'

type Ways = Pick<Ctx, 'table'>
export const partition = (community: string) => join('C', community)

// ---- documents ----

export type DocumentName = 'SETTINGS' | 'PHONES' | 'WHOSE'

export interface Document {
  /** 0: nobody has written it yet. */
  readonly version: number
  readonly content?: unknown
  readonly savedAt?: string
  readonly savedBy?: string
  readonly savedByName?: string
  /** The tap that wrote it, so that its retry is recognized. */
  readonly op?: string | undefined
}

const documentKey = (community: string, name: DocumentName): Key => ({ pk: partition(community), sk: name })
const kept = (community: string, name: DocumentName) => join('C', community, 'KEPT', name)

const documentIn = (item: Item | undefined): Document =>
  (item?.document as Document | undefined) ?? { version: 0 }

export const documentOf = async ({ table }: Ways, community: string, name: DocumentName) =>
  documentIn(await table.get(documentKey(community, name)))

/**
 * Writes the next version and its record together, if nobody else has written one since. Gives what stands there:
 * the new one, or that of somebody else.
 */
export const saveDocument = async (
  { table }: Ways,
  community: string,
  name: DocumentName,
  document: Document,
): Promise<{ readonly done: boolean; readonly document: Document }> => {
  const { version } = document
  const key = documentKey(community, name)
  const record = { pk: kept(community, name), sk: String(version).padStart(6, '0') }
  const outcome = await table.transact([
    { put: { ...key, version, document }, when: version === 1 ? absent('pk') : is('version', version - 1) },
    { put: { ...record, document }, when: absent('pk') },
  ])
  return outcome.done ? { done: true, document } : { done: false, document: documentIn(await table.get(key)) }
}

const shownChanges = 10

/** The last changes, newest first. */
export const changesOf = async ({ table }: Ways, community: string, name: DocumentName) => {
  const pk = kept(community, name)
  const { items } = await table.query({ pk, newestFirst: true, limit: shownChanges })
  return items.map(documentIn)
}

// ---- scopes ----

/** A team, a grid, a building, a room: what roles are given for. */
export interface Scope {
  readonly name: string
  readonly kind: ScopeKind
  /** Of a building. */
  readonly grid?: string
  /** Ids of the buildings that a team serves, or a grid covers. */
  readonly buildings?: readonly string[]
  /** What a team is for, by the codes of `skills` in the manifests. */
  readonly skills?: readonly string[]
}

export interface NamedScope extends Scope {
  readonly id: string
}

const inOrder = new Intl.Collator('zh', { numeric: true }).compare

/** All of them, in the order of their numbers: some fifty, read with one Query. */
export const allScopes = async ({ table }: Ways, community: string): Promise<NamedScope[]> =>
  (await table.queryAll({ pk: partition(community), sk: { beginsWith: 'SCOPE#' } }))
    .map(({ sk, scope }): NamedScope => ({ id: sk.slice('SCOPE#'.length), ...(scope as Scope) }))
    .sort((one, other) => inOrder(one.id, other.id))

/** A building learns its grid from the grid that covers it. */
export const putScopes = async (table: Table, community: string, scopes: readonly NamedScope[]) => {
  const gridOf = (building: string) =>
    scopes.find(({ kind, buildings }) => kind === 'grid' && buildings?.includes(building))?.id
  await Promise.all(
    scopes.map(({ id, ...scope }) => {
      const grid = scope.kind === 'building' ? gridOf(id) : undefined
      return table.put({
        pk: partition(community),
        sk: join('SCOPE', id),
        scope: { ...scope, ...(grid && { grid }) },
      })
    }),
  )
}
