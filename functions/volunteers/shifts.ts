/** Shifts and activities: set up by a lead, taken place by place, and what each reader sees of them. */
import type { Parsed } from '../../shared/contract.ts'
import { communityIn, may, scopesOf, type Who } from '../../shared/lifecycle.ts'
import {
  close,
  confirm,
  leave,
  noPlaces,
  resize,
  seated,
  standingOf,
  waiting,
  type Standing,
} from '../../shared/places.ts'
import { Refusal } from '../../shared/refusals.ts'
import { plusMinutes } from '../../shared/time.ts'
import type { volunteers } from '../../shared/volunteers.ts'
import { shiftLife, type ShiftReply, type shiftOperations } from '../../shared/volunteers/shifts.ts'
import { settingsOf } from '../community/community.ts'
import { memberOf, profilesOf } from '../identity/identity.ts'
import { entryFor } from '../matters/matters.ts'
import type { Ctx, SignedIn } from '../platform/context.ts'
import { page } from '../platform/lists.ts'
import { create, newMatter } from '../platform/matter-item.ts'
import { mattersOf } from '../platform/matters.ts'
import { mineByKind } from '../platform/mine.ts'
import { changePlaces, getPlaces, placesStep, takePlace } from '../platform/places.ts'
import type { Handlers } from '../platform/serve.ts'
import { timelineOf } from '../platform/timeline.ts'
import { getStint, getStints, type Stint } from './hours-store.ts'
import {
  longestHours,
  partitionOf,
  placesBy,
  shiftIndexes,
  shiftsBefore,
  shiftsBy,
  shiftsFrom,
  type Shift,
  type ShiftPlaces,
} from './shifts-store.ts'
import { communityOf, needOn, teamIn } from './teams.ts'
import { shiftHint, shiftName, shiftText } from './volunteers-words.ts'

// ---- the matter ----

type Name = keyof typeof shiftLife.moves

export const keepsList = (shift: Shift, who: Who) => may(shiftLife, shift, who).includes('keepList')

/** For whom it exists: who may come, and who keeps the list. */
export const seesShift = ({ community, team, openTo }: Shift, who: Who) =>
  who.grants.some(
    ({ community: where, role, scope }) =>
      where === community &&
      (openTo === 'all' ||
        role === 'communityStaff' ||
        (scope === team && ['volunteer', 'teamLead'].includes(role))),
  )

const day = 24 * 60
/** Those who forgot to check out may still do so, this long after the end. */
export const closingMinutes = 60

/** The day before, those who come are reminded; after the end it is closed. */
export const shiftDueAt = ({ state, startsAt, endsAt, createdAt, remindedAt }: Shift) => {
  if (state !== 'open') return undefined
  const remindAt = plusMinutes(startsAt, -day)
  return remindedAt === undefined && createdAt < remindAt ? remindAt : plusMinutes(endsAt, closingMinutes)
}

export const shiftMatters = mattersOf<Shift, Shift['state'], Name>({
  kind: 'shift',
  life: shiftLife,
  stateNames: shiftName,
  visible: seesShift,
  indexes: shiftIndexes,
  deadlines: async () => shiftDueAt,
})

export const placesOf = async (ctx: Pick<Ctx, 'table'>, id: string): Promise<ShiftPlaces> => {
  const places = await getPlaces<ShiftPlaces>(ctx.table, partitionOf(id))
  if (!places) throw new Error('a shift without places')
  return places
}

/** Until when a place that comes free now is kept for the next: not beyond the beginning, when nobody is asked any more. */
export const keptForShift = async (
  ctx: Pick<Ctx, 'table' | 'now'>,
  { community, startsAt }: Pick<Shift, 'community' | 'startsAt'>,
) => {
  if (ctx.now >= startsAt) return undefined
  const { confirmMinutes } = (await settingsOf(ctx, community)).volunteers
  const wanted = plusMinutes(ctx.now, confirmMinutes)
  // Shortly before, half an hour has to do.
  const [hourBefore, halfHour] = [plusMinutes(startsAt, -60), plusMinutes(ctx.now, 30)]
  const latest = hourBefore > halfHour ? hourBefore : halfHour < startsAt ? halfHour : startsAt
  return wanted < latest ? wanted : latest
}

/** The places change by their own rules. */
const change = (ctx: Pick<Ctx, 'table'>, id: string, make: (places: ShiftPlaces) => ShiftPlaces) =>
  changePlaces<ShiftPlaces>(ctx.table, partitionOf(id), make)

// ---- replies ----

const attendanceOf = (
  stint: Stint | undefined,
  names: ReadonlyMap<string, { readonly callName: string }>,
) => {
  if (!stint) return {}
  const { state, fromAt, toAt, minutes, noShowAt, noShowBy } = stint
  if (state === 'noShow') return { noShow: { at: noShowAt!, name: names.get(noShowBy!)?.callName ?? '队长' } }
  return { inAt: fromAt, ...(toAt && { outAt: toAt }), ...(state === 'done' && { minutes }) }
}

