/** A note as a matter: for whom it exists, and what the clock does when nobody has touched it for days. */
import { scopesOf, type Who } from '../../shared/lifecycle.ts'
import { quarrelLife } from '../../shared/mediation/quarrels.ts'
import { plusMinutes } from '../../shared/time.ts'
import { settingsOf } from '../community/community.ts'
import { grantsNow, holdersOf } from '../identity/identity.ts'
import type { Notice, Telling } from '../messages/messages.ts'
import type { Ctx } from '../platform/context.ts'
import { rewrite, type Change } from '../platform/matter-item.ts'
import { mattersOf } from '../platform/matters.ts'
import { quarrelIndexes, type Quarrel } from './quarrels-store.ts'
import { quarrelName, quarrelTitle } from './quarrels-words.ts'

const room = ['mediationStaff', 'mediator'] as const
const helpers = ['communityStaff', 'gridWorker', 'buildingHelper'] as const

/** Of the room, which sees every note of its community. */
export const inRoom = (who: Who, community: string) =>
  room.some(role => scopesOf(who, role, community).length > 0)

/** Whoever noted one on the doorstep sees it as long as that is their work. */
export const seesQuarrel = ({ community, notedBy }: Quarrel, who: Who) =>
  inRoom(who, community) ||
  (notedBy === who.id && helpers.some(role => scopesOf(who, role, community).length > 0))

const day = 24 * 60

export const quarrelDueAt =
  (noteDays: number) =>
  ({ state, remindedAt, changedAt }: Quarrel) =>
    state === 'open' && !remindedAt ? plusMinutes(changedAt, noteDays * day) : undefined

export const quarrelMatters = mattersOf<Quarrel, Quarrel['state'], keyof typeof quarrelLife.moves>({
  kind: 'quarrel',
  life: quarrelLife,
  stateNames: quarrelName,
  visible: seesQuarrel,
  indexes: quarrelIndexes,
  deadlines: async (ctx, community) => quarrelDueAt((await settingsOf(ctx, community)).mediation.noteDays),
})

/** It comes up once more, and then stands in the list. */
export const dueQuarrel = async (ctx: Ctx, quarrel: Quarrel) => {
  const { noteDays } = (await settingsOf(ctx, quarrel.community)).mediation
  const dueAt = quarrelDueAt(noteDays)
  // The settings have changed since: it comes up later.
  if ((dueAt(quarrel) ?? '') > ctx.now)
    return rewrite<Quarrel>(ctx.table, quarrel, quarrelIndexes, async now => ({ ...now, dueAt: dueAt(now) }))
  return quarrelMatters.moveByClock(ctx, 'remind', quarrel, { wants: { remindedAt: ctx.now } })
}

/** Whoever noted it is told; when it is their work no more, the room. */
export const quarrelTells = async (
  ctx: Telling,
  { before, after }: Change<Quarrel>,
): Promise<readonly Notice[]> => {
  if (before?.remindedAt || !after.remindedAt || after.state !== 'open') return []
  const { id, kind, community, notedBy } = after
  const noted = { id: notedBy, grants: await grantsNow(ctx, notedBy), actsFor: [] }
  const staff = async () =>
    (await holdersOf(ctx, community, 'mediationStaff', community)).map(each => each.id)
  return (seesQuarrel(after, noted) ? [notedBy] : await staff()).map(to => ({
    ...{ to, kind, id, name: 'remind', template: 'matterNews', title: '有一笔纠纷还没下文' },
    text: `${quarrelTitle(after)}，记下以后还没说开。去问一声，有结果点一下。`,
  }))
}
