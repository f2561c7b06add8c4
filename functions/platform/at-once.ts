/** How many things somebody may have under way at once: one list for each sort, changed in the write that begins one more. */
import { nextVersion, unchanged, type Key, type Step, type Table } from './table.ts'

/**
 * The list with one more, to be written together with the thing, so that of several at once none is one too many.
 * `underWay` says which of those on the list still are; `full` is thrown where there is no room.
 */
export const oneMore = async (
  table: Table,
  key: Key,
  id: string,
  most: number,
  underWay: (ids: readonly string[]) => Promise<readonly string[]>,
  full: () => Error,
): Promise<Step> => {
  const was = await table.get(key)
  const known = ((was?.ids ?? []) as string[]).filter(each => each !== id)
  const going = known.length < most ? known : await underWay(known)
  if (going.length >= most) throw full()
  return { put: nextVersion(was, key, { ids: [...going, id] }), when: unchanged(was) }
}
