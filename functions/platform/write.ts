/** The one loop of the program that writes what it has decided from what it read, and decides again when it lost. */
import type { Fields } from '../../shared/lifecycle.ts'
import { Refusal } from '../../shared/api/refusals.ts'
import { pause, waits } from './pause.ts'
import { nextVersion, unchanged, type Item, type Key, type Outcome, type Step, type Table } from './table.ts'

/** Which step of the write before met something else than was read, and what stands there (undefined: nothing). */
export interface Lost {
  readonly step: number
  readonly was: Item | undefined
}

/**
 * What is to be written, and the answer once it is; without steps, the answer as it is. A list is one transaction, even
 * of one step: when its answer is lost on the way, the SDK's retry still knows that it is done.
 */
export interface Decision<A> {
  readonly steps?: Step | readonly Step[]
  readonly answer: A
}

/** Nothing can be said yet: to be asked once more. */
export const again = 'again'

/** A request has 10 s; the rest is for what it does besides. */
const patienceMs = 5_000
const mostTries = 60
const longestPauseMs = 250

const isList = (steps: Step | readonly Step[]): steps is readonly Step[] => Array.isArray(steps)

const carryOut = (
  table: Table,
  steps: Step | readonly Step[],
): Promise<Outcome & { readonly step?: number; readonly held?: true }> => {
  // Who holds an item is about to change it: what was decided is rarely right after that, so it is decided anew.
  if (isList(steps)) return table.transact(steps, 'say')
  if ('put' in steps) return table.put(steps.put, steps.when)
  if ('remove' in steps) return table.remove(steps.remove, steps.when)
  if ('update' in steps) return table.update(steps.update, steps.change, steps.when)
  return table.transact([steps], 'say')
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
  const until = waits.now() + patienceMs
  let lost: Lost | undefined
  for (let tries = 0; tries < mostTries && waits.now() <= until; tries++) {
    if (tries > 1) await pause(tries - 1, longestPauseMs)
    const decided = await decide(lost)
    lost = undefined
    if (decided === again) continue
    const { steps, answer } = decided
    if (!steps || (isList(steps) && !steps.length)) return answer
    const outcome = await carryOut(table, steps)
    if (outcome.done) return answer
    if (!outcome.held) lost = { step: outcome.step ?? 0, was: outcome.was }
  }
  throw new Refusal('server.busy')
}

/** Writes what `make` makes of the item that is there; if somebody else has changed it meanwhile, of that. */
export const changeItem = (
  table: Table,
  key: Key,
  make: (was: Item | undefined) => Fields | Promise<Fields>,
): Promise<Item> =>
  write(table, async () => {
    const was = await table.get(key)
    const next = nextVersion(was, key, await make(was))
    return { steps: { put: next, when: unchanged(was) }, answer: next }
  })
