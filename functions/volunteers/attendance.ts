/**
 * Who came: by a code that changes on the lead's screen, six digits of the same, or the lead's own list; who went, and
 * who did not come. Minutes count within the time of the shift and once, so that coming early, forgetting to check out
 * or being in two lists makes no hours.
 */
import type { Parsed } from '../../shared/contract.ts'
import { idsOf } from '../../shared/lifecycle.ts'
import { mostSeats, seated, standingOf, take } from '../../shared/places.ts'
import { Refusal } from '../../shared/api/refusals.ts'
import { plusMinutes, sayTime, shanghai } from '../../shared/time.ts'
import type { volunteers } from '../../shared/volunteers/volunteers.ts'
import type { shiftOperations } from '../../shared/volunteers/shifts.ts'
import { settingsOf } from '../community/community.ts'
import { profilesOf } from '../people/people.ts'
import type { Ctx, SignedIn } from '../platform/context.ts'
import { changePlaces } from '../platform/places.ts'
import type { Handlers } from '../platform/serve.ts'
import { changeStint, removeNoShow, type How, type Stint } from './hours-store.ts'
import { endStint, spanIn } from './minutes.ts'
import { closingMinutes, shiftMatters } from './shift-kind.ts'
import { needOpen, placesOf } from './shift-places.ts'
import { keepsList } from './shift-readers.ts'
import { shiftInFull } from './shift-reply.ts'
import { personFor } from './shifts.ts'
import { partitionOf, type Shift, type ShiftPlaces } from './shifts-store.ts'

// ---- the code: nothing of it is stored ----

/** A new code comes so often; the one before stays good as long again, for people who are typing it just then. */
const codeMinutes = 2
const slot = (at: string) => Math.floor(Date.parse(at) / (codeMinutes * 60_000))

const codeIn = async ({ secrets }: Pick<Ctx, 'secrets'>, { id }: Shift, slot: number) => {
  const secret = await secrets.derive('checkIn', id, String(slot))
  const letters = await secrets.derive('digits', id, String(slot))
  const number = [...letters].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 1_000_000, 0)
  return { code: `${id}.${secret}`, digits: String(number).padStart(6, '0') }
}

const checkCode = async (ctx: SignedIn, shift: Shift, given: Pick<CheckIn, 'code' | 'digits'>) => {
  if (!given.code && !given.digits)
    throw new Refusal('volunteers.codeNeeded', {}, { digits: '请输入六位数字' })
  const now = slot(ctx.now)
  const good = await Promise.all([now, now - 1].map(each => codeIn(ctx, shift, each)))
  if (good.some(({ code, digits }) => (given.code ? given.code === code : given.digits === digits))) return
  throw new Refusal('volunteers.wrongCode', {}, { [given.code ? 'code' : 'digits']: '请看现在的数字' })
}
type CheckIn = Parsed<typeof volunteers.checkIn>

// ---- coming and going ----

/** One's own time is what the clock says. */
const isOwn = ({ who }: SignedIn, user: string, at: string | undefined) => {
  const own = idsOf(who).includes(user)
  if (own && at) throw new Refusal('volunteers.notYourOwn')
  return own
}

/** So many days after a shift its lead may still put the list right. */
const listMinutes = 7 * 24 * 60

/** So long after the shift what is entered now still goes onto the list. */
const checkOpen = (ctx: SignedIn, { endsAt }: Shift, byLead: boolean, minutes: number) => {
  if (byLead && ctx.now > plusMinutes(endsAt, listMinutes)) throw new Refusal('volunteers.listClosed')
  if (!byLead && ctx.now > plusMinutes(endsAt, minutes)) throw new Refusal('volunteers.tooLate')
}

/** When it was, as the lead's list says: within the shift, and past. */
const timeOf = (ctx: SignedIn, shift: Shift, at: string | undefined, opensAt: string) => {
  const time = at ?? (ctx.now < shift.endsAt ? ctx.now : shift.endsAt)
  if (time > ctx.now || time < opensAt || time > plusMinutes(shift.endsAt, closingMinutes))
    throw new Refusal('volunteers.wrongTime', {}, { at: '请填这一班当中的时间' })
  return time
}

const opensAt = async (ctx: Pick<Ctx, 'table'>, { community, startsAt }: Shift) =>
  plusMinutes(startsAt, -(await settingsOf(ctx, community)).volunteers.checkInMinutes)

const checkWindow = (ctx: SignedIn, shift: Shift, opens: string, byLead: boolean) => {
  if (ctx.now < opens) throw new Refusal('volunteers.tooEarly', { time: sayTime(opens, ctx.now) })
  checkOpen(ctx, shift, byLead, 0)
}

/** A person who has come has a place: one that was kept for them, or a free one where the lead lets them in. */
const seatFor = async (ctx: SignedIn, { id, endsAt }: Shift, user: string, byLead: boolean) => {
  const standing = standingOf(await placesOf(ctx, id), user)
  if (standing?.place === 'seated') return
  if (!byLead && standing?.place === 'waiting') throw new Refusal('volunteers.stillWaiting')
  if (!byLead && !standing) throw new Refusal('volunteers.takePlaceFirst')
  const places = await changePlaces<ShiftPlaces>(ctx.table, partitionOf(id), was => {
    const { [user]: _, ...holds } = was.holds
    if (was.seats[user] !== undefined) return was.holds[user] === undefined ? was : { ...was, holds }
    const { [user]: __, ...queue } = was.queue
    // Those who wait do not keep a free chair from somebody who stands before the lead. Once it is over, who was there
    // was there.
    if (seated(was).length >= (ctx.now < endsAt ? was.cap : mostSeats)) return was
    const { seats, nextTicket } = take({ ...was, cap: mostSeats, queue: {}, closed: undefined }, user)
    return { ...was, seats, nextTicket, queue }
  })
  if (places?.seats[user] === undefined)
    throw new Refusal('volunteers.shiftFull', { places: String(places?.cap ?? 0) })
}

