/** A community's settings, and its teams, grids and rooms (its scopes). */
import { settings, type community, type ScopeKind, type Settings } from '../../shared/community.ts'
import { onDuty } from '../../shared/time.ts'
import { Refusal } from '../../shared/refusals.ts'
import { config } from '../platform/config.ts'
import type { Ctx } from '../platform/context.ts'
import type { Handlers } from '../platform/serve.ts'
import { join, type Table } from '../platform/table.ts'

const home = (community: string) => join('C', community)

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
  const loaded = table
    .get({ pk: home(community), sk: 'SETTINGS' })
    .then(item => settings.parse(item?.settings ?? {}))
  ofTable.set(community, { settings: loaded, until: Date.now() + keptMs })
  loaded.catch(() => ofTable.delete(community)) // a failure is not kept
  return loaded
}

export const saveSettings = async (table: Table, community: string, changed: Partial<Settings>) => {
  await table.put({ pk: home(community), sk: 'SETTINGS', settings: changed })
  kept.get(table)?.delete(community)
}

/** A team, a grid, a room: what roles are given for. */
export interface Scope {
  readonly name: string
  readonly kind: ScopeKind
}

export const scopeOf = async (
  { table }: Pick<Ctx, 'table'>,
  community: string,
  scope: string,
): Promise<Scope | undefined> =>
  (await table.get({ pk: home(community), sk: join('SCOPE', scope) }))?.scope as Scope | undefined

export const addScope = (table: Table, community: string, id: string, scope: Scope) =>
  table.put({ pk: home(community), sk: join('SCOPE', id), scope })

export const communityHandlers: Handlers<typeof community> = {
  async about({ community }, ctx) {
    const own = ctx.who.grants.find(grant => !community || grant.community === community)?.community
    const id = own ?? (community ? undefined : config.welcome)
    if (!id) throw new Refusal('community.notFound')
    const { name, phone, dutyPhone, dutyHours } = await settingsOf(ctx, id)
    return { id, name, phone, dutyPhone, dutyHours, onDuty: onDuty(ctx.now, dutyHours) }
  },
}