const placeOf = (standing: Standing) => ({
  place: standing.place,
  ...(standing.place === 'waiting' && { position: standing.position }),
})

/** What a reader may do with a place in it, beside what the table allows. */
const offered = (
  ctx: SignedIn,
  shift: Shift,
  standing: Standing | undefined,
  stint: Stint | undefined,
  checkInFromAt: string,
) => {
  const { now } = ctx
  const begun = now >= shift.startsAt
  const moves: string[] = may(shiftLife, shift, ctx.who)
  const here = standing?.place === 'seated' || standing?.place === 'held'
  const open = moves.includes('takeShift') && now < shift.endsAt
  return [
    ...moves.filter(move => !['takeShift', 'giveUpShift', 'checkIn'].includes(move)),
    ...(open && !standing ? ['takeShift'] : []),
    ...(shift.state === 'open' && standing && !begun && !stint ? ['giveUpShift'] : []),
    ...(shift.state === 'open' && standing?.place === 'held' && now < standing.until ? ['confirmPlace'] : []),
    ...(shift.state === 'open' &&
    here &&
    now >= checkInFromAt &&
    now < shift.endsAt &&
    stint?.toAt === undefined &&
    stint?.state !== 'in'
      ? ['checkIn']
      : []),
    ...(stint?.state === 'in' ? ['checkOut'] : []),
  ]
}

interface Around {
  readonly places: ShiftPlaces
  /** The reader's own, where there is one. */
  readonly stint: Stint | undefined
  readonly checkInMinutes: number
}

const shiftFor = (ctx: SignedIn, shift: Shift, { places, stint, checkInMinutes }: Around): ShiftReply => {
  const { id, state, seq, createdAt, changedAt, team, teamName, title, place, startsAt, endsAt } = shift
  const standing = standingOf(places, ctx.who.id)
  const checkInFromAt = plusMinutes(startsAt, -checkInMinutes)
  const facts = {
    now: ctx.now,
    shift,
    standing,
    stint,
    free: Math.max(places.cap - seated(places).length, 0),
  }
  return {
    ...{ id, state, seq, createdAt, changedAt, title, place, startsAt, endsAt, checkInFromAt },
    team: { id: team, name: teamName },
    openTo: shift.openTo,
    ...(shift.note && { note: shift.note }),
    ...(shift.insurance && { insurance: shift.insurance }),
    ...(shift.reason && { reason: shift.reason }),
    places: places.cap,
    taken: seated(places).length,
    waiting: waiting(places).length,
    stateText: shiftText(facts),
    stateHint: shiftHint(facts),
    may: offered(ctx, shift, standing, stint, checkInFromAt),
    timeline: shift.timeline.map(each => entryFor(each, ctx.who, true)),
    ...(standing && {
      mine: {
        ...placeOf(standing),
        ...(standing.place === 'held' && { confirmBy: standing.until }),
        ...attendanceOf(stint, new Map()),
      },
    }),
  }
}

const shiftsFor = async (ctx: SignedIn, shifts: readonly Shift[]): Promise<ShiftReply[]> => {
  const seen = shifts.filter(shift => seesShift(shift, ctx.who))
  const [places, stints] = await Promise.all([
    placesBy(
      ctx.table,
      seen.map(({ id }) => id),
    ),
    getStints(
      ctx.table,
      seen.map(({ id }) => ({ user: ctx.who.id, id })),
    ),
  ])
  return Promise.all(
    seen.map(async shift =>
      shiftFor(ctx, shift, {
        places: places.get(shift.id)!,
        stint: stints.find(({ id }) => id === shift.id),
        checkInMinutes: (await settingsOf(ctx, shift.community)).volunteers.checkInMinutes,
      }),
    ),
  )
}

/** On its own page; for the lead and staff with everybody in it. */
export const shiftInFull = async (ctx: SignedIn, shift: Shift): Promise<ShiftReply> => {
  const [places, stint, timeline, { volunteers: clocks }] = await Promise.all([
    placesOf(ctx, shift.id),
    getStint(ctx.table, ctx.who.id, shift.id),
    timelineOf(ctx.table, shift),
    settingsOf(ctx, shift.community),
  ])
  const reply = shiftFor(ctx, shift, { places, stint, checkInMinutes: clocks.checkInMinutes })
  const all = { ...reply, timeline: timeline.map(each => entryFor(each, ctx.who, true)) }
  const mine = stint?.noShowBy && reply.mine
  const names = await profilesOf(ctx, mine ? [stint.noShowBy!] : [])
  const own = mine ? { ...all, mine: { ...mine, ...attendanceOf(stint, names) } } : all
  return keepsList(shift, ctx.who) ? { ...own, people: await peopleIn(ctx, shift, places) } : own
}

