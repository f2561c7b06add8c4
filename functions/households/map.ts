/** 民情图, and what a month of visits comes to. */
import { randomUUID } from 'node:crypto'
import { doorIn } from '../../shared/door.ts'
import type { Parsed } from '../../shared/contract.ts'
import type { households } from '../../shared/households/households.ts'
import type { MapDoor } from '../../shared/households/map.ts'
import { planOf } from '../../shared/households/plan.ts'
import { scopesOf } from '../../shared/lifecycle.ts'
import { Refusal } from '../../shared/api/refusals.ts'
import { onOf } from '../../shared/time.ts'
import { deskOf, scopesIn, settingsOf } from '../community/community.ts'
import { homesIn } from '../identity/register.ts'
import { order, paperOf } from '../papers/papers.ts'
import type { Ctx, SignedIn } from '../platform/context.ts'
import { opened } from '../platform/sealed.ts'
import type { Handlers } from '../platform/serve.ts'
import { heldUntil, personNow } from './helpers.ts'
import { monthHandlers } from './month.ts'
import { pairings } from './pairings-kind.ts'
import { readerOf } from './pairings-readers.ts'
import { nearOf } from './pairings-reply.ts'
import { isLacking, mapSums, type MapSum } from './pairings-sums.ts'
import { putStar, removeStar, starOf, starsIn, type Star } from './stars-store.ts'
import type { Pairing } from './pairings-store.ts'

/** 民情图 for the wall; `buildings`: which of them the reader may see. */
export const mapPaper = paperOf<{
  readonly community: string
  readonly buildings: readonly string[]
  readonly sheets: 'whole' | 'all' | 'one'
}>('households.map', 'application/pdf')

const onMap = ['communityStaff', 'gridWorker', 'supervisor'] as const

/** Staff see all buildings, a grid worker those of the grid, the street none. */
const buildingsFor = async (ctx: SignedIn, community: string) => {
  const buildings = await scopesIn(ctx, community, 'building')
  const grids = scopesOf(ctx.who, 'gridWorker', community)
  const all = scopesOf(ctx.who, 'communityStaff', community).length > 0
  return { all, seen: buildings.filter(({ grid }) => all || grids.includes(grid ?? '')) }
}

const none: MapSum = { homes: 0, paired: 0, lacking: 0, late: 0, places: 0, never: 0, byGroup: {} }
const counted = ['homes', 'paired', 'lacking', 'late', 'places', 'stars'] as const

/** What a building's tile says, by building. */
export const tilesOf = async (ctx: Pick<Ctx, 'table' | 'now'>, community: string) => {
  const [sums, stars] = await Promise.all([mapSums(ctx, community), starsIn(ctx, community)])
  const starsOf = (building: string | undefined) => stars.filter(each => each.building === building).length
  const of = (building: string | undefined) => ({
    ...(sums.get(building) ?? none),
    stars: starsOf(building),
  })
  return { of, all: [...new Set([...sums.keys(), ...stars.map(({ building }) => building)])].map(of) }
}

/** All doors of a building: those in the register, and those that stand on the map without being in it. */
export const doorsOf = async (
  ctx: Pick<Ctx, 'table' | 'secrets' | 'now'>,
  community: string,
  building: string,
  stars: readonly Star[],
) => {
  const [homes, found] = await Promise.all([
    homesIn(ctx, community, building),
    pairings.lists.ofBuilding.all(ctx, { community, of: building }),
  ])
  const doors = new Map<string, { unit: string; room: string; items: Pairing[]; star: boolean }>()
  const at = (unit: string, room: string) => {
    const name = `${unit} ${room}`
    const door = doors.get(name) ?? { unit, room, items: [], star: false }
    doors.set(name, door)
    return door
  }
  for (const { id, also = [], door } of homes) {
    const { unit, room } = doorIn(door)
    if (!unit || !room) continue
    const one = at(unit, room)
    one.star ||= stars.some(({ home }) => home === id || also.includes(home))
  }
  for (const item of found) {
    const { unit, room } = await opened(ctx, item, 'door')
    if (unit && room) at(unit, room).items.push(item)
  }
  return [...doors.values()]
}

const shown = (item: Pairing, ctx: SignedIn): MapDoor['homes'][number] => ({
  ...{ id: item.id, state: item.state, groups: [...item.groups], visitedOn: item.visitedOn },
  near: nearOf(item, onOf(ctx.now)),
  lacking: isLacking(item) || undefined,
  open: readerOf(item, ctx.who) !== undefined || undefined,
})

