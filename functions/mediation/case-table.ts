/** At the table and after: the session, its record, what was agreed, and what became of it. */
import type { mediation } from '../../shared/mediation.ts'
import { same } from '../../shared/lifecycle.ts'
import { missingIn, type Party } from '../../shared/mediation/life.ts'
import { Refusal } from '../../shared/refusals.ts'
import { plusMinutes } from '../../shared/time.ts'
import { settingsOf } from '../community/community.ts'
import { lookItem } from '../people/looks.ts'
import { attach } from '../files/files.ts'
import type { SignedIn } from '../platform/context.ts'
import type { Handlers } from '../platform/serve.ts'
import { caseMatters } from './case-kind.ts'
import { readerOf } from './case-readers.ts'
import { timersOf } from './case-timers.ts'
import { full, keepLook } from './case-reply.ts'
import { detailsOf, recordOf, saveRecord, type Case } from './case-store.ts'
import { everyParty, noted, resealed, trackOf } from './case-tracks.ts'
import { booked, freed } from './case-times.ts'

/** So long before its time a session may begin. */
const earlyMinutes = 30
const day = 24 * 60

/** The session that was booked, as it turned out; its time stays taken, for it is being used. */
const sat = (ctx: SignedIn, present: Case['sessions'][number]['present'], held: boolean) => ({
  asAsked: ({ sessions }: Case) => same(sessions.at(-1)?.present, [...new Set(present)]),
  async prepare(each: Case): Promise<Partial<Case>> {
    const { slot, sessions, mediatorName = '' } = each
    if (!slot) throw new Error('a booked case without a slot')
    if (ctx.now < plusMinutes(slot.fromAt, -earlyMinutes)) throw new Refusal('mediation.tooEarly')
    const there = [...new Set(present)]
    if (there.some(key => !each[key]))
      throw new Refusal('mediation.partyUnknown', {}, { present: '请从名单里选' })
    const sides = new Set(there.map(key => each[key]!.side))
    if (held && sides.size < 2) throw new Refusal('mediation.nobodyThere', {}, { present: '请勾到场的人' })
    const { resources: _, ...where } = slot
    return {
      sessions: [...sessions, { ...where, mediatorName, held, present: there }],
      ...{ slot: undefined, kept: undefined, waitingSince: undefined },
    }
  },
})

/** In force from the moment nothing is missing any more. */
const signing = (ctx: SignedIn, each: Case, signed: Partial<Case>): Partial<Case> =>
  missingIn({ ...each, ...signed }).length ? signed : { ...signed, effectiveAt: ctx.now }

/** Over without an agreement: what was only written down is none. */
const ended = (ctx: SignedIn) => ({
  prepare: async () => ({ ...(await freed(ctx).prepare()), agreedAt: undefined }),
  along: freed(ctx).along,
})

/** Whether the note made last says this. */
const saidLast = (ctx: SignedIn, text: string) => async (each: Case) =>
  (await detailsOf(ctx, each)).notes?.at(-1)?.text === text

const unsigned = ({ signed: _, ...party }: Party): Party => party

type Own =
  | 'hold'
  | 'record'
  | 'adjourn'
  | 'agree'
  | 'sign'
  | 'unsign'
  | 'noAgreement'
  | 'followUp'
  | 'confirmation'
  | 'archive'
  | 'withdraw'
  | 'extend'
  | 'report'
  | 'noteCase'
  | 'reveal'

