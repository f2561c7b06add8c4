/** The history of a matter: its last entries in the item, all of them beside it, in order of their seq. */
import { absent, is, type Entry } from '../../shared/lifecycle.ts'
import { matterKey, type Change, type Stored } from './matter-item.ts'
import { join, type Item, type Key, type Table } from './table.ts'

const keptInItem = 20

const entryKey = (matter: Stored, seq: number): Key => ({
  pk: matterKey(matter.kind, matter.id)!.pk,
  sk: join('T', String(seq).padStart(6, '0')),
})

/** The whole timeline: what the item still carries, and what was copied beside it. */
export const timelineOf = async (table: Table, matter: Stored): Promise<readonly Entry[]> => {
  const first = matter.timeline[0]?.seq ?? 1
  if (first === 1) return matter.timeline
  const { pk } = matterKey(matter.kind, matter.id)!
  const items = await table.queryAll({ pk, sk: { beginsWith: 'T#' } })
  const older = items.map(item => item.entry as Entry).filter(each => each.seq < first)
  return [...older, ...matter.timeline]
}

/** Follows a change: copies new entries beside the matter, then keeps only the last ones in it. */
export const keepTimeline = async (table: Table, { before, after }: Change<Stored>, image: Item) => {
  const copied = before?.timeline.at(-1)?.seq ?? 0
  const cut = after.timeline.slice(0, -keptInItem)
  // Entries about to be cut are copied once more, so that a lost record of the stream leaves no hole.
  const toCopy = after.timeline.filter(each => each.seq > copied || cut.includes(each))
  await Promise.all(
    toCopy.map(each => table.put({ ...entryKey(after, each.seq), entry: each }, absent('pk'))),
  )
  if (cut.length)
    await table.put({ ...image, timeline: after.timeline.slice(-keptInItem) }, is('seq', after.seq))
}
