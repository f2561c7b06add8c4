/** Reading cases: one, mine, and the room's queue. */
import type { mediation } from '../../shared/mediation/mediation.ts'
import { communityIn, idsOf, scopesOf } from '../../shared/lifecycle.ts'
import { Refusal } from '../../shared/api/refusals.ts'
import type { SignedIn } from '../platform/context.ts'
import { page } from '../platform/lists.ts'
import { mineByKind } from '../platform/mine.ts'
import type { Handlers } from '../platform/serve.ts'
import { caseMatters } from './case-kind.ts'
import { readerOf } from './case-readers.ts'
import { caseInFull, casesFor } from './case-reply.ts'
import { found } from './case-search.ts'

const room = ['mediationStaff', 'mediator'] as const

export const roomCommunity = ({ who }: SignedIn, wanted: string | undefined) => {
  const community = communityIn(who, room, wanted)
  if (!community) throw new Refusal('community.notFound')
  return community
}

export const listHandlers: Handlers<Pick<typeof mediation, 'get' | 'mine' | 'queue' | 'search'>> = {
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
      // What one is a party to is on one's own list, not on the room's.
      const shown = items.filter(item => ['staff', 'mediator'].includes(readerOf(item, ctx.who)?.as ?? ''))
      return { items: await casesFor(ctx, shown, names ? 'names' : undefined), last }
    })
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
