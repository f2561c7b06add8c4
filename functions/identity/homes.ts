/** Who lives where: someone says so, and the community confirms it. */
import type { Role } from '../../shared/contract.ts'
import type { identity } from '../../shared/identity/identity.ts'
import { homeConfirmers, type HomeClaim } from '../../shared/identity/homes.ts'
import { isMe, scopesOf, type Who } from '../../shared/lifecycle.ts'
import { Refusal } from '../../shared/api/refusals.ts'
import { scopeOf, scopesIn, settingsOf } from '../community/community.ts'
import { isPersonId, personOf, type ClaimRecord, type Profile } from '../people/people.ts'
import { lookItem } from '../people/looks.ts'
import { notify } from '../messages/messages.ts'
import { config } from '../platform/config.ts'
import type { Ctx, SignedIn } from '../platform/context.ts'
import type { Handlers } from '../platform/serve.ts'
import type { Step } from '../platform/table.ts'
import { needConsent } from './consents.ts'
import {
  claimStep,
  familiesAt,
  familyIdOf,
  familyStep,
  homeIdOf,
  homeOf,
  saidBy,
  waitingIds,
  type Said,
} from './homes-store.ts'
import {
  addressOf,
  buildingOf,
  inSteps,
  membersOf,
  moveOutSteps,
  needed,
  profileOf,
  unsaySteps,
} from './moving.ts'
import { knownAs, together } from './identity-store.ts'

/** What a look at someone's door is for, where no matter is the reason. */
export const homeLook = 'identity.home'

/** Takes somebody who leaves for good out of their household. */
export const forgetHome = (ctx: Pick<Ctx, 'table' | 'secrets' | 'now'>, user: string) =>
  together(ctx.table, async () => {
    const me = await knownAs(ctx, user)
    return me ? moveOutSteps(ctx, me, user) : []
  })

/** In which role someone may judge who lives in this building; undefined: it does not exist for them. */
const confirmerOf = (
  who: Who,
  { community, building, grid }: Pick<ClaimRecord, 'community' | 'building' | 'grid'>,
): Role | undefined =>
  homeConfirmers.find(role => {
    const scopes = scopesOf(who, role, community)
    if (role === 'communityStaff') return scopes.length > 0
    return role === 'gridWorker' ? grid !== undefined && scopes.includes(grid) : scopes.includes(building)
  })

/** Whether someone who lives, or says they live, in the caller's building, grid or community is theirs to look after. */
export const looksAfter = async (ctx: SignedIn, { id, home }: Profile): Promise<boolean> => {
  const place = home && (await homeOf(ctx, home.community, home.id))
  if (home && scopesOf(ctx.who, 'communityStaff', home.community).length) return true
  if (place) {
    const grid = (await scopeOf(ctx, place.community, place.building))?.grid
    return confirmerOf(ctx.who, { ...place, grid }) !== undefined
  }
  const said = await saidBy(ctx, id)
  return said !== undefined && isWaiting(said.claim) && confirmerOf(ctx.who, said.claim) !== undefined
}

const isWaiting = ({ state }: ClaimRecord) => state === 'waiting' || state === 'doubted'

/** A statement that the caller may judge. 404 alike where there is none and where it is not theirs to see. */
const claimFor = async (ctx: SignedIn, user: string) => {
  const said = isPersonId(user) ? await saidBy(ctx, user) : undefined
  const as = said && confirmerOf(ctx.who, said.claim)
  if (!as || isMe(ctx.who, user)) throw new Refusal('identity.claimUnknown')
  return { ...said, as }
}

const asWaiting = (user: string, { id, callName, buildingName, as, at, state, apart }: ClaimRecord) => ({
  user,
  claim: id,
  callName,
  building: buildingName,
  as,
  at,
  doubted: state === 'doubted',
  apart: apart === true,
})

const asHomeClaim = ({ state, buildingName, as, at, reason }: ClaimRecord): HomeClaim => ({
  state: state === 'waiting' || state === 'refused' ? state : 'confirmed',
  building: buildingName,
  as,
  at,
  reason,
})

/** For the person: what they said, while it is not so yet. */
export const openClaim = (claim: ClaimRecord | undefined) =>
  claim?.state === 'waiting' || claim?.state === 'refused' ? { claim: asHomeClaim(claim) } : {}