export const tableHandlers: Handlers<Pick<typeof mediation, Own>> = {
  hold: ({ present, held, ...tap }, ctx) =>
    full(ctx, held ? 'hold' : 'notCome', tap, sat(ctx, present, held)),

  async record({ id, version = 0, blocks, points }, ctx) {
    const each = await caseMatters.find(ctx, id)
    caseMatters.allowed(ctx, 'record', each)
    const reply = ({ version, record, savedAt }: Awaited<ReturnType<typeof recordOf>>) => ({
      version,
      blocks: [...record.blocks],
      points: [...record.points],
      ...(savedAt && { savedAt }),
    })
    await keepLook(ctx, each, readerOf(each, ctx.who)!)
    const stands = await recordOf(ctx, each)
    if (!blocks && !points) return reply(stands)
    const mine = { blocks: blocks ?? stands.record.blocks, points: points ?? stands.record.points }
    const saved = await saveRecord(ctx, each, version, mine, ctx.now)
    // Sent twice, it stands there already.
    if (!saved.done && !same(saved.record, mine)) throw new Refusal('mediation.recordChanged')
    return reply(saved)
  },

  adjourn: ({ room, fromAt, minutes, ...tap }, ctx) =>
    full(ctx, 'adjourn', tap, booked(ctx, { room, fromAt, minutes })),

  agree: ({ oral, terms, facts, performedHow, performedByOn, ...tap }, ctx) =>
    full(ctx, 'agree', tap, {
      asAsked: async each => each.oral === oral && same((await detailsOf(ctx, each)).terms, terms),
      async prepare(each) {
        if (!terms.length) throw new Refusal('mediation.termsNeeded', {}, { terms: '这里还没填' })
        return {
          ...(await resealed(ctx, each, () => ({ terms, agreedFacts: facts, performedHow }))),
          ...{ oral, performedByOn, agreedAt: ctx.now },
          ...(oral && { effectiveAt: ctx.now }),
        }
      },
    }),

  async sign({ what, how, files, ...tap }, ctx) {
    const read = await caseMatters.find(ctx, tap.id)
    if (what === 'scan' && !files) throw new Refusal('mediation.scanNeeded', {}, { files: '请拍一张' })
    const made = (each: Case): Partial<Case> => {
      if (what === 'mediator') return { mediatorSignedAt: each.mediatorSignedAt ?? ctx.now }
      if (what === 'seal') return { sealedAt: each.sealedAt ?? ctx.now }
      if (what === 'scan') return { scan: files! }
      return { [what]: { ...each[trackOf(ctx, each, what)]!, signed: how } }
    }
    return full(ctx, 'sign', tap, {
      wants: made(read),
      async prepare(each) {
        if (what === 'scan') await attach(ctx, files!, each.id)
        return signing(ctx, each, made(each))
      },
    })
  },

  unsign: ({ text, ...tap }, ctx) =>
    full(ctx, 'unsign', tap, {
      prepare: async each => ({
        ...everyParty(each, unsigned),
        ...{ mediatorSignedAt: undefined, sealedAt: undefined, scan: undefined },
        ...{ agreedAt: undefined, effectiveAt: undefined },
        ...(await noted(ctx, each, text)),
      }),
    }),

  noAgreement: ({ text, ...tap }, ctx) =>
    full(ctx, 'noAgreement', tap, {
      prepare: async each => ({
        ...(await ended(ctx).prepare()),
        ...(text && (await noted(ctx, each, text))),
      }),
      along: ended(ctx).along,
    }),

  followUp: ({ performed, satisfied, risk, text, ...tap }, ctx) =>
    full(ctx, 'followUp', tap, {
      asAsked: ({ followUps }) => followUps.at(-1)?.performed === performed,
      prepare: async each => ({
        followUps: [...each.followUps, { at: ctx.now, performed, satisfied, risk }],
        ...(await resealed(ctx, each, ({ followUps = [] }) => ({ followUps: [...followUps, text ?? ''] }))),
      }),
    }),

  confirmation: ({ state, ...tap }, ctx) =>
    full(ctx, 'confirmation', tap, {
      wants: { confirmation: state },
      async prepare({ community, effectiveAt }) {
        const { confirmDays } = (await settingsOf(ctx, community)).mediation
        // What was asked for in time may be noted later.
        if (state === 'wanted' && plusMinutes(effectiveAt!, confirmDays * day) < ctx.now)
          throw new Refusal('mediation.confirmationOver')
        return {}
      },
    }),

  archive: (tap, ctx) => full(ctx, 'archive', tap, {}),

  withdraw: (tap, ctx) => full(ctx, 'withdraw', tap, ended(ctx)),

  extend: ({ days, text, ...tap }, ctx) =>
    full(ctx, 'extend', tap, {
      wants: { extendedDays: days },
      asAsked: saidLast(ctx, text),
      async prepare(each) {
        const dueBy = plusMinutes(each.dueBy ?? ctx.now, days * day)
        const settings = await settingsOf(ctx, each.community)
        // By a few days: whoever has just put it off need not be warned that the end is near.
        const past = timersOf({ ...each, dueBy }, settings).filter(
          ({ name, at }) => name.endsWith(dueBy) && at <= ctx.now,
        )
        const reminded = [...(each.reminded ?? []), ...past.map(({ name }) => name)]
        return { dueBy, reminded, ...(await noted(ctx, each, text)) }
      },
    }),

  report: ({ to, text, ...tap }, ctx) =>
    full(ctx, 'report', tap, {
      asAsked: async each => {
        const last = (await detailsOf(ctx, each)).reports?.at(-1)
        return last?.to === to && last.text === text
      },
      prepare: each =>
        resealed(ctx, each, ({ reports = [] }) => ({ reports: [...reports, { at: ctx.now, to, text }] })),
    }),

  noteCase: ({ text, ...tap }, ctx) =>
    full(ctx, 'note', tap, { asAsked: saidLast(ctx, text), prepare: each => noted(ctx, each, text) }),

  async reveal({ id, party }, ctx) {
    const each = await caseMatters.find(ctx, id)
    const as = caseMatters.allowed(ctx, 'reveal', each)
    const user = each[trackOf(ctx, each, party)]?.user
    // Written before it is shown: if that fails, nothing is.
    if (user) await ctx.table.put(lookItem(user, { at: ctx.now, by: ctx.who.id, as, matter: id }))
    const { name, building, room, phone } = (await detailsOf(ctx, each)).parties[party]!
    return { name, ...(building && { building }), ...(room && { room }), ...(phone && { phone }) }
  },
}
