/** The one loop of the program that writes what it has decided from what it read, and decides again when it lost. */
import { Refusal } from '../../shared/refusals.ts'
import { pause } from './pause.ts'
import type { Item, Outcome, Step, Table } from './table.ts'

/** Which step of the write before met something else than was read, and what stands there (undefined: nothing). */
export interface Lost {
  readonly step: number
  readonly was: Item | undefined
}

/** What is to be written, all or nothing, and the answer once it is; without steps, the answer as it is. */
export interface Decision<A> {
  readonly steps?: readonly Step[]
  readonly answer: A
}

/** Nothing can be said yet: to be asked once more. */
export const again = 'again'

/** A request has 10 s; the rest is for what it does besides. */
const patienceMs = 5_000
const mostTries = 60
const longestPauseMs = 250

const carryOut = (table: Table, steps: readonly Step[]): Promise<Outcome & { readonly step?: number }> => {
  const [only, ...others] = steps
  if (others.length || !only || 'check' in only) return table.transact(steps)
  if ('put' in only) return table.put(only.put, only.when)
  if ('remove' in only) return table.remove(only.remove, only.when)
  return table.update(only.update, only.change, only.when)
}

/**
 * `decide` reads, and says what to write on condition that it still is as it was read, or what the answer is, or
 * refuses by throwing. When somebody else was quicker it is asked again, at once and then after ever longer pauses,
 * and told what stood in the way. When it never succeeds, `server.busy`.
 */
export const write = async <A>(
  table: Table,
  decide: (lost: Lost | undefined) => Promise<Decision<A> | typeof again>,
): Promise<A> => {
  const until = Date.now() + patienceMs
  let lost: Lost | undefined
  for (let tries = 0; tries < mostTries && Date.now() <= until; tries++) {
    if (tries > 1) await pause(tries - 1, longestPauseMs)
    const decided = await decide(lost)
    lost = undefined
    if (decided === again) continue
    const { steps, answer } = decided
    if (!steps?.length) return answer
    const outcome = await carryOut(table, steps)
    if (outcome.done) return answer
    lost = { step: outcome.step ?? 0, was: outcome.was }
  }
  throw new Refusal('server.busy')
}
