/**
 * A roll is a matter; beside it, in one partition, stand its buildings and its homes. `C#<community>#ROLL#<roll>` /
 * `B#<building>`: the homes that are asked, as they were when it was called. `…` / `H#<building>#<home>`: what is known of
 * one, a small item of its own, so that a thousand answers at once are a thousand small writes that never meet.
 * `C#<community>#ROLLS` / `OPEN`: the one that is open.
 */
import type { Code } from '../../shared/choice.ts'
import type { How, rollAsks, RollFields, RollState, Said } from '../../shared/rolls/life.ts'
import type { Role } from '../../shared/contract.ts'
import { absent } from '../../shared/lifecycle.ts'
import type { RollCounts } from '../../shared/rolls/rolls.ts'
import type { Ctx } from '../platform/context.ts'
import { dueEntry, readBack, type Dated, type Stored } from '../platform/matter-item.ts'
import { join, nextVersion, unchanged, type Item, type Key } from '../platform/table.ts'
import { changeItem, write } from '../platform/write.ts'

export interface Building {
  readonly id: string
  readonly name: string
  readonly grid?: string | undefined
}

export interface Roll extends Stored, RollFields {
  readonly kind: 'roll'
  readonly state: RollState
  readonly note?: string | undefined
  readonly asks: Code<typeof rollAsks>
  readonly buildings: readonly Building[]
}

/** The homes of one building that are asked. */
export interface Part extends Dated {
  readonly kind: 'rollPart'
  readonly community: string
  readonly roll: string
  readonly building: string
  readonly homes: readonly string[]
  /** The seq of the roll that its people hear of, or have heard of. */
  readonly seq: number
}

/** What is known of a home, and who noted it. */
export interface Mark {
  readonly said: Said
  readonly how: How
  readonly at: string
  readonly by?: string | undefined
  readonly as?: Role | undefined
  /** The request for help that was made of it. */
  readonly help?: string | undefined
}

type Of = Pick<Roll, 'id' | 'community'>
type Ways = Pick<Ctx, 'table'>

const partition = ({ community, id }: Of) => join('C', community, 'ROLL', id)
const partKey = (roll: Of, building: string): Key => ({ pk: partition(roll), sk: join('B', building) })
const rowKey = (roll: Of, building: string, home: string): Key => ({
  pk: partition(roll),
  sk: join('H', building, home),
})
/** One roll at a time. */
export const openKey = (community: string): Key => ({ pk: join('C', community, 'ROLLS'), sk: 'OPEN' })

// ---- its buildings ----

/** Written before the roll is there, once; nothing is read of them until it is. */
export const putParts = (ctx: Ways, roll: Of, homes: ReadonlyMap<string, readonly string[]>) =>
  Promise.all(
    [...homes].map(([building, ids]) => {
      const part: Part = {
        ...{ id: `${roll.id}.${building}`, kind: 'rollPart', community: roll.community, roll: roll.id },
        ...{ building, homes: ids, seq: 0 },
      }
      return ctx.table.put({ ...part, ...partKey(roll, building), version: 1 }, absent('pk'))
    }),
  )

/** Its people are to hear of what the roll has become: building by building, as the clock finds time. */
export const makePartsDue = ({ table }: Ways, { seq, changedAt, buildings, ...roll }: Roll) =>
  Promise.all(
    buildings.map(({ id }) =>
      changeItem(table, partKey(roll, id), was => {
        const part = readBack<Part>(was!)
        return part.seq >= seq ? was! : { ...part, seq, dueAt: changedAt, ...dueEntry(part.id, changedAt) }
      }),
    ),
  )

/** They have heard of it, unless there is more to hear by now. */
export const partDone = ({ table }: Ways, { community, roll, building, seq }: Part) =>
  changeItem(table, partKey({ community, id: roll }, building), was => {
    const part = readBack<Part>(was!)
    return part.seq === seq ? { ...part, dueAt: undefined } : was!
  })

/** Whether this home is asked: of everybody, also one that somebody has come to live in since. */
export const isAsked = async (
  { table }: Ways,
  roll: Of & Pick<Roll, 'asks'>,
  building: string,
  home: string,
) => {
  if (roll.asks === 'everyone') return true
  const part = await table.get(partKey(roll, building))
  return part !== undefined && readBack<Part>(part).homes.includes(home)
}

// ---- its homes ----

