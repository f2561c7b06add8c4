/**
 * Teams and who belongs to them. C#<community>#TEAM#<team> / PLACES: the seats of a team, its queue, and what it says
 * of itself. A membership is a matter; there is one for each person and team, whatever becomes of it.
 */
import type { Fields } from '../../shared/lifecycle.ts'
import { noPlaces } from '../../shared/places.ts'
import {
  teamAbout,
  type MembershipFields,
  type MembershipReply,
  type MembershipState,
  type TeamAbout,
} from '../../shared/volunteers/teams.ts'
import type { Ctx } from '../platform/context.ts'
import { getMatters, matterId, matterKey, sealedIn, type Stored } from '../platform/matter-item.ts'
import { getPlaces, placesKey, type PlacesRecord } from '../platform/places.ts'
import { entry, join, type Table } from '../platform/table.ts'

export interface Membership extends Stored, MembershipFields {
  readonly kind: 'membership'
  readonly state: MembershipState
  /** What neighbours call them. */
  readonly name: string
  readonly building?: string | undefined
  readonly listed: boolean
  /** Encrypted: what they said when they applied. */
  readonly said?: string | undefined
  /** When they asked, the last time. */
  readonly appliedAt: string
  /** In the team since. */
  readonly since?: string | undefined
  /** Until when they are a volunteer of the team, unless it is renewed. */
  readonly grantUntil?: string | undefined
  readonly escalatedAt?: string | undefined
  readonly reason?: MembershipReply['reason']
}

export interface Said {
  readonly note?: string | undefined
  readonly minor?: boolean | undefined
  readonly fit?: boolean | undefined
}

export interface TeamPlaces extends PlacesRecord {
  readonly kind: 'teamPlaces'
  readonly team: string
  readonly about: TeamAbout
}

// ---- the team ----

export const teamPartition = (community: string, team: string) => join('C', community, 'TEAM', team)

const placesIn = (community: string, team: string, found: TeamPlaces | undefined): TeamPlaces => {
  if (found) return found
  const about = teamAbout.parse({})
  const id = `${community}.${team}`
  return {
    ...noPlaces(about.most),
    ...{ id, kind: 'teamPlaces', community, team, about, seq: 0, took: {}, gave: {} },
  }
}

/** What a team is before anybody has said anything about it: empty, with the usual rules. */
export const placesOfTeam = async (table: Table, community: string, team: string): Promise<TeamPlaces> =>
  placesIn(community, team, await getPlaces<TeamPlaces>(table, teamPartition(community, team)))

export const placesOfTeams = async (table: Table, community: string, teams: readonly string[]) => {
  const keys = teams.map(team => placesKey(teamPartition(community, team)))
  const found = new Map((await getMatters<TeamPlaces>(table, keys)).map(places => [places.team, places]))
  return (team: string) => placesIn(community, team, found.get(team))
}

// ---- who belongs to it ----

export const membershipId = (ctx: Pick<Ctx, 'secrets'>, community: string, team: string, user: string) =>
  matterId(ctx, 'membership', community, user, `team.${team}`)

const waits = ['applied', 'waitlisted', 'promoted'] as const
const listFor = ({ state }: Membership) =>
  state === 'approved' ? 'IN' : (waits as readonly string[]).includes(state) ? 'WAIT' : undefined

/** gsi1: all in the community who wait for an answer or a place. gsi2: those of one team; and those in it. First come, first. */
export const membershipIndexes = (membership: Membership): Fields => {
  const { id, community, team, appliedAt, since } = membership
  const list = listFor(membership)
  return {
    ...(list === 'WAIT' && entry('gsi1', join('C', community, 'MEMBERSHIP', 'WAIT'), join(appliedAt, id))),
    ...(list &&
      entry(
        'gsi2',
        join('C', community, 'MEMBERSHIP', list, team),
        join(list === 'IN' ? (since ?? appliedAt) : appliedAt, id),
      )),
  }
}

const most = 300
const listed = async (
  table: Table,
  index: 'gsi1' | 'gsi2',
  list: 'IN' | 'WAIT',
  community: string,
  ...team: readonly string[]
) => {
  const pk = join('C', community, 'MEMBERSHIP', list, ...team)
  const { items } = await table.query({ index, pk, limit: most })
  return (await getMatters<Membership>(table, items)).filter(each => listFor(each) === list)
}

export const membersOf = (table: Table, community: string, team: string) =>
  listed(table, 'gsi2', 'IN', community, team)
export const waitingFor = (table: Table, community: string, team: string) =>
  listed(table, 'gsi2', 'WAIT', community, team)
export const waitingIn = (table: Table, community: string) => listed(table, 'gsi1', 'WAIT', community)

export const membershipsBy = (table: Table, ids: readonly string[]) =>
  getMatters<Membership>(
    table,
    ids.flatMap(id => matterKey('membership', id) ?? []),
  )

// ---- what they said: for the lead and staff, and themselves ----

export const sealSaid = (
  ways: Pick<Ctx, 'secrets'>,
  membership: Pick<Membership, 'id' | 'community'>,
  said: Said,
) => sealedIn(ways, membership).seal('said', said)

export const saidOf = async (ways: Pick<Ctx, 'secrets'>, membership: Membership): Promise<Said> =>
  (await sealedIn(ways, membership).open<Said>('said', membership.said)) ?? {}
