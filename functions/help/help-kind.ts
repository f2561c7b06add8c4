/** A request as a kind of matter: all that the program does with it without being asked stands or begins here. */
import { helpLife } from '../../shared/help/life.ts'
import { topics } from '../../shared/help/topics.ts'
import { Refusal } from '../../shared/api/refusals.ts'
import { settingsOf } from '../community/community.ts'
import type { Service } from '../platform/followed.ts'
import { kind } from '../platform/kind.ts'
import { list } from '../platform/lists.ts'
import { helpCards, helpDesks } from './help-cards.ts'
import { clockMove, deadlines } from './help-clock.ts'
import { helpPhoned } from './help-phone.ts'
import { readerOf } from './help-readers.ts'
import { isOpen, keepNumber, keepUsual, needsStaff, withTeam, type Help } from './help-store.ts'
import { helpTells } from './help-tells.ts'

/** Hours come from what the neighbour says is done. */
const served = (help: Help): Service | undefined => {
  const { id, state, community, team, teamName, volunteer, volunteerName, topic, timeline } = help
  if (state !== 'confirmed' || !team || !volunteer) return undefined
  const last = (...moves: readonly string[]) => timeline.findLast(({ move }) => moves.includes(move))?.at
  const acceptedAt = last('accept') ?? ''
  const begun = timeline.find(({ at, move }) => at >= acceptedAt && (move === 'bought' || move === 'start'))
  const doneAt = last('deliver', 'fail') ?? help.changedAt
  return {
    ...{ id, user: volunteer, name: volunteerName ?? '', community, team, teamName: teamName ?? '' },
    ...{ what: topics.text[topic], begunAt: begun?.at ?? doneAt, doneAt },
    acceptedAt: acceptedAt || doneAt,
  }
}

export const helps = kind<Help>()({
  name: 'help',
  life: helpLife,
  sees: (item, who) => readerOf(item, who) !== undefined,
  lists: {
    /** 等人接, by when somebody should have it. */
    open: list('gsi1', ['HELP', 'OPEN'], ({ state, claimBy }) => state === 'open' && { at: claimBy }),
    /** 有人在办, by deadline. */
    going: list(
      'gsi1',
      ['HELP', 'GOING'],
      item => isOpen(item) && item.state !== 'open' && { at: item.dueAt ?? item.changedAt },
    ),
    /** 办完的. */
    ended: list('gsi1', ['HELP', 'ENDED'], item => !isOpen(item) && { at: item.changedAt }),
    /** What a team has in hand or was asked to take, by deadline. */
    ofTeam: list('gsi2', ['HELP', 'TEAM'], item => {
      const team = withTeam(item)
      return team !== undefined && { of: team, at: item.dueAt ?? item.changedAt }
    }),
    /** What staff have to see to, longest first. */
    late: list('gsi4', ['HELP', 'LATE'], item => needsStaff(item) && { at: item.createdAt }),
  },
  deadlines: async (ctx, community) => deadlines(await settingsOf(ctx, community)),
  due: async (ctx, item) => clockMove(item, ctx.now),
  holds: item => (isOpen(item) ? [item.asker, item.askedBy, item.volunteer, item.claimedBy] : []),
  cards: helpCards,
  desks: helpDesks,
  tells: helpTells,
  phoned: helpPhoned,
  /** Who brought it is known the next time; it is found by its number. */
  async follows(ctx, { before, after }) {
    if (!before) await keepNumber(ctx, after)
    await keepUsual(ctx, after)
  },
  served,
  lost: (name, { team, teamName, offeredToName }) => {
    const taken = team ? teamName : offeredToName
    return name === 'claim' && taken ? new Refusal('help.alreadyClaimed', { team: taken }) : undefined
  },
})
