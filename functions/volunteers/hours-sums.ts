/**
 * What was served in a month, summed: `U#<user>#HOURS#SUMS` / month for somebody, `C#<community>#HOURS#<team>#SUMS#<month>`
 * / user for a team. Each is changed in the transaction that writes the time it is of, so that a sum is never behind, and
 * none is counted by reading all times again. Times stored before there were sums are in none.
 */
import { all } from '../../shared/lifecycle.ts'
import { join, type Item, type Key, type Step, type Table } from '../platform/table.ts'

export interface Sum {
  readonly minutes: number
  readonly times: number
}
export interface SumOfOne extends Sum {
  readonly user: string
  /** As neighbours called them the last time. */
  readonly name: string
}

/** What of a time is summed. */
interface Summed {
  readonly user: string
  readonly name: string
  readonly community: string
  readonly team: string
  readonly on: string
  readonly minutes: number
  readonly state: string
}

/** Without a minute, or with all minutes taken back, somebody has not served. */
export const countsAs = ({ state, minutes }: Pick<Summed, 'state' | 'minutes'>) =>
  state === 'done' && minutes > 0

const ofUser = (user: string) => join('U', user, 'HOURS', 'SUMS')
const ofTeam = (community: string, team: string, month: string) =>
  join('C', community, 'HOURS', team, 'SUMS', month)

const keysOf = ({ user, community, team, on }: Summed): readonly Key[] => {
  const month = on.slice(0, 'YYYY-MM'.length)
  return [
    { pk: ofUser(user), sk: month },
    { pk: ofTeam(community, team, month), sk: user },
  ]
}

/** What goes along when `stint` is written instead of `was`. */
export const sumSteps = (was: Summed | undefined, stint: Summed): Step[] => {
  const changes = new Map<string, { readonly key: Key; readonly minutes: number; readonly times: number }>()
  const add = (of: Summed, sign: 1 | -1) => {
    if (!countsAs(of)) return
    for (const key of keysOf(of)) {
      const name = `${key.pk} ${key.sk}`
      const { minutes, times } = changes.get(name) ?? { minutes: 0, times: 0 }
      changes.set(name, { key, minutes: minutes + sign * of.minutes, times: times + sign })
    }
  }
  if (was) add(was, -1)
  add(stint, 1)
  const renamed = was?.name !== stint.name
  return [...changes.values()].flatMap(({ key, minutes, times }) =>
    minutes || times || renamed
      ? { update: key, change: { set: { name: stint.name }, add: { minutes, times } }, when: all() }
      : [],
  )
}

const sumIn = ({ minutes, times }: Item): Sum => ({ minutes: minutes as number, times: times as number })

/** Of somebody under all their ids, in one month or ever. */
export const sumBy = async (
  table: Table,
  users: readonly string[],
  month: string | undefined,
): Promise<Sum> => {
  const sk = month === undefined ? undefined : { beginsWith: month }
  const months = await Promise.all(users.map(user => table.queryAll({ pk: ofUser(user), sk })))
  return total(months.flat().map(sumIn))
}

/** Of each one of a team who has served in the month. */
export const sumsOfTeam = async (
  table: Table,
  community: string,
  team: string,
  month: string,
): Promise<SumOfOne[]> =>
  (await table.queryAll({ pk: ofTeam(community, team, month) }))
    .map(item => ({ ...sumIn(item), user: item.sk, name: item.name as string }))
    .filter(({ times }) => times > 0)

export const total = (sums: readonly Sum[]): Sum => ({
  minutes: sums.reduce((sum, { minutes }) => sum + minutes, 0),
  times: sums.reduce((sum, { times }) => sum + times, 0),
})
