/**
 * The scheduled function: whatever is due gets looked at, oldest first. A matter that cannot be moved now stays due
 * and is found again at the next tick; it never keeps the others waiting.
 */
import { dueHelp, type Help } from './help/help.ts'
import { once, openEffects, traceOf, type Ctx, type Effects } from './platform/context.ts'
import { everyDueShard, getMatters, type Stored } from './platform/matters.ts'

type Due = (ctx: Ctx, matter: Stored) => Promise<void>

/** What each kind of matter does when its deadline has passed. */
const dues: Readonly<Record<string, Due>> = {
  help: (ctx, matter) => dueHelp(ctx, matter as Help),
}

const batch = 50

const lookAt = async (ctx: Ctx, shard: string) => {
  const { items: keys } = await ctx.table.query({
    index: 'gsi3',
    pk: shard,
    sk: { atMost: ctx.now },
    limit: batch,
  })
  const matters = await getMatters<Stored>(ctx.table, keys)
  for (const matter of matters.filter(({ dueAt }) => dueAt !== undefined && dueAt <= ctx.now)) {
    try {
      await dues[matter.kind]?.(ctx, matter)
    } catch (error) {
      ctx.log.error('due failed', { matter: matter.id, ...traceOf(error) })
    }
  }
}

export const clock = (open: () => Effects) => {
  const effects = once(open)
  return async () => {
    const { now, ...rest } = effects()
    const ctx: Ctx = { ...rest, now: now() }
    await Promise.all(everyDueShard.map(shard => lookAt(ctx, shard)))
    return { at: ctx.now }
  }
}

export const handler = clock(openEffects)
