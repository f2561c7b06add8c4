/** Who lives where: someone says so, the community confirms it, and a household invites its own people. */
import { randomBytes } from 'node:crypto'
import {
  homeConfirmers,
  invitationDays,
  invitationUses,
  joinPath,
  type HomeClaim,
  type HomeKind,
  type homeOperations,
} from '../../shared/identity/homes.ts'
import type { identity } from '../../shared/identity.ts'
import { longestGrantDays } from '../../shared/identity/grants.ts'
import type { Role } from '../../shared/contract.ts'
import { scopesOf, type Who } from '../../shared/lifecycle.ts'
import { Refusal } from '../../shared/refusals.ts'
import { plusMinutes } from '../../shared/time.ts'
import { scopeOf, scopesIn, settingsOf } from '../community/community.ts'
import { config } from '../platform/config.ts'
import type { Ctx, SignedIn } from '../platform/context.ts'
import type { Handlers } from '../platform/serve.ts'
import type { Step } from '../platform/table.ts'
import { needConsent } from './consents.ts'
import { giveGrantStep } from './grants.ts'
import {
  claimStep,
  homeIdOf,
  homeOf,
  invitationOf,
  invitationStep,
  membersStep,
  putHome,
  putInvitation,
  saidBy,
  waitingIds,
  type Door,
  type Home,
  type Invitation,
  type Said,
} from './homes-store.ts'
import {
  countToday,
  grantIn,
  grantStep,
  isPersonId,
  knownAs,
  lookItem,
  meStep,
  personOf,
  together,
  type ClaimRecord,
  type GrantRecord,
  type Known,
  type Profile,
  type Ways,
} from './identity-store.ts'

const day = 24 * 60
const mostClaimsADay = 5
const mostJoinsADay = 10
const mostInvitationsADay = 5

/** What a look at someone's door is for, where there is no matter. */
export const homeLook = 'identity.home'

type At = Ways & Pick<Ctx, 'now'>

/** As it is written on an envelope. */
const addressOf = (buildingName: string, { unit, room }: Pick<Door, 'unit' | 'room'>) =>
  `${buildingName}${unit}单元${room}室`

const buildingOf = async (ctx: Pick<Ctx, 'table'>, community: string, building: string) => {
  const scope = await scopeOf(ctx, community, building)
  if (scope?.kind !== 'building')
    throw new Refusal('identity.scopeUnknown', {}, { building: '请从名单里选楼号' })
  return scope
}

const needed = async (ctx: Ways, user: string): Promise<Known> => {
  const known = await knownAs(ctx, user)
  if (!known) throw new Refusal('identity.memberUnknown')
  return known
}
const profileOf = async (ctx: Ways, user: string) => (await needed(ctx, user)).profile

// ---- moving in and out: household, person and grant change together ----

interface Moving {
  readonly home: Pick<Home, 'id' | 'community' | 'building'>
  readonly buildingName: string
  readonly as: HomeKind
  readonly by: string
  readonly invited?: true
  /** Until when they count as living there before it is looked at again; a year by default. */
  readonly until?: string | undefined
  readonly address: string
  readonly callName?: string
  readonly name?: string
}

const without = (members: Home['members'], user: string) =>
  Object.fromEntries(Object.entries(members).filter(([id]) => id !== user))

/** The resident's grant taken back, if there is one. */
const revokeSteps = async (ctx: At, user: string, community: string, by: string): Promise<Step[]> => {
  const id = `resident.${community}.${community}`
  const revoke = (was: GrantRecord): GrantRecord =>
    was.revokedAt ? was : { ...was, revokedAt: ctx.now, revokedBy: by }
  return (await grantIn(ctx, user, id)) ? [await grantStep(ctx, user, id, was => revoke(was!))] : []
}

/** Out of the register; homes from before there was one are not in it. */
const outSteps = async (ctx: At, { id: user, home }: Profile): Promise<Step[]> => {
  const place = home && (await homeOf(ctx, home.community, home.id))
  return place ? [await membersStep(ctx.table, place, members => without(members, user))] : []
}

const inSteps = async (ctx: At, me: Known, moving: Moving): Promise<Step[]> => {
  const { home, buildingName, as, by, invited, callName, name, address, until } = moving
  const { profile, contact } = me
  const { id: user, home: before } = profile
  const place = { id: home.id, community: home.community, building: buildingName }
  return [
    ...(before?.id === home.id ? [] : await outSteps(ctx, profile)),
    ...(before && before.community !== home.community
      ? await revokeSteps(ctx, user, before.community, by)
      : []),
    await membersStep(ctx.table, home, members => ({
      ...members,
      [user]: { as, since: members[user]?.since ?? ctx.now, by, ...(invited && { invited }) },
    })),
    await meStep(ctx, me, {
      profile: { ...profile, ...(callName && { callName }), home: place },
      contact: { name: name ?? contact?.name ?? '', phone: contact?.phone ?? '', address },
    }),
    await giveGrantStep(ctx, user, {
      role: 'resident',
      community: home.community,
      scope: home.community,
      until: until ?? plusMinutes(ctx.now, longestGrantDays * day),
      grantedBy: by,
    }),
  ]
}