/** Marks the home they live in now; that they want it is their consent, and ends when they say so, move or leave. */
const star = async ({ community: wanted, person, on }: Parsed<typeof households.star>, ctx: SignedIn) => {
  const community = deskOf(ctx, wanted, [person ? 'communityStaff' : 'partyMember'])
  const member = await personNow(ctx, person ?? ctx.who.id)
  const isMember = member && (await heldUntil(ctx, member.profile.id, ['partyMember'], community))
  if (!isMember) throw new Refusal('households.notAHelper', {}, { person: '请从党员里选' })
  const { id, home: at } = member.profile
  if (on === false) await removeStar(ctx, community, id)
  if (on) {
    const buildings = await scopesIn(ctx, community, 'building')
    const building = buildings.find(({ name }) => at?.community === community && name === at.building)
    if (!at || !building) throw new Refusal('households.noHomeYet')
    await putStar(ctx, community, id, { home: at.id, building: building.id, since: ctx.now })
  }
  return { on: (await starOf(ctx, community, id)) !== undefined }
}

export const mapHandlers: Handlers<
  Pick<typeof households, 'map' | 'building' | 'printMap' | 'star' | 'month'>
> = {
  async map({ community: wanted }, ctx) {
    const community = deskOf(ctx, wanted, onMap)
    const [{ of, all }, { all: byStaff, seen }, { households }] = await Promise.all([
      tilesOf(ctx, community),
      buildingsFor(ctx, community),
      settingsOf(ctx, community),
    ])
    const street = scopesOf(ctx.who, 'supervisor', community).length > 0
    const summed = byStaff || street ? all : seen.map(({ id }) => of(id))
    const sum = (count: (each: (typeof all)[number]) => number) =>
      summed.reduce((total, each) => total + count(each), 0)
    const plan = planOf(households.plan, seen)
    const isFull = (row: (typeof plan)[number]) => row.some(spot => spot && 'building' in spot)
    return {
      on: onOf(ctx.now),
      groups: households.groups.map(group => ({ ...group })),
      plan: plan
        .filter(row => byStaff || isFull(row))
        .map(row =>
          row.map((spot = { label: '' }) =>
            'building' in spot ? { building: spot.building.id } : { label: spot.label || undefined },
          ),
        ),
      buildings: seen.map(({ id, name }) => {
        const tile = of(id)
        return { id, name, ...tile, byGroup: { ...tile.byGroup } }
      }),
      total: {
        ...(Object.fromEntries(counted.map(name => [name, sum(each => each[name])])) as Record<
          (typeof counted)[number],
          number
        >),
        byGroup: Object.fromEntries(
          households.groups.map(({ id }) => [id, sum(({ byGroup }) => byGroup[id] ?? 0)]),
        ),
      },
    }
  },

  async building({ community: wanted, building }, ctx) {
    const community = deskOf(ctx, wanted, ['communityStaff', 'gridWorker'])
    const { seen } = await buildingsFor(ctx, community)
    const here = seen.find(({ id }) => id === building)
    if (!here) throw new Refusal('households.notYourGrid', {}, { building: '请选您网格里的楼' })
    const stars = (await starsIn(ctx, community)).filter(each => each.building === building)
    const [doors, { households }] = await Promise.all([
      doorsOf(ctx, community, building, stars),
      settingsOf(ctx, community),
    ])
    return {
      ...{ id: here.id, name: here.name, on: onOf(ctx.now) },
      groups: households.groups.map(group => ({ ...group })),
      doors: doors.map(({ unit, room, items, star }) => ({
        ...{ unit, room, star: star || undefined },
        homes: items.map(item => shown(item, ctx)),
      })),
    }
  },

  async printMap({ key = randomUUID(), community: wanted, building, sheets }, ctx) {
    const community = deskOf(ctx, wanted, ['communityStaff', 'gridWorker'])
    const { all, seen } = await buildingsFor(ctx, community)
    const buildings = seen.map(({ id }) => id).filter(id => !building || id === building)
    if (!buildings.length) throw new Refusal('households.notYourGrid', {}, { building: '请选您网格里的楼' })
    const { id } = await order(ctx, {
      ...mapPaper,
      input: { community, buildings, sheets: building ? 'one' : sheets },
      ...{ name: '民情图', key, as: { role: all ? 'communityStaff' : 'gridWorker', community } },
    })
    return { paper: id }
  },

  star,
  ...monthHandlers,
}
