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

const sweep = async (ctx: Ctx, shard: string, look: Look) => {
  const until = Date.now() + longestMs
  let after: Fields | undefined
  do {
    const question = { index: 'gsi3', pk: shard, sk: { atMost: ctx.now }, after } as const
    const { items, last } = await ctx.table.query(question)
    for (const item of await ctx.table.getMany(items)) {
      if (Date.now() >= until) return
      await look({ ...ctx, table: remembering(ctx.table) }, item).catch((error: unknown) =>
        ctx.log.error('due failed', { item: item.pk, ...traceOf(error) }),
      )
    }
    after = last
  } while (after)
}

export const clock = (open: () => Effects) => {
  const effects = once(open)
  return async () => {
    const { now, ...rest } = effects()
    const ctx: Ctx = { ...rest, now: now() }
    await Promise.all([
      ...everyDueShard.map(shard => sweep(ctx, shard, lookAtMatter)),
      ...everySendShard.map(shard => sweep(ctx, shard, sendOne)),
    ])
    return { at: ctx.now }
  }
}

export const handler = clock(() => ({ ...openEffects(), bucket: openBucket() }))
