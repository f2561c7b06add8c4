/** What help keeps of people: their requests in full, and of those they helped with only that they did. */
import { idsOf } from '../../shared/lifecycle.ts'
import { sayFen } from '../../shared/money.ts'
import { Refusal } from '../../shared/api/refusals.ts'
import { sayMoment } from '../../shared/time.ts'
import { helpStates } from '../../shared/help/life.ts'
import { topics } from '../../shared/help/topics.ts'
import { forget } from '../files/files.ts'
import { notify } from '../messages/messages.ts'
import { everyIdOf } from '../people/people.ts'
import type { Ctx, SignedIn } from '../platform/context.ts'
import type { Keeper } from '../platform/keeper.ts'
import { allMine, mineByKind } from '../platform/mine.ts'
import { movedFrom } from './help-ask.ts'
import { helps } from './help-kind.ts'
import { helpFor, surroundings } from './help-reply.ts'
import { forgetUsual, isOpen, type Help } from './help-store.ts'
import { goneName } from '../people/called.ts'

const asAsker = async (ctx: SignedIn, item: Help) => {
  const reply = await helpFor(ctx, item, 'asker', await surroundings(ctx, item.community))
  return {
    section: '我求助过的事',
    facts: {
      什么事: reply.title,
      状态: reply.stateText,
      提出: sayMoment(item.createdAt),
      最近变化: sayMoment(item.changedAt),
      要办的: (reply.lines ?? []).map(({ what, howMany = '', remark = '' }) =>
        `${what} ${howMany} ${remark}`.trim(),
      ),
      ...(reply.door && { 进门的话: reply.door }),
      ...(reply.spentFen !== undefined && { 花了: sayFen(reply.spentFen) }),
    },
    data: { ...reply },
  }
}

/** What neighbours wrote is theirs. */
const asHelper = ({ id, what, topic, state, createdAt, changedAt }: Help) => ({
  section: '我帮过的事',
  facts: {
    什么事: topics.text[topic],
    状态: helpStates.text[state],
    提出: sayMoment(createdAt),
    最近变化: sayMoment(changedAt),
  },
  data: { id, kind: what, state, createdAt, changedAt },
})

const allOf = async (ctx: Ctx, user: string) => helps.byIds(ctx, await allMine(ctx.table, user, 'help'))

/** The request without this person in it; the same object when they are not, or no longer, in it. */
const without = async (ctx: Ctx, item: Help, user: string): Promise<Help> => {
  const asked = item.asker === user && item.askerName !== goneName
  const helped = item.volunteer === user && item.volunteerName !== goneName
  const cared = item.staff === user && item.staffName !== goneName
  const laidOut = item.laidOut?.some(({ volunteer, name }) => volunteer === user && name !== goneName)
  if (!asked && !helped && !cared && !laidOut) return item
  return {
    ...item,
    ...(asked && {
      askerName: goneName,
      details: await helps.seal(ctx, item, 'details', { lines: [] }),
      files: undefined,
      voice: undefined,
      receipts: undefined,
      thanks: undefined,
      swaps: undefined,
      notes: undefined,
      calls: undefined,
    }),
    ...(helped && { volunteerName: goneName }),
    ...(cared && { staffName: goneName }),
    ...(laidOut && {
      laidOut: item.laidOut!.map(each => (each.volunteer === user ? { ...each, name: goneName } : each)),
    }),
  }
}

export const helpKeeps: Keeper = {
  async exports(ctx, after) {
    const { ids, last } = await mineByKind(ctx.table, idsOf(ctx.who), 'help', after)
    const items = await helps.byIds(ctx, ids)
    return {
      items: await Promise.all(
        items.map(item => (idsOf(ctx.who).includes(item.asker) ? asAsker(ctx, item) : asHelper(item))),
      ),
      last,
    }
  },

  async holds(ctx, user) {
    const open = (await helps.holding(ctx, user)).filter(isOpen)
    const mine = open.filter(({ asker, askedBy }) => asker === user || askedBy === user)
    if (mine.length) return new Refusal('help.stillOpen', { count: String(mine.length) })
    const inHand = open.filter(({ volunteer, claimedBy }) => volunteer === user || claimedBy === user)
    return inHand.length ? new Refusal('help.stillInHand', { count: String(inHand.length) }) : undefined
  },

  async moved(ctx, user) {
    const mine = await everyIdOf(ctx, user)
    const items = await Promise.all(mine.map(each => allOf(ctx, each)))
    for (const item of items.flat()) {
      const { id, asker, volunteer, home, topic } = item
      if (!mine.includes(asker) || !isOpen(item) || !volunteer) continue
      const moved = await movedFrom(ctx, item)
      if (!moved) continue
      const text = `“${topics.text[topic]}”的邻居搬家了，先打电话问清送到哪儿，再去。`
      await notify(ctx, `${id}.moved.${moved.home?.id ?? home}`, [
        {
          to: volunteer,
          name: 'moved',
          title: '他搬家了',
          text,
          kind: 'help',
          id,
          template: 'matterNews',
          atNight: true,
        },
      ])
    }
  },

  async erases(ctx, user) {
    await forgetUsual(ctx, user)
    const items = await allOf(ctx, user)
    const asked = items.filter(({ asker }) => asker === user)
    await forget(
      ctx,
      asked.flatMap(({ files = [], voice, receipts = [], laidOut = [] }) => [
        ...[...files, ...(voice ? [voice] : []), ...receipts],
        ...laidOut.flatMap(each => each.receipts ?? []),
      ]),
    )
    for (const { id } of items) await helps.rewrite(ctx, id, now => without(ctx, now, user))
  },
}
