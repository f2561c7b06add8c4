/** Shifts and activities: set up by a lead, taken place by place, given back. */
import type { Parsed } from '../../shared/contract.ts'
import { communityIn, idsOf, scopesOf, type Fields } from '../../shared/lifecycle.ts'
import { confirm, leave, noPlaces, resize, standingOf } from '../../shared/places.ts'
import { Refusal } from '../../shared/api/refusals.ts'
import { plusMinutes } from '../../shared/time.ts'
import type { volunteers } from '../../shared/volunteers/volunteers.ts'
import type { shiftOperations } from '../../shared/volunteers/shifts.ts'
import { memberOf } from '../identity/identity.ts'
import { grantCheck } from '../identity/grants.ts'
import { lookItem } from '../people/looks.ts'
import { contactOf, everyIdOf } from '../people/people.ts'
import type { Ctx, SignedIn } from '../platform/context.ts'
import { page } from '../platform/lists.ts'
import { mineByKind } from '../platform/mine.ts'
import { changePlaces, placesStep, takePlace } from '../platform/places.ts'
import type { Handlers } from '../platform/serve.ts'
import { getStint } from './hours-store.ts'
import { otherShiftOf } from './shift-overlaps.ts'
import { longestHours, partitionOf, type Shift, type ShiftPlaces } from './shifts-store.ts'
import { shiftMatters, shiftsFrom } from './shift-kind.ts'
import { closing, idIn, keptForShift, needOpen, placesOf } from './shift-places.ts'
import { keepsCallList, keepsList } from './shift-readers.ts'
import { shiftInFull, shiftsFor } from './shift-reply.ts'
import { communityOf, teamIn } from './teams.ts'
import { settingsWith } from '../community/community.ts'

/** The places change by their own rules. */
const change = (ctx: Pick<Ctx, 'table'>, id: string, make: (places: ShiftPlaces) => ShiftPlaces) =>
  changePlaces<ShiftPlaces>(ctx.table, partitionOf(id), make)

// ---- setting it up ----

const day = 24 * 60
const furthestDays = 90
const oldestDays = 7

