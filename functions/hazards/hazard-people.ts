/** What hazards keep of people: what they reported, in full; of what they follow or handled, nothing but that. */
import { hazardStates } from '../../shared/hazards/life.ts'
import { idsOf, isMe } from '../../shared/lifecycle.ts'
import { sayMoment } from '../../shared/time.ts'
import { forget } from '../files/files.ts'
import type { Ctx, SignedIn } from '../platform/context.ts'
import type { Keeper } from '../platform/keeper.ts'
import { allMine, mineByKind } from '../platform/mine.ts'
import { opened } from '../platform/sealed.ts'
import { titleOf } from './hazard-cards.ts'
import { hazardsOf } from './hazard-kind.ts'
import { isOpen, type Hazard } from './hazard-store.ts'

const exported = async (ctx: SignedIn, item: Hazard) => {
  const mine = isMe(ctx.who, item.reporter)
  const said = mine ? await opened(ctx, item, 'said') : {}
  const { id, what, state, createdAt, changedAt } = item
  return {
    section: mine ? '我报过的隐患' : '我关注的隐患',
    facts: {
      什么事: titleOf(item),
      状态: hazardStates.text[state],
      报的时间: sayMoment(createdAt),
      最近变化: sayMoment(changedAt),
      ...(said.spot && { 位置: said.spot }),
      ...(said.words && { 我写的: said.words }),
    },
    data: { id, what, state, createdAt, changedAt, spot: said.spot, words: said.words },
  }
}

/** Nobody is called so. */
const gone = 'gone'

/** What is wrong in the estate stays until it is mended; who said so goes, and with what has ended their words too. */
const without = async (ctx: Ctx, item: Hazard, user: string): Promise<Hazard> => {
  const followed = item.followers.includes(user)
  const handled = item.handler === user
  if (item.reporter !== user && !followed && !handled) return item
  return {
    ...item,
    ...(followed && { followers: item.followers.filter(each => each !== user) }),
    ...(handled && { handler: gone }),
    ...(item.reporter === user && { reporter: gone, callable: undefined, voice: undefined }),
    ...(item.reporter === user &&
      !isOpen(item) && {
        files: undefined,
        shown: undefined,
        said: await hazardsOf.seal(ctx, item, 'said', {
          ...(await opened(ctx, item, 'said')),
          ...{ spot: undefined, words: undefined, answer: undefined },
        }),
      }),
  }
}

export const hazardsKeep: Keeper = {
  async exports(ctx, after) {
    const { ids, last } = await mineByKind(ctx.table, idsOf(ctx.who), 'hazard', after)
    const items = await hazardsOf.byIds(ctx, ids)
    return { items: await Promise.all(items.map(item => exported(ctx, item))), last }
  },

  async erases(ctx, user) {
    const items = await hazardsOf.byIds(ctx, await allMine(ctx.table, user, 'hazard'))
    for (const item of items.filter(({ reporter }) => reporter === user)) {
      const { voice, files = [] } = item
      await forget(ctx, [...(voice ? [voice] : []), ...(isOpen(item) ? [] : files)])
    }
    for (const { id } of items) await hazardsOf.rewrite(ctx, id, now => without(ctx, now, user))
  },
}
