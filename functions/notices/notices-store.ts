/**
 * A notice, and beside it, in its partition, who knows of it. `SEEN#<building>#<home>`: a home has heard, since when and
 * how; whose tap it was stands nowhere. `HEARD#<building>`: how many have, and how many homes there are. Both are written
 * together, so that the number is that of the rows; neither touches the notice itself.
 */
import type { HeardWay, NoticeState } from '../../shared/notices/life.ts'
import { absent, all } from '../../shared/lifecycle.ts'
import type { Ctx } from '../platform/context.ts'
import { matterKey, type Dated, type Stored } from '../platform/matter-item.ts'
import { join, type Item, type Key, type Step } from '../platform/table.ts'
import { write } from '../platform/write.ts'

export interface Notice extends Stored {
  readonly kind: 'notice'
  readonly state: NoticeState
  readonly title: string
  readonly text: string
  readonly photos: readonly string[]
  /** Left out: all of them. */
  readonly buildings?: readonly string[] | undefined
  readonly untilOn: string
  readonly urgent?: true | undefined
  readonly ask?: true | undefined
  /** The buildings in whose halls it is to hang, and since when it does in which. */
  readonly halls?: readonly string[] | undefined
  readonly posted?: Readonly<Record<string, string>> | undefined
}

export const isFor = ({ buildings }: Pick<Notice, 'buildings'>, building: string) =>
  buildings?.includes(building) ?? true

const partitionOf = (id: string) => matterKey('notice', id)!.pk
const seenKey = (id: string, building: string, home: string): Key => ({
  pk: partitionOf(id),
  sk: join('SEEN', building, home),
})
const heardKey = (id: string, building: string): Key => ({ pk: partitionOf(id), sk: join('HEARD', building) })

/** A home at its door. */
export interface At {
  readonly building: string
  readonly home: string
}
export interface Seen {
  readonly at: string
  readonly via: HeardWay
}

/** A transaction takes a hundred. */
const mostTogether = 90

const noteSome = (
  { table, now }: Pick<Ctx, 'table' | 'now'>,
  id: string,
  building: string,
  homes: readonly string[],
  via: HeardWay,
) =>
  write(table, async () => {
    const keys = homes.map(home => seenKey(id, building, home))
    const known = new Set((await table.getMany(keys)).map(({ sk }) => sk))
    const fresh = keys.filter(({ sk }) => !known.has(sk))
    if (!fresh.length) return { answer: undefined }
    const steps: Step[] = [
      ...fresh.map(key => ({ put: { ...key, at: now, via }, when: absent('pk') })),
      { update: heardKey(id, building), change: { add: { heard: fresh.length } }, when: all() },
    ]
    return { steps, answer: undefined }
  })

/** These homes know from now on; those that knew before stay as they were. */
export const noteSeen = async (
  ctx: Pick<Ctx, 'table' | 'now'>,
  id: string,
  building: string,
  homes: readonly string[],
  via: HeardWay,
) => {
  const each = [...new Set(homes)]
  for (let from = 0; from < each.length; from += mostTogether)
    await noteSome(ctx, id, building, each.slice(from, from + mostTogether), via)
}

/** Since when and how these homes know of these notices, as `<notice> <home>`. */
export const seenBy = async (
  { table }: Pick<Ctx, 'table'>,
  asked: readonly (At & { readonly id: string })[],
): Promise<ReadonlyMap<string, Seen>> => {
  const names = new Map(
    asked.map(({ id, building, home }) => {
      const { pk, sk } = seenKey(id, building, home)
      return [`${pk} ${sk}`, { key: { pk, sk }, name: `${id} ${home}` }] as const
    }),
  )
  const rows = await table.getMany([...names.values()].map(({ key }) => key))
  return new Map(rows.map(({ pk, sk, at, via }) => [names.get(`${pk} ${sk}`)!.name, { at, via } as Seen]))
}

/** The homes of a building that know. */
export const seenIn = async ({ table }: Pick<Ctx, 'table'>, id: string, building: string) => {
  const beginsWith = `${join('SEEN', building)}#`
  const rows = await table.queryAll({ pk: partitionOf(id), sk: { beginsWith } })
  return new Set(rows.map(({ sk }) => sk.slice(beginsWith.length)))
}

export interface Heard {
  readonly heard: number
  readonly homes: number
}
/** More may have heard than are in the register: somebody was confirmed since. */
const inAll = ({ heard, homes }: Heard): Heard => ({ heard, homes: Math.max(heard, homes) })

/** How many homes of each building have heard; costs the same however many they are. */
export const heardOf = async (
  { table }: Pick<Ctx, 'table'>,
  id: string,
): Promise<ReadonlyMap<string, Heard>> => {
  const beginsWith = 'HEARD#'
  const rows = await table.queryAll({ pk: partitionOf(id), sk: { beginsWith } })
  return new Map(
    rows.map(({ sk, heard = 0, homes = 0 }) => [
      sk.slice(beginsWith.length),
      inAll({ heard: heard as number, homes: homes as number }),
    ]),
  )
}

export const sumOf = (heard: ReadonlyMap<string, Heard>): Heard => ({
  heard: [...heard.values()].reduce((sum, each) => sum + each.heard, 0),
  homes: [...heard.values()].reduce((sum, each) => sum + each.homes, 0),
})

/** How many homes the building has, as counted now. */
export const noteHomes = ({ table }: Pick<Ctx, 'table'>, id: string, building: string, homes: number) =>
  table.update(heardKey(id, building), { set: { homes } }, all())

// ---- telling everybody of a building, page by page ----

/** How far it is: each page that is done writes this anew, and the stream brings the next. */
export interface Telling extends Dated {
  readonly kind: 'noticeTelling'
  readonly notice: string
  readonly community: string
  readonly building: string
  readonly seq: number
  /** Where the page before ended, as the register says it. */
  readonly after?: Readonly<Record<string, unknown>> | undefined
}

export const tellingOf = (
  { id, community }: Pick<Notice, 'id' | 'community'>,
  building: string,
  seq = 1,
  after?: Telling['after'],
): Item => ({
  ...{ pk: `${partitionOf(id)}#${building}`, sk: 'TELLING', id: `${id}.${building}`, kind: 'noticeTelling' },
  ...{ notice: id, community, building, seq, ...(after && { after }) },
})
