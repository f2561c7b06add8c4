/** A note as a matter: which lists it stands in, and what the clock does when nobody has touched it for days. */
import { quarrelLife } from '../../shared/mediation/quarrels.ts'
import { plusMinutes } from '../../shared/time.ts'
import { settingsOf } from '../community/community.ts'
import type { Ctx } from '../platform/context.ts'
import { kind } from '../platform/kind.ts'
import { list } from '../platform/lists.ts'
import { keepCalendar } from './calendar-events.ts'
import { quarrelMonths } from './months.ts'
import type { Quarrel } from './quarrels-store.ts'
import { seesQuarrel } from './quarrels-readers.ts'
import { quarrelCards, quarrelDesks, quarrelTells } from './quarrels-tells.ts'

const isUnderWay = ({ state }: Quarrel) => state === 'open' || state === 'booked'

const placeIn = (item: Quarrel) =>
  isUnderWay(item)
    ? ({ of: 'open', at: item.createdAt } as const)
    : ({ of: 'ended', at: item.changedAt } as const)

const day = 24 * 60

/** The reminder of a time is one for each that is booked. */
export const nearOf = (fromAt: string) => `near.${fromAt}`

/** What the clock has still to say of a time that is booked, by name. */
const slotTimers = ({ slot, slotReminded = [] }: Quarrel, remindMinutes: number) =>
  slot
    ? [
        { name: nearOf(slot.fromAt), at: plusMinutes(slot.fromAt, -remindMinutes) },
        { name: `over.${slot.fromAt}`, at: slot.toAt },
      ].filter(({ name }) => !slotReminded.includes(name))
    : []

export const quarrelMatters = kind<Quarrel>()({
  name: 'quarrel',
  holds: ({ state, resident, mediator }) => (state === 'booked' ? [resident, mediator] : []),
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
    /** Those with a time, by its beginning. */
    booked: list('gsi4', ['QUARRELS', 'SLOTS'], ({ slot }) => slot && { at: slot.fromAt }),
  },
  rows: [quarrelMonths],
  async deadlines(ctx, community) {
    const { noteDays, remindMinutes } = (await settingsOf(ctx, community)).mediation
    return item => {
      const { state, remindedAt, changedAt } = item
      if (state === 'booked') return slotTimers(item, remindMinutes)[0]?.at
      return state === 'open' && !remindedAt ? plusMinutes(changedAt, noteDays * day) : undefined
    }
  },
  /** It comes up once more, and then stands in the list; who has a time hears of it before, the room when it is over. */
  async due(ctx, item) {
    const { noteDays, remindMinutes } = (await settingsOf(ctx, item.community)).mediation
    if (item.state === 'booked') {
      const said = slotTimers(item, remindMinutes).filter(({ at }) => at <= ctx.now)
      const slotReminded = [...(item.slotReminded ?? []), ...said.map(({ name }) => name)]
      return said.length ? { move: 'remind', wants: { slotReminded } } : 'notYet'
    }
    if (plusMinutes(item.changedAt, noteDays * day) > ctx.now) return 'notYet'
    return { move: 'remind', wants: { remindedAt: ctx.now } }
  },
  cards: quarrelCards,
  desks: quarrelDesks,
  tells: quarrelTells,
  follows: (ctx, change) =>
    keepCalendar(ctx, change, ({ what, slot, mediator }) =>
      slot ? [{ what, mediator, room: slot.room, fromAt: slot.fromAt, toAt: slot.toAt }] : [],
    ),
})

const aheadMinutes = 366 * day
/** Those that are still to come. */
export const talksToCome = async (ctx: Pick<Ctx, 'table' | 'now'>, community: string) =>
  (
    await quarrelMatters.lists.booked.between(ctx, { community }, ctx.now, plusMinutes(ctx.now, aheadMinutes))
  ).filter(({ state }) => state === 'booked')
