/** At the table and after: the session, its record, what was agreed, and what became of it. */
import type { mediation } from '../../shared/mediation/mediation.ts'
import { Refusal } from '../../shared/api/refusals.ts'
import { onOf, plusMinutes } from '../../shared/time.ts'
import { settingsOf } from '../community/community.ts'
import { lookItem } from '../people/looks.ts'
import type { SignedIn } from '../platform/context.ts'
import type { Handlers } from '../platform/serve.ts'
import { caseMatters } from './case-kind.ts'
import { timersOf } from './case-timers.ts'
import { full } from './case-reply.ts'
import { signatories } from './case-names.ts'
import { slotChange } from './case-slots.ts'
import { detailsOf, type Case } from './case-store.ts'
import { noted, resealed, trackOf } from './case-tracks.ts'
import { gotUp } from './case-sittings.ts'
import { booked, freed } from './case-times.ts'

const day = 24 * 60

/** Another session, booked in the write that ends this one. */
const adjourned = (ctx: SignedIn, place: Parameters<typeof booked>[1]) => {
  const booking = booked(ctx, place)
  return {
    ...booking,
    async prepare(item: Case) {
      const over = gotUp(item, ctx.now)
      return { ...(await booking.prepare({ ...item, ...over })), ...over }
    },
  }
}

/** Over without an agreement: what was only written down is none. */
const ended = (ctx: SignedIn) => ({
  prepare: async (item: Case) => ({
    ...(await freed(ctx).prepare()),
    ...gotUp(item, ctx.now),
    agreedAt: undefined,
  }),
  along: freed(ctx).along,
})

type Own =
  | 'adjourn'
  | 'agree'
  | 'noAgreement'
  | 'followUp'
  | 'archive'
  | 'withdraw'
  | 'extend'
  | 'report'
  | 'noteCase'
  | 'reveal'

export const sessionHandlers: Handlers<Pick<typeof mediation, Own>> = {
  adjourn: ({ room, fromAt, minutes, ...tap }, ctx) =>
    full(ctx, 'adjourn', tap, adjourned(ctx, { room, fromAt, minutes })),

  agree: (
    {
      oral,
      terms,
      facts,
      performedByOn,
      responsibilities,
      performedHow,
      performedWhere,
      people = [],
      ...tap
    },
    ctx,
  ) =>
    full(ctx, 'agree', tap, {
      async prepare(item) {
        if (!terms.length) throw new Refusal('mediation.termsNeeded', {}, { terms: '这里还没填' })
        const { tracks, parties } = await signatories(ctx, item, await detailsOf(ctx, item), people)
        return {
          ...tracks,
          ...(await resealed(ctx, item, () => ({
            ...{ parties, terms, responsibilities, performedHow, performedWhere },
            agreedFacts: facts,
          }))),
          ...gotUp(item, ctx.now),
          ...{ oral, performedByOn, agreedAt: ctx.now },
          ...(oral && { effectiveOn: onOf(ctx.now) }),
        }
      },
      along: (item, after) => slotChange(ctx, item, after),
    }),

  noAgreement: ({ text, ...tap }, ctx) =>
    full(ctx, 'noAgreement', tap, {
      prepare: async item => ({
        ...(await ended(ctx).prepare(item)),
        ...(text && (await noted(ctx, item, text))),
      }),
      along: ended(ctx).along,
    }),

  followUp: ({ performed, satisfied, risk, text, ...tap }, ctx) =>
    full(ctx, 'followUp', tap, {
      prepare: async item => ({
        followUps: [...item.followUps, { at: ctx.now, performed, satisfied, risk }],
        ...(await resealed(ctx, item, ({ followUps = [] }) => ({ followUps: [...followUps, text ?? ''] }))),
      }),
    }),

  archive: (tap, ctx) => full(ctx, 'archive', tap, { prepare: async () => ({ archivedAt: ctx.now }) }),

  withdraw: (tap, ctx) => full(ctx, 'withdraw', tap, ended(ctx)),

  extend: ({ days, text, ...tap }, ctx) =>
    full(ctx, 'extend', tap, {
      async prepare(item) {
        const dueBy = plusMinutes(item.dueBy ?? ctx.now, days * day)
        const settings = await settingsOf(ctx, item.community)
        // By a few days: just put off, it needs no warning that the end is near.
        const past = timersOf({ ...item, dueBy }, settings).filter(
          ({ name, at }) => name.endsWith(dueBy) && at <= ctx.now,
        )
        const reminded = [...(item.reminded ?? []), ...past.map(({ name }) => name)]
        return { dueBy, reminded, ...(await noted(ctx, item, text)) }
      },
    }),

  report: ({ to, text, ...tap }, ctx) =>
    full(ctx, 'report', tap, {
      prepare: item =>
        resealed(ctx, item, ({ reports = [] }) => ({ reports: [...reports, { at: ctx.now, to, text }] })),
    }),

  noteCase: ({ text, ...tap }, ctx) => full(ctx, 'note', tap, { prepare: item => noted(ctx, item, text) }),

  async reveal({ id, party }, ctx) {
    const item = await caseMatters.find(ctx, id)
    const as = caseMatters.allowed(ctx, 'reveal', item)
    const user = item[trackOf(ctx, item, party)]?.user
    // Written before it is shown: if that fails, nothing is.
    if (user) await ctx.table.put(lookItem(user, { at: ctx.now, by: ctx.who.id, as, matter: id }))
    const { name, building, room, phone } = (await detailsOf(ctx, item)).parties[party]!
    return { name, ...(building && { building }), ...(room && { room }), ...(phone && { phone }) }
  },
}
