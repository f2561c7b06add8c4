/** 约人说和: a resident books a time of the room as one books any other: what it is about, when, done. */
import * as z from 'zod/mini'
import { aDay, beginning, id, instant, operation, scopeId, tap, tellsOthers, text } from '../contract.ts'
import { rolesIn } from '../lifecycle.ts'
import { disputeKinds } from './life.ts'
import { quarrelLife, quarrelReply } from './quarrels.ts'

/** For whom: oneself, somebody one acts for or, for staff, who rings. */
const whom = { for: z.optional(id) }
const by = rolesIn(quarrelLife.moves.cancel)

export const talkOperations = {
  mediationDay: operation({
    says: 'The 矛调日 of the community, ready to show, if it has one.',
    by: 'signedIn',
    takes: z.object({ community: z.optional(scopeId) }),
    gives: z.object({ says: z.optional(z.string()) }),
  }),
  talkTimes: operation({
    says: 'Times of the next working days at which a room, a mediator and the resident are free, the earliest first; not a word on who is busy. `id`: for a booking that is moved.',
    by,
    takes: z.object({ ...whom, id: z.optional(id) }),
    gives: z.object({
      minutes: z.int(),
      starts: z.array(
        z.object({
          room: z.string(),
          fromAt: instant,
          place: z.string(),
          /** On a 矛调日. */
          marked: z.optional(z.literal(true)),
        }),
      ),
      /** Ready to show: 周五 14:00–17:00，法官、民警坐堂. */
      mediationDay: z.optional(z.string()),
    }),
  }),
  bookTalk: operation({
    says: 'Takes the room and a mediator who is free then, by load and without a tie to the resident, and makes a note of it; nobody else is asked before the room has listened.',
    by,
    limit: { ...tellsOthers, account: aDay(10) },
    takes: z.object({
      ...beginning,
      ...whom,
      kind: disputeKinds.schema,
      what: z.optional(text(300)),
      room: scopeId,
      fromAt: instant,
    }),
    gives: quarrelReply,
  }),
  moveTalk: operation({
    says: 'Another time; the old one is free again in the same write.',
    by: rolesIn(quarrelLife.moves.move),
    limit: tellsOthers,
    takes: z.object({ ...tap, room: scopeId, fromAt: instant }),
    gives: quarrelReply,
  }),
  cancelTalk: operation({
    says: 'Not after all: the time is free again.',
    by: rolesIn(quarrelLife.moves.cancel),
    limit: tellsOthers,
    takes: z.object(tap),
    gives: quarrelReply,
  }),
  talkCame: operation({
    says: 'At its time: they came and sit down, or nobody did and the rest of the time is free again.',
    by: rolesIn(quarrelLife.moves.came),
    takes: z.object({ ...tap, came: z.boolean() }),
    gives: quarrelReply,
  }),
}
