/** Shifts and activities: set up by a lead, taken place by place, given back. */
import type { Parsed } from '../../shared/contract.ts'
import { communityIn, idsOf, scopesOf, type Fields } from '../../shared/lifecycle.ts'
import { confirm, leave, noPlaces, resize, standingOf } from '../../shared/places.ts'
import { Refusal } from '../../shared/refusals.ts'
import { plusMinutes } from '../../shared/time.ts'
import type { volunteers } from '../../shared/volunteers.ts'
import type { shiftOperations } from '../../shared/volunteers/shifts.ts'
import { memberOf } from '../identity/identity.ts'
import { everyIdOf } from '../people/people.ts'
import type { Ctx, SignedIn } from '../platform/context.ts'
import { page } from '../platform/lists.ts'
import { mineByKind } from '../platform/mine.ts'
import { changePlaces, placesStep, takePlace } from '../platform/places.ts'
import type { Handlers } from '../platform/serve.ts'
import { getStint } from './hours-store.ts'
import { longestHours, partitionOf, placesBy, type Shift, type ShiftPlaces } from './shifts-store.ts'
import { shiftMatters, shiftsFrom } from './shift-kind.ts'
import { closing, idIn, keptForShift, placesOf } from './shift-places.ts'
import { keepsList } from './shift-readers.ts'
import { shiftInFull, shiftsFor } from './shift-reply.ts'
import { communityOf, needOn, teamIn } from './teams.ts'

/** The places change by their own rules. */
const change = (ctx: Pick<Ctx, 'table'>, id: string, make: (places: ShiftPlaces) => ShiftPlaces) =>
  changePlaces<ShiftPlaces>(ctx.table, partitionOf(id), make)

// ---- setting it up ----

const day = 24 * 60
const furthestDays = 90
const oldestDays = 7

const checkTimes = ({ now }: Ctx, { startsAt, endsAt }: Pick<Shift, 'startsAt' | 'endsAt'>) => {
  const good =
    startsAt < endsAt &&
    endsAt <= plusMinutes(startsAt, longestHours * 60) &&
    startsAt <= plusMinutes(now, furthestDays * day) &&
    startsAt >= plusMinutes(now, -oldestDays * day)
  if (!good)
    throw new Refusal('volunteers.badTimes', {}, { startsAt: '请重新选时间', endsAt: '请重新选时间' })
}

const add = async (
  ctx: SignedIn,
  { key, team: wanted, community: where, ...about }: Parsed<typeof volunteers.addShift>,
) => {
  const community = communityIn(ctx.who, ['communityStaff', 'teamLead'], where)
  if (!community) throw new Refusal('community.notFound')
  const staff = scopesOf(ctx.who, 'communityStaff', community).length > 0
  if (!staff && !scopesOf(ctx.who, 'teamLead', community).includes(wanted))
    throw new Refusal('identity.scopeUnknown', {}, { team: '请选您带的队' })
  const team = await teamIn(ctx, community, wanted)
  checkTimes(ctx, about)
  const as = staff ? 'communityStaff' : 'teamLead'
  const first = { key, input: [wanted, about], move: 'add', state: 'open' as const, as } as const
  const fresh = await shiftMatters.begin(ctx, community, first)
  const shift: Shift = { ...fresh, ...about, team: team.id, teamName: team.name }
  const places: ShiftPlaces = {
    ...noPlaces(about.places),
    ...{ id: shift.id, kind: 'shiftPlaces', community, seq: 0, took: {}, gave: {} },
  }
  return shiftMatters.create(ctx, shift, async () => [placesStep(partitionOf(shift.id), places, places)])
}

// ---- taking a place ----

/** Whom it is for: the caller; for the lead who keeps the list, somebody who is on it, or of the team. */
export const personFor = async (ctx: SignedIn, shift: Shift, person: string | undefined): Promise<string> => {
  const own = idsOf(ctx.who)
  if (!person || own.includes(person)) return idIn(await placesOf(ctx, shift.id), own)
  shiftMatters.allowed(ctx, 'keepList', shift)
  const [places, users] = [await placesOf(ctx, shift.id), await everyIdOf(ctx, person)]
  const user = idIn(places, users)
  const known =
    standingOf(places, user) ?? (await memberOf(ctx, user, 'volunteer', shift.community, shift.team))
  if (!known) throw new Refusal('volunteers.notInTeam', {}, { person: '请从队员里选' })
  return user
}

/** Another shift of theirs at the same time, as their list has it. */
const overlapping = async (ctx: SignedIn, user: string, { id, startsAt, endsAt }: Shift) => {
  const users = await everyIdOf(ctx, user)
  const { ids } = await mineByKind(ctx.table, users, 'shift', undefined)
  const others = (await shiftMatters.byIds(ctx, ids)).filter(
    each => each.id !== id && each.state === 'open' && each.startsAt < endsAt && startsAt < each.endsAt,
  )
  const places = await placesBy(
    ctx.table,
    others.map(other => other.id),
  )
  return others.find(other => {
    const its = places.get(other.id)!
    const standing = standingOf(its, idIn(its, users))
    return standing && standing.place !== 'waiting'
  })
}

