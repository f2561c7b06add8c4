/** What the clock does: reminds, says that a day has passed, ends leave and rest, and looks whether the two are still there. */
import type { Settings } from '../../shared/community/community.ts'
import type { PairingMove } from '../../shared/households/life.ts'
import { dayOf, instantOf, onDay, onOf, plusDays } from '../../shared/time.ts'
import { settingsOf } from '../community/community.ts'
import type { Ctx } from '../platform/context.ts'
import type { ClockMove } from '../platform/kind.ts'
import { firstFrom } from './due-days.ts'
import { checked, checksOf } from './helpers.ts'
import type { Pairing } from './pairings-store.ts'

interface Timer {
  readonly at: string
  readonly move: PairingMove
  readonly says?: Partial<Pairing>
}

const timersOf = (item: Pairing, { dutyHours, households }: Settings): readonly Timer[] => {
  const morning = (on: string) => instantOf(onDay(dayOf(on), dutyHours.from))
  const { state, fromOn, toOn, reminded, late, staffTold, soonBy, soonMissed, restUntilOn, forgotten } = item
  if (forgotten) return state === 'ended' ? [] : [{ at: item.changedAt, move: 'forget' }]
  const checks = checksOf(item).map((at): Timer => ({ at, move: 'check' }))
  if (state === 'resting')
    return [...checks, ...(restUntilOn ? [{ at: morning(restUntilOn), move: 'back' } as const] : [])]
  if (state !== 'active' || !fromOn || !toOn) return []
  const passed = plusDays(toOn, 1)
  const staffOn = plusDays(passed, households.staffDays)
  return [
    ...checks,
    ...(reminded ? [] : [{ at: morning(fromOn), move: 'remind', says: { reminded: true } } as const]),
    ...(late ? [] : [{ at: morning(passed), move: 'overdue', says: { late: true } } as const]),
    ...(staffTold ? [] : [{ at: morning(staffOn), move: 'overdue', says: { staffTold: true } } as const]),
    ...(soonBy && !soonMissed ? [{ at: soonBy, move: 'overdue', says: { soonMissed: true } } as const] : []),
  ]
}

export const deadlines =
  (settings: Settings) =>
  (item: Pairing): string | undefined =>
    timersOf(item, settings)
      .map(({ at }) => at)
      .sort()[0]

/** They go again from today. */
export const again = async (ctx: Pick<Ctx, 'table' | 'now'>, item: Pairing): Promise<Partial<Pairing>> => ({
  ...(item.tier && firstFrom(await settingsOf(ctx, item.community), onOf(ctx.now), item.tier)),
  ...(await checked(ctx, item)),
  restUntilOn: undefined,
  ...nothingSaid,
})
/** Of new days nothing has been said yet. */
export const nothingSaid = { reminded: undefined, late: undefined, staffTold: undefined } as const

/** A clock that comes late says all at once what it has missed. */
export const clockMove = async (
  ctx: Ctx,
  item: Pairing,
): Promise<ClockMove<Pairing, PairingMove> | 'notYet'> => {
  const due = timersOf(item, await settingsOf(ctx, item.community)).filter(({ at }) => at <= ctx.now)
  const has = (move: PairingMove) => due.some(each => each.move === move)
  if (has('forget')) return { move: 'forget' }
  if (has('check')) return { move: 'check', prepare: now => checked(ctx, now) }
  if (has('back')) return { move: 'back', prepare: now => again(ctx, now) }
  if (!due.length) return 'notYet'
  const wants: Partial<Pairing> = Object.assign({}, ...due.map(({ says }) => says))
  return { move: has('overdue') ? 'overdue' : 'remind', wants }
}
