/**
 * U#<user>#HOURS / <where it came from>: one time somebody served, by the task or the shift it came from, so that none
 * counts twice. It is made by checking in, or when a neighbour says that a task is done.
 */
import { is, type Fields } from '../../shared/lifecycle.ts'
import type { Ctx } from '../platform/context.ts'
import { readBack } from '../platform/matter-item.ts'
import { asOne } from '../platform/mine.ts'
import type { Sealed } from '../platform/sealed.ts'
import { communityOwner, sealed } from '../platform/secrets.ts'
import {
  entry,
  isKeyPart,
  join,
  nextVersion,
  unchanged,
  type Item,
  type Key,
  type Table,
} from '../platform/table.ts'
import { write } from '../platform/write.ts'
import { countsAs, sumSteps } from './hours-sums.ts'

export interface Span {
  readonly from: string
  readonly to: string
}

export interface Correction {
  readonly at: string
  readonly by: string
  readonly name: string
  readonly before: number
  readonly after: number
  readonly reason: Sealed<string>
  /** They had not checked out; when they went. */
  readonly wentAt?: string | undefined
  readonly op?: string | undefined
}

/** How somebody was checked in: by the code on the lead's phone, or from the lead's list. */
export type How = 'code' | 'lead'

export interface Stint {
  /** The task or shift. */
  readonly id: string
  readonly kind: 'task' | 'shift'
  readonly user: string
  /** What neighbours call them. */
  readonly name: string
  readonly community: string
  readonly team: string
  readonly teamName: string
  readonly what: string
  /** The day in Shanghai. */
  readonly on: string
  readonly fromAt: string
  readonly toAt?: string | undefined
  readonly minutes: number
  /** What of it counts: of a shift neither coming early nor staying on, of a task not more than a task may take. */
  readonly counted?: Span | undefined
  readonly state: 'in' | 'done' | 'noShow'
  readonly version: number
  readonly how?: How | undefined
  /** The lead wrote down that they went. */
  readonly outHow?: 'lead' | undefined
  /** Who recorded that they did not come. */
  readonly noShowBy?: string | undefined
  readonly noShowAt?: string | undefined
  readonly corrections?: readonly Correction[]
}

const hoursOf = (user: string) => join('U', user, 'HOURS')
const stintKey = (user: string, id: string): Key => ({ pk: hoursOf(user), sk: id })

type Which = Pick<Stint, 'user' | 'id' | 'community'>
const sealedIn = (ways: Pick<Ctx, 'secrets'>, { user, id, community }: Which) =>
  sealed(ways, communityOwner(community), stintKey(user, id))

export const sealReason = async (ways: Pick<Ctx, 'secrets'>, stint: Which, reason: string) =>
  (await sealedIn(ways, stint).seal('reason', reason)) as Sealed<string>

/** What was put right, each with its reason to be read. */
export const correctionsOf = (ways: Pick<Ctx, 'secrets'>, stint: Stint) =>
  Promise.all(
    (stint.corrections ?? []).map(async each => ({
      ...each,
      reason: await sealedIn(ways, stint).open<string>('reason', each.reason),
    })),
  )

/** gsi1: of a team, by day. gsi2: of somebody, by day and hour. gsi4: of the community, by day. */
const stintIndexes = ({ user, community, team, on, fromAt, id, state }: Omit<Stint, 'version'>): Fields => ({
  ...entry('gsi2', hoursOf(user), join(on, fromAt, id)),
  ...entry('gsi1', join('C', community, 'HOURS', team), join(on, user, id)),
  ...(state === 'done' && entry('gsi4', join('C', community, 'HOURS'), join(on, user, id))),
})

const stintIn = (item: Item | undefined) => item && readBack<Stint>(item)

export const getStint = async (table: Table, user: string, id: string) =>
  isKeyPart(user) && isKeyPart(id) ? stintIn(await table.get(stintKey(user, id))) : undefined

/** Those that are there, of these people for one shift, or of one person for these. */
export const getStints = async (
  table: Table,
  of: readonly { readonly user: string; readonly id: string }[],
): Promise<Stint[]> =>
  (await table.getMany(of.map(({ user, id }) => stintKey(user, id)))).map(item => readBack<Stint>(item))

