/** What it keeps of people: their own in full; who leaves is no longer asked, and staff hear of it. */
import { idsOf } from '../../shared/lifecycle.ts'
import { shanghai } from '../../shared/time.ts'
import { todays } from '../../shared/wellbeing/life.ts'
import type { WellbeingReply } from '../../shared/wellbeing/wellbeing.ts'
import { notify } from '../messages/messages.ts'
import { everyIdOf, personOf } from '../people/people.ts'
import type { Ctx } from '../platform/context.ts'
import type { Exported, Keeper } from '../platform/keeper.ts'
import { allMine, mineByKind } from '../platform/mine.ts'
import { isGoing, wellbeings } from './wellbeing-kind.ts'
import { wellbeingsFor } from './wellbeing-reply.ts'
import { goneStep, noPartner, type Wellbeing } from './wellbeing-store.ts'
import { staffOf } from './wellbeing-tells.ts'

const allOf = async (ctx: Ctx, user: string) =>
  wellbeings.byIds(ctx, await allMine(ctx.table, user, 'wellbeing'))

/** Nobody is asked for this person any more, and staff are told. */
const leave = async (ctx: Ctx, item: Wellbeing) => {
  if (isGoing(item))
    await wellbeings.moveByClock(ctx, 'left', item, {
      prepare: async () => ({ sinceAt: ctx.now }),
      along: async was => [goneStep(was)],
    })
}

/** Without this neighbour among those who are told; the same object where they are not among them. */
const without = (item: Wellbeing, user: string): Wellbeing => {
  const { partner, partnerAsked, helper, second } = item
  const asPartner = partner === user || partnerAsked === user
  if (!asPartner && helper !== user && second !== user) return item
  return {
    ...item,
    ...(asPartner && noPartner),
    ...(helper === user && { helper: undefined }),
    ...(second === user && { second: undefined }),
  }
}

const exported = (reply: WellbeingReply): Exported => {
  const { id, reader, hour, today, partner, helpers, createdAt } = reply
  const since = shanghai(createdAt).format('YYYY年M月D日')
  if (reader !== 'self')
    return { section: '我留意的邻居', facts: { 从哪天: since }, data: { id, reader, createdAt } }
  const facts = {
    几点以前: hour,
    今天: todays.text[today],
    搭伴的邻居: partner?.name ?? '没有',
    帮手: helpers,
  }
  return { section: '报平安', facts: { ...facts, 从哪天: since }, data: { ...reply } }
}

export const wellbeingKeeps: Keeper = {
  async exports(ctx, after) {
    const { ids, last } = await mineByKind(ctx.table, idsOf(ctx.who), 'wellbeing', after)
    const items = await wellbeings.byIds(ctx, ids)
    const replies = await wellbeingsFor(ctx, items)
    return {
      items: replies.map(exported),
      last,
    }
  },

  /** Who lives elsewhere by now is not looked for at the old door; in the same community the new door counts. */
  async moved(ctx, user) {
    const mine = await everyIdOf(ctx, user)
    const all = (await Promise.all(mine.map(each => allOf(ctx, each)))).flat()
    const going = all.filter(item => mine.includes(item.person) && isGoing(item))
    const home = going.length ? (await personOf(ctx, mine[0]))?.profile.home : undefined
    for (const item of going) {
      if (home?.community !== item.community) await leave(ctx, item)
      else if (home.building !== item.building)
        await wellbeings.rewrite(ctx, item.id, async now => ({ ...now, building: home.building }))
    }
  },

  async erases(ctx, user) {
    for (const item of await allOf(ctx, user)) {
      if (item.person === user) {
        await leave(ctx, item)
        await wellbeings.rewrite(ctx, item.id, async now =>
          now.partnerSaid || now.consent || now.foundNote
            ? { ...now, partnerSaid: undefined, consent: undefined, foundNote: undefined }
            : now,
        )
        continue
      }
      if (!isGoing(item) || without(item, user) === item) continue
      await wellbeings.rewrite(ctx, item.id, async now => without(now, user))
      const notices = (await staffOf(ctx, item)).map(to => ({
        ...{ to, name: 'gone', kind: item.kind, id: item.id, template: 'matterNews' as const },
        title: '报平安要换个人',
        text: `“${item.building}”一位报平安的居民，搭伴邻居或帮手注销了。请点开再请一位。`,
      }))
      await notify(ctx, `${item.id}.gone.${user}`, notices)
    }
  },
}