/** What is known of the homes of one building, or of several, by building and home. */
export type Known = ReadonlyMap<string, { readonly part: Part; readonly marks: ReadonlyMap<string, Mark> }>

const known = (items: readonly Item[]): Known => {
  const marks = new Map<string, Map<string, Mark>>()
  for (const { sk, mark } of items) {
    const [sort, building = '', home = ''] = sk.split('#')
    if (sort !== 'H') continue
    if (!marks.has(building)) marks.set(building, new Map())
    marks.get(building)!.set(home, mark as Mark)
  }
  const parts = items.flatMap(item => (item.sk.startsWith('B#') ? readBack<Part>(item) : []))
  return new Map(parts.map(part => [part.building, { part, marks: marks.get(part.building) ?? new Map() }]))
}

/** Of one building, or of all. */
export const knownOf = async ({ table }: Ways, roll: Of, building?: string): Promise<Known> => {
  const pk = partition(roll)
  if (building === undefined) return known(await table.queryAll({ pk }))
  const [part, rows] = await Promise.all([
    table.get(partKey(roll, building)),
    table.queryAll({ pk, sk: { beginsWith: `${join('H', building)}#` } }),
  ])
  return known([...(part ? [part] : []), ...rows])
}

/** Who came to live there since is counted as soon as they are heard of. */
export const homesOf = ({ part, marks }: NonNullable<ReturnType<Known['get']>>) =>
  new Set([...part.homes, ...marks.keys()])

export const countsOf = (each: NonNullable<ReturnType<Known['get']>>): RollCounts => {
  const count = (...wanted: readonly Said[]) =>
    [...each.marks.values()].filter(({ said }) => wanted.includes(said)).length
  const [of, reached] = [homesOf(each).size, count('fine', 'needsHelp', 'away')]
  return {
    ...{ of, reached, left: of - reached },
    ...{ fine: count('fine'), needsHelp: count('needsHelp'), away: count('away') },
    notReached: count('notReached'),
  }
}

/** Rows by home. */
export const marksFor = async (
  { table }: Ways,
  roll: Of,
  homes: readonly { readonly id: string; readonly building: string }[],
) =>
  new Map(
    (await table.getMany(homes.map(({ id, building }) => rowKey(roll, building, id)))).map(item => [
      item.sk.split('#')[2]!,
      item.mark as Mark,
    ]),
  )

const isOwn = ({ how }: Mark) => how === 'self' || how === 'family'

/**
 * Whether it takes the place of what stands: the later one does, in whatever order they arrive. That nobody was found is
 * no news of somebody who was heard of, and at the same moment what people say of themselves goes before.
 */
export const replaces = (next: Mark, stands: Mark | undefined): boolean => {
  if (!stands) return true
  const [found, was] = [next, stands].map(each => each.said !== 'notReached')
  if (found !== was) return found === true
  if (next.at !== stands.at) return next.at > stands.at
  return isOwn(next) || !isOwn(stands)
}

/** So many taps a home remembers, so that one that comes twice counts once. */
const mostTaps = 8

/** Notes it, and gives what stands then. */
export const setMark = (
  { table }: Ways,
  roll: Of,
  { building, home, op }: { readonly building: string; readonly home: string; readonly op: string },
  mark: Mark,
): Promise<Mark> =>
  write(table, async () => {
    const key = rowKey(roll, building, home)
    const was = await table.get(key)
    const stands = was?.mark as Mark | undefined
    const taps = (was?.taps ?? []) as readonly string[]
    if (stands && (taps.includes(op) || !replaces(mark, stands))) return { answer: stands }
    const put = nextVersion(was, key, { mark, taps: [...taps, op].slice(-mostTaps) })
    return { steps: { put, when: unchanged(was) }, answer: mark }
  })

/** What stands is changed apart from what it says: which request was made of it, or whose it was. */
export const editMark = (
  { table }: Ways,
  roll: Of,
  { building, home }: { readonly building: string; readonly home: string },
  edit: (mark: Mark) => Mark,
): Promise<void> =>
  write(table, async () => {
    const key = rowKey(roll, building, home)
    const was = await table.get(key)
    const stands = was?.mark as Mark | undefined
    const next = stands && edit(stands)
    if (!was || !next || next === stands) return { answer: undefined }
    return {
      steps: { put: nextVersion(was, key, { ...was, mark: next }), when: unchanged(was) },
      answer: undefined,
    }
  })
