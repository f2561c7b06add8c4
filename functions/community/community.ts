/** What other modules ask of a community: its settings, and its teams, grids and buildings (its scopes). */
import type * as z from 'zod/mini'
import { settings, type Settings } from '../../shared/community.ts'
import type { Ctx } from '../platform/context.ts'
import type { Table } from '../platform/table.ts'
import { documentOf, saveDocument } from './community-store.ts'

export { addScopes, scopeOf, scopesIn, type NamedScope, type Scope } from './community-store.ts'

const keptMs = 60_000
const kept = new WeakMap<
  Table,
  Map<string, { readonly settings: Promise<Settings>; readonly until: number }>
>()

/** A community's settings; a change is seen within a minute. */
export const settingsOf = ({ table }: Pick<Ctx, 'table'>, community: string): Promise<Settings> => {
  const ofTable = kept.get(table) ?? new Map<string, { settings: Promise<Settings>; until: number }>()
  kept.set(table, ofTable)
  const known = ofTable.get(community)
  if (known && known.until > Date.now()) return known.settings
  const loaded = documentOf({ table }, community, 'SETTINGS').then(({ content }) =>
    settings.parse(content ?? {}),
  )
  ofTable.set(community, { settings: loaded, until: Date.now() + keptMs })
  loaded.catch(() => ofTable.delete(community)) // a failure is not kept
  return loaded
}

/** So that whoever has just changed them sees them as they are. */
export const forgetSettings = (table: Table, community: string) => kept.get(table)?.delete(community)

/** Settings as an import writes them: whatever stood there is replaced. */
export const saveSettings = async (table: Table, community: string, content: z.input<typeof settings>) => {
  const { version } = await documentOf({ table }, community, 'SETTINGS')
  const { done } = await saveDocument({ table }, community, 'SETTINGS', { version: version + 1, content })
  if (!done) throw new Error('somebody else is changing the settings')
  forgetSettings(table, community)
}
