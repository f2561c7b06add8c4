/**
 * `C#<community>#H#<home>` / `HOME`: a household and who belongs to it; gsi1, those of a building. The home's id follows
 * from its door by HMAC, so that unit and room stand nowhere in the clear; building and grid do. `U#<user>` / `CLAIM`:
 * where someone says they live. `JOIN#<hash>` / `JOIN`: an invitation, of which only the hash is kept.
 */
import type { HomeKind } from '../../shared/identity/homes.ts'
import { absent, type Fields } from '../../shared/lifecycle.ts'
import type { Ctx } from '../platform/context.ts'
import { communityOwner, sealed } from '../platform/secrets.ts'
import { entry, join, type Item, type Key, type Step, type Table } from '../platform/table.ts'
import { stepFrom, stepOf } from './identity-store.ts'
import { partition, type ClaimRecord, type Ways } from '../people/people.ts'

export interface Member {
  readonly as: HomeKind
  readonly since: string
  /** Who confirmed or invited them. */
  readonly by: string
  readonly invited?: true
}

export interface Home {
  readonly id: string
  readonly community: string
  /** The building's scope id. */
  readonly building: string
  readonly members: Readonly<Record<string, Member>>
  /** The other families behind the same door, each a household of its own; stands with the first. */
  readonly also?: readonly string[] | undefined
}

/** A door: a building's scope id, unit and room as `plainDoor` leaves them. */
export interface Door {
  readonly community: string
  readonly building: string
  readonly unit: string
  readonly room: string
}

export const homeIdOf = async (
  { secrets }: Pick<Ctx, 'secrets'>,
  { community, building, unit, room }: Door,
) => `home_${await secrets.derive('home', community, building, unit, room)}`

/** Another family behind the door of this household: that of the person with whom it begins. */
export const familyIdOf = async ({ secrets }: Pick<Ctx, 'secrets'>, home: string, person: string) =>
  `home_${await secrets.derive('family', home, person)}`

const homeKey = (community: string, home: string): Key => ({
  pk: join('C', community, 'H', home),
  sk: 'HOME',
})

/** Whose household it is that stands under this key. */
export const homeAt = (pk: string) => pk.slice(pk.lastIndexOf('#') + 1)

/** gsi1 of its households. */
export const inBuilding = (community: string, building: string) => join('C', community, 'HOMES', building)

/** The household as written; its door is sealed, for lists of a building that are walked or rung. */
const homeFields = (home: Home, door: unknown): Fields => ({
  home,
  ...(door !== undefined && { door }),
  ...entry('gsi1', inBuilding(home.community, home.building), home.id),
})
/** What is sealed of a household: `door`, as it is written on an envelope. */
export const sealedAt = (ways: Pick<Ctx, 'secrets'>, { community, id }: Pick<Home, 'community' | 'id'>) =>
  sealed(ways, communityOwner(community), homeKey(community, id))
const sealDoor = (ways: Pick<Ctx, 'secrets'>, home: Pick<Home, 'community' | 'id'>, address: string) =>
  sealedAt(ways, home).seal('door', address)

export const homeOf = async ({ table }: Pick<Ctx, 'table'>, community: string, home: string) =>
  (await table.get(homeKey(community, home)))?.home as Home | undefined

/** The households of all families behind a door, the first one first. */
export const familiesAt = async (
  ctx: Pick<Ctx, 'table'>,
  community: string,
  home: string,
): Promise<readonly [string, ...string[]]> => {
  const { also = [] } = (await homeOf(ctx, community, home)) ?? {}
  return [home, ...also]
}

/** From now on this family lives behind the door as well, of which `id` is the first one's household. */
export const familyStep = (
  table: Table,
  { id, community, building }: Omit<Home, 'members' | 'also'>,
  family: string,
): Promise<Step> =>
  stepOf(table, homeKey(community, id), was => {
    const home = (was?.home ?? { id, community, building, members: {} }) as Home
    return homeFields({ ...home, also: [...new Set([...(home.also ?? []), family])] }, was?.door)
  })

/** Puts a household into the register, unless it is there. */
export const putHome = async (ctx: Ways, home: Home, address: string) =>
  ctx.table.put(
    { ...homeKey(home.community, home.id), ...homeFields(home, await sealDoor(ctx, home, address)) },
    absent('pk'),
  )

/**
 * What `change` makes of the household's members; one that is not in the register yet comes into it, with its door where
 * that is known.
 */
