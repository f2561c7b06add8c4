/**
 * The scheduled function: everything that is due is looked at, oldest first, matters and messages side by side. What cannot
 * be done now stays due and is found again at the next tick; it never keeps the others waiting.
 */
import type { Fields } from '../shared/lifecycle.ts'
import { everySendShard, sendOne } from './messages/messages.ts'
import { kindOf } from './modules.ts'
import { openBucket } from './platform/bucket.ts'
import { once, openEffects, traceOf, type Ctx, type Effects } from './platform/context.ts'
import { everyDueShard, readBack, type Dated } from './platform/matter-item.ts'
import { remembering } from './platform/remembered.ts'
import type { Item } from './platform/table.ts'

/** Well within the function's own time limit; what is left comes with the next tick. */
const longestMs = 40_000

type Look = (ctx: Ctx, item: Item) => Promise<unknown>

const lookAtMatter: Look = async (ctx, item) => {
  const matter = readBack<Dated>(item)
  if (matter.dueAt !== undefined && matter.dueAt <= ctx.now) await kindOf(matter.kind).due(ctx, matter)
}

/** Of one shard; a page may wait for the network more often than one by one would bear. */
const atOnce = 4

const sweep = async (ctx: Ctx, shard: string, look: Look) => {
  const until = Date.now() + longestMs
  let after: Fields | undefined
  do {
    const question = { index: 'gsi3', pk: shard, sk: { atMost: ctx.now }, after } as const
    const { items, last } = await ctx.table.query(question)
    const rest = await ctx.table.getMany(items)
    const work = async () => {
      for (let item = rest.shift(); item && Date.now() < until; item = rest.shift()) {
        const { pk } = item
        await look({ ...ctx, table: remembering(ctx.table) }, item).catch((error: unknown) =>
          ctx.log.error('due failed', { item: pk, ...traceOf(error) }),
        )
      }
    }
    await Promise.all(Array.from({ length: atOnce }, work))
    after = last
  } while (after && Date.now() < until)
}

/** Several clocks may tick side by side, each for its part of the shards; without a part, for all of them. */
interface Tick {
  readonly part?: number
  readonly of?: number
}

export const clock = (open: () => Effects) => {
  const effects = once(open)
  return async ({ part = 0, of = 1 }: Tick = {}) => {
    const { now, ...rest } = effects()
    const ctx: Ctx = { ...rest, now: now() }
    const mine = (shards: readonly string[]) => shards.filter((_, n) => n % of === part)
    await Promise.all([
      ...mine(everyDueShard).map(shard => sweep(ctx, shard, lookAtMatter)),
      ...mine(everySendShard).map(shard => sweep(ctx, shard, sendOne)),
    ])
    return { at: ctx.now }
  }
}

export const handler = clock(() => ({ ...openEffects(), bucket: openBucket() }))
