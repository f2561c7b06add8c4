/** An idea as a kind of matter. */
import { scopesOf, type Who } from '../../shared/lifecycle.ts'
import { ideaLife } from '../../shared/suggestions/life.ts'
import { kind } from '../platform/kind.ts'
import { list } from '../platform/lists.ts'
import { nextBy, type Idea } from './ideas-store.ts'
import { ideaCards, ideaDesks, ideaTells } from './ideas-tells.ts'

/** `neighbour`: it stands on the wall. */
export type IdeaReader = 'staff' | 'sayer' | 'neighbour'

export const ideaReader = (item: Idea, who: Who): IdeaReader | undefined => {
  const { community, sayer, onWall } = item
  if (scopesOf(who, 'communityStaff', community).length) return 'staff'
  if (sayer !== undefined && [who.id, ...who.actsFor].includes(sayer)) return 'sayer'
  return onWall && who.grants.some(grant => grant.community === community) ? 'neighbour' : undefined
}

const isOver = ({ state }: Idea) => state === 'done' || state === 'refused' || state === 'withdrawn'

export const ideas = kind<Idea>()({
  name: 'idea',
  life: ideaLife,
  sees: (item, who) => ideaReader(item, who) !== undefined,
  lists: {
    /** For staff, by what comes next: the longest due first; what has ended, by when. */
    byState: list('gsi1', ['IDEAS'], item =>
      isOver(item)
        ? { of: 'ended', at: item.changedAt }
        : { of: item.state, at: nextBy(item) ?? item.changedAt },
    ),
    wall: list('gsi2', ['IDEAS', 'WALL'], item => item.onWall === true && { at: item.changedAt }),
  },
  // Nobody is kept from leaving by it; those who support it are found by it when they leave.
  holds: ({ supporters }) => supporters,
  deadlines: async () => item => {
    const by = nextBy(item)
    return by === item.remindedOf ? undefined : by
  },
  /** Once for each day that was agreed. */
  async due(ctx, item) {
    const by = nextBy(item)
    return by && by <= ctx.now ? { move: 'remind', wants: { remindedOf: by } } : 'notYet'
  },
  cards: ideaCards,
  desks: ideaDesks,
  tells: ideaTells,
})
