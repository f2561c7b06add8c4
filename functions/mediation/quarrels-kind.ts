/** A note as a matter: for whom it exists, and what the clock does when nobody has touched it for days. */
import { scopesOf, type Who } from '../../shared/lifecycle.ts'
import { quarrelLife } from '../../shared/mediation/quarrels.ts'
import { plusMinutes } from '../../shared/time.ts'
import { settingsOf } from '../community/community.ts'
import { holdersOf } from '../identity/grants.ts'
import { grantsNow } from '../identity/identity.ts'
import { kind } from '../platform/kind.ts'
import { list } from '../platform/lists.ts'
import type { Change } from '../platform/matter-item.ts'
import type { Notice, Telling } from '../platform/notice.ts'
import type { Quarrel } from './quarrels-store.ts'
import { quarrelTitle } from './quarrels-words.ts'

const room = ['mediationStaff', 'mediator'] as const
const helpers = ['communityStaff', 'gridWorker', 'buildingHelper'] as const

/** Of the room, which sees every note of its community. */
export const inRoom = (who: Who, community: string) =>
  room.some(role => scopesOf(who, role, community).length > 0)

/** The person who noted one on the doorstep sees it as long as that is their work. */
export const seesQuarrel = ({ community, notedBy }: Quarrel, who: Who) =>
  inRoom(who, community) ||
  (notedBy === who.id && helpers.some(role => scopesOf(who, role, community).length > 0))

/** The person who noted it is told; the room, when that is no longer their work. */
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

const placeIn = ({ state, createdAt, changedAt }: Quarrel) =>
  state === 'open' ? ({ of: 'open', at: createdAt } as const) : ({ of: 'ended', at: changedAt } as const)

const day = 24 * 60

export const quarrelMatters = kind<Quarrel>()({
  name: 'quarrel',
  life: quarrelLife,
  sees: seesQuarrel,
  lists: {
    /** All of the community: open ones by when they were noted, ended ones by when. */
    all: list('gsi1', ['QUARRELS'], placeIn),
    /** Those that somebody noted. */
    by: list('gsi2', ['QUARRELS', 'BY'], item => {
      const { of, at } = placeIn(item)
      return { of: [item.notedBy, of], at }
    }),
  },
  async deadlines(ctx, community) {
    const { noteDays } = (await settingsOf(ctx, community)).mediation
    return ({ state, remindedAt, changedAt }) =>
      state === 'open' && !remindedAt ? plusMinutes(changedAt, noteDays * day) : undefined
  },
  /** It comes up once more, and then stands in the list. */
  async due(ctx, item) {
    const { noteDays } = (await settingsOf(ctx, item.community)).mediation
    if (plusMinutes(item.changedAt, noteDays * day) > ctx.now) return 'notYet'
    return { move: 'remind', wants: { remindedAt: ctx.now } }
  },
  tells: quarrelTells,
})
