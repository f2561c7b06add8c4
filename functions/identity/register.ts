/** The register, as a building is walked or rung through: its households, their doors, and who is known to live there. */
import type { Fields } from '../../shared/lifecycle.ts'
import type { Ways } from '../people/people.ts'
import type { Ctx } from '../platform/context.ts'
import { homeAt, homeOf, inBuilding, sealedAt, type Home } from './homes-store.ts'
import { profilesBy } from './identity-store.ts'

/** One page of the households of a building. The index may be a moment behind. */
export const homesPage = async (
  { table }: Pick<Ctx, 'table'>,
  community: string,
  building: string,
  after: Fields | undefined,
  limit: number,
) => {
  const question = { index: 'gsi1', pk: inBuilding(community, building), after, limit } as const
  const { items, last } = await table.query(question)
  return { homes: (await table.getMany(items)).map(({ home }) => home as Home), last }
}

/** The ids of all households of a building. */
export const homeIds = async ({ table }: Pick<Ctx, 'table'>, community: string, building: string) =>
  (await table.queryAll({ index: 'gsi1', pk: inBuilding(community, building) })).map(({ pk }) => homeAt(pk))

/** All households of a building, each with its door as people write it, in the order of the doors. */
export const homesIn = async (ctx: Ways, community: string, building: string) => {
  const keys = await ctx.table.queryAll({ index: 'gsi1', pk: inBuilding(community, building) })
  const homes = await Promise.all(
    (await ctx.table.getMany(keys)).map(async item => {
      const home = item.home as Home
      const door = await sealedAt(ctx, home).open<string>('door', item.door as string | undefined)
      return { ...home, door: door ?? '' }
    }),
  )
  return homes.sort((a, b) => a.door.localeCompare(b.door, 'zh', { numeric: true }))
}

/** A household of this building; undefined where it is not one. */
export const homeIn = async (
  ctx: Pick<Ctx, 'table'>,
  community: string,
  building: string,
  home: string,
): Promise<Home | undefined> => {
  const found = /^\w+$/.test(home) ? await homeOf(ctx, community, home) : undefined
  return found?.building === building ? found : undefined
}

/** Who is known to live there: who belongs to the household, and whom the community only knows by phone. */
export const peopleIn = async (ctx: Ways, { id, community, members }: Home): Promise<readonly string[]> => {
  const found = await profilesBy(ctx, 'home', community, id)
  return [...new Set([...Object.keys(members), ...found.map(profile => profile.id)])]
}
