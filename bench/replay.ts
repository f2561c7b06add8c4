/** What a handler asked of the table, so that the same can be asked once more without a handler: its yardstick. */
import type { Item, Key, Step, Table } from '../functions/platform/table.ts'

/** Beside the real ones, in no list of theirs. */
const beside = <I extends Key>(item: I): I =>
  Object.fromEntries(
    Object.entries(item).map(([name, value]) => [
      name,
      /^(gsi\d)?pk$/.test(name) ? `~${String(value)}` : value,
    ]),
  ) as I

export const recording = (table: Table) => {
  let calls: (() => Promise<unknown>)[] = []
  const noted = <T>(call: () => Promise<T>, again: () => Promise<unknown> = call): Promise<T> => {
    calls.push(again)
    return call()
  }
  const copyOf = async (key: Key): Promise<Item> => beside((await table.get(key)) ?? { ...key })
  const putAgain = (step: Step): Step => {
    if ('put' in step) return { put: beside(step.put) }
    return { remove: beside('remove' in step ? step.remove : 'update' in step ? step.update : step.check) }
  }
  const over: Table = {
    get: key => noted(() => table.get(key)),
    getMany: keys => noted(() => table.getMany(keys)),
    query: question => noted(() => table.query(question)),
    queryAll: question => noted(() => table.queryAll(question)),
    put: (item, when) =>
      noted(
        () => table.put(item, when),
        () => table.put(beside(item)),
      ),
    remove: (key, when) =>
      noted(
        () => table.remove(key, when),
        () => table.remove(beside(key)),
      ),
    async update(key, change, when) {
      const outcome = await noted(
        () => table.update(key, change, when),
        async () => table.put(copy),
      )
      const copy = await copyOf(key)
      return outcome
    },
    transact: (steps, whenHeld) =>
      noted(
        () => table.transact(steps, whenHeld),
        () => table.transact(steps.map(putAgain)),
      ),
  }
  return {
    table: over,
    /** The calls since this was asked last. */
    taken: () => {
      const taken = calls
      calls = []
      return taken
    },
  }
}
