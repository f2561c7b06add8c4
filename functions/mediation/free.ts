/** When a case could be talked over: the room open and free, and so are its mediator and its parties. */
import type { PartyKey } from '../../shared/mediation/life.ts'
import { freeStarts, usedOf } from '../../shared/slots.ts'
import { dayOf, shanghai } from '../../shared/time.ts'
import { settingsOf } from '../community/community.ts'
import type { Ctx } from '../platform/context.ts'
import { daysOf } from '../platform/slots.ts'
import type { Case, Session } from './case-store.ts'
import { peopleOf, roomIn, roomOf } from './resources.ts'

export interface Start {
  readonly room: string
  readonly fromAt: string
}

interface Wanted {
  /** Left out: any of them. */
  readonly room?: string | undefined
  /** A day, and so many from it on. */
  readonly fromOn: string
  readonly days: number
  readonly minutes: number
  /** The party who asks; left out: the room. */
  readonly to?: PartyKey | undefined
}

/** Until when a session that is over by now has used its time. */
export const usedTo = (session: Pick<Session, 'fromAt' | 'toAt' | 'held'>, now: string) =>
  usedOf(session, now, session.held)?.toAt ?? session.fromAt

/** From when on it can be booked: what its last session has used stays that session’s. */
export const bookableFrom = ({ sessions }: Case, now: string) => {
  const last = sessions.at(-1)
  return last ? (last.usedTo ?? usedTo(last, now)) : ''
}

/** The earliest first; what the case itself has booked or kept counts as free. */
export const freeFor = async (
  ctx: Pick<Ctx, 'table' | 'secrets' | 'now'>,
  item: Case,
  { room, fromOn, days, minutes, to }: Wanted,
): Promise<Start[]> => {
  const { community } = item
  const rooms = room
    ? [await roomIn(ctx, community, room)]
    : (await settingsOf(ctx, community)).mediation.rooms.filter(({ closed }) => !closed)
  const people = await peopleOf(ctx, item, to)
  const toOn = dayOf(fromOn)
    .add(days - 1, 'day')
    .format('YYYY-MM-DD')
  const everything = [...rooms.map(({ id }) => roomOf(id)), ...people]
  const taken = await daysOf(ctx.table, community, everything, fromOn, toOn)
  return rooms
    .flatMap(({ id, hours, slotMinutes }) =>
      freeStarts(
        { fromOn, toOn, minutes, hours, slotMinutes, resources: [roomOf(id), ...people], b: item.id },
        taken,
        ctx.now,
      ).map(fromAt => ({ room: id, fromAt })),
    )
    .filter(({ fromAt }) => fromAt >= bookableFrom(item, ctx.now))
    .sort((one, other) => (one.fromAt < other.fromAt ? -1 : Number(one.fromAt > other.fromAt)))
}

const daysAhead = 14

/** The first beginning from that time on, of a session as long in the same room. */
export const nextFree = async (
  ctx: Pick<Ctx, 'table' | 'secrets' | 'now'>,
  item: Case,
  { room, fromAt, toAt }: { readonly room: string; readonly fromAt: string; readonly toAt: string },
): Promise<string | undefined> => {
  const minutes = (Date.parse(toAt) - Date.parse(fromAt)) / 60_000
  const fromOn = shanghai(fromAt).format('YYYY-MM-DD')
  const starts = await freeFor(ctx, item, { room, fromOn, days: daysAhead, minutes })
  return starts.find(start => start.fromAt >= fromAt)?.fromAt
}
