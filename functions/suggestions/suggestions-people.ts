/** What suggestions keep of people: what they said, signed, and that they are here for a while. */
import { ideaStates, stayStates } from '../../shared/suggestions/life.ts'
import { idsOf } from '../../shared/lifecycle.ts'
import { sayDate } from '../../shared/time.ts'
import type { Ctx } from '../platform/context.ts'
import type { Keeper } from '../platform/keeper.ts'
import { allMine, mineByKind } from '../platform/mine.ts'
import { opened } from '../platform/sealed.ts'
import { ideas } from './ideas-kind.ts'
import type { Idea } from './ideas-store.ts'
import { ideaTitle } from './ideas-words.ts'
import { stays } from './stays.ts'
import { goneName } from '../people/called.ts'

/** The idea stays with whom it was given to; who said it, and what only they could have written, go. */
const without = async (ctx: Ctx, item: Idea, user: string): Promise<Idea> => {
  const { sayer, owner, ownerName, supporters } = item
  if (sayer !== user && !(owner === user && ownerName !== goneName) && !supporters.includes(user)) return item
  return {
    ...item,
    ...(sayer === user && {
      ...{ sayer: undefined, mayRing: undefined },
      said: await ideas.seal(ctx, item, 'said', goneName),
    }),
    ...(owner === user && { ownerName: goneName }),
    supporters: supporters.filter(each => each !== user),
  }
}

export const suggestionsKeeps: Keeper = {
  async exports(ctx, after) {
    const { ids, last } = await mineByKind(ctx.table, idsOf(ctx.who), 'idea', after)
    const said = (await ideas.byIds(ctx, ids)).filter(({ sayer = '' }) => idsOf(ctx.who).includes(sayer))
    const here = after ? [] : await stays.byIds(ctx, await allMine(ctx.table, ctx.who.id, 'stay'))
    return {
      items: [
        ...(await Promise.all(
          said.map(async item => {
            const words = await opened(ctx, item, 'said')
            const facts = { 建议: ideaTitle(item), 说的: words, 状态: ideaStates.text[item.state] }
            return {
              section: '我提过的建议',
              facts: { ...facts, 提出: sayDate(item.createdAt) },
              data: { id: item.id, words, state: item.state, createdAt: item.createdAt },
            }
          }),
        )),
        ...(await Promise.all(
          here.map(async item => {
            const about = await opened(ctx, item, 'about')
            return {
              section: '流动党员登记',
              facts: { 支部: about.branch, 能帮: about.canHelp, 状态: stayStates.text[item.state] },
              data: { id: item.id, ...about, untilOn: item.untilOn },
            }
          }),
        )),
      ],
      last,
    }
  },

  async erases(ctx, user) {
    const supported = (await ideas.holding(ctx, user)).map(({ id }) => id)
    for (const id of new Set([...(await allMine(ctx.table, user, 'idea')), ...supported]))
      await ideas.rewrite(ctx, id, now => without(ctx, now, user))
    for (const id of await allMine(ctx.table, user, 'stay'))
      await stays.rewrite(ctx, id, async now => {
        if (now.person !== user) return now
        const about = await stays.seal(ctx, now, 'about', { branch: goneName, canHelp: '' })
        return { ...now, about, state: 'left' }
      })
  },
}
