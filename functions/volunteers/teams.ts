/** Teams as people find them, and the way into one. */
import type { Parsed } from '../../shared/contract.ts'
import { communityIn, idsOf, may, scopesOf } from '../../shared/lifecycle.ts'
import { resize, seated, standingOf, take, waiting } from '../../shared/places.ts'
import { Refusal } from '../../shared/api/refusals.ts'
import type { volunteers } from '../../shared/volunteers/volunteers.ts'
import {
  inGroup,
  membershipLife,
  teamAbout,
  membershipStates,
  type MembershipReply,
  type teamOperations,
} from '../../shared/volunteers/teams.ts'
import { deskOf, scopesIn, settingsOf, settingsWith } from '../community/community.ts'
import type { NamedScope } from '../community/community-store.ts'
import { namesApart } from '../people/called.ts'
import { everyIdOf } from '../people/people.ts'
import { giveGrantStep, holdersOf, type Belonging } from '../identity/grants.ts'
import { userByCode } from '../identity/identity.ts'
import { entryFor } from '../matters/matters.ts'
import type { SignedIn } from '../platform/context.ts'
import { placesStep } from '../platform/places.ts'
import type { Handlers } from '../platform/serve.ts'
import { timelineOf } from '../platform/timeline.ts'
import { write } from '../platform/write.ts'
import {
  decidesOn,
  isOver,
  keptUntil,
  leaving,
  membershipOf,
  memberships,
  profileOf,
  takingSeat,
  membersOf,
  waitingIn,
} from './membership.ts'
import {
  membershipId,
  placesOfTeam,
  placesOfTeams,
  saidOf,
  teamPartition,
  type Membership,
  type TeamPlaces,
} from './teams-store.ts'
import { membershipHint } from './volunteers-words.ts'

/** The community named, or the caller's first. */
export const communityOf = ({ who }: SignedIn, wanted: string | undefined) => {
  const community = who.grants.find(grant => !wanted || grant.community === wanted)?.community
  if (!community) throw new Refusal('community.notFound')
  return community
}

export const teamIn = async (ctx: SignedIn, community: string, team: string): Promise<NamedScope> => {
  const found = (await scopesIn(ctx, community, 'team')).find(({ id }) => id === team)
  if (!found) throw new Refusal('volunteers.teamUnknown', {}, { team: '请重新选一个队' })
  return found
}

// ---- replies ----

const lineOf = async (
  ctx: SignedIn,
  community: string,
  { id, name, buildings = [], skills = [] }: NamedScope,
  places: TeamPlaces,
  mine: Membership | undefined,
) => {
  const names = new Map((await scopesIn(ctx, community, 'building')).map(each => [each.id, each.name]))
  const leads = scopesOf(ctx.who, 'teamLead', community).includes(id)
  return {
    ...{ id, name, ...places.about },
    buildings: buildings.map(building => names.get(building) ?? building),
    skills: [...skills],
    members: seated(places).length,
    waiting: waiting(places).length,
    ...(mine && !isOver(mine) && { mine: { id: mine.id, state: mine.state } }),
    ...(leads && { leads }),
  }
}

const teamFor = async (ctx: SignedIn, community: string, team: NamedScope) => {
  const [places, leads, mine, people] = await Promise.all([
    placesOfTeam(ctx.table, community, team.id),
    holdersOf(ctx, community, 'teamLead', team.id),
    membershipOf(ctx, community, team.id, idsOf(ctx.who)),
    membersOf(ctx, community, team.id),
  ])
  const decides = decidesOn(ctx.who, community, team.id)
  const staff = scopesOf(ctx.who, 'communityStaff', community).length > 0
  const on = (await settingsOf(ctx, community)).on.includes('volunteers')
  return {
    ...(await lineOf(ctx, community, team, places, mine)),
    community,
    leadNames: leads.map(({ callName }) => callName),
    mayApply: on && places.about.takesOn && (!mine || isOver(mine)),
    people: people
      .filter(({ listed }) => decides || listed)
      .map(({ id, user, name, building, since, seq }) => ({
        name,
        ...(decides && { user, membership: id, seq, building, since }),
      })),
    ...(decides && { applied: (await membersOf(ctx, community, team.id, 'WAIT')).length }),
    ...(staff && { mayChange: true }),
  }
}