export const membersStep = async (
  ctx: Ways,
  { id, community, building }: Omit<Home, 'members' | 'also'>,
  change: (members: Home['members']) => Home['members'],
  address?: string,
): Promise<Step> => {
  const door = address && (await sealDoor(ctx, { id, community }, address))
  return stepOf(ctx.table, homeKey(community, id), was => {
    const home = (was?.home ?? { id, community, building, members: {} }) as Home
    return homeFields({ ...home, members: change(home.members) }, was?.door ?? door)
  })
}

// ---- where someone says they live ----

/** What only those who confirm it see. */
export interface ClaimFacts {
  readonly name: string
  readonly address: string
}

const claimKey = (user: string): Key => ({ pk: partition(user), sk: 'CLAIM' })
const waitingIn = (community: string, ...scope: readonly string[]) =>
  join('C', community, 'WAITING', ...scope)

/** gsi1: all that wait in a community. gsi2: in a grid. gsi4: in a building. Longest first. */
const lists = ({ community, grid, building, at, state }: ClaimRecord, user: string): Fields => {
  if (state !== 'waiting' && state !== 'doubted') return {}
  const sk = join(at, user)
  return {
    ...entry('gsi1', waitingIn(community), sk),
    ...(grid && entry('gsi2', waitingIn(community, grid), sk)),
    ...entry('gsi4', waitingIn(community, building), sk),
  }
}

const sealedIn = (ways: Pick<Ctx, 'secrets'>, { community }: ClaimRecord, user: string) =>
  sealed(ways, communityOwner(community), claimKey(user))

/** What someone said, as it was read. */
export interface Said {
  readonly claim: ClaimRecord
  readonly facts: ClaimFacts
  readonly item: Item
}

export const saidBy = async (ways: Ways, user: string): Promise<Said | undefined> => {
  const item = await ways.table.get(claimKey(user))
  if (!item) return undefined
  const claim = item.claim as ClaimRecord
  const facts = await sealedIn(ways, claim, user).open<ClaimFacts>('facts', item.facts as string)
  return { claim, facts, item }
}

/** What they say now, or what became of it, if nothing has changed since it was read. */
export const claimStep = async (
  ways: Ways,
  user: string,
  was: Said | undefined,
  claim: ClaimRecord,
  facts: ClaimFacts = was!.facts,
): Promise<Step> => {
  const hidden = await sealedIn(ways, claim, user).seal('facts', facts)
  return stepFrom(claimKey(user), was?.item, { claim, facts: hidden, ...lists(claim, user) })
}

/** Those that wait in the whole community or in one of its scopes, with the users who said so. */
export const waitingIds = async (
  { table }: Pick<Ctx, 'table'>,
  community: string,
  kind: 'community' | 'grid' | 'building',
  scope: string,
) => {
  const index = ({ community: 'gsi1', grid: 'gsi2', building: 'gsi4' } as const)[kind]
  const pk = kind === 'community' ? waitingIn(community) : waitingIn(community, scope)
  return (await table.getMany(await table.queryAll({ index, pk }))).map(item => ({
    user: item.pk.slice('U#'.length),
    claim: item.claim as ClaimRecord,
  }))
}

// ---- invitations ----

export interface Invitation {
  readonly home: string
  readonly community: string
  readonly building: string
  readonly by: string
  readonly until: string
  /** Who has used it. */
  readonly joined: readonly string[]
}

const invitationKey = async ({ secrets }: Pick<Ctx, 'secrets'>, code: string): Promise<Key> => ({
  pk: join('JOIN', await secrets.derive('join', code)),
  sk: 'JOIN',
})

export const putInvitation = async (ctx: Ways, code: string, invitation: Invitation) =>
  ctx.table.put({
    ...(await invitationKey(ctx, code)),
    invitation,
    expiresAt: Math.floor(Date.parse(invitation.until) / 1000),
  })

export const invitationOf = async (ctx: Ways, code: string) =>
  (await ctx.table.get(await invitationKey(ctx, code)))?.invitation as Invitation | undefined

export const invitationStep = async (
  ctx: Ways,
  code: string,
  change: (was: Invitation | undefined) => Invitation,
): Promise<Step> =>
  stepOf(ctx.table, await invitationKey(ctx, code), was => ({
    ...(was as Item),
    invitation: change(was?.invitation as Invitation | undefined),
  }))
