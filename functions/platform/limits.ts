/**
 * How often an operation may be called: a token bucket in the table for each account and each address of the network, as
 * the operation's contract says. An address stands there as a keyed hash.
 */
import { isOffice, type Operation, type Rate } from '../../shared/contract.ts'
import { absent, any, below, is, type Who } from '../../shared/lifecycle.ts'
import { Refusal } from '../../shared/api/refusals.ts'
import { plusMinutes, shanghai } from '../../shared/time.ts'
import type { Ctx } from './context.ts'
import { join, type Key } from './table.ts'
import { write } from './write.ts'

/** Too often; says in how many seconds there is room for one more. */
export class TooOften extends Refusal {
  readonly retryAfter: number
  constructor(now: string, seconds: number) {
    const at = shanghai(plusMinutes(now, Math.ceil(seconds / 60)))
    const when = at.isSame(shanghai(now), 'day') ? at.format('H:mm') : `明天${at.format('H:mm')}`
    super('request.tooOften', { at: when })
    this.retryAfter = Math.ceil(seconds)
  }
}

/** Every bucket holds so many times more: tests ask as often as they like. */
export const buckets = { larger: 1 }

/**
 * Takes one. What stands in the table is when the bucket is full again; one that is full need not stand there, so that
 * who comes seldom costs one write and no read.
 */
const take = ({ table, now }: Pick<Ctx, 'table' | 'now'>, key: Key, { burst, everySeconds }: Rate) => {
  // Nothing that the request has read is changed by it.
  const { over = table } = table
  const at = Date.parse(now)
  const [one, all] = [everySeconds * 1000, burst * buckets.larger * everySeconds * 1000]
  return write(over, async lost => {
    const was = lost?.was?.fullAt as number | undefined
    const fullAt = Math.max(was ?? at, at) + one
    if (fullAt - at > all) throw new TooOften(now, (fullAt - at - all) / 1000)
    const put = { ...key, fullAt, expiresAt: Math.ceil(fullAt / 1000) }
    const when = was === undefined ? any(absent('fullAt'), below('fullAt', at)) : is('fullAt', was)
    return { steps: { put, when }, answer: undefined }
  })
}

/** Who holds an office does it for many. */
const holdsOffice = ({ grants }: Who) => grants.some(({ role }) => isOffice(role))

/** A call that failed for no fault of the caller's is as good as none. */
const giveBack = ({ table }: Pick<Ctx, 'table'>, key: Key, { everySeconds }: Rate) => {
  const { over = table } = table
  return write(over, async () => {
    const fullAt = (await over.get(key))?.fullAt as number | undefined
    if (fullAt === undefined) return { answer: undefined }
    const sooner = fullAt - everySeconds * 1000
    const put = { ...key, fullAt: sooner, expiresAt: Math.ceil(sooner / 1000) }
    return { steps: { put, when: is('fullAt', fullAt) }, answer: undefined }
  })
}

/** Counts this call; refuses what comes too often. Gives what takes the count back. */
export const withinLimits = async (
  ctx: Pick<Ctx, 'table' | 'now' | 'secrets' | 'from'>,
  { name, limit }: Operation,
  who: Who | undefined,
  input: unknown,
): Promise<() => Promise<void>> => {
  const taken: (readonly [Key, Rate])[] = []
  const takeOf = async (whose: string, rate: Rate) => {
    const key = { pk: join('LIMIT', name, whose), sk: 'BUCKET' }
    await take(ctx, key, rate)
    taken.push([key, rate])
  }
  if (limit && !limit.spares?.(input)) {
    const address = ctx.from?.address
    const account = who && holdsOffice(who) ? (limit.office ?? limit.account) : limit.account
    if (limit.address && address) await takeOf(await ctx.secrets.derive('address', address), limit.address)
    if (account && who) await takeOf(who.id, account)
    if (limit.each) await takeOf(limit.each.of(input), limit.each.rate)
  }
  return async () => {
    for (const [key, rate] of taken) await giveBack(ctx, key, rate)
  }
}