const peopleIn = async (ctx: SignedIn, { id }: Shift, places: ShiftPlaces) => {
  const inside = seated(places).sort((a, b) => places.seats[a]! - places.seats[b]!)
  const users = [...inside, ...waiting(places)]
  const stints = await getStints(
    ctx.table,
    users.map(user => ({ user, id })),
  )
  const names = await profilesOf(ctx, [...users, ...stints.flatMap(({ noShowBy }) => noShowBy ?? [])])
  return users.map(user => {
    const stint = stints.find(each => each.user === user)
    const building = names.get(user)?.home?.building
    return {
      user,
      name: names.get(user)?.callName ?? stint?.name ?? '已注销',
      ...(building && { building }),
      ...placeOf(standingOf(places, user)!),
      ...attendanceOf(stint, names),
      ...(stint?.how && { how: stint.how }),
    }
  })
}

// ---- setting it up ----

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
  const fresh = await newMatter(ctx, 'shift', community, first)
  const shift: Shift = { ...fresh, ...about, team: team.id, teamName: team.name }
  const places: ShiftPlaces = {
    ...noPlaces(about.places),
    ...{ id: shift.id, kind: 'shiftPlaces', community, seq: 0, took: {}, gave: {} },
  }
  return create<Shift>(ctx.table, { ...shift, dueAt: shiftDueAt(shift) }, shiftIndexes, async () => [
    placesStep(partitionOf(shift.id), places, places),
  ])
}

// ---- taking a place ----

/** Whom it is for: the caller; for the lead who keeps the list, somebody who is on it, or of the team. */
export const personFor = async (ctx: SignedIn, shift: Shift, person: string | undefined): Promise<string> => {
  if (!person || person === ctx.who.id) return ctx.who.id
  shiftMatters.allowed(ctx, 'keepList', shift)
  const known =
    standingOf(await placesOf(ctx, shift.id), person) ??
    (await memberOf(ctx, person, 'volunteer', shift.community, shift.team))
  if (!known) throw new Refusal('volunteers.notInTeam', {}, { person: '请从队员里选' })
  return person
}

/** Another shift of theirs at the same time, as their list has it. */
const overlapping = async (ctx: SignedIn, user: string, { id, startsAt, endsAt }: Shift) => {
  const { ids } = await mineByKind(ctx.table, [user], 'shift', undefined)
  const others = (await shiftsBy(ctx.table, ids)).filter(
    each => each.id !== id && each.state === 'open' && each.startsAt < endsAt && startsAt < each.endsAt,
  )
  const places = await placesBy(
    ctx.table,
    others.map(other => other.id),
  )
  return others.find(other => {
    const standing = standingOf(places.get(other.id)!, user)
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
  if (shift.insurance && !fit && user === ctx.who.id)
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
  if (user === ctx.who.id && ctx.now >= shift.startsAt && !keepsList(shift, ctx.who))
    throw new Refusal('volunteers.hasBegun')
  if (await getStint(ctx.table, user, id)) throw new Refusal('volunteers.hasCome')
  const until = await keptForShift(ctx, shift)
  await change(ctx, id, was => {
    if (was.gave[user] === op || !standingOf(was, user)) return was
    return leave({ ...was, gave: { ...was.gave, [user]: op } }, user, until)
  })
  return shift
}

/** Yes to the place that is kept for the caller. */
export const confirmShift = async (ctx: SignedIn, id: string) => {
  const shift = await shiftMatters.find(ctx, id)
  if (shift.state !== 'open') throw new Refusal('volunteers.shiftOver')
  const user = ctx.who.id
  await change(ctx, id, was => {
    const standing = standingOf(was, user)
    if (standing?.place === 'seated') return was
    if (standing?.place !== 'held' || standing.until <= ctx.now) throw new Refusal('volunteers.placeGone')
    return confirm(was, user)
  })
}

// ---- lists ----

const lists = {
  async coming(ctx: SignedIn, community: string, team: string | undefined, after: object | undefined) {
    const at = plusMinutes(ctx.now, -longestHours * 60)
    const { items, last } = await shiftsFrom(ctx.table, { community, team, at, after: after as never })
    return { items: items.filter(({ state, endsAt }) => state === 'open' && endsAt > ctx.now), last }
  },
  async past(ctx: SignedIn, community: string, team: string | undefined, after: object | undefined) {
    const led =
      team ?? scopesOf(ctx.who, 'teamLead', community)[0] ?? scopesOf(ctx.who, 'volunteer', community)[0]
    if (!led) return { items: [] }
    const ask = { community, team: led, at: ctx.now, after: after as never }
    const { items, last } = await shiftsBefore(ctx.table, ask)
    return { items: items.filter(({ state, endsAt }) => state !== 'open' || endsAt <= ctx.now), last }
  },
  async mine(ctx: SignedIn, _community: string, _team: string | undefined, after: object | undefined) {
    const { ids, last } = await mineByKind(ctx.table, [ctx.who.id], 'shift', after as never)
    return { items: await shiftsBy(ctx.table, ids), last }
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

/** Nobody comes in any more. */
export const closing = async (ctx: Pick<Ctx, 'table'>, { id }: Shift) => {
  const was = await placesOf(ctx, id)
  return [placesStep(partitionOf(id), was, close(was))]
}
