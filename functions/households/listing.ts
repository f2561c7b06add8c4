/** Putting a home or a place on the map: whose consent or what duty it rests on, and that it stands there once. */
import type { Parsed, Role } from '../../shared/contract.ts'
import type { households } from '../../shared/households/households.ts'
import { scopesOf } from '../../shared/lifecycle.ts'
import { Refusal } from '../../shared/api/refusals.ts'
import { onOf } from '../../shared/time.ts'
import { deskOf, settingsWith } from '../community/community.ts'
import { buildingOf, homesBehind, membersOf } from '../identity/moving.ts'
import type { SignedIn } from '../platform/context.ts'
import { personNow } from './helpers.ts'
import { pairings } from './pairings-kind.ts'
import { isOpen, standingStep, standsAt, type Pairing } from './pairings-store.ts'

type Input = Parsed<typeof households.listHome>

/** Nobody is put on a map of those in need without having been asked, but for what the law makes a duty. */
const checkBasis = ({ basis, consent, duty }: Input) => {
  if (!basis) throw new Refusal('households.askFirst', {}, { basis: '请选是谁同意的' })
  if (basis === 'duty' && !duty) throw new Refusal('households.dutyNeeded', {}, { duty: '请写是哪一项' })
  if (basis !== 'duty' && !consent) throw new Refusal('households.askFirst', {}, { consent: '请选怎么说的' })
}

/** Who lives there, if that is known: the one named, or the only one. */
const residentOf = async (
  ctx: SignedIn,
  community: string,
  families: readonly string[],
  person: string | undefined,
) => {
  if (person) {
    const found = (await personNow(ctx, person))?.profile
    if (!found?.home || !families.includes(found.home.id))
      throw new Refusal('households.notOfHome', {}, { person: '请重新选人' })
    return found.id
  }
  const members = (await Promise.all(families.map(each => membersOf(ctx, community, each)))).flat()
  return members.length === 1 ? members[0]!.profile.id : undefined
}

/** What stands on the map for this household, if something does. */
export const listedAt = async (
  ctx: SignedIn,
  community: string,
  home: string,
): Promise<Pairing | undefined> => {
  const id = await standsAt(ctx, community, home)
  const item = id === undefined ? undefined : await pairings.get(ctx, id)
  return item && isOpen(item) ? item : undefined
}

export const listHome = async (
  ctx: SignedIn,
  { key, community: wanted, ...input }: Input,
): Promise<Pairing> => {
  const community = deskOf(ctx, wanted, ['communityStaff', 'gridWorker'])
  const { target, place, building, unit, room, groups, person, name, phone, needs, basis, consent, duty } =
    input
  const settings = await settingsWith(ctx, community, 'households')
  const byStaff = scopesOf(ctx.who, 'communityStaff', community).length > 0
  const as: Role = byStaff ? 'communityStaff' : 'gridWorker'
  const scope = building === undefined ? undefined : await buildingOf(ctx, community, building)
  if (!byStaff && !scopesOf(ctx.who, 'gridWorker', community).includes(scope?.grid ?? ''))
    throw new Refusal('households.notYourGrid', {}, { building: '请选您网格里的楼' })
  if (groups.some(id => !settings.households.groups.some(group => group.id === id)))
    throw new Refusal('households.groupUnknown', {}, { groups: '请重新选' })

  const isHome = target === 'home'
  if (isHome && !(building && unit && room))
    throw new Refusal('households.doorNeeded', {}, { [building ? 'room' : 'building']: '请填哪一户' })
  if (!isHome && !place) throw new Refusal('households.placeNeeded', {}, { place: '请写叫什么' })
  if (isHome && !groups.length) throw new Refusal('request.invalid', {}, { groups: '请至少选一类' })
  if (isHome) checkBasis({ key, community, ...input })
  const families =
    scope && isHome ? await homesBehind(ctx, community, { building: scope.name, unit, room }) : []
  const at =
    families[0] ?? `place_${await ctx.secrets.derive('place', community, building ?? '', place ?? '')}`
  const resident = isHome ? await residentOf(ctx, community, families, person) : undefined

  const first = { key, input, move: 'listHome', state: 'listed', as } as const
  const matter = await pairings.begin(ctx, community, first)
  const item: Pairing = {
    ...matter,
    ...{ target, at, building, buildingName: scope?.name, grid: scope?.grid, resident, listedBy: ctx.who.id },
    groups: isHome ? groups : [],
    door: await pairings.seal(ctx, matter, 'door', isHome ? { unit, room } : { place }),
    // Of a place no person is kept.
    about: await pairings.seal(
      ctx,
      matter,
      'about',
      isHome ? { name, phone, needs, basis, consent, duty, basisOn: onOf(ctx.now) } : { needs },
    ),
  }
  return pairings.create(ctx, item, async () => {
    const isFree = async (id: string) => {
      const was = id === item.id ? undefined : await pairings.get(ctx, id)
      return !was || !isOpen(was)
    }
    const step = await standingStep(ctx, item, isFree)
    if (!step)
      throw new Refusal('households.listedAlready', {}, { [isHome ? 'room' : 'place']: '已经登记过了' })
    return [step]
  })
}