/** As the reader may see it: what was said at the door is for who decides, and for whom it is about. */
export const membershipFor = async (ctx: SignedIn, membership: Membership): Promise<MembershipReply> => {
  const { id, community, team, teamName, user, state, seq, createdAt, changedAt, listed } = membership
  const { name, building, since, reason, dueAt } = membership
  const mine = idsOf(ctx.who).includes(user)
  const [places, said, timeline] = await Promise.all([
    placesOfTeam(ctx.table, community, team),
    saidOf(ctx, membership),
    timelineOf(ctx.table, membership),
  ])
  const { group, meets } = places.about
  const standing = standingOf(places, id)
  const confirmBy = standing?.place === 'held' ? standing.until : undefined
  const position = standing?.place === 'waiting' ? standing.position : undefined
  const moves: string[] = may(membershipLife, membership, ctx.who)
  return {
    ...{ id, state, seq, createdAt, changedAt, listed },
    // A place that is not kept for them cannot be confirmed.
    may: moves.filter(move => move !== 'confirmPlace' || (confirmBy !== undefined && ctx.now < confirmBy)),
    timeline: timeline.map(each => entryFor(each, ctx.who, true)),
    team: { id: team, name: teamName, group },
    stateText: inGroup(group, membershipStates.text[state]),
    stateHint: inGroup(
      group,
      membershipHint(state, { now: ctx.now, mine, position, confirmBy, dueAt, reason, meets }),
    ),
    ...(state === 'applied' && dueAt && { dueAt }),
    ...(mine ? { mine } : { name, user, ...(building && { building }) }),
    ...said,
    ...(position !== undefined && { position }),
    ...(confirmBy && { confirmBy }),
    ...(since && { since }),
    ...(reason && { reason }),
  }
}

// ---- the way in ----

type Applying = Parsed<typeof volunteers.apply>

const checkRules = ({ about }: TeamPlaces, { age, parentsAgree, fit }: Applying) => {
  if (!about.takesOn) throw new Refusal('volunteers.notTaking')
  if (age === 'minor' && about.minAge >= 18)
    throw new Refusal('volunteers.tooYoung', { age: String(about.minAge) }, { age: '年龄不够' })
  if (age === 'minor' && !parentsAgree)
    throw new Refusal('volunteers.parentsNeeded', {}, { parentsAgree: '请家里大人同意' })
  if (about.asksFitness && !fit) throw new Refusal('volunteers.sayFit', {}, { fit: '请勾一下' })
}

/** The membership of somebody in a team: the one there is, or a new one. */
const beginning = async (
  ctx: SignedIn,
  community: string,
  team: NamedScope,
  user: string,
  op: string | undefined,
) => {
  const there = await membershipOf(ctx, community, team.id, await everyIdOf(ctx, user))
  if (there) return { there }
  const id = await membershipId(ctx, community, team.id, user)
  const profile = await profileOf(ctx, user)
  const as = decidesOn(ctx.who, community, team.id) && user !== ctx.who.id ? 'teamLead' : 'resident'
  const fresh = await memberships.begin(
    ctx,
    community,
    { key: op, input: [team.id, user], move: 'apply', state: 'applied' as const, as },
    id,
  )
  const membership: Membership = {
    ...fresh,
    ...{ user, team: team.id, teamName: team.name, name: profile.callName, listed: false },
    ...(profile.home && { building: profile.home.building }),
    appliedAt: ctx.now,
  }
  return { fresh: membership }
}

