/**
 * When a resident can be listened to: a room open and free, themselves too, and a mediator who is nobody to them.
 * C#<community>#TALKS / HOME#<home>: which times to come a household has, so that a few keep places for the others.
 */
import { absent, is } from '../../shared/lifecycle.ts'
import type { MediationDay, MediationSettings } from '../../shared/mediation/settings.ts'
import { Refusal } from '../../shared/api/refusals.ts'
import { freeStarts, quarterMinutes, usedOf, type ResourceDay } from '../../shared/slots.ts'
import { clockOf, dayOf, isOpenOn, onOf, plusMinutes, sayMinutes, shanghai } from '../../shared/time.ts'
import { settingsOf } from '../community/community.ts'
import { holdersOf } from '../identity/grants.ts'
import type { Ctx } from '../platform/context.ts'
import { daysOf, SlotTaken, slotSteps } from '../platform/slots.ts'
import { join, type Step } from '../platform/table.ts'
import { loadOf } from './case-kind.ts'
import type { Slot } from './case-store.ts'
import { warningsFor } from './conflicts.ts'
import { sayAloud } from './mediation-words.ts'
import { nearOf, talksToCome } from './quarrels-kind.ts'
import type { Quarrel } from './quarrels-store.ts'
import { personResources, roomOf } from './resources.ts'

type Ways = Pick<Ctx, 'table' | 'secrets' | 'now'>

interface Mediator {
  readonly id: string
  readonly name: string
  readonly resources: readonly string[]
  readonly load: number
}

export interface TalkStart {
  readonly room: string
  readonly fromAt: string
  readonly place: string
  /** Who could sit there, the least loaded first. */
  readonly mediators: readonly Mediator[]
}

/** For whom times are looked for; `id`: of the booking that is moved. */
export interface Wish {
  readonly community: string
  readonly resident: string
  readonly id?: string | undefined
}

/** Whether this time is one of a 矛调日. */
export const isMarked = ({ weekdays, from, to }: MediationDay, fromAt: string, minutes: number) =>
  weekdays.includes(shanghai(fromAt).day() || 7) &&
  clockOf(fromAt) >= from &&
  clockOf(plusMinutes(fromAt, minutes)) <= to

/** Today, if it is one, and the next days on which a room is open. */
const workingDays = ({ rooms, talkDays }: MediationSettings, now: string): [string, string] => {
  const open = rooms.filter(({ closed }) => !closed)
  const today = onOf(now)
  let last = today
  // After the longest holiday there is a day again; without any, nothing is found.
  for (let day = dayOf(today), found = 0, i = 0; found < talkDays && i < 60; i++, day = day.add(1, 'day'))
    if (open.some(({ hours }) => isOpenOn(day, hours))) {
      last = day.format('YYYY-MM-DD')
      found++
    }
  return [today, last]
}

/** Who is nobody to the resident, with what they have in hand: cases, and talks to come. */
const mediatorsFor = async (ctx: Ways, { community, resident, id = '' }: Wish): Promise<Mediator[]> => {
  const [holders, talks] = await Promise.all([
    holdersOf(ctx, community, 'mediator', community),
    talksToCome(ctx, community),
  ])
  const sides = { id, p1: { side: 'applicant', user: resident } } as const
  const all = await Promise.all(
    holders.map(async profile => {
      const { isParty, warnings } = await warningsFor(ctx, sides, profile)
      if (isParty || warnings.length) return []
      const own = talks.filter(({ mediator }) => mediator === profile.id).length
      return {
        ...{ id: profile.id, name: profile.callName },
        resources: await personResources(ctx, community, profile.id),
        load: own + (await loadOf(ctx, community, profile.id)),
      }
    }),
  )
  return all.flat().sort((a, b) => a.load - b.load || a.id.localeCompare(b.id))
}

