/**
 * C#<community>#CASES#BLOCKS / id: a room closed, or a mediator away. Each is written together with the days it takes,
 * as a booking is. gsi1: by its beginning.
 */
import { absent, not } from '../../shared/lifecycle.ts'
import { Refusal } from '../../shared/api/refusals.ts'
import { plusMinutes } from '../../shared/time.ts'
import type { Ctx } from '../platform/context.ts'
import { communityOwner, sealed } from '../platform/secrets.ts'
import { slotSteps } from '../platform/slots.ts'
import { entry, join, type Item, type Key, type Step } from '../platform/table.ts'
import { write } from '../platform/write.ts'
import { personIn, roomOf } from './resources.ts'

export interface Block {
  readonly id: string
  readonly community: string
  readonly of: 'room' | 'mediator'
  /** The room, or the mediator. */
  readonly which: string
  readonly fromAt: string
  readonly toAt: string
  /** Encrypted: why somebody is away is theirs. */
  readonly reason: string
  readonly by: string
  readonly madeAt: string
  readonly inputHash: string
}

type Ways = Pick<Ctx, 'table' | 'secrets' | 'now'>

/** So that the days of one fit into a transaction, and a list begins not too early. */
export const longestMinutes = 28 * 24 * 60

const blocksIn = (community: string) => join('C', community, 'CASES', 'BLOCKS')
const keyOf = (community: string, id: string): Key => ({ pk: blocksIn(community), sk: id })
/** So long as ours are, and no others are looked for. */
const isBlockId = (id: string) => /^block_[a-z2-7]{32}$/.test(id)
const blockIn = (item: Item) => item.block as Block

const sealedIn = (ways: Ways, community: string, id: string) =>
  sealed(ways, communityOwner(community), keyOf(community, id))
export const sealReason = (ways: Ways, community: string, id: string, reason: string) =>
  sealedIn(ways, community, id).seal('reason', reason)
export const reasonOf = (ways: Ways, { community, id, reason }: Block) =>
  sealedIn(ways, community, id).open<string>('reason', reason)

const spanOf = ({ of, which, fromAt, toAt }: Block) => ({
  resources: [of === 'room' ? roomOf(which) : personIn(which)],
  fromAt,
  toAt,
})

/** The same again is the one that is there. Throws `SlotTaken` where something stands. */
export const putBlock = async ({ table, now }: Ways, block: Block): Promise<Block> => {
  const key = keyOf(block.community, block.id)
  const known = (was: Item) => {
    if (blockIn(was).inputHash !== block.inputHash) throw new Refusal('request.keyReused')
    return blockIn(was)
  }
  const before = await table.get(key)
  if (before) return known(before)
  const index = entry('gsi1', blocksIn(block.community), join(block.fromAt, block.id))
  const step: Step = { put: { ...key, ...index, block }, when: absent('pk') }
  return write(table, async lost => {
    if (lost?.step === 0) return { answer: known(lost.was!) }
    const days = await slotSteps(table, block.community, block.id, { now: spanOf(block) }, now)
    return { steps: [step, ...days], answer: block }
  })
}

export const blockBy = async ({ table }: Pick<Ways, 'table'>, community: string, id: string) => {
  const item = isBlockId(id) ? await table.get(keyOf(community, id)) : undefined
  return item && blockIn(item)
}

/** Gone already is gone. */
export const removeBlock = ({ table, now }: Ways, block: Block): Promise<void> => {
  const step: Step = { remove: keyOf(block.community, block.id), when: not(absent('pk')) }
  return write(table, async lost => {
    if (lost?.step === 0) return { answer: undefined }
    const days = await slotSteps(table, block.community, block.id, { was: spanOf(block) }, now)
    return { steps: [step, ...days], answer: undefined }
  })
}

/** Those that reach into the time from `fromAt` to before `toAt`, by their beginning. */
export const blocksBetween = async (
  { table }: Pick<Ways, 'table'>,
  community: string,
  fromAt: string,
  toAt: string,
) => {
  const earliest = plusMinutes(fromAt, -longestMinutes)
  const keys = await table.queryAll({ index: 'gsi1', pk: blocksIn(community), sk: { atLeast: earliest } })
  const items = await table.getMany(keys.map(({ pk, sk }) => ({ pk, sk })))
  return items.map(blockIn).filter(block => block.fromAt < toAt && block.toAt > fromAt)
}