/** The stint as it is written, and the sums it changes. */
const stintSteps = (was: Item | undefined, stint: Omit<Stint, 'version'>) => {
  const key = stintKey(stint.user, stint.id)
  const put = nextVersion(was, key, { ...stint, ...stintIndexes(stint) })
  return {
    now: readBack<Stint>(put),
    steps: [{ put, when: unchanged(was) }, ...sumSteps(stintIn(was), stint)],
  }
}

/** Writes what `make` makes of the stint that is there, or refuses. */
export const changeStint = (
  table: Table,
  user: string,
  id: string,
  make: (was: Stint | undefined) => Omit<Stint, 'version'>,
): Promise<Stint> =>
  write(table, async () => {
    const was = await table.get(stintKey(user, id))
    const { now, steps } = stintSteps(was, make(stintIn(was)))
    return { steps: steps.length > 1 ? steps : steps[0]!, answer: now }
  })

/** Of somebody who did come, or has since. */
export const removeNoShow = async (table: Table, user: string, id: string) => {
  if (isKeyPart(user)) await table.remove(stintKey(user, id), is('state', 'noShow'))
}

/** Raised with each time of theirs that ends: of two that end at the same instant, the later one knows of the other. */
const turnKey = (user: string): Key => ({ pk: join('U', user, 'ENDED'), sk: 'TURN' })

/** Writes a stint that is over as `make` has it, in turn; `whose`: who it is, under whichever id they served. */
export const closeStint = async (
  table: Table,
  { user, id, whose }: { readonly user: string; readonly id: string; readonly whose: string },
  make: (was: Stint | undefined) => Promise<Omit<Stint, 'version'> | undefined>,
) => {
  const [key, turn] = [stintKey(user, id), turnKey(whose)]
  await write(table, async () => {
    const before = await table.get(turn)
    const was = await table.get(key)
    const stint = await make(stintIn(was))
    if (!stint) return { answer: undefined }
    const steps = [
      ...stintSteps(was, stint).steps,
      { put: nextVersion(before, turn, {}), when: unchanged(before) },
    ]
    return { steps, answer: undefined }
  })
}

/** Their name goes; that a team served so long stays. Done twice it comes to the same. */
export const forgetStints = async (table: Table, user: string, name: string) => {
  for (const { id } of await stintsBy(table, [user]))
    await changeStint(table, user, id, was => ({ ...was!, name }))
}

// ---- lists ----

/** One page of a team in a month (`2026-11`), the last day first. */
export const stintsOfTeam = async (
  table: Table,
  { community, team, month }: { readonly community: string; readonly team: string; readonly month: string },
  after: Fields | undefined,
) => {
  const pk = join('C', community, 'HOURS', team)
  const asked = { index: 'gsi1', pk, sk: { beginsWith: month }, newestFirst: true, after } as const
  const { items, last } = await table.query(asked)
  return { items: await stintsAt(table, items), last }
}

/** One page of somebody under all their ids, in a month or ever, the last first. */
export const stintsOf = async (
  table: Table,
  users: readonly string[],
  month: string | undefined,
  after: Fields | undefined,
) => {
  const sk = month === undefined ? undefined : { beginsWith: month }
  const asked = { index: 'gsi2', lists: users.map(hoursOf), sk, newestFirst: true } as const
  const { items, last } = await asOne(table, asked, after)
  return { items: await stintsAt(table, items), last }
}

const stintsAt = async (table: Table, keys: readonly Key[]): Promise<Stint[]> =>
  (await table.getMany(keys)).map(item => readBack<Stint>(item))

/** Those of a community that count, in a month. */
export const stintsIn = async (table: Table, community: string, month: string) =>
  stintsAt(
    table,
    await table.queryAll({
      index: 'gsi4',
      pk: join('C', community, 'HOURS'),
      sk: { beginsWith: month },
    }),
  )

/** All of somebody, under each of their ids. */
export const stintsBy = async (table: Table, users: readonly string[]): Promise<Stint[]> =>
  (await Promise.all(users.map(user => table.queryAll({ pk: hoursOf(user) }))))
    .flat()
    .map(item => readBack<Stint>(item))
    .sort((a, b) => (a.fromAt < b.fromAt ? 1 : -1))

/** The times that go with the minutes, for papers. */
export const countedOf = ({ counted, fromAt, toAt = fromAt }: Stint): Span =>
  counted ?? { from: fromAt, to: toAt }

/** Of stints that have been read. */
export const sumOf = (stints: readonly Stint[]) =>
  stints.filter(countsAs).reduce((sum, { minutes }) => sum + minutes, 0)
