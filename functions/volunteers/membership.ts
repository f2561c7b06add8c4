/**
 * Belonging to a team: each step is written together with the team's seats and, where somebody comes in or goes, with
 * what makes them a volunteer. Who is next in the queue follows from the seats.
 */
import type { Role } from '../../shared/contract.ts'
import { idsOf, scopesOf, type Who } from '../../shared/lifecycle.ts'
import type { Card } from '../../shared/matters/matters.ts'
import { confirm, leave, lapse as lapseHolds, standingOf, take } from '../../shared/places.ts'
import { Refusal } from '../../shared/api/refusals.ts'
import { plusDutyMinutes, plusMinutes } from '../../shared/time.ts'
import { longestGrantDays } from '../../shared/identity/grants.ts'
import { membershipLife, membershipStates } from '../../shared/volunteers/teams.ts'
import { settingsOf } from '../community/community.ts'
import { everyIdOf, personOf } from '../people/people.ts'
import { giveGrantStep, heldUntil, takeGrantSteps } from '../identity/grants.ts'
import type { Ctx, SignedIn } from '../platform/context.ts'
import { kind } from '../platform/kind.ts'
import { list } from '../platform/lists.ts'
import type { Change } from '../platform/matter-item.ts'
import type { Edit } from '../platform/moves.ts'
import { changePlaces, placesStep } from '../platform/places.ts'
import { again, write } from '../platform/write.ts'
import { membershipId, placesOfTeam, teamPartition, type Membership, type TeamPlaces } from './teams-store.ts'
import { membershipTells } from './membership-tells.ts'
import { followLeaving } from './shift-leaving.ts'

export const isOver = ({ state }: Membership) => state === 'declined' || state === 'left'

/** For whom it exists: the one it is about, the leads of the team, and staff. */
export const seesMembership = ({ user, team, community }: Membership, who: Who) =>
  idsOf(who).includes(user) || decidesOn(who, community, team)

export const decidesOn = (who: Who, community: string, team: string) =>
  scopesOf(who, 'teamLead', community).includes(team) || scopesOf(who, 'communityStaff', community).length > 0

/** Until when a place that comes free now is kept for the next. */
export const keptUntil = async (ctx: Pick<Ctx, 'table' | 'now'>, community: string) =>
  plusMinutes(ctx.now, (await settingsOf(ctx, community)).volunteers.confirmMinutes)

const aYear = longestGrantDays * 24 * 60

/** The grant that makes somebody a volunteer of the team. */
const grantStep = (ctx: SignedIn, { user, community, team }: Membership, until: string) =>
  giveGrantStep(ctx, user, { role: 'volunteer', community, scope: team, until, grantedBy: ctx.who.id })

/** Seated, with all that goes with it. */
const comesIn = (ctx: Pick<Ctx, 'now'>, grantUntil = plusMinutes(ctx.now, aYear)): Partial<Membership> => ({
  seated: true,
  since: ctx.now,
  grantUntil,
  escalatedAt: undefined,
  reason: undefined,
})

/** Who is to come in, unless they have left us or are about to. */
export const profileOf = async (ctx: Pick<Ctx, 'table'>, user: string) => {
  const profile = (await personOf(ctx, user))?.profile
  if (!profile || profile.leavingAt) throw new Refusal('identity.userUnknown')
  return profile
}

/** A seat where one is free and nobody waits, else the end of the queue; `until`: for so long, and at once or not at all. */
export const takingSeat = (
  ctx: SignedIn,
  until?: string,
): Required<Pick<Edit<Membership>, 'prepare' | 'along'>> => {
  let was: TeamPlaces
  let next: TeamPlaces
  return {
    async prepare({ id, community, team, user }) {
      await profileOf(ctx, user)
      was = await placesOfTeam(ctx.table, community, team)
      next = take(was, id)
      const standing = standingOf(next, id)
      if (!standing) throw new Refusal('volunteers.teamQueueFull')
      if (until && standing.place === 'waiting') throw new Refusal('volunteers.teamFull')
      return standing.place === 'waiting'
        ? { seated: undefined, escalatedAt: undefined }
        : comesIn(ctx, until)
    },
    async along({ community, team }, after) {
      const grant = after.seated ? [await grantStep(ctx, after, after.grantUntil!)] : []
      return [placesStep(teamPartition(community, team), was, next), ...grant]
    },
  }
}

