/**
 * People and doors as a community's own list has them. What is decided here is what a check counts and what an import writes:
 * read, compared, and the steps that are missing; none where all is as the list says. A number of somebody who has an account
 * is theirs; a number that two of the list share is two people.
 */
import type { Role } from '../../shared/contract.ts'
import type { HomeKind } from '../../shared/identity/homes.ts'
import { longestGrantDays } from '../../shared/identity/grants.ts'
import { plusMinutes } from '../../shared/time.ts'
import { inForce, meKey, personOf, profilesOf, type Ways } from '../people/people.ts'
import type { Ctx } from '../platform/context.ts'
import type { Step } from '../platform/table.ts'
import { everyHolder, grantId, grantStep } from './grants-store.ts'
import { renewed } from './grants.ts'
import { familiesAt, homeIdOf, homeOf, membersStep, putHome, type Door } from './homes-store.ts'
import { heldBy, heldStep, knownAs, meStep, notHeldSteps, together, type Known } from './identity-store.ts'
import { addressOf, outSteps } from './moving.ts'

type At = Ways & Pick<Ctx, 'now'>

/** A door of a building that may be about to come. */
export interface ListedDoor extends Door {
  readonly buildingName: string
}
export interface ListedRole {
  readonly role: Role
  readonly scope: string
  readonly scopeName: string
}
export interface ListedPerson {
  readonly name: string
  readonly phone: string
  readonly callName?: string | undefined
  /** What they are called where the list does not say it and nobody knows it yet. */
  readonly otherwise: string
  readonly home?: { readonly door: ListedDoor; readonly as: HomeKind } | undefined
  readonly roles: readonly ListedRole[]
  /** Who gets none: the one whose list it is. */
  readonly notFor: ReadonlySet<string>
  /** The list has others by this number. */
  readonly shares: boolean
}
export interface Listing {
  readonly community: string
  readonly communityName: string
  readonly by: string
}

export type Became = 'fresh' | 'changed' | 'same'
/**
 * `elsewhere`: they are at home in another community, and stay so. `otherName`: others have the number, by another name.
 * `otherPhone`: they have an account with another number, which they keep up themselves.
 */
export interface Listed {
  readonly user: string
  readonly home: string | undefined
  readonly became: Became
  readonly roles: readonly Became[]
  readonly remark?: 'elsewhere' | 'otherName' | 'otherPhone' | undefined
  readonly steps: readonly Step[]
}

/** Puts the door into the register, when `write` says so. Says what it was before, and the household's id. */
export const listDoor = async (ctx: Ways, door: ListedDoor, write: boolean) => {
  const id = await homeIdOf(ctx, door)
  const { community, building, buildingName } = door
  const known = await homeOf(ctx, community, id)
  if (!known && write)
    await putHome(ctx, { id, community, building, members: {} }, addressOf(buildingName, door))
  return { id, became: known ? ('same' as const) : ('fresh' as const) }
}

const fullNameOf = ({ profile, contact }: Known) =>
  contact?.name && contact.name !== profile.callName ? contact.name : undefined
const isUser = ({ profile }: Known) => profile.id.startsWith('user_')

/**
 * Whom the list means among those who have the number: by the full name; or, where nobody knows a full name, who is alone with
 * it here and in the list, or lives behind that very door and is called so. Whom another community knows by phone is theirs.
 */
const meant = (
  holders: readonly Known[],
  { name, callName, shares }: ListedPerson,
  community: string,
  homes: readonly string[],
) => {
  const ours = holders.filter(
    each => isUser(each) || !each.profile.home || each.profile.home.community === community,
  )
  const nameless = ours.filter(each => fullNameOf(each) === undefined)
  const alone = ours.length === 1 && !shares ? nameless[0] : undefined
  const fits = ({ profile: { home } }: Known) => !home || homes.length === 0 || homes.includes(home.id)
  return (
    ours.find(each => fullNameOf(each) === name) ??
    (alone && fits(alone) ? alone : undefined) ??
    nameless.find(
      ({ profile: { home, callName: called } }) => homes.includes(home?.id ?? '') && called === callName,
    )
  )
}

/** Who of that full name lives behind the door already: by another number, they are the same. */
const namedAt = async (ctx: Ways, community: string, families: readonly string[], name: string) => {
  const homes = await Promise.all(families.map(home => homeOf(ctx, community, home)))
  const ids = homes.flatMap(home => Object.keys(home?.members ?? {}))
  const known = await Promise.all(ids.map(id => knownAs(ctx, id)))
  return known.find(each => each && !each.profile.sameAs && fullNameOf(each) === name)
}

/** An id that follows from the list, so that who is listed twice at once, or once more after a crash, is made once. */
const freshId = async (ctx: Ways, community: string, { phone, name }: ListedPerson): Promise<string> => {
  for (let life = 1; ; life++) {
    const id = `person_${await ctx.secrets.derive('person', community, phone, 'listed', name, String(life))}`
    if (!(await ctx.table.get(meKey(id)))) return id
  }
}

