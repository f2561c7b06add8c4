/** What each reader sees of a shift: their own place in it; those who keep the list see everybody. */
import { idsOf, may } from '../../shared/lifecycle.ts'
import { seated, standingOf, waiting, type Standing } from '../../shared/places.ts'
import { plusMinutes } from '../../shared/time.ts'
import { shiftLife, type ShiftReply } from '../../shared/volunteers/shifts.ts'
import { settingsOf } from '../community/community.ts'
import { goneName, namesApart } from '../people/called.ts'
import { profilesOf } from '../people/people.ts'
import { entryFor } from '../matters/matters.ts'
import type { SignedIn } from '../platform/context.ts'
import { timelineOf } from '../platform/timeline.ts'
import { getStint, getStints, type Stint } from './hours-store.ts'
import { idIn, placesOf } from './shift-places.ts'
import { shiftsFrom } from './shift-kind.ts'
import { placedIn, shiftsBeside } from './shift-overlaps.ts'
import { seesShift } from './shift-readers.ts'
import { placesBy, type Shift, type ShiftPlaces } from './shifts-store.ts'
import { shiftHint, shiftText } from './volunteers-words.ts'

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
  const standing = standingOf(places, idIn(places, idsOf(ctx.who)))
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

export const shiftsFor = async (ctx: SignedIn, shifts: readonly Shift[]): Promise<ShiftReply[]> => {
  const seen = shifts.filter(shift => seesShift(shift, ctx.who))
  const places = await placesBy(
    ctx.table,
    seen.map(({ id }) => id),
  )
  const stints = await getStints(
    ctx.table,
    seen.map(({ id }) => ({ user: idIn(places.get(id)!, idsOf(ctx.who)), id })),
  )
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
  const places = await placesOf(ctx, shift.id)
  const [stint, timeline, { volunteers: clocks }] = await Promise.all([
    getStint(ctx.table, idIn(places, idsOf(ctx.who)), shift.id),
    timelineOf(ctx.table, shift),
    settingsOf(ctx, shift.community),
  ])
  const reply = shiftFor(ctx, shift, { places, stint, checkInMinutes: clocks.checkInMinutes })
  const all = { ...reply, timeline: timeline.map(each => entryFor(each, ctx.who, true)) }
  const mine = stint?.noShowBy && reply.mine
  const names = await profilesOf(ctx, mine ? [stint.noShowBy!] : [])
  const own = mine ? { ...all, mine: { ...mine, ...attendanceOf(stint, names) } } : all
  if (!own.may.includes('keepList') && !own.may.includes('callList')) return own
  const beside = await besideIt(ctx, shift)
  const people = await peopleIn(ctx, shift, places, await placedIn(ctx, beside))
  const ofTeam = beside.filter(({ team }) => team === shift.team)
  const said = ofTeam.map(({ id, title, startsAt, endsAt }) => ({ id, title, startsAt, endsAt }))
  return { ...own, people, ...(said.length > 0 && { beside: said }) }
}

/** What else goes on at that time; of what has begun it is of no use any more. */
const besideIt = async (ctx: SignedIn, shift: Shift) => {
  const { community, state, startsAt } = shift
  if (state !== 'open' || startsAt <= ctx.now) return []
  return shiftsBeside(asked => shiftsFrom(ctx, { community, ...asked }), shift)
}

const peopleIn = async (
  ctx: SignedIn,
  { id }: Shift,
  places: ShiftPlaces,
  others: ReadonlyMap<string, Shift>,
) => {
  const inside = seated(places).sort((a, b) => places.seats[a]! - places.seats[b]!)
  const users = [...inside, ...waiting(places)]
  const stints = await getStints(
    ctx.table,
    users.map(user => ({ user, id })),
  )
  const { reached = {} } = places
  const names = await profilesOf(ctx, [
    ...users,
    ...stints.flatMap(({ noShowBy }) => noShowBy ?? []),
    ...Object.values(reached).map(({ by }) => by),
  ])
  const apart = await namesApart(ctx, users)
  return users.map(user => {
    const stint = stints.find(each => each.user === user)
    const building = names.get(user)?.home?.building
    return {
      user,
      name: apart.get(user) ?? stint?.name ?? goneName,
      ...(building && { building }),
      ...placeOf(standingOf(places, user)!),
      ...attendanceOf(stint, names),
      ...(stint?.how && { how: stint.how }),
      ...(reached[user] && {
        reached: { at: reached[user].at, name: names.get(reached[user].by)?.callName ?? '队长' },
      }),
      alsoIn: others.get(user)?.title,
    }
  })
}
