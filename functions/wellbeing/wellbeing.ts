/** 今天我很好: said once a day, and looked after when it is not. */
import type { Parsed } from '../../shared/contract.ts'
import { guard, idsOf, isMe, scopesOf } from '../../shared/lifecycle.ts'
import { Refusal } from '../../shared/api/refusals.ts'
import { onOf, plusDays } from '../../shared/time.ts'
import { firstOn, todayOf, todays, wellbeingLife } from '../../shared/wellbeing/life.ts'
import { wellbeing, type WellbeingReply } from '../../shared/wellbeing/wellbeing.ts'
import { deskOf } from '../community/community.ts'
import { grantCheck } from '../identity/grants.ts'
import { lookItem } from '../people/looks.ts'
import { contactOf } from '../people/people.ts'
import type { SignedIn } from '../platform/context.ts'
import { inTurn, page } from '../platform/lists.ts'
import { matterKey } from '../platform/matter-item.ts'
import { mineByKind } from '../platform/mine.ts'
import { module } from '../platform/module.ts'
import type { Handlers } from '../platform/serve.ts'
import { wellbeings } from './wellbeing-kind.ts'
import { wellbeingKeeps } from './wellbeing-people.ts'
import { readerOf } from './wellbeing-readers.ts'
import { wellbeingInFull, wellbeingsFor } from './wellbeing-reply.ts'
import { change, end, helpersToName, noWordYet, start } from './wellbeing-start.ts'
import { noPartner, type Wellbeing } from './wellbeing-store.ts'

const longestRestDays = 92

/** The last day of a rest: today at the earliest. */
const restTo = (ctx: SignedIn, on: string) => {
  const today = onOf(ctx.now)
  if (on < today || on > plusDays(today, longestRestDays))
    throw new Refusal('request.invalid', {}, { until: '请选今天以后、三个月以内的一天' })
  return on
}

/** From the next hour on. */
const fromNow = (ctx: SignedIn, { hour }: Wellbeing) => ({
  fromOn: firstOn(hour, ctx.now),
  sinceAt: ctx.now,
})

/** Today they are well, and how that is known. */
const sayFine = async (ctx: SignedIn, { how, ...tap }: Parsed<typeof wellbeing.sayFine>) => {
  const item = await wellbeings.find(ctx, tap.id, { name: 'fine', op: tap.op })
  const own = isMe(ctx.who, item.person)
  if (!own && !how) throw new Refusal('wellbeing.sayHow', {}, { how: '请点一下' })
  // Somebody has said so already: that is all there is to know of today.
  if (todayOf(item, ctx.now) === 'fine' && readerOf(item, ctx.who) !== 'asked') return item
  return wellbeings.move(ctx, 'fine', tap, {
    wants: { fineOn: onOf(ctx.now) },
    prepare: async now => ({
      fineAt: ctx.now,
      fineHow: own ? 'self' : how,
      ...(now.state === 'silent' && { sinceAt: ctx.now, found: { what: 'fine', at: ctx.now } }),
    }),
  })
}

const found = (ctx: SignedIn, { what, note, restUntil, ...tap }: Parsed<typeof wellbeing.found>) =>
  wellbeings.move(ctx, 'found', tap, {
    prepare: async item => ({
      ...fromNow(ctx, item),
      found: { what, at: ctx.now },
      foundNote: note ? await wellbeings.seal(ctx, item, 'foundNote', note) : undefined,
      restUntil: restUntil && restTo(ctx, restUntil),
      ...(what === 'fine' && {
        fineOn: onOf(ctx.now),
        fineAt: ctx.now,
        fineHow: isMe(ctx.who, item.person) ? 'self' : 'seen',
      }),
    }),
  })

const mine = (ctx: SignedIn, next: string | undefined) =>
  page(ctx, ['wellbeing.mine'], next, async after => {
    const people = [...new Set([...idsOf(ctx.who), ...ctx.who.actsFor])]
    const { ids, last } = await mineByKind(ctx.table, people, 'wellbeing', after)
    const items = (await wellbeings.byIds(ctx, [...new Set(ids)])).filter(item => readerOf(item, ctx.who))
    return { items: await wellbeingsFor(ctx, items), last }
  })