/** What a stint of this shift begins with. */
const stintOf = async (
  ctx: SignedIn,
  shift: Shift,
  user: string,
): Promise<Omit<Stint, 'version' | 'state' | 'fromAt'>> => {
  const profile = (await profilesOf(ctx, [user])).get(user)
  if (!profile) throw new Refusal('identity.userUnknown')
  const { id, community, team, teamName, title, startsAt } = shift
  return {
    ...{ id, kind: 'shift', user, name: profile.callName, community, team, teamName },
    ...{ what: title, on: shanghai(startsAt).format('YYYY-MM-DD'), minutes: 0 },
  }
}

const checkIn = async (ctx: SignedIn, { id, code, digits, person, at }: CheckIn) => {
  const shift = await shiftMatters.find(ctx, id)
  if (shift.state === 'cancelled') needOpen(ctx, shift)
  shiftMatters.allowed(ctx, 'checkIn', shift)
  const user = await personFor(ctx, shift, person)
  // A lead without a code puts down who came; their own coming as well.
  const byLead = keepsList(shift, ctx.who) && !code && !digits
  if (byLead) isOwn(ctx, user, at)
  const opens = await opensAt(ctx, shift)
  checkWindow(ctx, shift, opens, byLead)
  if (!byLead) await checkCode(ctx, shift, { code, digits })
  const time = byLead ? timeOf(ctx, shift, at, opens) : ctx.now
  await seatFor(ctx, shift, user, byLead)
  const first = await stintOf(ctx, shift, user)
  const how: How = byLead ? 'lead' : 'code'
  await changeStint(ctx.table, user, id, was => {
    if (!was || was.state === 'noShow')
      return {
        ...first,
        ...(was?.corrections && { corrections: was.corrections }),
        state: 'in',
        fromAt: time,
        how,
      }
    // Asked twice it is once; a lead who names a time puts it right as long as nobody has gone.
    return byLead && at && was.state === 'in' ? { ...was, fromAt: time, how } : was
  })
  return shift
}

const checkOut = async (ctx: SignedIn, { id, person, at }: Parsed<typeof volunteers.checkOut>) => {
  const shift = await shiftMatters.find(ctx, id)
  const user = await personFor(ctx, shift, person)
  const byLead = keepsList(shift, ctx.who) && !isOwn(ctx, user, at)
  const opens = await opensAt(ctx, shift)
  checkOpen(ctx, shift, byLead, closingMinutes)
  const time = byLead ? timeOf(ctx, shift, at, opens) : ctx.now
  await endStint(ctx, user, id, was => {
    if (!was || was.state === 'noShow')
      throw new Refusal(byLead ? 'volunteers.notYetHere' : 'volunteers.notCheckedIn')
    if (was.state === 'done' && (!byLead || !at || at === was.toAt)) return undefined
    // What the lead wrote down they may write down better; to put right what anybody else did takes a reason.
    if (was.state === 'done' && (was.outHow !== 'lead' || was.corrections?.length))
      throw new Refusal('volunteers.hasGone')
    if (time < was.fromAt) throw new Refusal('volunteers.wrongTime', {}, { at: '不能早过签到的时间' })
    const counted = spanIn(shift, { from: was.fromAt, to: time })
    return { ...was, state: 'done', toAt: time, counted, outHow: byLead ? 'lead' : undefined }
  })
  return shift
}

const noShow = async (ctx: SignedIn, { id, person, undo }: Parsed<typeof volunteers.noShow>) => {
  const shift = await shiftMatters.find(ctx, id)
  if (shift.state === 'cancelled') needOpen(ctx, shift)
  shiftMatters.allowed(ctx, 'keepList', shift)
  if (ctx.now < shift.startsAt) throw new Refusal('volunteers.notYetBegun')
  // Taken back, it leaves no trace that could be read as a blame.
  if (undo) {
    await removeNoShow(ctx.table, person, id)
    return shift
  }
  checkOpen(ctx, shift, true, 0)
  // Somebody who waited, or never said yes, was not expected.
  if (standingOf(await placesOf(ctx, id), person)?.place !== 'seated')
    throw new Refusal('volunteers.notExpected', {}, { person: '请从名单里选' })
  const first = await stintOf(ctx, shift, person)
  const mark = { state: 'noShow', fromAt: shift.startsAt, noShowAt: ctx.now, noShowBy: ctx.who.id } as const
  await changeStint(ctx.table, person, id, was => {
    if (was && was.state !== 'noShow') throw new Refusal('volunteers.hasCome')
    return was ?? { ...first, ...mark }
  })
  return shift
}

type Own = 'checkInCode' | 'checkIn' | 'checkOut' | 'noShow'

export const attendanceHandlers: Handlers<Pick<typeof volunteers, Own & keyof typeof shiftOperations>> = {
  async checkInCode({ id }, ctx) {
    const shift = await shiftMatters.find(ctx, id)
    shiftMatters.allowed(ctx, 'keepList', shift)
    const now = slot(ctx.now)
    const until = new Date((now + 1) * codeMinutes * 60_000).toISOString()
    return { ...(await codeIn(ctx, shift, now)), until }
  },

  checkIn: async (input, ctx) => shiftInFull(ctx, await checkIn(ctx, input)),
  checkOut: async (input, ctx) => shiftInFull(ctx, await checkOut(ctx, input)),
  noShow: async (input, ctx) => shiftInFull(ctx, await noShow(ctx, input)),
}
