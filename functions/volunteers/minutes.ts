/**
 * Each minute counts once for a person, whatever they did in it and under whichever id: of two times that overlap, the
 * one that ends first in our books has the minutes both had, and the other what is left of its own.
 */
import { everyIdOf } from '../people/people.ts'
import type { Ctx } from '../platform/context.ts'
import { closeStint, countedOf, stintsBy, type Correction, type Span, type Stint } from './hours-store.ts'
import { countsAs } from './hours-sums.ts'
import type { Shift } from './shifts-store.ts'

type Ways = Pick<Ctx, 'table'>

export const first = (a: string, b: string) => (a < b ? a : b)
export const last = (a: string, b: string) => (a > b ? a : b)

/** Whole minutes of a span that are in none of the others. */
const minutesIn = ({ from, to }: Span, others: readonly Span[]) => {
  const ahead = others.toSorted((a, b) => (a.from < b.from ? -1 : 1))
  let [at, ms] = [from, 0]
  for (const other of [...ahead, { from: to, to }]) {
    const free = Date.parse(first(other.from, to)) - Date.parse(at)
    ms += Math.max(free, 0)
    at = last(at, other.to)
  }
  return Math.floor(ms / 60_000)
}

/** What counts of somebody's other times. */
const elsewhere = async ({ table }: Ways, users: readonly string[], id: string): Promise<Span[]> =>
  (await stintsBy(table, users)).filter(each => each.id !== id && countsAs(each)).map(countedOf)

/** How much of a span is theirs to have for this task or shift. */
export const minutesOf = async (ctx: Ways, user: string, id: string, span: Span) =>
  minutesIn(span, await elsewhere(ctx, await everyIdOf(ctx, user), id))

/** A time that is over, before it is known how many of its minutes count. */
type Ended = Omit<Stint, 'version' | 'minutes' | 'counted'> & { readonly counted: Span }

/** What counts of somebody's time in a shift: within it, and until it was called off. */
export const spanIn = ({ state, startsAt, endsAt, changedAt }: Shift, { from, to }: Span): Span => ({
  from: last(from, startsAt),
  to: first(to, state === 'cancelled' ? first(changedAt, endsAt) : endsAt),
})

/**
 * Writes a time that is over, with what of it counts. `make` refuses, or gives nothing where nothing is to be done;
 * `why` is what was put right by it.
 */
export const endStint = async (
  ctx: Ways,
  user: string,
  id: string,
  make: (was: Stint | undefined) => Ended | undefined,
  why?: Omit<Correction, 'before' | 'after'>,
) => {
  const users = await everyIdOf(ctx, user)
  await closeStint(ctx.table, { user, id, whose: users[0]! }, async was => {
    const ended = make(was)
    if (!ended) return undefined
    const minutes = minutesIn(ended.counted, await elsewhere(ctx, users, id))
    const corrections = [
      ...(ended.corrections ?? []),
      ...(why ? [{ ...why, before: 0, after: minutes }] : []),
    ]
    return { ...ended, minutes, ...(corrections.length > 0 && { corrections }) }
  })
}
