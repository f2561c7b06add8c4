/**
 * C#<community>#CASES#CALENDAR / <matter>#<n>: what calendar programs are told of the n-th time of a case or a note,
 * without a name; <matter>#<n>#<mediator>: that a mediator who had it does not any longer.
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
  /** For the calendar of the mediator who had it; for others it stands. */
  readonly left?: true | undefined
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
  const numbered: (Time & { readonly n: number })[] = [
    ...is,
    ...was.slice(is.length).map(each => ({ ...each, cancelled: true as const })),
  ].map((time, n) => ({ ...time, n }))
  const pk = calendarOf(community)
  const tell = async (event: (typeof numbered)[number], ...of: readonly string[]) => {
    const told: CalendarEvent = { ...event, matter: id, kind, seq, changedAt }
    await table.put({
      ...{ pk, sk: join(id, String(event.n), ...of), ...entry('gsi1', pk, join(event.fromAt, id)) },
      event: told,
      expiresAt: event.cancelled && Math.ceil(Date.parse(plusMinutes(changedAt, cancelledMinutes)) / 1000),
    })
  }
  for (const event of numbered.filter(({ n, ...time }) => !same(time, was[n]))) {
    await tell(event)
    const [had, has] = [was[event.n]?.mediator, event.mediator]
    if (had === has) continue
    if (has) await table.remove({ pk, sk: join(id, String(event.n), has) })
    if (had) await tell({ ...was[event.n]!, n: event.n, cancelled: true, left: true }, had)
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