/** Whoever has moved out lives nowhere and is no resident; what they asked for stays theirs. */
const moveOutSteps = async (ctx: At, me: Known, by: string): Promise<Step[]> => {
  const { home, ...profile } = me.profile
  if (!home) return []
  return [
    ...(await outSteps(ctx, me.profile)),
    await meStep(ctx, me, { profile, contact: me.contact && { ...me.contact, address: '' } }),
    ...(await revokeSteps(ctx, profile.id, home.community, by)),
  ]
}

/** The home of a person known by phone, for the user who they turn out to be. */
export const takeOverSteps = async (
  ctx: At,
  { id: person, home }: Profile,
  user: string,
): Promise<Step[]> => {
  if (!home) return []
  const place = await homeOf(ctx, home.community, home.id)
  const { community } = home
  const until = plusMinutes(ctx.now, longestGrantDays * day)
  return [
    ...(place?.members[person]
      ? [
          await membersStep(ctx.table, place, ({ [person]: was, ...members }) => ({
            ...members,
            ...(was && { [user]: was }),
          })),
        ]
      : []),
    await giveGrantStep(ctx, user, {
      role: 'resident',
      community,
      scope: community,
      until,
      grantedBy: person,
    }),
  ]
}

/** Someone is leaving for good: no household has them any more. */
export const forgetHome = (ctx: At, user: string) =>
  together(ctx.table, async () => {
    const me = await knownAs(ctx, user)
    return me ? moveOutSteps(ctx, me, user) : []
  })

/** What they said about where they live no longer stands. */
const unsaySteps = async (ctx: At, user: string): Promise<Step[]> => {
  const said = await saidBy(ctx, user)
  if (!said || said.claim.state === 'left') return []
  return [await claimStep(ctx, user, said, { ...said.claim, state: 'left' })]
}

// ---- the register, for whoever keeps it ----

/** Puts a household into the register; one that is there stays as it is. Gives its id. */
export const addHome = async (ctx: Ways, door: Door): Promise<string> => {
  await buildingOf(ctx, door.community, door.building)
  const id = await homeIdOf(ctx, door)
  await putHome(ctx, { id, community: door.community, building: door.building, members: {} })
  return id
}

/** Someone lives there from now on: a user, or a person known only by phone. Doing it again changes nothing. */
export const addMember = async (
  ctx: At,
  { user, as, by, until, ...door }: Door & { user: string; as: HomeKind; by: string; until?: string },
): Promise<void> => {
  const { community, building } = door
  const { name: buildingName } = await buildingOf(ctx, community, building)
  const id = await homeIdOf(ctx, door)
  const address = addressOf(buildingName, door)
  await together(ctx.table, async () => {
    const [me, home] = await Promise.all([needed(ctx, user), homeOf(ctx, community, id)])
    if (me.profile.home?.id === id && home?.members[user]?.as === as) return []
    return inSteps(ctx, me, { home: { id, community, building }, buildingName, as, by, until, address })
  })
}

/** Who belongs to a household, with what they are there. */
export const membersOf = async (ctx: Pick<Ctx, 'table'>, community: string, home: string) => {
  const { members = {} } = (await homeOf(ctx, community, home)) ?? {}
  const people = await Promise.all(
    Object.entries(members).map(async ([user, member]) => ({ ...member, person: await personOf(ctx, user) })),
  )
  return people
    .flatMap(({ person, ...member }) =>
      person && !person.profile.sameAs ? [{ ...member, profile: person.profile, claim: person.claim }] : [],
    )
    .sort((a, b) => a.since.localeCompare(b.since) || Number(a.invited ?? 0) - Number(b.invited ?? 0))
}

// ---- who may confirm ----

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
  if (!as || user === ctx.who.id) throw new Refusal('identity.claimUnknown')
  return { ...said, as }
}

const asWaiting = (user: string, { id, callName, buildingName, as, at, state }: ClaimRecord) => ({
  user,
  claim: id,
  callName,
  building: buildingName,
  as,
  at,
  doubted: state === 'doubted',
})

const asHomeClaim = ({ state, buildingName, as, at, reason }: ClaimRecord): HomeClaim => ({
  state: state === 'waiting' || state === 'refused' ? state : 'confirmed',
  building: buildingName,
  as,
  at,
  ...(reason && { reason }),
})