const communityFor = (ctx: SignedIn, wanted: string | undefined) => {
  const community = wanted ?? ctx.who.grants[0]?.community ?? config.welcome
  if (!community) throw new Refusal('community.notFound')
  return community
}

/** The household behind the door to which somebody belongs; one of their own only where there is another already. */
const familyOf = async (
  ctx: Ctx,
  user: string,
  families: readonly [string, ...string[]],
  { community, apart }: ClaimRecord,
  wanted = apart ? 'own' : families[0],
) => {
  if (families.includes(wanted)) return wanted
  if (wanted !== 'own') throw new Refusal('identity.homeGone')
  const others = await membersOf(ctx, community, families[0])
  return others.some(({ profile }) => profile.id !== user) ? familyIdOf(ctx, families[0], user) : families[0]
}

/** Read on a locked phone, so no door. */
const told = {
  confirmed: { title: '住处核对好了', text: '您现在是社区的居民，可以请人帮忙了。', url: '/identity/home' },
  refused: { title: '住处没核对上', text: '请看看原因，再登记一次，或打给社区。', url: '/identity/home' },
} as const

const tell = async (ctx: Ctx, user: string, claim: string, state: keyof typeof told) =>
  void (await notify(ctx, claim, [{ ...told[state], to: user, name: 'home', template: 'matterNews' }]))

export const homesHandlers: Handlers<
  Pick<
    typeof identity,
    'buildings' | 'bindHome' | 'waitingHomes' | 'waitingHome' | 'confirmHome' | 'endResidence'
  >
