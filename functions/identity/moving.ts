/** Moving in and out: household, person and grant change together. */
import type { HomeKind } from '../../shared/identity/homes.ts'
import { buildingIn, doorIn, sayDoor, type SaidDoor } from '../../shared/door.ts'
import { longestGrantDays } from '../../shared/identity/grants.ts'
import { Refusal } from '../../shared/api/refusals.ts'
import { plusMinutes } from '../../shared/time.ts'
import { scopeOf, scopesIn } from '../community/community.ts'
import { personOf, type GrantRecord, type Profile, type Ways } from '../people/people.ts'
import type { Ctx } from '../platform/context.ts'
import type { Step } from '../platform/table.ts'
import { giveGrantStep } from './grants.ts'
import {
  claimStep,
  familiesAt,
  homeIdOf,
  homeOf,
  membersStep,
  putHome,
  saidBy,
  type Door,
  type Home,
} from './homes-store.ts'
import { grantIn, grantStep } from './grants-store.ts'
import { knownAs, meStep, together, type Known } from './identity-store.ts'

const day = 24 * 60

export type At = Ways & Pick<Ctx, 'now'>

/** As it is written on an envelope. */
export const addressOf = (buildingName: string, { unit, room }: Pick<Door, 'unit' | 'room'>) =>
  `${buildingName}${sayDoor({ unit, room })}`

export const buildingOf = async (ctx: Pick<Ctx, 'table'>, community: string, building: string) => {
  const scope = await scopeOf(ctx, community, building)
  if (scope?.kind !== 'building')
    throw new Refusal('identity.scopeUnknown', {}, { building: '请从名单里选楼号' })
  return scope
}

export const needed = async (ctx: Ways, user: string): Promise<Known> => {
  const known = await knownAs(ctx, user)
  if (!known) throw new Refusal('identity.memberUnknown')
  return known
}
export const profileOf = async (ctx: Ways, user: string) => (await needed(ctx, user)).profile

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

/** Takes somebody out of the register; homes that are older than the register are not in it. */
export const outSteps = async (ctx: At, { id: user, home }: Profile): Promise<Step[]> => {
  const place = home && (await homeOf(ctx, home.community, home.id))
  return place ? [await membersStep(ctx, place, members => without(members, user))] : []
}

export const inSteps = async (ctx: At, me: Known, moving: Moving): Promise<Step[]> => {
  const { home, buildingName, as, by, invited, callName, name, address, until } = moving
  const { profile, contact } = me
  const { id: user, home: before } = profile
  const place = { id: home.id, community: home.community, building: buildingName }
  return [
    ...(before?.id === home.id ? [] : await outSteps(ctx, profile)),
    ...(before && before.community !== home.community
      ? await revokeSteps(ctx, user, before.community, by)
      : []),
    await membersStep(
      ctx,
      home,
      members => ({
        ...members,
        [user]: { as, since: members[user]?.since ?? ctx.now, by, ...(invited && { invited }) },
      }),
      address,
    ),
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

/** Somebody who has moved out has no home and is not a resident; what they asked for stays theirs. */
export const moveOutSteps = async (ctx: At, me: Known, by: string): Promise<Step[]> => {
  const { home, ...profile } = me.profile
  if (!home) return []
  return [
    ...(await outSteps(ctx, me.profile)),
    await meStep(ctx, me, { profile, contact: me.contact && { ...me.contact, address: '' } }),
    ...(await revokeSteps(ctx, profile.id, home.community, by)),
  ]
}

/** The home of a person known by phone passes to the user who they turn out to be. */
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
          await membersStep(ctx, place, ({ [person]: was, ...members }) => ({
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

/** What they said about where they live no longer stands. */
export const unsaySteps = async (ctx: At, user: string): Promise<Step[]> => {
  const said = await saidBy(ctx, user)
  if (!said || said.claim.state === 'left') return []
  return [await claimStep(ctx, user, said, { ...said.claim, state: 'left' })]
}

// ---- the register, for those who keep it ----

/** Puts a household into the register; one that is there stays as it is. Gives its id. */
export const addHome = async (ctx: Ways, door: Door): Promise<string> => {
  const { name } = await buildingOf(ctx, door.community, door.building)
  const id = await homeIdOf(ctx, door)
  await putHome(
    ctx,
    { id, community: door.community, building: door.building, members: {} },
    addressOf(name, door),
  )
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

const mostUnits = 8

/** The households of all families behind a door; where no unit is named, behind any of that number. */
export const homesBehind = async (
  ctx: Ways,
  community: string,
  { building = '', unit, room }: SaidDoor,
): Promise<readonly string[]> => {
  const scopes = await scopesIn(ctx, community, 'building')
  const number = buildingIn(building)
  const scope = scopes.find(({ name }) => name === building || (number && buildingIn(name) === number))
  if (!scope || !room) return []
  const units = unit ? [unit] : Array.from({ length: mostUnits }, (_, i) => String(i + 1))
  const doors = await Promise.all(
    units.map(each => homeIdOf(ctx, { community, building: scope.id, unit: each, room })),
  )
  return (await Promise.all(doors.map(door => familiesAt(ctx, community, door)))).flat()
}

/** Who lives behind a door as people write it, 3号楼 and 2单元301, of all families. */
export const peopleAt = async (
  ctx: Ways,
  community: string,
  building: string,
  door: string,
): Promise<readonly Profile[]> => {
  const homes = await homesBehind(ctx, community, { ...doorIn(door), building })
  const members = await Promise.all(homes.map(home => membersOf(ctx, community, home)))
  return members.flat().map(({ profile }) => profile)
}