/** For the person: what they said, while it is not so yet. */
export const openClaim = (claim: ClaimRecord | undefined) =>
  claim?.state === 'waiting' || claim?.state === 'refused' ? { claim: asHomeClaim(claim) } : {}

/** The invitation, while it is good; why it is not, nobody learns. */
const goodInvitation = (ctx: Pick<Ctx, 'now'>, invitation: Invitation | undefined, user: string) => {
  const good =
    invitation &&
    ctx.now < invitation.until &&
    (invitation.joined.length < invitationUses || invitation.joined.includes(user))
  if (!good) throw new Refusal('identity.invitationUnknown')
  return invitation
}
/** Of someone who still lives there. */
const stillFrom = async (ctx: Ways, { by, home }: Invitation): Promise<Known> => {
  const inviter = await knownAs(ctx, by)
  if (inviter?.profile.home?.id !== home) throw new Refusal('identity.invitationUnknown')
  return inviter
}

const ownHome = async (ctx: SignedIn) => {
  const profile = await profileOf(ctx, ctx.who.id)
  if (!profile.home) throw new Refusal('identity.noHome')
  return { ...profile, home: profile.home }
}

const communityFor = (ctx: SignedIn, wanted: string | undefined) => {
  const community = wanted ?? ctx.who.grants[0]?.community ?? config.welcome
  if (!community) throw new Refusal('community.notFound')
  return community
}

