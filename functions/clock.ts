/**
 * The scheduled function: whatever is due gets looked at, oldest first. A matter that cannot be moved now stays due
 * and is found again at the next tick; it never keeps the others waiting.
 */
import type { Fields } from '../shared/lifecycle.ts'
import { mattersIn } from './modules.ts'
import { openBucket } from './platform/bucket.ts'
import { once, openEffects, traceOf, type Ctx, type Effects } from './platform/context.ts'
import { everyDueShard, getMatters, type Dated } from './platform/matter-item.ts'

/** Well within the function's own time limit; what is left comes with the next tick. */
const longestMs = 40_000

const lookAt = async (ctx: Ctx, matter: Dated) => {
  if (matter.dueAt === undefined || matter.dueAt > ctx.now) return
  try {
    await mattersIn(matter.kind).due(ctx, matter)
  } catch (error) {
    ctx.log.error('due failed', { matter: matter.id, ...traceOf(error) })
  }
}

const sweep = async (ctx: Ctx, shard: string) => {
  const until = Date.now() + longestMs
  let after: Fields | undefined
  do {
    const question = { index: 'gsi3', pk: shard, sk: { atMost: ctx.now }, after } as const
    const { items, last } = await ctx.table.query(question)
    for (const matter of await getMatters<Dated>(ctx.table, items)) await lookAt(ctx, matter)
    after = last
  } while (after && Date.now() < until)
}

export const clock = (open: () => Effects) => {
  const effects = once(open)
  return async () => {
    const { now, ...rest } = effects()
    const ctx: Ctx = { ...rest, now: now() }
    await Promise.all(everyDueShard.map(shard => sweep(ctx, shard)))
    return { at: ctx.now }
  }
}

export const handler = clock(() => ({ ...openEffects(), bucket: openBucket() }))
