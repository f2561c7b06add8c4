/** `C#…#PAIRINGS#STARS` / user: Party members who want their home marked on the map, and which home that was. */
import { holdersOf } from '../identity/grants.ts'
import type { Ctx } from '../platform/context.ts'
import { join, type Key } from '../platform/table.ts'

export interface Star {
  readonly home: string
  /** The building's scope id. */
  readonly building: string
  readonly since: string
}

const partition = (community: string) => join('C', community, 'PAIRINGS', 'STARS')
const keyOf = (community: string, user: string): Key => ({ pk: partition(community), sk: user })

export const starOf = async ({ table }: Pick<Ctx, 'table'>, community: string, user: string) =>
  (await table.get(keyOf(community, user)))?.star as Star | undefined

export const putStar = ({ table }: Pick<Ctx, 'table'>, community: string, user: string, star: Star) =>
  table.put({ ...keyOf(community, user), star })

export const removeStar = ({ table }: Pick<Ctx, 'table'>, community: string, user: string) =>
  table.remove(keyOf(community, user))

/** Of those who are Party members and live there to this day. */
export const starsIn = async (ctx: Pick<Ctx, 'table' | 'now'>, community: string): Promise<Star[]> => {
  const [items, members] = await Promise.all([
    ctx.table.queryAll({ pk: partition(community) }),
    holdersOf(ctx, community, 'partyMember', community),
  ])
  const homes = new Map(members.map(({ id, home }) => [id, home?.id]))
  return items
    .map(({ sk, star }) => ({ user: sk, ...(star as Star) }))
    .filter(({ user, home }) => homes.get(user) === home)
}
