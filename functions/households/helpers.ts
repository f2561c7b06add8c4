/** Who goes: whether the two still hold the roles they go by, and whom staff could ask. */
import type { Reply, Role } from '../../shared/contract.ts'
import type { households } from '../../shared/households/households.ts'
import { coverRoles, seatRoles, seats, type Seat } from '../../shared/households/life.ts'
import { plusDays, onOf } from '../../shared/time.ts'
import { scopeKind } from '../../shared/identity/grants.ts'
import { scopesIn } from '../community/community.ts'
import { holdersOf } from '../identity/grants.ts'
import { namesApart } from '../people/called.ts'
import { inForce, personOf, type Person, type Profile } from '../people/people.ts'
import type { Ctx, SignedIn } from '../platform/context.ts'
import { isAway, type Pairing } from './pairings-store.ts'
import { loads } from './pairings-sums.ts'

type Ways = Pick<Ctx, 'table' | 'now'>

/** Who they are by now: someone may have become one with another account. */
export const personNow = async (ctx: Pick<Ctx, 'table'>, user: string): Promise<Person | undefined> => {
  const person = await personOf(ctx, user)
  return person?.profile.sameAs ? personNow(ctx, person.profile.sameAs) : person
}

/** Until when they hold one of the roles in the community; undefined: they do not, or are leaving. */
export const heldUntil = async (ctx: Ways, user: string, roles: readonly Role[], community: string) => {
  const person = await personNow(ctx, user)
  if (!person || person.profile.leavingAt) return undefined
  return person.grants
    .filter(inForce(ctx.now))
    .filter(grant => grant.community === community && roles.includes(grant.role))
    .map(({ until }) => until)
    .sort()
    .at(-1)
}

export const rolesFor = ({ target }: Pick<Pairing, 'target'>, seat: Seat | 'cover'): readonly Role[] =>
  seat === 'cover' ? coverRoles : [seatRoles[target][seat]]

/**
 * Who is missing at this moment: a seat counts as taken while its person holds the role and is here, or somebody goes in
 * their place. Leave that is over is gone.
 */
export const checked = async (ctx: Ways, item: Pairing): Promise<Partial<Pairing>> => {
  const on = onOf(ctx.now)
  const { community, cover, coverFor, coverUntilOn = '' } = item
  const covers = cover !== undefined && coverUntilOn >= on
  const stands = async (user: string | undefined, seat: Seat | 'cover') =>
    user === undefined ? undefined : heldUntil(ctx, user, rolesFor(item, seat), community)
  const [helper, second, coverHeld] = await Promise.all([
    stands(item.helper, 'helper'),
    stands(item.second, 'second'),
    covers ? stands(cover, 'cover') : undefined,
  ])
  const held = { helper, second }
  const away = Object.fromEntries(
    seats.codes.flatMap(seat => {
      const span = item.away?.[seat]
      return span && span.toOn >= on ? [[seat, span]] : []
    }),
  )
  const lacks = seats.codes.filter(
    seat => !(held[seat] && !isAway(item, seat, on)) && !(coverHeld && coverFor === seat),
  )
  return {
    away: Object.keys(away).length ? away : undefined,
    ...(!covers && { cover: undefined, coverFor: undefined, coverUntilOn: undefined }),
    lacks: lacks.length ? lacks : undefined,
    grantedUntil: [helper, second, coverHeld].flatMap(until => until ?? []).sort()[0],
    ...{ checkedAt: ctx.now, checkAt: undefined },
  }
}

/** When that has to be looked at again. */
export const checksOf = ({
  away,
  coverUntilOn,
  grantedUntil,
  checkAt,
  checkedAt = '',
}: Pairing): string[] => {
  const dayBegins = (on: string) => new Date(`${on}T00:00:00.000+08:00`).toISOString()
  const spans = seats.codes.flatMap(seat => away?.[seat] ?? [])
  return [
    ...spans.flatMap(({ fromOn, toOn }) => [dayBegins(fromOn), dayBegins(plusDays(toOn, 1))]),
    ...(coverUntilOn ? [dayBegins(plusDays(coverUntilOn, 1))] : []),
    ...(grantedUntil ? [grantedUntil] : []),
    ...(checkAt ? [checkAt] : []),
  ].filter(at => at > checkedAt)
}

// ---- whom staff can ask ----

type Candidates = Reply<typeof households.candidates>

/** Those who hold the role anywhere in the community; in the grid or building of the home first. */
const holders = async (
  ctx: SignedIn,
  { community, grid, building }: Pairing,
  role: Role,
): Promise<Profile[]> => {
  const kind = scopeKind[role]
  const here = kind === 'grid' ? grid : kind === 'building' ? building : undefined
  const scopes =
    kind === 'community'
      ? [community]
      : kind === 'building'
        ? [building].flatMap(each => each ?? [])
        : (await scopesIn(ctx, community, kind)).map(({ id }) => id)
  const inOrder = [...scopes].sort((a, b) => Number(b === here) - Number(a === here))
  const found = await Promise.all(inOrder.map(scope => holdersOf(ctx, community, role, scope)))
  return [...new Map(found.flat().map(each => [each.id, each])).values()]
}

export const candidatesFor = async (ctx: SignedIn, item: Pairing): Promise<Candidates> => {
  const roles = seatRoles[item.target]
  const [firsts, seconds, near, load] = await Promise.all([
    holders(ctx, item, roles.helper),
    holders(ctx, item, roles.second),
    holders(ctx, item, 'buildingHelper'),
    loads(ctx, item.community),
  ])
  const all = [...firsts, ...seconds, ...near]
  const names = await namesApart(
    ctx,
    all.map(({ id }) => id),
  )
  const may = ({ id, home }: Profile) => id !== item.resident && home?.id !== item.at
  const lines = (people: readonly Profile[]) =>
    [...new Map(people.map(each => [each.id, each])).values()]
      .filter(may)
      .map(({ id, callName, home }) => ({
        ...{ id, name: names.get(id) ?? callName, pairings: load.get(id) ?? 0 },
        building: home?.community === item.community ? home.building : undefined,
      }))
      .sort((a, b) => a.pairings - b.pairings || a.name.localeCompare(b.name, 'zh'))
  const isOneOfThem = ({ id }: Profile) => id === item.helper || id === item.second
  return {
    helper: lines(firsts),
    second: lines(seconds),
    cover: lines([...near, ...seconds, ...firsts].filter(each => !isOneOfThem(each))),
  }
}