/** Who could sit there, and what of the resident is taken: asked once, for however often times are looked for. */
const peopleFor = async (ctx: Ways, wish: Wish) => {
  const [mediators, own] = await Promise.all([
    mediatorsFor(ctx, wish),
    personResources(ctx, wish.community, wish.resident),
  ])
  return { mediators, own }
}
type People = Awaited<ReturnType<typeof peopleFor>>

/** The earliest first, each with those who could sit there. */
export const talkStarts = async (ctx: Ways, wish: Wish, people?: People): Promise<TalkStart[]> => {
  const { community, id } = wish
  const { mediation } = await settingsOf(ctx, community)
  const { talkMinutes: minutes, talkNoticeMinutes } = mediation
  const rooms = mediation.rooms.filter(({ closed }) => !closed)
  const [fromOn, toOn] = workingDays(mediation, ctx.now)
  const { mediators, own } = people ?? (await peopleFor(ctx, wish))
  const everything = new Set([
    ...rooms.map(room => roomOf(room.id)),
    ...own,
    ...mediators.flatMap(({ resources }) => resources),
  ])
  const days: readonly ResourceDay[] = await daysOf(ctx.table, community, [...everything], fromOn, toOn)
  const earliest = plusMinutes(ctx.now, talkNoticeMinutes)
  const free = (room: (typeof rooms)[number], resources: readonly string[]) =>
    freeStarts(
      { fromOn, toOn, minutes, hours: room.hours, slotMinutes: room.slotMinutes, resources, b: id },
      days,
      ctx.now,
    ).filter(at => at >= earliest)
  return rooms
    .flatMap(room => {
      const byMediator = mediators.map(each => ({
        each,
        starts: new Set(free(room, [roomOf(room.id), ...own, ...each.resources])),
      }))
      const starts = new Set(byMediator.flatMap(({ starts }) => [...starts]))
      return [...starts].map(fromAt => ({
        ...{ room: room.id, fromAt, place: `${room.name}（${room.place}）` },
        mediators: byMediator.filter(({ starts }) => starts.has(fromAt)).map(({ each }) => each),
      }))
    })
    .sort((one, other) => one.fromAt.localeCompare(other.fromAt) || one.room.localeCompare(other.room))
}

/** Why this time is none, and which is. */
const notThen = async (ctx: Ways, wish: Wish, people: People, fromAt: string, wasTaken: boolean) => {
  const { talkDays: days, talkNoticeMinutes } = (await settingsOf(ctx, wish.community)).mediation
  const starts = await talkStarts(ctx, wish, people)
  const next = starts.find(each => each.fromAt >= fromAt) ?? starts[0]
  const fields = { fromAt: '请重新选时间' }
  if (!next) return new Refusal('mediation.talksFull', { days: String(days) }, fields)
  const says = { next: sayAloud(next.fromAt) }
  if (fromAt < plusMinutes(ctx.now, talkNoticeMinutes))
    return new Refusal('mediation.talkTooLate', { ...says, ahead: sayMinutes(talkNoticeMinutes) }, fields)
  return new Refusal(wasTaken ? 'mediation.talkTaken' : 'mediation.talkNotOffered', says, fields)
}

interface Place {
  readonly room: string
  readonly fromAt: string
}

type Booking = Required<Pick<Quarrel, 'slot' | 'mediator' | 'mediatorName'>> &
  Pick<Quarrel, 'sitting' | 'slotReminded'>

/**
 * Takes this time with the least loaded who is free then, whichever of them `take` succeeds with. Refuses, naming the
 * next free time, where there is nobody or the room has gone.
 */
