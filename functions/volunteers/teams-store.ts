/**
 * Teams and who belongs to them. C#<community>#TEAM#<team> / PLACES: the seats of a team, its queue, and what it says
 * of itself. A membership is a matter; there is one for each person and team, whatever becomes of it.
 */
import { noPlaces } from '../../shared/places.ts'
import {
  teamAbout,
  type MembershipFields,
  type MembershipReply,
  type MembershipState,
  type TeamAbout,
} from '../../shared/volunteers/teams.ts'
import type { Ctx } from '../platform/context.ts'
import { getMatters, matterId, type Stored } from '../platform/matter-item.ts'
import { getPlaces, placesKey, type PlacesRecord } from '../platform/places.ts'
import { opened, type Sealed } from '../platform/sealed.ts'
import { join, type Table } from '../platform/table.ts'

export interface Membership extends Stored, MembershipFields {
  readonly kind: 'membership'
  readonly state: MembershipState
  /** What neighbours call them. */
  readonly name: string
  readonly building?: string | undefined
  readonly listed: boolean
  /** What they said when they applied. */
  readonly said?: Sealed<Said> | undefined
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

/** What they said when they applied: for the lead and staff, and themselves. */
export const saidOf = async (ways: Pick<Ctx, 'secrets'>, membership: Membership): Promise<Said> =>
  (await opened(ways, membership, 'said')) ?? {}
