/** The room's desk: its calendar, what is closed or away, and what is free. */
import * as z from 'zod/mini'
import { id, instant, onceKey, operation, scopeId, text, creation } from '../contract.ts'
import { day } from './reply.ts'
import { caseStates, disputeKinds } from './life.ts'

const named = z.object({ id: z.string(), name: z.string() })

/** What one look at the calendar may span: six weeks, as a month is shown. */
const mostDays = 42
const daysFrom = (fromOn: string, toOn: string) => (Date.parse(toOn) - Date.parse(fromOn)) / 86_400_000 + 1

/** A closure of a room, or a mediator's leave: it takes the time as a booking does. */
const block = z.object({
  id: z.string(),
  /** `room` or `mediator`, and which. */
  of: z.enum(['room', 'mediator']),
  which: z.string(),
  fromAt: instant,
  toAt: instant,
  reason: z.string(),
})

export const roomsReply = z.array(
  z.object({
    id: z.string(),
    name: z.string(),
    place: z.string(),
    slotMinutes: z.int(),
    sessionMinutes: z.int(),
  }),
)

export const deskOperations = {
  calendar: operation({
    says: 'Sessions, slots kept for somebody, closures and leave between two days (Shanghai, at most 42), for the room; a mediator sees their own sessions and what is taken.',
    by: ['mediationStaff', 'mediator'],
    takes: z.object({ fromOn: day, toOn: day, community: z.optional(scopeId) }).check(
      z.refine(({ fromOn, toOn }) => fromOn <= toOn && daysFrom(fromOn, toOn) <= mostDays, {
        path: ['toOn'],
      }),
    ),
    gives: z.object({
      rooms: roomsReply,
      mediators: z.array(named),
      items: z.array(
        z.object({
          /** The case, where the reader may open it. */
          id: z.optional(z.string()),
          /** The note (说和), of a time that a resident booked. */
          talk: z.optional(z.string()),
          fromAt: instant,
          toAt: instant,
          room: z.string(),
          mediator: z.optional(named),
          kind: z.optional(disputeKinds.schema),
          state: z.optional(caseStates.schema),
          /** Ready to show: 漏水 〔2026〕12; without the case only that it is taken. */
          title: z.string(),
          /** Who the parties are, unless the room hides that: 张三、李四. */
          names: z.optional(z.string()),
          stateText: z.optional(z.string()),
          /** Where the reader may find it another time: as it stood when they saw it. */
          seq: z.optional(z.int()),
          /** Only kept, until then. */
          keptUntil: z.optional(instant),
        }),
      ),
      blocks: z.array(block),
      /** Hours each room is open, day by day. */
      open: z.array(z.object({ room: z.string(), on: day, fromAt: instant, toAt: instant })),
      /** For the room: years, as far as is shown or soon booked, whose holidays nobody has entered. */
      notEntered: z.optional(z.array(z.int())),
    }),
  }),
  freeSlots: operation({
    says: 'Beginnings at which the room is open and free, and so are the mediator and the parties of the case; for a party, without a word on who is busy.',
    by: 'signedIn',
    takes: z.object({
      id,
      room: z.optional(scopeId),
      fromOn: day,
      days: z._default(z.int().check(z.minimum(1), z.maximum(31)), 14),
      minutes: z.optional(z.int().check(z.minimum(15), z.maximum(480), z.multipleOf(15))),
    }),
    gives: z.object({
      minutes: z.int(),
      rooms: roomsReply,
      starts: z.array(z.object({ room: z.string(), fromAt: instant })),
    }),
  }),
  block: operation({
    says: 'Closes a room or notes a mediator’s leave for a time that nothing is booked in.',
    by: ['mediationStaff', 'mediator'],
    takes: z.object({
      ...creation,
      community: z.optional(scopeId),
      of: z.enum(['room', 'mediator']),
      which: id,
      fromAt: instant,
      toAt: instant,
      reason: text(30),
    }),
    gives: block,
  }),
  unblock: operation({
    says: 'Opens it again; what is not there is not there.',
    by: ['mediationStaff', 'mediator'],
    takes: z.object({ id, op: z.optional(onceKey), community: z.optional(scopeId) }),
    gives: z.object({ id: z.string() }),
  }),
  load: operation({
    says: 'How many cases each mediator has in hand.',
    by: ['mediationStaff'],
    takes: z.object({ community: z.optional(scopeId) }),
    gives: z.object({ items: z.array(z.object({ ...named.shape, load: z.int() })) }),
  }),
  feed: operation({
    says: 'A secret link to a calendar of times and rooms, without names, for the calendar on one’s own phone or computer: `make` gives a new one, once, and ends the one before; `revoke` ends it.',
    by: ['mediationStaff', 'mediator'],
    takes: z.object({
      community: z.optional(scopeId),
      op: z.optional(onceKey),
      /** All of the room, for its staff; or what the mediator holds themselves. */
      of: z.enum(['room', 'mine']),
      change: z.optional(z.enum(['make', 'revoke'])),
    }),
    gives: z.object({
      /** Since when there is one. */
      madeAt: z.optional(instant),
      /** On our own domain; everybody who has it can read along. Only the answer to `make` has it. */
      path: z.optional(z.string()),
    }),
  }),
}