const checkTimes = ({ now }: Ctx, { startsAt, endsAt }: Pick<Shift, 'startsAt' | 'endsAt'>) => {
  const wrong = (field: 'startsAt' | 'endsAt', why: string) => {
    throw new Refusal('volunteers.badTimes', { why }, { [field]: why })
  }
  if (endsAt <= startsAt) wrong('endsAt', '结束要晚于开始')
  if (endsAt > plusMinutes(startsAt, longestHours * 60)) wrong('endsAt', `一次最长${longestHours}小时`)
  if (startsAt > plusMinutes(now, furthestDays * day)) wrong('startsAt', `最多提前${furthestDays}天`)
  if (startsAt < plusMinutes(now, -oldestDays * day)) wrong('startsAt', `最早补记${oldestDays}天前的`)
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

const week = 7 * day

/** One a week, each a shift of its own. The same tap again makes those that are still lacking. */
const addWeekly = async (ctx: SignedIn, { weeks = 1, key, ...about }: Parsed<typeof volunteers.addShift>) => {
  const most =
    Math.floor(
      (Date.parse(plusMinutes(ctx.now, furthestDays * day)) - Date.parse(about.startsAt)) / (week * 60_000),
    ) + 1
  if (weeks > 1 && weeks > most)
    throw new Refusal('volunteers.tooManyWeeks', { most: String(Math.max(most, 1)) }, { weeks: '请少排几次' })
  const shifts: Shift[] = []
  for (let at = 0; at < weeks; at++) {
    const [startsAt, endsAt] = [about.startsAt, about.endsAt].map(each => plusMinutes(each, at * week)) as [
      string,
      string,
    ]
    shifts.push(await add(ctx, { ...about, startsAt, endsAt, key: key && at ? `${key}.${at}` : key }))
  }
  return shifts
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

const take = async (
  ctx: SignedIn,
  { id, op = crypto.randomUUID(), fit, person }: Parsed<typeof volunteers.takeShift>,
) => {
  const shift = await shiftMatters.find(ctx, id)
  const user = await personFor(ctx, shift, person)
  needOpen(ctx, shift)
  shiftMatters.allowed(ctx, 'takeShift', shift)
  await settingsWith(ctx, shift.community, 'volunteers')
  const before = standingOf(await placesOf(ctx, id), user)
  if (before) return shift
  if (shift.insurance && !fit && idsOf(ctx.who).includes(user))
    throw new Refusal('volunteers.sayFit', {}, { fit: '请勾一下' })
  const other = await otherShiftOf(ctx, await everyIdOf(ctx, user), shift)
  if (other) {
    const own = idsOf(ctx.who).includes(user)
    throw new Refusal(own ? 'volunteers.overlaps' : 'volunteers.heOverlaps', { title: other.title })
  }
  const places = await takePlace<ShiftPlaces>(ctx.table, partitionOf(id), user, op)
  // Called off or over at that very moment.
  if (places?.closed) needOpen({ now: shift.endsAt }, await shiftMatters.find(ctx, id))
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
  needOpen(ctx, shift)
  const own = idsOf(ctx.who).includes(user)
  if (await getStint(ctx.table, user, id))
    throw new Refusal(own ? 'volunteers.youHaveCome' : 'volunteers.hasCome')
  if (own && ctx.now >= shift.startsAt && !keepsList(shift, ctx.who)) throw new Refusal('volunteers.hasBegun')
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
  needOpen(ctx, shift)
  await change(ctx, id, was => {
    const user = idIn(was, idsOf(ctx.who))
    const standing = standingOf(was, user)
    if (standing?.place === 'seated') return was
    if (standing?.place === 'waiting') throw new Refusal('volunteers.notYetYours')
    if (standing?.place !== 'held' || standing.until <= ctx.now) throw new Refusal('volunteers.placeGone')
    return confirm(was, user)
  })
}

// ---- called off: whom to ring ----

/** Somebody on the list of a shift that was called off, for who may see it; and in which role. */
const onCallList = async (ctx: SignedIn, id: string, person: string) => {
  const shift = await shiftMatters.find(ctx, id)
  const as = shiftMatters.allowed(ctx, 'callList', shift)
  if (!standingOf(await placesOf(ctx, id), person)) throw new Refusal('volunteers.notOnList')
  return { shift, as }
}

const phoneOf = async (ctx: SignedIn, { id, person }: Parsed<typeof volunteers.phoneOf>) => {
  const { shift, as } = await onCallList(ctx, id, person)
  const contact = await contactOf(ctx, person)
  if (!contact?.phone) throw new Refusal('volunteers.noPhone')
  // On record before it is shown, and only in a role held at that very moment.
  const scope = as === 'teamLead' ? shift.team : shift.community
  const look = { at: ctx.now, by: ctx.who.id, as, matter: id }
  const outcome = await ctx.table.transact([
    grantCheck(ctx, as, shift.community, scope),
    { put: lookItem(person, look) },
  ])
  if (!outcome.done) throw new Refusal('matter.notYours')
  return { phone: contact.phone }
}

const setReached = async (ctx: SignedIn, { id, person, undo }: Parsed<typeof volunteers.reached>) => {
  const { shift } = await onCallList(ctx, id, person)
  await change(ctx, id, was => {
    const { [person]: there, ...others } = was.reached ?? {}
    if (Boolean(there) !== Boolean(undo)) return was
    return { ...was, reached: undo ? others : { ...others, [person]: { at: ctx.now, by: ctx.who.id } } }
  })
  return shift
}

// ---- lists ----

const lists = {
  async coming(ctx: SignedIn, community: string, team: string | undefined, after: Fields | undefined) {
    const at = plusMinutes(ctx.now, -longestHours * 60)
    const { items, last } = await shiftsFrom(ctx, { community, team, at, after })
    // Called off, it is of use to those who still ring people about it.
    const shown = (shift: Shift) => shift.state === 'open' || keepsCallList(shift, ctx.who)
    return { items: items.filter(shift => shift.endsAt > ctx.now && shown(shift)), last }
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

type Own = Exclude<keyof typeof shiftOperations, 'checkInCode' | 'checkIn' | 'checkOut' | 'noShow' | 'sheet'>

export const shiftHandlers: Handlers<Pick<typeof volunteers, Own & keyof typeof shiftOperations>> = {
  async shifts({ list, team, community: wanted, next }, ctx) {
    const community = communityOf(ctx, wanted)
    return page(ctx, ['volunteers.shifts', list, community, team ?? ''], next, async after => {
      const { items, last } = await lists[list](ctx, community, team, after)
      return { items: await shiftsFor(ctx, items), last }
    })
  },

  shift: async ({ id }, ctx) => shiftInFull(ctx, await shiftMatters.find(ctx, id)),

  async addShift(input, ctx) {
    const replies = []
    for (const shift of await addWeekly(ctx, input)) replies.push(await shiftInFull(ctx, shift))
    const series = replies.map(({ id, startsAt, endsAt, beside }) => ({ id, startsAt, endsAt, beside }))
    return { ...replies[0]!, series: series.length > 1 ? series : undefined }
  },

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
  phoneOf: (input, ctx) => phoneOf(ctx, input),
  reached: async (input, ctx) => shiftInFull(ctx, await setReached(ctx, input)),
}
