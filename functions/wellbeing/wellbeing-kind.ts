/** A sign of life as a kind of matter: its lists, and what the clock does when no word comes. */
import {
  nextAt,
  nextOn,
  hourOn,
  restEndsAt,
  wellbeingLife,
  wellbeingStates,
  type WellbeingMove,
} from '../../shared/wellbeing/life.ts'
import type { WellbeingSettings } from '../../shared/wellbeing/settings.ts'
import { plusDays, plusMinutes } from '../../shared/time.ts'
import { settingsOf } from '../community/community.ts'
import { kind, type ClockMove } from '../platform/kind.ts'
import { list } from '../platform/lists.ts'
import { ringsOf, type Wellbeing } from './wellbeing-store.ts'
import { readerOf } from './wellbeing-readers.ts'
import { wellbeingPhoned, wellbeingReached } from './wellbeing-phone.ts'
import { wellbeingCards, wellbeingDesks, wellbeingTells } from './wellbeing-tells.ts'

export const isGoing = ({ state }: Pick<Wellbeing, 'state'>) => wellbeingStates.isIn(state, 'going')

/** Who is told after those who were told last, and when: worked from the hour, so that a late clock makes up in order. */
const furtherAt = (item: Wellbeing, { stepMinutes, againMinutes }: WellbeingSettings) => {
  const { silentOn, hour, level, toldAt = '' } = item
  if (level === 'staff') return { level, at: plusMinutes(toldAt, againMinutes) }
  const rings = ringsOf(item)
  // Those who were told last may have been taken away since.
  const next = rings.find(ring => order(ring) > order(level))!
  return { level: next, at: plusMinutes(hourOn(silentOn!, hour), stepMinutes * rings.indexOf(next)) }
}
const order = (ring: string | undefined) => ['partner', 'helpers', 'staff'].indexOf(ring ?? '')

/** When the clock has to look at it. */
const lookAt = (item: Wellbeing, settings: WellbeingSettings) => {
  if (item.state === 'on') return nextAt(item)
  if (item.state === 'silent') return furtherAt(item, settings).at
  return item.state === 'away' && item.restUntil ? restEndsAt(item.restUntil) : undefined
}

/** Its move at that time: one for each tick, so that everybody hears of it in turn. */
const clockMove = (
  item: Wellbeing,
  settings: WellbeingSettings,
  now: string,
): ClockMove<Wellbeing, WellbeingMove> | 'notYet' => {
  const at = lookAt(item, settings)
  if (at === undefined || at > now) return 'notYet'
  if (item.state === 'away')
    return { move: 'back', wants: { fromOn: plusDays(item.restUntil!, 1), sinceAt: now } }
  if (item.state === 'silent')
    return { move: 'further', wants: { level: furtherAt(item, settings).level, toldAt: now } }
  const [level] = ringsOf(item)
  return { move: 'goneSilent', wants: { silentOn: nextOn(item), level, toldAt: now, sinceAt: now } }
}

export const wellbeings = kind<Wellbeing>()({
  name: 'wellbeing',
  life: wellbeingLife,
  sees: (item, who) => readerOf(item, who) !== undefined,
  lists: {
    /** All of the community: those without a word by since when, those that are going by when they began, ended ones by when. */
    all: list('gsi1', ['WELLBEINGS'], item => {
      const { state, sinceAt, createdAt, changedAt } = item
      if (state === 'silent') return { of: 'silent', at: sinceAt } as const
      return isGoing(item)
        ? ({ of: 'going', at: createdAt } as const)
        : ({ of: 'ended', at: changedAt } as const)
    }),
  },
  async deadlines(ctx, community) {
    const settings = (await settingsOf(ctx, community)).wellbeing
    return item => lookAt(item, settings)
  },
  due: async (ctx, item) => clockMove(item, (await settingsOf(ctx, item.community)).wellbeing, ctx.now),
  cards: wellbeingCards,
  desks: wellbeingDesks,
  tells: wellbeingTells,
  phoned: wellbeingPhoned,
  reached: wellbeingReached,
})
