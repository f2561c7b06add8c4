/** A month of visits, helper by helper: for those who see to it that every home is gone to, not to compare who goes. */
import type { Settings } from '../../shared/community/community.ts'
import type { Reply } from '../../shared/contract.ts'
import { roles } from '../../shared/contract.ts'
import type { households } from '../../shared/households/households.ts'
import { seatRoles, seats, type Seat } from '../../shared/households/life.ts'
import { onOf } from '../../shared/time.ts'
import { deskOf, settingsOf } from '../community/community.ts'
import { goneName, namesApart } from '../people/called.ts'
import type { Handlers } from '../platform/serve.ts'
import { nextAfter } from './due-days.ts'
import { pairings } from './pairings-kind.ts'
import { isAway, type Pairing } from './pairings-store.ts'

type Count = Omit<Reply<typeof households.month>['total'], 'homes'>

const none: Count = { planned: 0, done: 0, left: 0, late: 0 }
const plus = (a: Count, b: Count): Count => ({
  planned: a.planned + b.planned,
  done: a.done + b.done,
  left: a.left + b.left,
  late: a.late + b.late,
})

/**
 * What a month (YYYY-MM) comes to for one home, as of today: the visits that were, and those still to come if each is made
 * on its day. A day that has passed is still to come, today.
 */
export const monthOf = (
  settings: Pick<Settings, 'dutyHours' | 'households'>,
  { state, tier, dueOn, toOn, visits = [] }: Pick<Pairing, 'state' | 'tier' | 'dueOn' | 'toOn' | 'visits'>,
  month: string,
  today: string,
): Count => {
  const done = visits.filter(({ on }) => on.startsWith(month)).length
  let left = 0
  if (state === 'active' && tier && dueOn)
    for (
      let on = dueOn < today ? today : dueOn;
      on.slice(0, 7) <= month;
      on = nextAfter(settings, on, tier).dueOn
    )
      if (on.startsWith(month)) left++
  const late = state === 'active' && toOn !== undefined && toOn < today && today.startsWith(month) ? 1 : 0
  return { planned: done + left, done, left, late }
}

export const monthHandlers: Handlers<Pick<typeof households, 'month'>> = {
  async month({ community: wanted, month: asked }, ctx) {
    const community = deskOf(ctx, wanted)
    const today = onOf(ctx.now)
    const month = asked ?? today.slice(0, 7)
    const [settings, ...found] = await Promise.all([
      settingsOf(ctx, community),
      ...(['active', 'resting'] as const).map(of => pairings.lists.all.all(ctx, { community, of })),
    ])
    const all = found.flat()
    const counts = new Map(all.map(item => [item.id, monthOf(settings, item, month, today)]))
    const sum = (items: readonly Pairing[]) => ({
      homes: items.length,
      ...items.reduce((total, { id }) => plus(total, counts.get(id) ?? none), none),
    })
    const held = new Map<string, { user: string; seat: Seat; as: string; items: Pairing[] }>()
    for (const item of all)
      for (const seat of seats.codes) {
        const user = item[seat]
        if (!user) continue
        const as = roles.text[seatRoles[item.target][seat]]
        const one = held.get(`${user} ${as}`) ?? { user, seat, as, items: [] }
        held.set(`${user} ${as}`, one)
        one.items.push(item)
      }
    const names = await namesApart(
      ctx,
      [...held.values()].map(({ user }) => user),
    )
    return {
      month,
      total: sum(all),
      helpers: [...held.values()]
        .map(({ user, seat, as, items }) => ({
          ...{ id: user, name: names.get(user) ?? goneName, seat, as, ...sum(items) },
          away: items.some(item => isAway(item, seat, today)) || undefined,
        }))
        .sort((a, b) => a.name.localeCompare(b.name, 'zh')),
    }
  },
}
