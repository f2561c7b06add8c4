/** A community's settings, and the names of its teams, grids and rooms (its scopes). */
import type { community } from '../../shared/community.ts'
import { settings, type Settings } from '../../shared/community.ts'
import { onDuty } from '../../shared/time.ts'
import { Refusal } from '../../shared/refusals.ts'
import type { Ctx } from '../platform/context.ts'
import type { Handlers } from '../platform/serve.ts'
import { join, type Table } from '../platform/table.ts'

const home = (community: string) => join('C', community)

export const settingsOf = async ({ table }: Pick<Ctx, 'table'>, community: string): Promise<Settings> => {
  const item = await table.get({ pk: home(community), sk: 'SETTINGS' })
  return settings.parse(item?.settings ?? {})
}

export const saveSettings = (table: Table, community: string, changed: Partial<Settings>) =>
  table.put({ pk: home(community), sk: 'SETTINGS', settings: changed })

/** What people call a team, a grid, a room; undefined where there is none of that id. */
export const scopeName = async ({ table }: Pick<Ctx, 'table'>, community: string, scope: string) =>
  (await table.get({ pk: home(community), sk: join('SCOPE', scope) }))?.name as string | undefined

export const addScope = (table: Table, community: string, scope: string, name: string) =>
  table.put({ pk: home(community), sk: join('SCOPE', scope), name })

export const communityHandlers: Handlers<typeof community> = {
  async about({ community }, ctx) {
    const id = ctx.who.grants.find(grant => !community || grant.community === community)?.community
    if (!id) throw new Refusal('community.notFound')
    const { name, phone, dutyPhone, dutyHours } = await settingsOf(ctx, id)
    return { id, name, phone, dutyPhone, dutyHours, onDuty: onDuty(ctx.now, dutyHours) }
  },
}