/** Those without a word first, also where the clock is late; then by building. */
const inOrder = (a: WellbeingReply, b: WellbeingReply) =>
  todays.codes.indexOf(a.today) - todays.codes.indexOf(b.today) ||
  a.building.localeCompare(b.building, 'zh', { numeric: true })

const handlers: Handlers<typeof wellbeing> = {
  async wellbeings({ list, community: wanted, next }, ctx) {
    if (list === 'mine') return mine(ctx, next)
    const community = deskOf(ctx, wanted)
    const of =
      (part: 'silent' | 'going' | 'ended') =>
      async (after: Parameters<typeof wellbeings.lists.all.page>[1]['after']) => {
        const { items, last } = await wellbeings.lists.all.page(ctx, {
          ...{ community, of: part, after },
          newestFirst: part === 'ended',
        })
        return { items: await wellbeingsFor(ctx, items), last }
      }
    const load = list === 'ended' ? of('ended') : inTurn([of('silent'), of('going')])
    const found = await page(ctx, ['wellbeing.list', list, community], next, load)
    return list === 'ended' ? found : { ...found, items: found.items.sort(inOrder) }
  },

  wellbeing: async ({ id }, ctx) => wellbeingInFull(ctx, await wellbeings.find(ctx, id)),
  startWellbeing: async (input, ctx) => wellbeingInFull(ctx, await start(ctx, input)),
  changeWellbeing: async (input, ctx) => wellbeingInFull(ctx, await change(ctx, input)),
  sayFine: async (input, ctx) => wellbeingInFull(ctx, await sayFine(ctx, input)),
  found: async (input, ctx) => wellbeingInFull(ctx, await found(ctx, input)),
  endWellbeing: async (input, ctx) => wellbeingInFull(ctx, await end(ctx, input)),

  async helpersToName({ id }, ctx) {
    const item = await wellbeings.find(ctx, id)
    if (readerOf(item, ctx.who) !== 'staff') throw new Refusal('matter.notYours')
    return { items: await helpersToName(ctx, item) }
  },

  async answerPartner({ yes, ...tap }, ctx) {
    const moved = await wellbeings.move(ctx, yes ? 'accept' : 'decline', tap, {
      prepare: async () => ({ ...noPartner, partner: yes ? ctx.who.id : undefined }),
    })
    return wellbeingInFull(ctx, moved)
  },

  async rest({ until, ...tap }, ctx) {
    const moved = await wellbeings.move(ctx, 'rest', tap, {
      wants: { restUntil: restTo(ctx, until) },
      async prepare(item) {
        noWordYet(ctx, item)
        return { sinceAt: ctx.now }
      },
    })
    return wellbeingInFull(ctx, moved)
  },

  back: async (tap, ctx) =>
    wellbeingInFull(
      ctx,
      await wellbeings.move(ctx, 'back', tap, { prepare: async item => fromNow(ctx, item) }),
    ),

  async reveal({ id }, ctx) {
    const item = await wellbeings.find(ctx, id)
    const as = wellbeings.allowed(ctx, 'reveal', item)
    const contact = await contactOf(ctx, item.person)
    if (!contact) throw new Refusal('wellbeing.noContact')
    const [scope] = scopesOf(ctx.who, as, item.community)
    // On record before it is shown, and only if the caller may look at that very moment.
    const outcome = await ctx.table.transact([
      grantCheck(ctx, as, item.community, scope),
      {
        check: matterKey('wellbeing', id)!,
        when: guard(wellbeingLife.rights.reveal, ctx.who, item.community),
      },
      { put: lookItem(item.person, { at: ctx.now, by: ctx.who.id, as, matter: id }) },
    ])
    if (!outcome.done) throw wellbeings.refusal('reveal', 'moved', await wellbeings.find(ctx, id))
    const { name, phone, address } = contact
    return { name, phone: phone || undefined, address: address || undefined }
  },
}

export const wellbeingModule = module(wellbeing, {
  handlers,
  kinds: [wellbeings.followed],
  keeps: wellbeingKeeps,
})
