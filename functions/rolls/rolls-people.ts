/** What a roll keeps of people: what was known of their home, and what they said themselves. */
import { hows, said } from '../../shared/rolls/life.ts'
import { idsOf } from '../../shared/lifecycle.ts'
import { sayMoment } from '../../shared/time.ts'
import { personOf } from '../people/people.ts'
import type { Ctx } from '../platform/context.ts'
import type { Keeper } from '../platform/keeper.ts'
import { allMine, mineByKind } from '../platform/mine.ts'
import { rollMatters, titleOf } from './roll-kind.ts'
import { editMark, knownOf, type Roll } from './rolls-store.ts'

/** What they said, and what was noted of the home where they live. */
const notedOf = async (
  ctx: Pick<Ctx, 'table'>,
  users: readonly string[],
  home: string | undefined,
  roll: Roll,
) =>
  [...(await knownOf(ctx, roll))].flatMap(([building, { marks }]) =>
    [...marks].flatMap(([at, mark]) =>
      at === home || (mark.by !== undefined && users.includes(mark.by) && mark.as === 'resident')
        ? [{ roll, at: { building, home: at }, mark }]
        : [],
    ),
  )

export const rollsKeep: Keeper = {
  async exports(ctx, after) {
    const users = idsOf(ctx.who)
    const home = (await personOf(ctx, ctx.who.id))?.profile.home?.id
    const { ids, last } = await mineByKind(ctx.table, users, 'roll', after, 10)
    const rolls = await rollMatters.byIds(ctx, ids)
    const noted = await Promise.all(rolls.map(roll => notedOf(ctx, users, home, roll)))
    return {
      items: noted.flat().map(({ roll, mark }) => ({
        section: '应急点名时我家的情况',
        facts: {
          点名: `${titleOf(roll)} · ${sayMoment(roll.createdAt)}`,
          记的是: said.text[mark.said],
          怎么知道的: hows.text[mark.how],
          什么时候: sayMoment(mark.at),
        },
        data: { id: roll.id, said: mark.said, how: mark.how, at: mark.at },
      })),
      last,
    }
  },

  /** That a home was safe stays with the roll; who said so goes. */
  async erases(ctx, user) {
    for (const roll of await rollMatters.byIds(ctx, await allMine(ctx.table, user, 'roll')))
      for (const { at } of await notedOf(ctx, [user], undefined, roll))
        await editMark(ctx, roll, at, mark => (mark.by === user ? { ...mark, by: undefined } : mark))
  },
}