const apply = async (ctx: SignedIn, input: Applying) => {
  const community = communityOf(ctx, input.community)
  const team = await teamIn(ctx, community, input.team)
  await settingsWith(ctx, community, 'volunteers')
  const { listed, note, fit, age, op } = input
  const { there, fresh } = await beginning(ctx, community, team, ctx.who.id, op)
  if (there && !isOver(there)) return there
  checkRules(await placesOfTeam(ctx.table, community, team.id), input)
  const words = { note, fit, ...(age === 'minor' && { minor: true }) }
  const said = await memberships.seal(ctx, there ?? fresh!, 'said', words)
  if (fresh) return memberships.create(ctx, { ...fresh, listed, said })
  const again = { listed, said, appliedAt: ctx.now, reason: undefined, escalatedAt: undefined }
  return memberships.move(ctx, 'apply', { id: there!.id, op }, { prepare: async () => again })
}

/** Who is to be taken in: shown by their code, or for staff by who they are. */
const newcomer = async (
  ctx: SignedIn,
  { code, person }: Parsed<typeof volunteers.addMember>,
  staff: boolean,
) => {
  if (code) {
    const user = await userByCode(ctx, code)
    if (!user) throw new Refusal('identity.codeUnknown', {}, { code: '请让他再亮一次身份码' })
    return user
  }
  if (!person || !staff) throw new Refusal('volunteers.whoIsIt', {}, { code: '请扫一下他的身份码' })
  return person
}

/** 志愿者 comes with belonging to a team: given the role, one has a seat in it; losing the role, one leaves it. */
export const volunteerRole: Belonging = {
  async give(ctx, user, given) {
    const team = await teamIn(ctx, given.community, given.scope)
    const { there, fresh } = await beginning(ctx, given.community, team, user, undefined)
    // A member already: their time begins anew.
    if (there?.state === 'approved')
      return void (await memberships.move(
        ctx,
        'renew',
        { id: there.id },
        {
          prepare: async () => ({ grantUntil: given.until }),
          along: async () => [await giveGrantStep(ctx, user, given)],
        },
      ))
    // Before anything is written, so that nobody stands among the applicants who never applied.
    const places = await placesOfTeam(ctx.table, given.community, team.id)
    const waits = there?.state === 'waitlisted' || there?.state === 'promoted'
    if (waits || (fresh && standingOf(take(places, fresh.id), fresh.id)?.place !== 'seated'))
      throw new Refusal('volunteers.teamFull')
    const { id } = there ?? (await memberships.create(ctx, fresh!))
    await memberships.move(ctx, 'add', { id }, takingSeat(ctx, given.until))
  },

  async take(ctx, user, { community, scope }, why) {
    const membership = await membershipOf(ctx, community, scope, await everyIdOf(ctx, user))
    if (membership?.state !== 'approved') return false
    const { id } = membership
    const reason = why === 'moved' ? why : 'other'
    await memberships.move(ctx, 'leave', { id, reason }, leaving(ctx, ctx.who.id, reason, why))
    return true
  },
}

const ledBy = ({ who }: SignedIn, community: string) =>
  scopesOf(who, 'communityStaff', community).length ? undefined : scopesOf(who, 'teamLead', community)

export const teamHandlers: Handlers<
  Omit<Pick<typeof volunteers, keyof typeof teamOperations>, 'confirmPlace'>