/** Yes to the seat that is kept for them. */
export const confirmSeat = async (ctx: SignedIn, id: string, op: string | undefined) => {
  let was: TeamPlaces
  return memberships.move(
    ctx,
    'confirmPlace',
    { id, op },
    {
      async prepare({ community, team }) {
        was = await placesOfTeam(ctx.table, community, team)
        const standing = standingOf(was, id)
        if (standing?.place !== 'held' || standing.until <= ctx.now) throw new Refusal('volunteers.placeGone')
        return comesIn(ctx)
      },
      async along({ community, team }, after) {
        return [
          placesStep(teamPartition(community, team), was, confirm(was, id)),
          await grantStep(ctx, after, after.grantUntil!),
        ]
      },
    },
  )
}

/** The seat goes back, and the next in the queue is asked; somebody who was in the team is no longer its volunteer. */
export const leaving = (
  ctx: Ctx,
  by: string,
  reason: Membership['reason'],
  why?: string,
): Required<Pick<Edit<Membership>, 'prepare' | 'along'>> => ({
  prepare: async () => ({ reason, since: undefined, grantUntil: undefined, escalatedAt: undefined }),
  async along({ id, community, team, user, state }) {
    const was = await placesOfTeam(ctx.table, community, team)
    const next = leave(was, id, await keptUntil(ctx, community))
    const seat = standingOf(was, id) ? [placesStep(teamPartition(community, team), was, next)] : []
    const grant = { role: 'volunteer', community, scope: team, by, ...(why && { why }) } as const
    const held = state === 'approved' ? await everyIdOf(ctx, user) : []
    const grants = await Promise.all(held.map(each => takeGrantSteps(ctx, each, grant)))
    return [...seat, ...grants.flat()]
  },
})

// ---- the kind ----

const hints: { readonly [S in Membership['state']]?: string } = {
  applied: '队长看了就给您回话。',
  waitlisted: '有位子了先问您。',
  promoted: '给您留着，来不来点开回个话。',
}

const cards = ({ id, user, teamName, state, changedAt }: Membership): ReadonlyMap<string, Card> =>
  new Map([
    [
      user,
      {
        ...{ kind: 'membership', id, title: `加入${teamName}`, changedAt },
        ...{ stateText: membershipStates.text[state], tone: membershipStates.tones[state] },
        hint: hints[state],
      },
    ],
  ])

/** Who asks to join waits for the lead; for the community as well once the lead has let the time pass. */
const desks = ({ id, community, team, teamName, state, changedAt, dueAt, escalatedAt }: Membership) => {
  if (state !== 'applied') return []
  const card: Card = {
    ...{ kind: 'membership', id, title: `有人想加入${teamName}`, changedAt, dueAt, tone: 'yours' },
    ...{ stateText: membershipStates.text[state], hint: '点开看看，回个话。' },
  }
  const at = (role: Role, scope: string) => [{ role, community, scope }, card] as const
  return [at('teamLead', team), ...(escalatedAt ? [at('communityStaff', community)] : [])]
}

const waits: readonly Membership['state'][] = ['applied', 'waitlisted', 'promoted']
const listFor = ({ state }: Membership) =>
  state === 'approved' ? 'IN' : waits.includes(state) ? 'WAIT' : undefined