export const bookedThen = async <T>(
  ctx: Ways,
  wish: Wish,
  { room, fromAt }: Place,
  take: (booking: Booking) => Promise<T>,
): Promise<T> => {
  const { talkMinutes, mediationDay, rooms, remindMinutes } = (await settingsOf(ctx, wish.community))
    .mediation
  const people = await peopleFor(ctx, wish)
  const starts = await talkStarts(ctx, wish, people)
  // The room that was offered first; another one that is free then does as well.
  const then = starts
    .filter(each => each.fromAt === fromAt)
    .sort((one, other) => Number(other.room === room) - Number(one.room === room))
  if (!then.length) {
    const isOne = rooms.some(each => each.id === room && !each.closed)
    throw await notThen(ctx, wish, people, fromAt, isOne && (await isTakenThen(ctx, wish, { room, fromAt })))
  }
  const toAt = plusMinutes(fromAt, talkMinutes)
  for (const { room: there, mediators } of then)
    for (const { id, name, resources } of mediators)
      try {
        return await take({
          slot: {
            ...{ room: there, fromAt, toAt },
            resources: [...new Set([roomOf(there), ...people.own, ...resources])],
          },
          ...{ mediator: id, mediatorName: name },
          // Booked for today or tomorrow, they have been told by the booking itself.
          slotReminded: plusMinutes(fromAt, -remindMinutes) <= ctx.now ? [nearOf(fromAt)] : undefined,
          sitting: isMarked(mediationDay, fromAt, talkMinutes) ? mediationDay.who : undefined,
        })
      } catch (error) {
        if (!(error instanceof SlotTaken)) throw error
        // Somebody has just asked for this mediator: perhaps another is free. Of a room that is gone none is.
        if (!resources.includes(error.resource)) break
      }
  throw await notThen(ctx, wish, people, fromAt, true)
}

/** Whether it would be a time at all, were nothing booked: what is asked for from an old list has just gone. */
const isTakenThen = async (ctx: Ways, { community }: Wish, { room, fromAt }: Place) => {
  const { mediation } = await settingsOf(ctx, community)
  const [fromOn, toOn] = workingDays(mediation, ctx.now)
  const { hours, slotMinutes } = mediation.rooms.find(each => each.id === room)!
  const wish = { fromOn, toOn, minutes: mediation.talkMinutes, hours, slotMinutes, resources: [] }
  return freeStarts(wish, [], ctx.now).includes(fromAt)
}

/** What is taken for it, as it will be instead of as it is. */
export const talkSlotSteps = (
  { table, now }: Pick<Ctx, 'table' | 'now'>,
  { id, community }: Pick<Quarrel, 'id' | 'community'>,
  was: Slot | undefined,
  next: Slot | undefined,
) => slotSteps(table, community, id, { was, now: next }, now)

/** As much of it as has been used, with the quarter that is under way: what is left is free for others. */
export const untilNow = (slot: Slot | undefined, now: string): Slot | undefined =>
  slot && usedOf(slot, plusMinutes(now, quarterMinutes), false)

// ---- how many a household has ----

interface Kept {
  readonly id: string
  readonly fromAt: string
}

/**
 * The household's times to come with this one in place of what it had, or without it. `most`: refuses one too many;
 * staff who book for somebody know what they do.
 */
export const householdSteps = async (
  { table, now }: Pick<Ctx, 'table' | 'now'>,
  { id, community, home }: Pick<Quarrel, 'id' | 'community' | 'home'>,
  slot: Slot | undefined,
  most?: number,
): Promise<Step[]> => {
  if (!home) return []
  const key = { pk: join('C', community, 'TALKS'), sk: join('HOME', home) }
  const was = await table.get(key)
  const others = ((was?.talks as readonly Kept[] | undefined) ?? []).filter(
    each => each.id !== id && each.fromAt > now,
  )
  if (most !== undefined && slot && others.length >= most) {
    const [first] = others.map(({ fromAt }) => fromAt).sort()
    throw new Refusal('mediation.talksPerHome', {
      count: String(others.length),
      when: sayAloud(first!),
    })
  }
  const talks = slot ? [...others, { id, fromAt: slot.fromAt }] : others
  const v = ((was?.v as number | undefined) ?? 0) + 1
  return [{ put: { ...key, talks, v }, when: was ? is('v', v - 1) : absent('pk') }]
}