const take = async (
  ctx: SignedIn,
  { id, op = crypto.randomUUID(), fit, person }: Parsed<typeof volunteers.takeShift>,
) => {
  const shift = await shiftMatters.find(ctx, id)
  const user = await personFor(ctx, shift, person)
  shiftMatters.allowed(ctx, 'takeShift', shift)
  await needOn(ctx, shift.community)
  if (ctx.now >= shift.endsAt) throw new Refusal('volunteers.shiftOver')
  const before = standingOf(await placesOf(ctx, id), user)
  if (before) return shift
  if (shift.insurance && !fit && idsOf(ctx.who).includes(user))
    throw new Refusal('volunteers.sayFit', {}, { fit: '请勾一下' })
  const other = await overlapping(ctx, user, shift)
  if (other) throw new Refusal('volunteers.overlaps', { title: other.title })
  const places = await takePlace<ShiftPlaces>(ctx.table, partitionOf(id), user, op)
  if (places?.closed) throw new Refusal('volunteers.shiftOver')
  // A retry from before the place was given back finds nothing, and takes nothing.
  const repeated = places?.took[user] === op
  if (!places || (!standingOf(places, user) && !repeated)) throw new Refusal('volunteers.queueFull')
  return shift
}

const giveUp = async (
  ctx: SignedIn,
  { id, op = crypto.randomUUID(), person }: Parsed<typeof volunteers.giveUpShift>,
) => {
  const shift = await shiftMatters.find(ctx, id)
  const user = await personFor(ctx, shift, person)
  if (shift.state !== 'open') throw new Refusal('volunteers.shiftOver')
  const own = idsOf(ctx.who).includes(user)
  if (own && ctx.now >= shift.startsAt && !keepsList(shift, ctx.who)) throw new Refusal('volunteers.hasBegun')
  if (await getStint(ctx.table, user, id)) throw new Refusal('volunteers.hasCome')
  const until = await keptForShift(ctx, shift)
  await change(ctx, id, was => {
    if (was.gave[user] === op || !standingOf(was, user)) return was
    const byOther = !own && { takenOff: { ...was.takenOff, [user]: op } }
    return leave({ ...was, gave: { ...was.gave, [user]: op }, ...byOther }, user, until)
  })
  return shift
}

/** Yes to the place that is kept for the caller. */
export const confirmShift = async (ctx: SignedIn, id: string) => {
  const shift = await shiftMatters.find(ctx, id)
  if (shift.state !== 'open') throw new Refusal('volunteers.shiftOver')
  await change(ctx, id, was => {
    const user = idIn(was, idsOf(ctx.who))
    const standing = standingOf(was, user)
    if (standing?.place === 'seated') return was
    if (standing?.place !== 'held' || standing.until <= ctx.now) throw new Refusal('volunteers.placeGone')
    return confirm(was, user)
  })
}

// ---- lists ----

const lists = {
  async coming(ctx: SignedIn, community: string, team: string | undefined, after: Fields | undefined) {
    const at = plusMinutes(ctx.now, -longestHours * 60)
    const { items, last } = await shiftsFrom(ctx, { community, team, at, after })
    return { items: items.filter(({ state, endsAt }) => state === 'open' && endsAt > ctx.now), last }
  },
  async past(ctx: SignedIn, community: string, team: string | undefined, after: Fields | undefined) {
    const led =
      team ?? scopesOf(ctx.who, 'teamLead', community)[0] ?? scopesOf(ctx.who, 'volunteer', community)[0]
    if (!led) return { items: [] }
    const asked = { community, of: led, sk: { atMost: `${ctx.now}~` }, newestFirst: true, after }
    const { items, last } = await shiftMatters.lists.ofTeam.page(ctx, asked)
    return { items: items.filter(({ state, endsAt }) => state !== 'open' || endsAt <= ctx.now), last }
  },
  async mine(ctx: SignedIn, _community: string, _team: string | undefined, after: Fields | undefined) {
    const { ids, last } = await mineByKind(ctx.table, idsOf(ctx.who), 'shift', after)
    return { items: await shiftMatters.byIds(ctx, ids), last }
  },
}

type Own = 'shifts' | 'shift' | 'addShift' | 'changeShift' | 'cancelShift' | 'takeShift' | 'giveUpShift'

export const shiftHandlers: Handlers<Pick<typeof volunteers, Own & keyof typeof shiftOperations>> = {
  async shifts({ list, team, community: wanted, next }, ctx) {
    const community = communityOf(ctx, wanted)
    return page(ctx, ['volunteers.shifts', list, community, team ?? ''], next, async after => {
      const { items, last } = await lists[list](ctx, community, team, after)
      return { items: await shiftsFor(ctx, items), last }
    })
  },

  shift: async ({ id }, ctx) => shiftInFull(ctx, await shiftMatters.find(ctx, id)),

  addShift: async (input, ctx) => shiftInFull(ctx, await add(ctx, input)),

  async changeShift({ changes, ...tap }, ctx) {
    let was: ShiftPlaces
    const moved = await shiftMatters.move(ctx, 'change', tap, {
      async prepare(shift) {
        was = await placesOf(ctx, shift.id)
        const after = { ...shift, ...changes } as Shift
        const timed = changes.startsAt !== undefined || changes.endsAt !== undefined
        if (timed) checkTimes(ctx, after)
        return { ...(changes as Partial<Shift>), ...(timed && { remindedAt: undefined }) }
      },
      async along(shift, after) {
        if (after.places === was.cap) return []
        const until = await keptForShift(ctx, after)
        return [placesStep(partitionOf(shift.id), was, resize(was, after.places, until))]
      },
    })
    return shiftInFull(ctx, moved)
  },

  async cancelShift({ reason, ...tap }, ctx) {
    const moved = await shiftMatters.move(
      ctx,
      'cancel',
      { ...tap, reason },
      {
        prepare: async () => ({ reason }),
        along: shift => closing(ctx, shift),
      },
    )
    return shiftInFull(ctx, moved)
  },

  takeShift: async (input, ctx) => shiftInFull(ctx, await take(ctx, input)),
  giveUpShift: async (input, ctx) => shiftInFull(ctx, await giveUp(ctx, input)),
}
