/** A session as it turns out: who came, when it really began and ended, and what of that is put right afterwards. */
import type { mediation } from '../../shared/mediation/mediation.ts'
import { absent } from '../../shared/lifecycle.ts'
import type { PartyKey } from '../../shared/mediation/life.ts'
import { Refusal } from '../../shared/api/refusals.ts'
import { onOf, plusMinutes, sayMonthDay } from '../../shared/time.ts'
import type { SignedIn } from '../platform/context.ts'
import type { Handlers } from '../platform/serve.ts'
import { full } from './case-reply.ts'
import { everyParty } from './case-tracks.ts'
import { slotChange } from './case-slots.ts'
import { usedTo } from './free.ts'
import type { Case, Session } from './case-store.ts'
import { recordKey, recordOf } from './record-store.ts'

/** So long before its time a session may begin. */
const earlyMinutes = 30

/** Those who were there, of the parties of the case; one that is held needs both sides. */
const thereIn = (item: Case, present: readonly PartyKey[], held: boolean): PartyKey[] => {
  const there = [...new Set(present)]
  if (there.some(key => !item[key]))
    throw new Refusal('mediation.partyUnknown', {}, { present: '请从名单里选' })
  const sides = new Set(there.map(key => item[key]!.side))
  if (held && sides.size < 2) throw new Refusal('mediation.nobodyThere', {}, { present: '请勾到场的人' })
  return there
}

/** What was offered and ticked has served; how long and where stays, for the next time. */
const usedUp = (item: Case): Partial<Case> => ({
  ...everyParty(item, ({ times: _, ...party }) => party),
  offered: item.offered && { ...item.offered, starts: [] },
})

/** The session that was booked, as it turned out; while it is held its time stays taken, for it is being used. */
const sat = (ctx: SignedIn, present: readonly PartyKey[], held: boolean) => ({
  async prepare(item: Case): Promise<Partial<Case>> {
    const { slot, sessions, mediator, mediatorName = '' } = item
    if (!slot) throw new Error('a booked case without a slot')
    if (ctx.now < plusMinutes(slot.fromAt, -earlyMinutes)) throw new Refusal('mediation.tooEarly')
    const there = thereIn(item, present, held)
    const { resources: _, ...where } = slot
    // Noted down after its time: nobody has said yet when it began.
    const underWay = held && ctx.now < slot.toAt
    const times = !held ? { endedAt: ctx.now } : underWay ? { beganAt: ctx.now } : {}
    const session = { ...where, mediator, mediatorName, held, present: there, ...times }
    return {
      sessions: [...sessions, underWay ? session : { ...session, usedTo: usedTo(session, ctx.now) }],
      ...{ slot: undefined, sitting: underWay ? slot : undefined },
      ...(held && usedUp(item)),
      ...{ kept: undefined, waitingSince: undefined },
    }
  },
  along: (item: Case, after: Case) => slotChange(ctx, item, after),
})

const changed = ({ sessions }: Case, at: number, change: Partial<Session>): Partial<Case> => ({
  sessions: sessions.map((each, i) => (i === at ? { ...each, ...change } : each)),
})

/** The last session, changed, is over by that if it was not yet. */
const over = (item: Case, change: Partial<Session>, now: string): Partial<Case> => {
  const last = item.sessions.at(-1)!
  return {
    ...changed(item, item.sessions.length - 1, { ...change, usedTo: last.usedTo ?? usedTo(last, now) }),
    sitting: undefined,
  }
}

/** When they got up is known while its time runs, though it be past midnight, and on the same day: later nobody knows. */
const endIsKnown = ({ fromAt, toAt }: Session, now: string) => onOf(fromAt) === onOf(now) || now < toAt

/** What came of a session ends it; written with `slotChange`, which frees what is left of its time. */
export const gotUp = (item: Case, now: string): Partial<Case> => {
  const last = item.sessions.at(-1)
  if (!last?.held) return {}
  return over(item, last.endedAt === undefined && endIsKnown(last, now) ? { endedAt: now } : {}, now)
}

type Own = 'hold' | 'endSession' | 'correctSession'

export const sittingHandlers: Handlers<Pick<typeof mediation, Own>> = {
  hold: ({ present, held, ...tap }, ctx) =>
    full(ctx, held ? 'hold' : 'notCome', tap, sat(ctx, present, held)),

  endSession: (tap, ctx) =>
    full(ctx, 'endSession', tap, {
      async prepare(item) {
        const last = item.sessions.at(-1)
        if (last?.endedAt) return {}
        if (last && !endIsKnown(last, ctx.now)) throw new Refusal('mediation.sessionLongOver')
        return gotUp(item, ctx.now)
      },
      along: (item, after) => slotChange(ctx, item, after),
    }),

  correctSession: ({ session, beganAt, endedAt, present, ...tap }, ctx) => {
    const wrong = (day: string) =>
      new Refusal('mediation.sessionTimesWrong', { day: sayMonthDay(day) }, { beganAt: '请按实际的填' })
    return full(ctx, 'correctSession', tap, {
      async prepare(item) {
        const was = item.sessions[session - 1]
        if (!was) throw new Refusal('mediation.sessionUnknown', {}, { session: '请从名单里选' })
        if ((await recordOf(ctx, item, session)).signs.length) throw new Refusal('mediation.recordSigned')
        const onItsDay = onOf(beganAt) === onOf(was.fromAt)
        if (!onItsDay || beganAt >= endedAt || endedAt > ctx.now) throw wrong(was.fromAt)
        const there = present ? thereIn(item, present, was.held) : was.present
        const change = { beganAt, endedAt, present: there }
        // One that is under way is over by that; of one that was over nothing is freed again.
        return session < item.sessions.length || was.usedTo
          ? changed(item, session - 1, change)
          : over(item, change, ctx.now)
      },
      along: async (item, after) => [
        // Who signs meanwhile signs what they have seen.
        { check: recordKey(item.id, session), when: absent('frame') },
        ...(item.sitting && !after.sitting ? await slotChange(ctx, item, after) : []),
      ],
    })
  },
}