export const memberships = kind<Membership>()({
  name: 'membership',
  life: membershipLife,
  sees: seesMembership,
  // First come, first.
  lists: {
    /** All in the community who wait for an answer or a place. */
    waiting: list('gsi1', ['MEMBERSHIP', 'WAIT'], item => listFor(item) === 'WAIT' && { at: item.appliedAt }),
    /** Those who wait for a team, and those in it. */
    ofTeam: list('gsi2', ['MEMBERSHIP'], item => {
      const { team, appliedAt, since = appliedAt } = item
      const of = listFor(item)
      return of !== undefined && { of: [of, team], at: of === 'IN' ? since : appliedAt }
    }),
  },
  /** When the lead has to have answered, or the year is over. A place kept for somebody has its time with the places. */
  async deadlines(ctx, community) {
    const { dutyHours, volunteers } = await settingsOf(ctx, community)
    return ({ state, appliedAt, escalatedAt, grantUntil }) => {
      if (state === 'applied')
        return plusDutyMinutes(escalatedAt ?? appliedAt, volunteers.answerMinutes, dutyHours)
      return state === 'approved' ? grantUntil : undefined
    }
  },
  async due(ctx, membership) {
    if (membership.state === 'applied') return { move: 'escalate', wants: { escalatedAt: ctx.now } }
    if (membership.state !== 'approved') return undefined
    const { user, community, team } = membership
    const users = await everyIdOf(ctx, user)
    const held = await Promise.all(users.map(each => heldUntil(ctx, each, 'volunteer', community, team)))
    const grantUntil = held.find(each => each !== undefined)
    // Renewed by those who give out roles: it goes on.
    if (grantUntil) return { move: 'renew', wants: { grantUntil } }
    return { move: 'lapse', ...leaving(ctx, 'clock', 'ended') }
  },
  cards,
  desks,
  tells: membershipTells,
  follows: followLeaving,
})

/** Who is in the team, or waits to be. */
export const membersOf = (
  ctx: Pick<Ctx, 'table'>,
  community: string,
  team: string,
  list: 'IN' | 'WAIT' = 'IN',
) => memberships.lists.ofTeam.all(ctx, { community, of: [list, team] })
export const waitingIn = (ctx: Pick<Ctx, 'table'>, community: string) =>
  memberships.lists.waiting.all(ctx, { community })

/** Somebody's membership of a team, under whichever of their ids they came in: the one that goes on, if one does. */
export const membershipOf = async (
  ctx: Pick<Ctx, 'table' | 'secrets'>,
  community: string,
  team: string,
  users: readonly string[],
) => {
  const ids = await Promise.all(users.map(user => membershipId(ctx, community, team, user)))
  const found = await memberships.byIds(ctx, ids)
  return found.find(each => !isOver(each)) ?? found[0]
}

/** Somebody leaves us: they are in no team and wait for none, whatever is decided at that very moment. */
export const endMembership = (ctx: Ctx, id: string, user: string): Promise<void> =>
  write(ctx.table, async () => {
    const membership = await memberships.get(ctx, id)
    if (!membership || isOver(membership)) return { answer: undefined }
    await memberships.moveByClock(ctx, 'lapse', membership, leaving(ctx, user, 'ended'))
    return again
  })

/**
 * The seats have changed: those for whom one is kept now, or is no longer kept, move accordingly. What stands there now
 * decides, for a change may be told once more when others have followed.
 */
export const followTeamPlaces = async (ctx: Ctx, { before, after }: Change<TeamPlaces>) => {
  for (const id of Object.keys({ ...before?.holds, ...after.holds })) {
    const membership = await memberships.get(ctx, id)
    const standing = standingOf(await placesOfTeam(ctx.table, after.community, after.team), id)
    if (standing?.place === 'held' && membership?.state === 'waitlisted')
      await memberships.moveByClock(ctx, 'promote', membership)
    if (!standing && (membership?.state === 'promoted' || membership?.state === 'waitlisted'))
      await memberships.moveByClock(ctx, 'lapse', membership, { prepare: async () => ({ reason: 'silent' }) })
  }
}

/** Nobody said yes in time: the seat is kept for the next. */
export const dueTeamPlaces = async (ctx: Ctx, { community, team }: TeamPlaces) => {
  const until = await keptUntil(ctx, community)
  await changePlaces<TeamPlaces>(ctx.table, teamPartition(community, team), was =>
    lapseHolds(was, ctx.now, until),
  )
}