const roleSteps = async (
  ctx: At,
  user: string,
  said: readonly ListedRole[],
  { community, communityName, by }: Listing,
) => {
  const until = plusMinutes(ctx.now, longestGrantDays * 24 * 60)
  const grants = (await personOf(ctx, user))?.grants ?? []
  return Promise.all(
    said.map(async ({ role, scope, scopeName }) => {
      const id = grantId(role, community, scope)
      const was = grants.filter(each => each.id === id)
      if (was.some(inForce(ctx.now))) return { became: 'same' as const, steps: [] }
      const given = {
        id,
        role,
        community,
        communityName,
        scope,
        scopeName,
        from: ctx.now,
        until,
        grantedBy: by,
      }
      const step = await grantStep(ctx, user, id, was => renewed(was, given))
      return { became: was.length ? ('changed' as const) : ('fresh' as const), steps: [step] }
    }),
  )
}

/** What is missing until somebody is as the list has them. */
const listing = async (ctx: At, said: ListedPerson, where: Listing): Promise<Listed> => {
  const { community, communityName } = where
  const { name, phone, callName, otherwise, roles } = said
  const held = await heldBy(ctx, phone)
  const holders = (await Promise.all(held.ids.map(id => knownAs(ctx, id)))).flatMap(each =>
    each && !each.profile.sameAs ? each : [],
  )
  const door = said.home?.door
  const first = door && (await homeIdOf(ctx, door))
  const families: readonly string[] = first ? await familiesAt(ctx, community, first) : []
  const byPhone = meant(holders, said, community, families)
  const atDoor = byPhone ? undefined : await namedAt(ctx, community, families, name)
  const was = byPhone ?? atDoor
  const user = was?.profile.id ?? (await freshId(ctx, community, said))
  const before = was?.profile.home
  const elsewhere = before !== undefined && before.community !== community
  // Of another family behind the same door, they stay of that family.
  const home = elsewhere ? undefined : before && families.includes(before.id) ? before.id : first
  const address = door && addressOf(door.buildingName, door)
  const keepsUp = was !== undefined && isUser(was)
  const profile = {
    ...(was?.profile ?? { id: user, epoch: 1, knownAt: ctx.now, phone: 'checked' as const }),
    callName: keepsUp ? was.profile.callName : (callName ?? was?.profile.callName ?? otherwise),
    ...(home && door && { home: { id: home, community, building: door.buildingName } }),
  }
  const contact = {
    name: keepsUp && was.contact?.name ? was.contact.name : name,
    phone: keepsUp || !atDoor ? was?.contact?.phone || phone : phone,
    address: (home && address) || (was?.contact?.address ?? ''),
  }
  const isSame =
    was !== undefined &&
    profile.callName === was.profile.callName &&
    profile.home?.id === before?.id &&
    profile.home?.building === before?.building &&
    (['name', 'phone', 'address'] as const).every(part => contact[part] === (was.contact?.[part] ?? ''))
  const as = said.home?.as
  const member = home ? (await homeOf(ctx, community, home))?.members[user] : undefined
  const isMember = !home || member?.as === as
  const living = { role: 'resident' as const, scope: community, scopeName: communityName }
  const offices = await roleSteps(ctx, user, said.notFor.has(user) ? [] : roles, where)
  const residence = await roleSteps(ctx, user, home ? [living] : [], where)
  const steps = [
    ...(home && was && before && before.id !== home ? await outSteps(ctx, was.profile) : []),
    ...(home && door && !isMember
      ? [
          await membersStep(
            ctx,
            { id: home, community, building: door.building },
            members => ({
              ...members,
              [user]: { as: as!, since: members[user]?.since ?? ctx.now, by: where.by },
            }),
            address,
          ),
        ]
      : []),
    ...(isSame ? [] : [await meStep(ctx, was, { profile, contact })]),
    ...(was && contact.phone === was.contact?.phone ? [] : [heldStep(held, [...held.ids, user])]),
    ...(atDoor && !keepsUp && atDoor.contact?.phone
      ? notHeldSteps(await heldBy(ctx, atDoor.contact.phone), user)
      : []),
    ...residence.flatMap(({ steps }) => steps),
  ]
  // Whom another community knows by the number is not told here.
  const others = holders.some(
    each => each !== was && !said.shares && each.profile.home?.community === community,
  )
  return {
    ...{ user, home, steps: [...steps, ...offices.flatMap(each => each.steps)] },
    became: was ? (steps.length ? 'changed' : 'same') : 'fresh',
    roles: offices.map(each => each.became),
    remark:
      elsewhere && said.home
        ? 'elsewhere'
        : atDoor && keepsUp
          ? 'otherPhone'
          : !was && others
            ? 'otherName'
            : undefined,
  }
}

/** Has somebody stand as the list has them, in one write, when `write` says so; says what that changes. */
export const listPerson = async (
  ctx: At,
  said: ListedPerson,
  where: Listing,
  write: boolean,
): Promise<Omit<Listed, 'steps'>> => {
  let listed = await listing(ctx, said, where)
  if (!write || !listed.steps.length) return listed
  const { became, roles, remark } = listed
  await together(ctx.table, async () => {
    listed = await listing(ctx, said, where)
    return listed.steps
  })
  return { ...listed, became, roles, remark }
}

/** Who holds a role here, by the id under which they are known now. */
export const holdersNow = async (ctx: At, community: string, role: Role) => {
  const profiles = await profilesOf(ctx, await everyHolder(ctx, community, role))
  return [...profiles.values()].map(({ id, sameAs, callName, home }) => ({
    ...{ id: sameAs ?? id, callName },
    building: home?.community === community ? home.building : undefined,
  }))
}