> = {
  async buildings({ community: wanted }, ctx) {
    const community = communityFor(ctx, wanted)
    const found = await scopesIn(ctx, community, 'building')
    if (!found.length) throw new Refusal('community.notFound')
    const items = found
      .map(({ id, name }) => ({ id, name }))
      .sort((a, b) => a.id.localeCompare(b.id, 'en', { numeric: true }))
    return { community, name: (await settingsOf(ctx, community)).name, items }
  },

  async bindHome({ community: wanted, building, unit, room, as, apart, name, callName }, ctx) {
    const community = communityFor(ctx, wanted)
    const { name: buildingName, grid } = await buildingOf(ctx, community, building)
    const me = await profileOf(ctx, ctx.who.id)
    needConsent(me, 'privacy')
    const door = { community, building, unit, room }
    const home = await homeIdOf(ctx, door)
    const called = callName ?? me.callName
    const parts = [me.id, home, as, name, called, ...(apart ? ['apart'] : [])]
    const same = `claim_${await ctx.secrets.derive('claim', ...parts)}`
    const families = await familiesAt(ctx, community, home)
    // What the register knows of this door is not looked up: nobody learns from the answer who lives there.
    const claim: ClaimRecord = {
      ...{ id: `${same}.${Date.parse(ctx.now)}`, home, community, building, buildingName, grid, as },
      ...{ apart: apart || undefined, callName: called, at: ctx.now },
      state: families.includes(me.home?.id ?? '') ? 'confirmed' : 'waiting',
    }
    if (claim.state === 'confirmed') return asHomeClaim(claim)
    const isSame = (said: Said | undefined) =>
      said?.claim.state === 'waiting' && said.claim.id.startsWith(same)
    let said = await saidBy(ctx, me.id)
    await together(ctx.table, async () => {
      said = await saidBy(ctx, me.id)
      // A doubt is not put aside by saying something else.
      if (said?.claim.state === 'doubted' && said.claim.home === me.home?.id)
        throw new Refusal('identity.beingChecked')
      const facts = { name, address: addressOf(buildingName, door) }
      return isSame(said) ? [] : [await claimStep(ctx, me.id, said, claim, facts)]
    })
    return asHomeClaim(isSame(said) ? said!.claim : claim)
  },

  async waitingHomes(_, ctx) {
    const { grants, id } = ctx.who
    const kinds = { communityStaff: 'community', gridWorker: 'grid', buildingHelper: 'building' } as const
    const lists = await Promise.all(
      grants.flatMap(({ role, community, scope }) =>
        Object.hasOwn(kinds, role)
          ? [waitingIds(ctx, community, kinds[role as keyof typeof kinds], scope)]
          : [],
      ),
    )
    const found = new Map(lists.flat().map(each => [each.user, each]))
    const items = [...found.values()]
      .filter(({ user, claim }) => user !== id && isWaiting(claim) && confirmerOf(ctx.who, claim))
      .sort((a, b) => a.claim.at.localeCompare(b.claim.at))
      .slice(0, 50)
    return { items: items.map(({ user, claim }) => asWaiting(user, claim)) }
  },

  async waitingHome({ user, claim: wanted }, ctx) {
    const { claim, facts, as } = await claimFor(ctx, user)
    if (claim.id !== wanted || !isWaiting(claim)) throw new Refusal('identity.claimUnknown')
    const [me, { profile, contact }, home, families] = await Promise.all([
      profileOf(ctx, ctx.who.id),
      needed(ctx, user),
      homeOf(ctx, claim.community, claim.home),
      familiesAt(ctx, claim.community, claim.home),
    ])
    const members = await Promise.all(
      families.map(async family =>
        (await membersOf(ctx, claim.community, family)).map(each => ({ ...each, family })),
      ),
    )
    // On record before it is shown.
    const look = { at: ctx.now, by: me.id, as, matter: homeLook }
    await ctx.table.put(lookItem(user, look))
    return {
      ...asWaiting(user, claim),
      ...facts,
      ...(contact?.phone && { phone: contact.phone }),
      phoneChecked: profile.phone === 'checked',
      known: home !== undefined,
      members: members
        .flat()
        .filter(({ profile }) => profile.id !== user)
        .map(({ profile, ...each }) => ({
          ...{ user: profile.id, callName: profile.callName },
          ...{ as: each.as, since: each.since, family: each.family },
        })),
    }
  },

  async confirmHome({ user, claim: seen, verdict, reason, family }, ctx) {
    const state = verdict === 'yes' ? 'confirmed' : 'refused'
    await together(ctx.table, async () => {
      const said = await claimFor(ctx, user)
      const { claim, facts } = said
      if (claim.id !== seen) throw new Refusal('identity.homeGone')
      if (!isWaiting(claim)) return decided(ctx, claim, state)
      const { home, community, building, buildingName, as, callName } = claim
      const decision = await claimStep(ctx, user, said, {
        ...claim,
        ...{ state, decidedBy: ctx.who.id, decidedAt: ctx.now },
        ...(verdict === 'no' && { reason }),
      })
      const me = await needed(ctx, user)
      const families = await familiesAt(ctx, community, home)
      const livesThere = families.includes(me.profile.home?.id ?? '')
      if (claim.state === 'doubted' && !livesThere) throw new Refusal('identity.homeGone')
      if (verdict === 'no') return [decision, ...(livesThere ? await moveOutSteps(ctx, me, ctx.who.id) : [])]
      if (livesThere) return [decision]
      const first = { id: home, community, building }
      const id = await familyOf(ctx, user, families, claim, family)
      const moving = { home: { ...first, id }, buildingName, as, by: ctx.who.id, callName, ...facts }
      return [
        decision,
        ...(await inSteps(ctx, me, moving)),
        ...(families.includes(id) ? [] : [await familyStep(ctx.table, first, id)]),
      ]
    })
    await tell(ctx, user, seen, state)
    return { state }
  },

  async endResidence({ user }, ctx) {
    await together(ctx.table, async () => {
      const me = isMe(ctx.who, user) ? undefined : await knownAs(ctx, user)
      // Those who live elsewhere are treated as if they did not exist.
      if (!me?.profile.home || !(await looksAfter(ctx, me.profile)))
        throw new Refusal('identity.memberUnknown')
      return [...(await moveOutSteps(ctx, me, ctx.who.id)), ...(await unsaySteps(ctx, user))]
    })
    return { ended: true }
  },
}

/** Nothing is left to write: the same verdict again is a second tap, a different one comes too late. */
const decided = async (
  ctx: SignedIn,
  claim: ClaimRecord,
  state: 'confirmed' | 'refused',
): Promise<Step[]> => {
  if (claim.state === state) return []
  const by = claim.decidedBy && (await personOf(ctx, claim.decidedBy))
  if (!by || claim.state === 'left') throw new Refusal('identity.homeGone')
  throw new Refusal('identity.homeDecided', { name: by.profile.callName })
}
