/** 约人说和: a time is taken and a note made of it in one; it can be moved and given back, and begins or does not. */
import type { Parsed } from '../../shared/contract.ts'
import { communityIn, idsOf, rolesIn, scopesOf } from '../../shared/lifecycle.ts'
import type { mediation } from '../../shared/mediation/mediation.ts'
import { quarrelLife } from '../../shared/mediation/quarrels.ts'
import type { MediationDay } from '../../shared/mediation/settings.ts'
import type { talkOperations } from '../../shared/mediation/talks.ts'
import { disputeKinds } from '../../shared/mediation/life.ts'
import { sayWeekdays } from '../../shared/mediation/settings-form.ts'
import { Refusal } from '../../shared/api/refusals.ts'
import { settingsOf, settingsWith } from '../community/community.ts'
import { needConsent } from '../identity/consents.ts'
import { memberOf } from '../identity/identity.ts'
import { personOf, type Profile } from '../people/people.ts'
import type { SignedIn } from '../platform/context.ts'
import { matterId } from '../platform/matter-item.ts'
import type { Handlers } from '../platform/serve.ts'
import { quarrelMatters } from './quarrels-kind.ts'
import { quarrelInFull } from './quarrels.ts'
import type { Quarrel } from './quarrels-store.ts'
import {
  bookedThen,
  householdSteps,
  isMarked,
  talkSlotSteps,
  talkStarts,
  untilNow,
  type Wish,
} from './talk-slots.ts'

const staffRoles = rolesIn(quarrelLife.moves.settle)

/** For whom the caller books: themselves, somebody they act for or, at work, a neighbour who rings. */
const bookerOf = async (ctx: SignedIn, wanted: string | undefined) => {
  const own = wanted === undefined || idsOf(ctx.who).includes(wanted)
  const id = own ? ctx.who.id : wanted
  const profile = (await personOf(ctx, id))?.profile
  const home = profile?.home
  const worksThere = home && communityIn(ctx.who, staffRoles, home.community) === home.community
  if (!own && !ctx.who.actsFor.includes(id)) {
    // A neighbour the caller does not work for is unknown to them.
    if (!profile || !home || !worksThere)
      throw new Refusal('mediation.notForThem', {}, { for: '请先办好代办' })
    const as = staffRoles.find(role => scopesOf(ctx.who, role, home.community).length)!
    return { as, staff: true, profile, home }
  }
  const lives = home && (await memberOf(ctx, id, 'resident', home.community, home.community))
  if (!profile || !lives) throw new Refusal('mediation.homeNeeded')
  return { as: 'resident', staff: false, profile, home, own } as const
}

/** What neighbours quarrel about is sensitive: who books by themselves has agreed to its being written down. */
const mayBook = async (ctx: SignedIn, profile: Profile, community: string, own: boolean) => {
  await settingsWith(ctx, community, 'mediation')
  if (!own) return
  needConsent(profile, 'privacy')
  needConsent(profile, 'dispute')
}

const book = async (ctx: SignedIn, { key, ...input }: Parsed<typeof mediation.bookTalk>) => {
  const { as, staff, profile, home, own = false } = await bookerOf(ctx, input.for)
  const { community } = home
  if (!staff) await mayBook(ctx, profile, community, own)
  const first = { key, input, move: 'book', state: 'booked' as const, as }
  const forThem = own ? {} : { for: profile.id }
  const matter = await quarrelMatters.begin(ctx, community, { ...first, ...forThem })
  const { id } = matter
  const known =
    key && (await quarrelMatters.get(ctx, await matterId(ctx, 'quarrel', community, ctx.who.id, key)))
  const what = input.what ?? disputeKinds.text[input.kind]
  const quarrel: Quarrel = {
    ...matter,
    ...{ notedBy: ctx.who.id, resident: profile.id, home: home.id, what: input.kind },
    way: staff ? 'phone' : 'app',
    said: await quarrelMatters.seal(ctx, matter, 'said', { sides: [profile.callName], what, notes: [] }),
  }
  // The same tap again: what is there is given back, whatever is free now.
  if (known) return quarrelMatters.create(ctx, quarrel)
  const { talksPerHome } = (await settingsOf(ctx, community)).mediation
  const wish: Wish = { community, resident: profile.id, id }
  return bookedThen(ctx, wish, input, booking =>
    quarrelMatters.create(ctx, { ...quarrel, ...booking }, async () => [
      ...(await householdSteps(ctx, quarrel, booking.slot, staff ? undefined : talksPerHome)),
      ...(await talkSlotSteps(ctx, quarrel, undefined, booking.slot)),
    ]),
  )
}

