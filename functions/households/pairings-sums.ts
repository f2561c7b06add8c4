/**
 * Counted in the write that changes a home, so that a sum is never behind and none is counted by reading all homes:
 * `C#…#PAIRINGS#MAP` / building, and `C#…#PAIRINGS#LOAD` / user, how many homes somebody has.
 */
import { all } from '../../shared/lifecycle.ts'
import { mondayOf } from '../../shared/time.ts'
import type { Ctx } from '../platform/context.ts'
import { join, type Key, type Step } from '../platform/table.ts'
import { goers, isOpen, type Pairing } from './pairings-store.ts'

const ofMap = (community: string) => join('C', community, 'PAIRINGS', 'MAP')
const ofLoad = (community: string) => join('C', community, 'PAIRINGS', 'LOAD')
/** A place that stands in no building. */
const outside = 'outside'

const groupField = 'group_'
const weekField = 'week_'

/** Nobody goes there yet, or one of the two is missing. */
export const isLacking = ({ state, lacks }: Pairing) =>
  state === 'listed' || (state === 'active' && lacks !== undefined)

/** In which sums one counts, and by what. */
const countsIn = (item: Pairing | undefined): readonly (readonly [Key, string])[] => {
  if (!item || !isOpen(item)) return []
  const { community, building = outside, target, state, groups, visitedOn, late } = item
  const map = { pk: ofMap(community), sk: building }
  const paired = state !== 'listed'
  const fields =
    target === 'place'
      ? ['places']
      : [
          'homes',
          ...groups.map(group => groupField + group),
          ...(isLacking(item) ? ['lacking'] : []),
          ...(late && state === 'active' ? ['late'] : []),
          ...(paired ? ['paired', visitedOn ? weekField + mondayOf(visitedOn) : 'never'] : []),
        ]
  return [
    ...fields.map(field => [map, field] as const),
    ...goers(item).map(user => [{ pk: ofLoad(community), sk: user }, 'pairings'] as const),
  ]
}

export const pairingSums = (before: Pairing | undefined, after: Pairing): Step[] => {
  const changes = new Map<string, { readonly key: Key; readonly add: Record<string, number> }>()
  const count = (item: Pairing | undefined, sign: 1 | -1) => {
    for (const [key, field] of countsIn(item)) {
      const name = `${key.pk} ${key.sk}`
      const change = changes.get(name) ?? { key, add: {} }
      changes.set(name, change)
      change.add[field] = (change.add[field] ?? 0) + sign
    }
  }
  count(before, -1)
  count(after, 1)
  return [...changes.values()].flatMap(({ key, add }) => {
    const differs = Object.fromEntries(Object.entries(add).filter(([, n]) => n !== 0))
    return Object.keys(differs).length ? { update: key, change: { add: differs }, when: all() } : []
  })
}

export interface MapSum {
  readonly homes: number
  readonly paired: number
  readonly lacking: number
  readonly late: number
  readonly places: number
  readonly never: number
  readonly byGroup: Readonly<Record<string, number>>
  readonly oldestOn?: string | undefined
}

/** What stands on the map, by building; places outside of all buildings under `undefined`. */
export const mapSums = async ({ table }: Pick<Ctx, 'table'>, community: string) =>
  new Map(
    (await table.queryAll({ pk: ofMap(community) })).map(({ sk, ...item }) => {
      const fields = Object.entries(item).flatMap(([name, n]) =>
        typeof n === 'number' && n > 0 ? [[name, n] as const] : [],
      )
      const under = (prefix: string) =>
        fields.flatMap(([name, n]) =>
          name.startsWith(prefix) ? [[name.slice(prefix.length), n] as const] : [],
        )
      const of = (name: string) => fields.find(([each]) => each === name)?.[1] ?? 0
      const sum: MapSum = {
        ...{ homes: of('homes'), paired: of('paired'), lacking: of('lacking'), late: of('late') },
        ...{ places: of('places'), never: of('never') },
        byGroup: Object.fromEntries(under(groupField)),
        oldestOn: under(weekField)
          .map(([on]) => on)
          .sort()[0],
      }
      return [sk === outside ? undefined : sk, sum] as const
    }),
  )

/** How many homes and places each has. */
export const loads = async (
  { table }: Pick<Ctx, 'table'>,
  community: string,
): Promise<ReadonlyMap<string, number>> =>
  new Map(
    (await table.queryAll({ pk: ofLoad(community) })).map(({ sk, pairings }) => [
      sk,
      (pairings as number) ?? 0,
    ]),
  )

export const loadOf = async ({ table }: Pick<Ctx, 'table'>, community: string, user: string) =>
  ((await table.get({ pk: ofLoad(community), sk: user }))?.pairings as number | undefined) ?? 0
