/** A hazard as a kind of matter: all that the program does with it without being asked stands or begins here. */
import { hazardLife, mostFollowers } from '../../shared/hazards/life.ts'
import { settingsOf } from '../community/community.ts'
import { kind } from '../platform/kind.ts'
import { list } from '../platform/lists.ts'
import { hazardCards, hazardDesks, titleOf } from './hazard-cards.ts'
import { clockMove, deadlines } from './hazard-clock.ts'
import { readerOf } from './hazard-readers.ts'
import { byMonth, isOpen, near, pending, type Hazard } from './hazard-store.ts'
import { hazardTells } from './hazard-tells.ts'

export const hazardsOf = kind<Hazard>()({
  name: 'hazard',
  life: hazardLife,
  sees: (item, who) => readerOf(item, who) !== undefined,
  lists: {
    /** In the order in which they were reported. */
    open: list('gsi1', ['HAZARDS', 'OPEN'], item => isOpen(item) && { at: item.createdAt }),
    /** By when they ended; what was taken back is nobody's. */
    ended: list(
      'gsi1',
      ['HAZARDS', 'ENDED'],
      item => !isOpen(item) && item.state !== 'withdrawn' && { at: item.since },
    ),
    /** What a firm or a department has, by deadline. */
    ofUnit: list(
      'gsi2',
      ['HAZARDS', 'TO'],
      ({ state, to, promisedAt, since }) =>
        state === 'dispatched' && to !== undefined && { of: to, at: promisedAt ?? since },
    ),
    /** For the community, state by state, by deadline. */
    inState: list(
      'gsi4',
      ['HAZARDS', 'STATE'],
      item => isOpen(item) && { of: item.state as string, at: item.promisedAt ?? item.since },
    ),
  },
  rows: [near, pending, byMonth],
  deadlines: async (ctx, community) => deadlines(await settingsOf(ctx, community)),
  due: async (ctx, item) => clockMove(await settingsOf(ctx, item.community), item, ctx.now),
  cards: hazardCards,
  desks: hazardDesks,
  tells: hazardTells,
  phoned: async (_ctx, item, text) => (item.state === 'withdrawn' ? undefined : `${titleOf(item)}：${text}`),
  /** Who reported or followed one that is the same as another hears of the other from now on. */
  async follows(ctx, { before, after }) {
    const { state, same, followers, reporter } = after
    if (state !== 'turned' || !same || before?.state === 'turned') return
    await hazardsOf.rewrite(ctx, same, async now => {
      const more = [reporter, ...followers].filter(
        each => each !== now.reporter && !now.followers.includes(each),
      )
      return more.length ? { ...now, followers: [...now.followers, ...more].slice(0, mostFollowers) } : now
    })
  },
})
