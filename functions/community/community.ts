/** What other modules ask of a community: its settings, and its teams, grids and buildings (its scopes). */
import type * as z from 'zod/mini'
import { settings, type ScopeKind, type Settings } from '../../shared/community/community.ts'
import type { Role } from '../../shared/contract.ts'
import { communityIn } from '../../shared/lifecycle.ts'
import { Refusal, type RefusalCode } from '../../shared/api/refusals.ts'
import { config } from '../platform/config.ts'
import type { Ctx, SignedIn } from '../platform/context.ts'
import { join, type Table } from '../platform/table.ts'
import {
  allScopes,
  documentOf,
  partition,
  putScopes,
  saveDocument,
  type NamedScope,
  type Scope,
} from './community-store.ts'

const keptMs = 60_000

/** What is read with nearly every request and seldom changes: kept for a minute, table by table. */
const keeping = <T>(load: (ways: Pick<Ctx, 'table'>, community: string) => Promise<T>) => {
  const kept = new WeakMap<Table, Map<string, { readonly value: Promise<T>; readonly until: number }>>()
  const itself = (table: Table) => table.over ?? table
  return {
    of(ways: Pick<Ctx, 'table'>, community: string): Promise<T> {
      const table = itself(ways.table)
      const ofTable = kept.get(table) ?? new Map<string, { value: Promise<T>; until: number }>()
      kept.set(table, ofTable)
      const known = ofTable.get(community)
      if (known && known.until > Date.now()) return known.value
      const value = load(ways, community)
      ofTable.set(community, { value, until: Date.now() + keptMs })
      value.catch(() => ofTable.delete(community)) // a failure is not kept
      return value
    },
    forget: (table: Table, community: string) => kept.get(itself(table))?.delete(community),
  }
}

const keptSettings = keeping(async (ways, community) =>
  settings.parse((await documentOf(ways, community, 'SETTINGS')).content ?? {}),
)
const keptScopes = keeping(allScopes)

/** A community's settings; a change is seen within a minute. */
export const settingsOf = (ways: Pick<Ctx, 'table'>, community: string): Promise<Settings> =>
  keptSettings.of(ways, community)

/** All scopes of one kind, in the order of their numbers; a change is seen within a minute. */
export const scopesIn = async (ways: Pick<Ctx, 'table'>, community: string, kind: ScopeKind) =>
  (await keptScopes.of(ways, community)).filter(scope => scope.kind === kind)

/** As it stands at this moment. */
export const scopeOf = async (
  { table }: Pick<Ctx, 'table'>,
  community: string,
  scope: string,
): Promise<Scope | undefined> =>
  (await table.get({ pk: partition(community), sk: join('SCOPE', scope) }))?.scope as Scope | undefined

/** Writes scopes as an import would. */
export const addScopes = async (table: Table, community: string, scopes: readonly NamedScope[]) => {
  await putScopes(table, community, scopes)
  keptScopes.forget(table, community)
}

/** So many DynamoDB takes in one transaction. */
const mostAtOnce = 100

/** The same, all at once as far as one write goes: from then on people see them, and what hangs on them. */
export const switchScopes = async (table: Table, community: string, scopes: readonly NamedScope[]) => {
  for (let at = 0; at < scopes.length; at += mostAtOnce)
    await table.transact(
      scopes.slice(at, at + mostAtOnce).map(({ id, ...scope }) => ({
        put: { pk: partition(community), sk: join('SCOPE', id), scope },
      })),
    )
  keptScopes.forget(table, community)
}

/** All of them as they stand at this moment, whatever was read before. */
export const scopesNow = allScopes

/** What a community may leave out, and says so when somebody begins it all the same. */
type LeftOut = RefusalCode extends infer Code
  ? Code extends `${infer Name}.switchedOff`
    ? Name
    : never
  : never

/** The settings of a community that has it; one that leaves it out is told whom to turn to. What is under way goes on. */
export const settingsWith = async (
  ways: Pick<Ctx, 'table'>,
  community: string,
  name: LeftOut,
): Promise<Settings> => {
  const settings = await settingsOf(ways, community)
  if (!(settings.on as readonly string[]).includes(name)) throw new Refusal(`${name}.switchedOff`)
  return settings
}

/** So that the one who has just changed them sees the new ones. */
export const forgetSettings = keptSettings.forget

/** Settings as an import writes them: whatever stood there is replaced. */
export const saveSettings = async (table: Table, community: string, content: z.input<typeof settings>) => {
  const { version } = await documentOf({ table }, community, 'SETTINGS')
  const { done } = await saveDocument({ table }, community, 'SETTINGS', { version: version + 1, content })
  if (!done) throw new Error('somebody else is changing the settings')
  forgetSettings(table, community)
}

/**
 * The community in which the caller holds one of the roles, of its staff where none is named: the one wanted, or the first;
 * else refuses with `community.notFound`.
 */
export const deskOf = (
  { who }: SignedIn,
  wanted: string | undefined,
  roles: readonly Role[] = ['communityStaff'],
) => {
  const community = communityIn(who, roles, wanted)
  if (!community) throw new Refusal('community.notFound')
  return community
}

/** The caller's community; for a newcomer the one that welcomes them. */
export const communityOf = ({ who }: SignedIn, wanted: string | undefined) => {
  const own = who.grants.find(grant => !wanted || grant.community === wanted)?.community
  const id = own ?? (wanted ? undefined : config.welcome)
  if (!id) throw new Refusal('community.notFound')
  return id
}
