/** Beginning and changing it: whose it is, who has said yes, who is told. */
import { roles, type Parsed } from '../../shared/contract.ts'
import { isMe, scopesOf, type Grant } from '../../shared/lifecycle.ts'
import { Refusal } from '../../shared/api/refusals.ts'
import { firstOn, helperRoles, isOverdue } from '../../shared/wellbeing/life.ts'
import type { wellbeing } from '../../shared/wellbeing/wellbeing.ts'
import { onOf } from '../../shared/time.ts'
import { scopesIn, settingsWith } from '../community/community.ts'
import { needConsent } from '../identity/consents.ts'
import { holdersOf } from '../identity/grants.ts'
import { grantsNow, memberOf } from '../identity/identity.ts'
import { personByPhone } from '../identity/phones.ts'
import { callNamesOf, contactOf, everyIdOf, personOf, type Profile } from '../people/people.ts'
import type { SignedIn } from '../platform/context.ts'
import { wellbeings } from './wellbeing-kind.ts'
import { goneStep, noPartner, oneStep, type Wellbeing } from './wellbeing-store.ts'

type Start = Parsed<typeof wellbeing.startWellbeing>
type Change = Parsed<typeof wellbeing.changeWellbeing>

/** Whose it will be, and in which role the caller begins it. */
const personFor = async (ctx: SignedIn, wanted: string | undefined) => {
  const own = wanted === undefined || isMe(ctx.who, wanted)
  const [id] = own ? [ctx.who.id] : await everyIdOf(ctx, wanted)
  const profile = (await personOf(ctx, id))?.profile
  const { home } = profile ?? {}
  const byStaff = !own && home && scopesOf(ctx.who, 'communityStaff', home.community).length > 0
  const byProxy = !own && ctx.who.actsFor.includes(id)
  if (!own && !byStaff && !byProxy) throw new Refusal('wellbeing.notForThem', {}, { person: '请先办好代办' })
  const lives =
    profile &&
    home &&
    (byStaff ||
      profile.knownAt !== undefined ||
      (await memberOf(ctx, id, 'resident', home.community, home.community)))
  if (!lives && own) throw new Refusal('wellbeing.homeNeeded')
  if (!lives) throw new Refusal('wellbeing.theirHomeNeeded', {}, { person: '请先登记他住哪户' })
  return { profile, id, home, byStaff: byStaff === true }
}

/** The grid worker and the helper of the building, until somebody says who it is to be. */
const usualHelpers = async (ctx: SignedIn, community: string, building: string, person: string) => {
  const scope = (await scopesIn(ctx, community, 'building')).find(({ name }) => name === building)
  const [grid, ofBuilding] = await Promise.all([
    scope?.grid ? holdersOf(ctx, community, 'gridWorker', scope.grid) : [],
    scope ? holdersOf(ctx, community, 'buildingHelper', scope.id) : [],
  ])
  const ids = [grid[0], ofBuilding[0]].flatMap(each => (each && each.id !== person ? [each.id] : []))
  return [...new Set(ids)]
}

/** Who could be named: the helpers of the building and the grid first, then the other grids and Party members. */
export const helpersToName = async (
  ctx: SignedIn,
  { community, building, person, helper, second }: Wellbeing,
) => {
  const [buildings, grids] = await Promise.all([
    scopesIn(ctx, community, 'building'),
    scopesIn(ctx, community, 'grid'),
  ])
  const here = buildings.find(({ name }) => name === building)
  const nearFirst = [...grids].sort((a, b) => Number(b.id === here?.grid) - Number(a.id === here?.grid))
  const offices = [
    ...(here ? ([['buildingHelper', here.id, here.name]] as const) : []),
    ...nearFirst.map(({ id, name }) => ['gridWorker', id, name] as const),
    ['partyMember', community, ''] as const,
  ]
  const holders = await Promise.all(offices.map(([role, scope]) => holdersOf(ctx, community, role, scope)))
  const found = offices.flatMap(([role, , where], i) =>
    holders[i]!.map(({ id, callName }) => ({ id, name: callName, as: `${where}${roles.text[role]}` })),
  )
  const named = [helper, second].flatMap(each => each ?? [])
  const known = new Set(found.map(({ id }) => id))
  const others = await callNamesOf(
    ctx,
    named.filter(each => !known.has(each)),
  )
  const all = [...found, ...[...others].map(([id, name]) => ({ id, name, as: '' }))]
  const once = [...new Map(all.reverse().map(each => [each.id, each])).values()].reverse()
  return once.filter(({ id }) => id !== person).map(each => ({ ...each, chosen: named.includes(each.id) }))
}

const worksHere = (grants: readonly Grant[], community: string) =>
  grants.some(
    grant => grant.community === community && (helperRoles as readonly string[]).includes(grant.role),
  )

/** Each holds an office here. */
const helpersFrom = async (ctx: SignedIn, community: string, person: string, wanted: readonly string[]) => {
  const ids = await Promise.all(wanted.map(async each => (await everyIdOf(ctx, each))[0]))
  for (const id of ids)
    if (id === person || !worksHere(await grantsNow(ctx, id), community))
      throw new Refusal('wellbeing.helperUnknown', {}, { helpers: '请换一位' })
  return [...new Set(ids)]
}