export const homesHandlers: Handlers<Pick<typeof identity, keyof typeof homeOperations>> = {
  async buildings({ community: wanted }, ctx) {
    const community = communityFor(ctx, wanted)
    const found = await scopesIn(ctx, community, 'building')
    if (!found.length) throw new Refusal('community.notFound')
    const items = found
      .map(({ id, name }) => ({ id, name }))
      .sort((a, b) => a.id.localeCompare(b.id, 'en', { numeric: true }))
    return { community, name: (await settingsOf(ctx, community)).name, items }
  },

  async bindHome({ community: wanted, building, unit, room, as, name, callName }, ctx) {
    const community = communityFor(ctx, wanted)
    const { name: buildingName, grid } = await buildingOf(ctx, community, building)
    const me = await profileOf(ctx, ctx.who.id)
    needConsent(me, 'privacy')
    const door = { community, building, unit, room }
    const home = await homeIdOf(ctx, door)
    const called = callName ?? me.callName
    const same = `claim_${await ctx.secrets.derive('claim', me.id, home, as, name, called)}`
    // What the register knows of this door is not looked up: nobody learns from the answer who lives there.
    const claim: ClaimRecord = {
      ...{ id: `${same}.${Date.parse(ctx.now)}`, home, community, building, buildingName, grid, as },
      ...{ callName: called, at: ctx.now, state: me.home?.id === home ? 'confirmed' : 'waiting' },
    }
    if (claim.state === 'confirmed') return asHomeClaim(claim)
    const isSame = (said: Said | undefined) =>
      said?.claim.state === 'waiting' && said.claim.id.startsWith(same)
    let said = await saidBy(ctx, me.id)
    if (!isSame(said)) await countToday(ctx, me.id, 'bindHome', mostClaimsADay)
    await together(ctx.table, async () => {
      said = await saidBy(ctx, me.id)
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
    const [me, { profile, contact }, home, members] = await Promise.all([
      profileOf(ctx, ctx.who.id),
      needed(ctx, user),
      homeOf(ctx, claim.community, claim.home),
      membersOf(ctx, claim.community, claim.home),
    ])
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
        .filter(({ profile }) => profile.id !== user)
        .map(({ profile, as, since }) => ({ user: profile.id, callName: profile.callName, as, since })),
    }
  },

  async confirmHome({ user, claim: seen, verdict, reason }, ctx) {
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
      const livesThere = me.profile.home?.id === home
      if (claim.state === 'doubted' && !livesThere) throw new Refusal('identity.homeGone')
      if (verdict === 'no') return [decision, ...(livesThere ? await moveOutSteps(ctx, me, ctx.who.id) : [])]
      if (livesThere) return [decision]
      const place = { id: home, community, building }
      const moving = { home: place, buildingName, as, by: ctx.who.id, callName, ...facts }
      return [decision, ...(await inSteps(ctx, me, moving))]
    })
    return { state }
  },

  async endResidence({ user }, ctx) {
    await together(ctx.table, async () => {
      const me = user === ctx.who.id ? undefined : await knownAs(ctx, user)
      // Those who live elsewhere are as good as not there.
      if (!me?.profile.home || !(await looksAfter(ctx, me.profile)))
        throw new Refusal('identity.memberUnknown')
      return [...(await moveOutSteps(ctx, me, ctx.who.id)), ...(await unsaySteps(ctx, user))]
    })
    return { ended: true }
  },

  async household(_, ctx) {
    const { home, id: me } = await ownHome(ctx)
    const members = await membersOf(ctx, home.community, home.id)
    const nameOf = (user: string) => members.find(({ profile }) => profile.id === user)?.profile.callName
    return {
      building: home.building,
      members: members.map(({ profile, as, since, by, invited, claim }) => {
        const invitedBy = invited && nameOf(by)
        return {
          ...{ user: profile.id, callName: profile.callName, as, since, me: profile.id === me },
          ...(invitedBy && { invitedBy }),
          doubted: claim?.state === 'doubted' && claim.home === home.id,
        }
      }),
    }
  },

  async inviteHousehold(_, ctx) {
    const { home, id } = await ownHome(ctx)
    await countToday(ctx, id, 'inviteHousehold', mostInvitationsADay)
    const place = await homeOf(ctx, home.community, home.id)
    if (!place?.members[id]) throw new Refusal('identity.noHome')
    const code = codeFrom(randomBytes(32))
    const until = plusMinutes(ctx.now, invitationDays * day)
    await putInvitation(ctx, code, {
      home: place.id,
      community: place.community,
      building: place.building,
      by: id,
      until,
      joined: [],
    })
    return { code, path: joinPath(code), until, people: invitationUses }
  },

  async invitation({ code }, ctx) {
    const invitation = goodInvitation(ctx, await invitationOf(ctx, code), ctx.who.id)
    const { callName, home } = (await stillFrom(ctx, invitation)).profile
    return { building: home!.building, from: callName, until: invitation.until }
  },

  async joinHome({ code, as, name, callName }, ctx) {
    const user = ctx.who.id
    needConsent(await profileOf(ctx, user), 'privacy')
    await countToday(ctx, user, 'joinHome', mostJoinsADay)
    let building = ''
    await together(ctx.table, async () => {
      const invitation = goodInvitation(ctx, await invitationOf(ctx, code), user)
      const { home: id, community, by } = invitation
      const inviter = await stillFrom(ctx, invitation)
      building = inviter.profile.home!.building
      const me = await needed(ctx, user)
      if (me.profile.home?.id === id) return []
      if (me.profile.home)
        throw new Refusal('identity.livesElsewhere', { building: me.profile.home.building })
      const address = inviter.contact?.address ?? ''
      const home = { id, community, building: invitation.building }
      return [
        await invitationStep(ctx, code, was => {
          const good = goodInvitation(ctx, was, user)
          return { ...good, joined: [...new Set([...good.joined, user])] }
        }),
        ...(await inSteps(ctx, me, {
          ...{ home, buildingName: building, as, by, invited: true, callName, name, address },
        })),
        // Whatever they said before is settled by this.
        ...(await unsaySteps(ctx, user)),
      ]
    })
    return { building }
  },

  async doubtMember({ user }, ctx) {
    const { home, id: me } = await ownHome(ctx)
    await together(ctx.table, async () => {
      const place = await homeOf(ctx, home.community, home.id)
      const member = place?.members[user]
      const them = member?.invited && place?.members[me] && user !== me && (await knownAs(ctx, user))
      if (!them || !member || !place) throw new Refusal('identity.memberUnknown')
      const said = await saidBy(ctx, user)
      if (said?.claim.state === 'doubted') return []
      const { community, building } = place
      const { grid } = await buildingOf(ctx, community, building)
      const claim: ClaimRecord = {
        ...{ id: `claim_${await ctx.secrets.derive('doubt', user, place.id, ctx.now)}`, home: place.id },
        ...{ community, building, buildingName: home.building, grid, as: member.as },
        ...{ callName: them.profile.callName, at: ctx.now, state: 'doubted' },
        ...{ invitedBy: member.by, doubtedBy: me },
      }
      const { name = '', address = '' } = them.contact ?? {}
      return [await claimStep(ctx, user, said, claim, { name, address })]
    })
    return { told: true }
  },

  async leaveHome(_, ctx) {
    const user = ctx.who.id
    await together(ctx.table, async () => [
      ...(await moveOutSteps(ctx, await needed(ctx, user), user)),
      ...(await unsaySteps(ctx, user)),
    ])
    return { left: true }
  },
}

/** Nothing is left to write: the same verdict is a second tap, another one comes too late. */
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

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567'
/** Five bits of each byte: 32 of them are 160 random bits. */
const codeFrom = (bytes: Uint8Array) => Array.from(bytes, byte => alphabet[byte & 31]).join('')