> = {
  async teams({ community: wanted }, ctx) {
    const community = communityOf(ctx, wanted)
    const teams = await scopesIn(ctx, community, 'team')
    const ids = await Promise.all(
      teams.flatMap(({ id }) => idsOf(ctx.who).map(user => membershipId(ctx, community, id, user))),
    )
    const [placesOf, mine] = await Promise.all([
      placesOfTeams(
        ctx.table,
        community,
        teams.map(({ id }) => id),
      ),
      memberships.byIds(ctx, ids),
    ])
    const items = teams.map(team =>
      lineOf(
        ctx,
        community,
        team,
        placesOf(team.id),
        mine.find(each => each.team === team.id && !isOver(each)),
      ),
    )
    // 服务队 first, then the groups; each in the order of their numbers.
    const shown = await Promise.all(items)
    return { items: shown.sort((a, b) => Number(b.group === 'service') - Number(a.group === 'service')) }
  },

  async team({ team, community: wanted }, ctx) {
    const community = communityOf(ctx, wanted)
    return teamFor(ctx, community, await teamIn(ctx, community, team))
  },

  async saveTeam({ team: id, community: wanted, changes }, ctx) {
    const community = deskOf(ctx, wanted)
    const team = await teamIn(ctx, community, id)
    const until = await keptUntil(ctx, community)
    await write(ctx.table, async () => {
      const was = await placesOfTeam(ctx.table, community, id)
      const about = teamAbout.parse({ ...was.about, ...changes })
      const members = seated(was).length
      if (changes.most !== undefined && about.most < members)
        throw new Refusal('volunteers.mostTooFew', { members: String(members) }, { most: '比现在的人少' })
      const next = resize({ ...was, about }, about.most, until)
      return { steps: [placesStep(teamPartition(community, id), was, next)], answer: undefined }
    })
    return teamFor(ctx, community, team)
  },

  apply: async (input, ctx) => membershipFor(ctx, await apply(ctx, input)),

  membership: async ({ id }, ctx) => membershipFor(ctx, await memberships.find(ctx, id)),

  async applications({ team, community: wanted }, ctx) {
    const community = communityIn(ctx.who, ['communityStaff', 'teamLead'], wanted)
    if (!community) throw new Refusal('community.notFound')
    const led = ledBy(ctx, community)
    if (team && led && !led.includes(team))
      throw new Refusal('identity.scopeUnknown', {}, { team: '请选您带的队' })
    const teams = team ? [team] : led
    const waits = teams
      ? (await Promise.all(teams.map(each => membersOf(ctx, community, each, 'WAIT')))).flat()
      : await waitingIn(ctx, community)
    const names = await namesApart(
      ctx,
      waits.map(({ user }) => user),
    )
    const items = await Promise.all(
      waits.map(async each => {
        const shown = await membershipFor(ctx, each)
        return { ...shown, name: names.get(each.user) ?? shown.name }
      }),
    )
    return { items }
  },

  async decide({ approve, reason, ...tap }, ctx) {
    const moved = approve
      ? await memberships.move(ctx, 'approve', tap, takingSeat(ctx))
      : await memberships.move(ctx, 'decline', { ...tap, reason }, leaving(ctx, ctx.who.id, reason))
    return membershipFor(ctx, moved)
  },

  async addMember(input, ctx) {
    const community = communityIn(ctx.who, ['communityStaff', 'teamLead'], input.community)
    if (!community) throw new Refusal('community.notFound')
    const team = await teamIn(ctx, community, input.team)
    if (!decidesOn(ctx.who, community, team.id))
      throw new Refusal('identity.scopeUnknown', {}, { team: '请选您带的队' })
    const user = await newcomer(ctx, input, !ledBy(ctx, community))
    if (idsOf(ctx.who).includes(user)) throw new Refusal('identity.notYourself')
    const { op } = input
    const { there, fresh } = await beginning(ctx, community, team, user, op && `begin-${op}`)
    const begun = there ?? (await memberships.create(ctx, fresh!))
    if (!isOver(begun) && begun.state !== 'applied') return membershipFor(ctx, begun)
    const again = takingSeat(ctx)
    const prepare = async (membership: Membership) => ({
      ...(await again.prepare(membership)),
      appliedAt: ctx.now,
    })
    return membershipFor(ctx, await memberships.move(ctx, 'add', { id: begun.id, op }, { ...again, prepare }))
  },

  leave: async ({ reason, ...tap }, ctx) =>
    membershipFor(
      ctx,
      await memberships.move(ctx, 'leave', { ...tap, reason }, leaving(ctx, ctx.who.id, reason)),
    ),

  async setListed({ id, listed }, ctx) {
    const membership = await memberships.find(ctx, id)
    if (!idsOf(ctx.who).includes(membership.user)) throw new Refusal('matter.notYours')
    await memberships.rewrite(ctx, id, async was => (was.listed === listed ? was : { ...was, listed }))
    return membershipFor(ctx, await memberships.find(ctx, id))
  },
}