const helperFields = ([helper, second]: readonly string[]) => ({ helper, second })

type PartnerWanted = NonNullable<Start['partner']>

/** Who lives here and has an account is asked; everybody else staff ring. The answer does not tell which it was. */
const partnerFrom = async (
  ctx: SignedIn,
  { id, community, person }: Pick<Wellbeing, 'id' | 'community' | 'person'>,
  wanted: PartnerWanted,
): Promise<Partial<Wellbeing>> => {
  const isStaff = scopesOf(ctx.who, 'communityStaff', community).length > 0
  let profile: Profile | undefined
  let said: { readonly name: string; readonly phone: string }
  if ('user' in wanted) {
    const [user] = await everyIdOf(ctx, wanted.user)
    profile = (await personOf(ctx, user))?.profile
    if (!isStaff || profile?.home?.community !== community) throw new Refusal('identity.userUnknown')
    const { phone = '' } = (await contactOf(ctx, user)) ?? {}
    said = { name: profile.callName, phone }
  } else {
    profile = await personByPhone(ctx, community, wanted.phone)
    said = wanted
  }
  if (profile?.id === person) throw new Refusal('wellbeing.partnerIsSelf', {}, { partner: '请换一位' })
  return {
    partner: undefined,
    partnerAsked: profile?.id.startsWith('user_') ? profile.id : undefined,
    partnerRung: said.phone ? true : undefined,
    partnerSaid: await wellbeings.seal(ctx, { id, community }, 'partnerSaid', said),
  }
}

const consentFrom = async (ctx: SignedIn, wanted: Start['consent']) => {
  if (!wanted) throw new Refusal('wellbeing.askFirst', {}, { consent: '请记下怎么问的' })
  if (wanted.on > onOf(ctx.now)) throw new Refusal('request.invalid', {}, { consent: '日子要在今天或以前' })
  const me = (await personOf(ctx, ctx.who.id))!.profile
  return { ...wanted, heardBy: wanted.heardBy ?? me.callName }
}

export const start = async (ctx: SignedIn, { key, ...input }: Start): Promise<Wellbeing> => {
  const { profile, id: person, home, byStaff } = await personFor(ctx, input.person)
  const { community, building } = home
  const settings = await settingsWith(ctx, community, 'wellbeing')
  const own = person === ctx.who.id
  if (!byStaff) needConsent(own ? profile : (await personOf(ctx, ctx.who.id))!.profile, 'privacy')
  const as = byStaff ? 'communityStaff' : 'resident'
  const matter = await wellbeings.begin(ctx, community, {
    ...{ key, input, move: 'start', state: 'on', as },
    ...(!own && { for: person }),
  })
  const consent = byStaff ? await consentFrom(ctx, input.consent) : undefined
  const helpers =
    byStaff && input.helpers
      ? await helpersFrom(ctx, community, person, input.helpers)
      : await usualHelpers(ctx, community, building, person)
  const hour = input.hour ?? settings.wellbeing.hour
  const item: Wellbeing = {
    ...matter,
    ...{ person, building, hour, sinceAt: ctx.now },
    fromOn: firstOn(hour, ctx.now),
    // Who begins it is well today.
    ...(own && { fineOn: onOf(ctx.now), fineAt: ctx.now, fineHow: 'self' }),
    ...helperFields(helpers),
    ...(input.partner && (await partnerFrom(ctx, { ...matter, person }, input.partner))),
    consent: consent && (await wellbeings.seal(ctx, matter, 'consent', consent)),
  }
  return wellbeings.create(ctx, item, async () => [await oneStep(ctx, item)])
}

/** While a word is overdue nobody but the person moves the hour on or stops it: first it is asked how they are. */
export const noWordYet = (ctx: SignedIn, item: Wellbeing) => {
  if (!isMe(ctx.who, item.person) && item.state !== 'silent' && isOverdue(item, ctx.now))
    throw new Refusal('wellbeing.stillNoWord')
}

export const change = (ctx: SignedIn, { hour, partner, helpers, ...tap }: Change) =>
  wellbeings.move(ctx, 'change', tap, {
    async prepare(item) {
      const { community, person } = item
      const isStaff = scopesOf(ctx.who, 'communityStaff', community).length > 0
      if (helpers?.length && !isStaff) throw new Refusal('wellbeing.staffOnly', {}, { helpers: '请打给社区' })
      if (hour) noWordYet(ctx, item)
      const fromOn = hour && item.state !== 'silent' ? firstOn(hour, ctx.now) : item.fromOn
      return {
        ...(hour && { hour, fromOn: fromOn > item.fromOn ? fromOn : item.fromOn }),
        ...(partner === null && noPartner),
        ...(partner && (await partnerFrom(ctx, item, partner))),
        ...(helpers && helperFields(await helpersFrom(ctx, community, person, helpers))),
      }
    },
  })

export const end = (ctx: SignedIn, { reason, ...tap }: Parsed<typeof wellbeing.endWellbeing>) =>
  wellbeings.move(ctx, 'end', tap, {
    prepare: async item => {
      noWordYet(ctx, item)
      return { endReason: reason, sinceAt: ctx.now }
    },
    along: async item => [goneStep(item)],
  })
