/** Reading cases: one, mine, and the room's queue. */
import type { mediation } from '../../shared/mediation/mediation.ts'
import { communityIn, idsOf, scopesOf } from '../../shared/lifecycle.ts'
import { Refusal } from '../../shared/api/refusals.ts'
import { settingsOf } from '../community/community.ts'
import type { SignedIn } from '../platform/context.ts'
import { page } from '../platform/lists.ts'
import { mineByKind } from '../platform/mine.ts'
import type { Handlers } from '../platform/serve.ts'
import { caseMatters } from './case-kind.ts'
import { readerOf } from './case-readers.ts'
import { caseInFull, casesFor } from './case-reply.ts'
import { found } from './case-search.ts'
import type { Case } from './case-store.ts'
import { whyLate } from './case-timers.ts'

const room = ['mediationStaff', 'mediator'] as const

export const roomCommunity = ({ who }: SignedIn, wanted: string | undefined) => {
  const community = communityIn(who, room, wanted)
  if (!community) throw new Refusal('community.notFound')
  return community
}

/** What one is a party to is on one's own list, not on the room's. */
const ofTheRoom = ({ who }: SignedIn, cases: readonly Case[]) =>
  cases.filter(item => ['staff', 'mediator'].includes(readerOf(item, who)?.as ?? ''))

export const listHandlers: Handlers<Pick<typeof mediation, 'get' | 'mine' | 'queue' | 'late' | 'search'>> = {
  get: async ({ id }, ctx) => caseInFull(ctx, await caseMatters.find(ctx, id)),

  mine: ({ next }, ctx) =>
    page(ctx, ['mediation.mine'], next, async after => {
      const users = [...idsOf(ctx.who), ...ctx.who.actsFor.filter(each => !idsOf(ctx.who).includes(each))]
      const { ids, last } = await mineByKind(ctx.table, users, 'case', after)
      const cases = (await caseMatters.byIds(ctx, [...new Set(ids)])).filter(
        item => readerOf(item, ctx.who)?.as === 'party',
      )
      return { items: await casesFor(ctx, cases), last }
    }),

  queue({ list, community: wanted, names, next }, ctx) {
    const community = roomCommunity(ctx, wanted)
    const staff = scopesOf(ctx.who, 'mediationStaff', community).length > 0
    return page(ctx, ['mediation.queue', list, community, staff], next, async after => {
      const { open, ended, inHand } = caseMatters.lists
      const { items, last } =
        list === 'ended'
          ? await ended.page(ctx, { community, newestFirst: true, after })
          : staff
            ? await open.page(ctx, { community, after })
            : await inHand.page(ctx, { community, of: ctx.who.id, after })
      return { items: await casesFor(ctx, ofTheRoom(ctx, items), names ? 'names' : undefined), last }
    })
  },

  async late({ community: wanted }, ctx) {
    const community = roomCommunity(ctx, wanted)
    const settings = await settingsOf(ctx, community)
    const staff = scopesOf(ctx.who, 'mediationStaff', community).length > 0
    const { open, inHand } = caseMatters.lists
    const cases = staff
      ? await open.all(ctx, { community })
      : await inHand.all(ctx, { community, of: ctx.who.id })
    const late = new Map(
      ofTheRoom(ctx, cases).flatMap(item => {
        const why = whyLate(item, settings, ctx.now)
        return why ? [[item.id, { item, why }] as const] : []
      }),
    )
    const shown = [...late.values()].map(({ item }) => item)
    const items = await casesFor(ctx, shown, 'names')
    return { items: items.map(each => ({ ...each, why: late.get(each.id)!.why })) }
  },

  search({ said, community: wanted, next }, ctx) {
    const community = roomCommunity(ctx, wanted)
    const load = found(ctx, community, said)
    return page(ctx, ['mediation.search', community, said], next, async (...asked) => {
      const { items, last } = await load(...asked)
      return { items: await casesFor(ctx, items, 'names'), last }
    })
  },
}
