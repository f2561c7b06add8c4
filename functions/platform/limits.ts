/**
 * How often an operation may be called: a token bucket in the table for each account and each address of the network, as
 * the operation's contract says. An address stands there as a keyed hash.
 */
import type { Operation, Rate } from '../../shared/contract.ts'
import type { Who } from '../../shared/lifecycle.ts'
import { Refusal } from '../../shared/api/refusals.ts'
import { plusMinutes, shanghai } from '../../shared/time.ts'
import type { Ctx } from './context.ts'
import { join, nextVersion, unchanged, type Key } from './table.ts'
import { write } from './write.ts'

/** Too often; says in how many seconds there is room for one more. */
export class TooOften extends Refusal {
  readonly retryAfter: number
  constructor(now: string, seconds: number) {
    const at = shanghai(plusMinutes(now, Math.ceil(seconds / 60)))
    super('request.tooOften', { at: at.format('H:mm') })
    this.retryAfter = Math.ceil(seconds)
  }
}

const take = ({ table, now }: Pick<Ctx, 'table' | 'now'>, key: Key, { burst, everySeconds }: Rate) =>
  write(table, async () => {
    const was = await table.get(key)
    const left = was
      ? (was.tokens as number) +
        Math.max(Date.parse(now) - Date.parse(was.at as string), 0) / 1000 / everySeconds
      : burst
    if (left < 1) throw new TooOften(now, (1 - left) * everySeconds)
    // A bucket that is full again need not be kept.
    const expiresAt = Math.ceil(Date.parse(now) / 1000 + burst * everySeconds)
    const put = nextVersion(was, key, { tokens: Math.min(left, burst) - 1, at: now, expiresAt })
    return { steps: { put, when: unchanged(was) }, answer: undefined }
  })

/** Counts this call; refuses what comes too often. */
export const withinLimits = async (
  ctx: Pick<Ctx, 'table' | 'now' | 'secrets' | 'from'>,
  { name, limit }: Operation,
  who: Who | undefined,
) => {
  const address = ctx.from?.address
  if (limit?.address && address)
    await take(
      ctx,
      { pk: join('LIMIT', name, await ctx.secrets.derive('address', address)), sk: 'BUCKET' },
      limit.address,
    )
  if (limit?.account && who) await take(ctx, { pk: join('LIMIT', name, who.id), sk: 'BUCKET' }, limit.account)
}
