/**
 * C#<community>#CASES#CALENDAR / <matter>#<n>: what calendar programs are told of the n-th time of a case or a note,
 * without a name.
 * Written by the stream; what was called off stays for a month, so that it disappears from every calendar. gsi1: by its
 * beginning.
 */
import { same } from '../../shared/lifecycle.ts'
import { plusMinutes } from '../../shared/time.ts'
import type { Ctx } from '../platform/context.ts'
import type { DisputeKind } from '../../shared/mediation/life.ts'
import type { Change, Stored } from '../platform/matter-item.ts'
import { entry, join } from '../platform/table.ts'

interface Time {
  readonly what: DisputeKind
  readonly number?: string | undefined
  readonly mediator?: string | undefined
  readonly room: string
  readonly fromAt: string
  readonly toAt: string
  readonly cancelled?: true | undefined
}

export interface CalendarEvent extends Time {
  readonly matter: string
  readonly kind: string
  readonly n: number
  /** Grows with every change. */
  readonly seq: number
  readonly changedAt: string
}

const cancelledMinutes = 30 * 24 * 60
const calendarOf = (community: string) => join('C', community, 'CASES', 'CALENDAR')

/** `timesOf`: those that were, took place or will, first to last. */
export const keepCalendar = async <M extends Stored>(
  { table }: Pick<Ctx, 'table'>,
  { before, after }: Change<M>,
  timesOf: (item: M) => readonly Time[],
) => {
  const { id, kind, seq, changedAt, community } = after
  const [was, is] = [before ? timesOf(before) : [], timesOf(after)]
  const numbered = [...is, ...was.slice(is.length).map(each => ({ ...each, cancelled: true as const }))].map(
    (time, n) => ({ ...time, n }),
  )
  for (const event of numbered.filter(({ n, ...time }) => !same(time, was[n]))) {
    const told: CalendarEvent = { ...event, matter: id, kind, seq, changedAt }
    const pk = calendarOf(community)
    await table.put({
      ...{ pk, sk: join(id, String(event.n)), ...entry('gsi1', pk, join(event.fromAt, id)) },
      event: told,
      expiresAt: event.cancelled && Math.ceil(Date.parse(plusMinutes(changedAt, cancelledMinutes)) / 1000),
    })
  }
}

/** Those that begin from `fromAt` and before `toAt`. */
export const eventsBetween = async (
  { table, now }: Pick<Ctx, 'table' | 'now'>,
  community: string,
  fromAt: string,
  toAt: string,
): Promise<CalendarEvent[]> => {
  const keys = await table.queryAll({ index: 'gsi1', pk: calendarOf(community), sk: { atLeast: fromAt } })
  const items = await table.getMany(keys.map(({ pk, sk }) => ({ pk, sk })))
  return items
    .map(item => item.event as CalendarEvent)
    .filter(event => event.fromAt >= fromAt && event.fromAt < toAt)
    .filter(({ cancelled, changedAt }) => !cancelled || plusMinutes(changedAt, cancelledMinutes) > now)
}
