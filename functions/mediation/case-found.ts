/**
 * What a case is found by, also years after: number, name, door, kind and year. Names and doors are sealed, so each case
 * stands beside hashes of them that only this deployment can make: `C#<community>#CASES#FOUND#<hash>`, by year and
 * creation. Written by the stream, and taken away when what they were made of is.
 */
import { buildingIn, doorIn } from '../../shared/door.ts'
import { partiesIn } from '../../shared/mediation/life.ts'
import { cleanName, givenNameOf } from '../../shared/text.ts'
import { shanghai } from '../../shared/time.ts'
import type { Ctx } from '../platform/context.ts'
import type { Change } from '../platform/matter-item.ts'
import { join, type Key } from '../platform/table.ts'
import { whereOf } from './case-looks.ts'
import { detailsOf, type Case, type Details } from './case-store.ts'

type Ways = Pick<Ctx, 'table' | 'secrets'>
export type Term = readonly [of: 'all' | 'kind' | 'number' | 'name' | 'door', what: string]

// ---- what a case is found by ----

export const yearOf = ({ number, createdAt }: Case) =>
  /\d{4}/.exec(number ?? '')?.[0] ?? shanghai(createdAt).format('YYYY')

/** A door whose unit is looked for is found by the room. */
export const doorTerm = (building = '', room = ''): Term => ['door', `${building}/${room}`]

const doorsOf = (where: string): Term[] => {
  const { building, room } = doorIn(where)
  const house = building ?? buildingIn(where)
  return [
    ...(house ? [doorTerm(house)] : []),
    ...(room ? [doorTerm('', room)] : []),
    ...(house && room ? [doorTerm(house, room)] : []),
  ]
}

/** 万桂兰, and 桂兰. */
const namesOf = (name: string): Term[] => {
  const given = givenNameOf(name)
  return [['name', cleanName(name)], ...([...given].length > 1 ? [['name', given] as const] : [])]
}

const termsOf = (item: Case, { parties }: Details): Term[] => [
  ['all', ''],
  ['kind', item.what],
  ...(item.number ? [['number', item.number] as const] : []),
  ...partiesIn(item).flatMap(key =>
    parties[key] ? [...namesOf(parties[key].name), ...doorsOf(whereOf(parties[key]))] : [],
  ),
]

// ---- keeping it ----

export const foundUnder = async ({ secrets }: Ways, community: string, [of, what]: Term) =>
  join('C', community, 'CASES', 'FOUND', await secrets.derive('case.found', community, of, what))

const keysOf = async (ways: Ways, item: Case | undefined): Promise<Map<string, Key>> => {
  if (!item) return new Map()
  const sk = join(yearOf(item), item.createdAt, item.id)
  const terms = termsOf(item, await detailsOf(ways, item))
  const pks = await Promise.all(terms.map(term => foundUnder(ways, item.community, term)))
  return new Map(pks.map(pk => [pk + sk, { pk, sk }]))
}

/** What has come of a change: what it is found by now, and no longer. */
export const keepFound = async (ways: Ways, { before, after }: Change<Case>) => {
  if (before?.details === after.details && before.number === after.number) return
  const [was, is] = await Promise.all([keysOf(ways, before), keysOf(ways, after)])
  await Promise.all([
    ...[...is].flatMap(([name, key]) => (was.has(name) ? [] : [ways.table.put({ ...key, id: after.id })])),
    ...[...was].flatMap(([name, key]) => (is.has(name) ? [] : [ways.table.remove(key)])),
  ])
}