const wishOf = ({ id, community, resident = '' }: Quarrel): Wish => ({ id, community, resident })

const move = async (ctx: SignedIn, { room, fromAt, ...tap }: Parsed<typeof mediation.moveTalk>) => {
  const read = await quarrelMatters.find(ctx, tap.id)
  // In whichever room is free then.
  const isThere = ({ slot }: Quarrel) => slot?.fromAt === fromAt
  const to = (booking: Partial<Quarrel>) =>
    quarrelMatters.move(ctx, 'move', tap, {
      prepare: async () => booking,
      along: async (quarrel, { slot }) => [
        ...(await householdSteps(ctx, quarrel, slot)),
        ...(await talkSlotSteps(ctx, quarrel, quarrel.slot, slot)),
      ],
    })
  // Moved there already, or not to be moved by this caller: the lifecycle says which, before anybody is looked for.
  if (isThere(read) || (await quarrelMatters.isDone(ctx, read, 'move', tap.op))) return to({})
  quarrelMatters.allowed(ctx, 'move', read)
  return bookedThen(ctx, wishOf(read), { room, fromAt }, to)
}

/** What goes with giving up the time, or what is left of it. */
const freeing = (ctx: SignedIn, left: (quarrel: Quarrel) => Quarrel['slot']) => ({
  prepare: async (quarrel: Quarrel) => ({ slot: left(quarrel) }),
  along: async (quarrel: Quarrel, { slot }: Quarrel) => [
    ...(await householdSteps(ctx, quarrel, undefined)),
    ...(await talkSlotSteps(ctx, quarrel, quarrel.slot, slot)),
  ],
})

const came = (ctx: SignedIn, { came: did, ...tap }: Parsed<typeof mediation.talkCame>) => {
  const begun = ({ slot }: Quarrel) => {
    if (slot && ctx.now < slot.fromAt) throw new Refusal('mediation.talkNotYet')
  }
  return did
    ? quarrelMatters.move(ctx, 'came', tap, {
        async prepare(quarrel) {
          begun(quarrel)
          return {}
        },
      })
    : quarrelMatters.move(
        ctx,
        'notCome',
        tap,
        freeing(ctx, quarrel => {
          begun(quarrel)
          return untilNow(quarrel.slot, ctx.now)
        }),
      )
}

/** 周五 14:00–17:00，法官、民警坐堂 */
const sayMediationDay = ({ weekdays, from, to, who }: MediationDay) =>
  weekdays.length ? `${sayWeekdays(weekdays)} ${from}–${to}，${who}坐堂` : undefined

export const talkHandlers: Handlers<Pick<typeof mediation, keyof typeof talkOperations>> = {
  async mediationDay({ community: wanted }, ctx) {
    const home = (await personOf(ctx, ctx.who.id))?.profile.home?.community
    const theirs = [...(home ? [home] : []), ...ctx.who.grants.map(grant => grant.community)]
    if (wanted && !theirs.includes(wanted)) throw new Refusal('community.notFound')
    const community = wanted ?? theirs[0]
    const settings = community && (await settingsOf(ctx, community))
    if (!settings || !settings.on.includes('mediation')) return {}
    return { says: sayMediationDay(settings.mediation.mediationDay) }
  },

  async talkTimes({ for: whom, id }, ctx) {
    const read = id === undefined ? undefined : await quarrelMatters.find(ctx, id)
    if (read) quarrelMatters.allowed(ctx, 'move', read)
    const booker = read ? undefined : await bookerOf(ctx, whom)
    const wish: Wish = read
      ? wishOf(read)
      : { community: booker!.home.community, resident: booker!.profile.id }
    const { talkMinutes, mediationDay } = (await settingsOf(ctx, wish.community)).mediation
    return {
      minutes: talkMinutes,
      starts: (await talkStarts(ctx, wish)).map(({ mediators: _, ...start }) => ({
        ...start,
        ...(isMarked(mediationDay, start.fromAt, talkMinutes) && { marked: true }),
      })),
      mediationDay: sayMediationDay(mediationDay),
    }
  },

  bookTalk: async (input, ctx) => quarrelInFull(ctx, await book(ctx, input)),
  moveTalk: async (input, ctx) => quarrelInFull(ctx, await move(ctx, input)),
  cancelTalk: async (tap, ctx) =>
    quarrelInFull(
      ctx,
      await quarrelMatters.move(
        ctx,
        'cancel',
        tap,
        freeing(ctx, () => undefined),
      ),
    ),
  talkCame: async (input, ctx) => quarrelInFull(ctx, await came(ctx, input)),
}
