/** How often somebody may try something. */
import { Refusal } from '../../shared/api/refusals.ts'
import { shanghai } from '../../shared/time.ts'
import type { Ctx } from '../platform/context.ts'
import { join } from '../platform/table.ts'
import { changeItem } from '../platform/write.ts'

/** Counts what someone tries, by the day in Shanghai; past `most` it is refused until tomorrow. */
export const countToday = (
  { table, now }: Pick<Ctx, 'table' | 'now'>,
  user: string,
  what: string,
  most: number,
) => {
  const on = shanghai(now).format('YYYY-MM-DD')
  const expiresAt = Math.floor(Date.parse(now) / 1000) + 2 * 86_400
  return changeItem(table, { pk: join('U', user, 'TODAY'), sk: what }, was => {
    const count = was?.on === on ? (was.count as number) : 0
    if (count >= most) throw new Refusal('identity.tooOften')
    return { on, count: count + 1, expiresAt }
  })
}
