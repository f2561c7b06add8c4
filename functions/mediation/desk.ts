/** The room's desk: its calendar, what is closed or away, what is free, and who has how much in hand. */
import { randomUUID } from 'node:crypto'
import type { MediationRoom } from '../../shared/mediation/settings.ts'
import type { Reply } from '../../shared/contract.ts'
import { soonDays, yearsNotEntered } from '../../shared/holidays.ts'
import { communityIn, may, scopesOf } from '../../shared/lifecycle.ts'
import type { mediation } from '../../shared/mediation/mediation.ts'
import { caseLife, caseStates, disputeKinds, sayKind } from '../../shared/mediation/life.ts'
import { quarrelStates } from '../../shared/mediation/quarrels.ts'
import { Refusal } from '../../shared/api/refusals.ts'
import { isQuarter, isTaken, quarterAt } from '../../shared/slots.ts'
import { dayOf, instantOf, isOpenOn, onDay, plusMinutes, shanghai } from '../../shared/time.ts'
import { settingsOf } from '../community/community.ts'
import { holdersOf } from '../identity/grants.ts'
import { memberOf } from '../identity/identity.ts'
import type { SignedIn } from '../platform/context.ts'
import { opened } from '../platform/sealed.ts'
import type { Handlers } from '../platform/serve.ts'
import { daysOf, SlotTaken } from '../platform/slots.ts'
import {
  blockBy,
  blocksBetween,
  longestMinutes,
  putBlock,
  reasonOf,
  removeBlock,
  sealReason,
  type Block,
} from './blocks-store.ts'
import { caseMatters, loadOf } from './case-kind.ts'
import { namedIn, sayNames } from './case-looks.ts'
import { readerOf } from './case-readers.ts'
import { farthestMinutes } from './case-slots.ts'
import type { Case } from './case-store.ts'
import { freeFor } from './free.ts'
import { sayWhen } from './mediation-words.ts'
import { quarrelMatters } from './quarrels-kind.ts'
import { inRoom, isTheirs } from './quarrels-readers.ts'
import type { Quarrel } from './quarrels-store.ts'
import { roomIn, roomOf } from './resources.ts'

const deskRoles = ['mediationStaff', 'mediator'] as const

/** Where the caller works, and whether the room is theirs to run. */
export const deskIn = ({ who }: SignedIn, wanted: string | undefined) => {
  const community = communityIn(who, deskRoles, wanted)
  if (!community) throw new Refusal('community.notFound')
  return { community, staff: scopesOf(who, 'mediationStaff', community).length > 0 }
}

const namesOfMediators = async (ctx: SignedIn, community: string) =>
  (await holdersOf(ctx, community, 'mediator', community)).map(({ id, callName }) => ({ id, name: callName }))

const about = ({ id, name, place, slotMinutes }: MediationRoom, sessionMinutes: number) => ({
  ...{ id, name, place, slotMinutes, sessionMinutes },
})

type Calendar = Reply<typeof mediation.calendar>
type Shown = Calendar['items'][number]

// ---- what stands on the calendar ----

const titleOf = ({ what, number }: Case) => [disputeKinds.text[what], ...(number ? [number] : [])].join(' ')

/** The sessions of one case: the one to come, those that were, and what is kept for it. */
const shownOf = (item: Case, ctx: SignedIn, names?: string): Shown[] => {
  const { id, seq, what, state, slot, kept, mediator, mediatorName, sessions } = item
  const reader = readerOf(item, ctx.who)
  // A party reads about it elsewhere; here they see as little of it as everybody else.
  const sees = reader !== undefined && reader.as !== 'party'
  const card = (
    { room, fromAt, toAt }: Pick<Shown, 'room' | 'fromAt' | 'toAt'>,
    more: Partial<Shown>,
  ): Shown =>
    sees
      ? { id, kind: what, title: titleOf(item), names, room, fromAt, toAt, ...more }
      : { title: '有约', room, fromAt, toAt }
  const by = mediator && mediatorName ? { mediator: { id: mediator, name: mediatorName } } : {}
  const movable = may(caseLife, item, ctx.who).includes('reschedule')
  // What was left of its time when it ended may be another's by now.
  const past = sessions
    .map(({ usedTo, ...session }) => ({ ...session, toAt: usedTo ?? session.toAt }))
    .filter(({ fromAt, toAt }) => fromAt !== slot?.fromAt && fromAt < toAt)
  return [
    ...past.map(({ held, ...session }) =>
      card(session, {
        ...(session.mediatorName === mediatorName && by),
        stateText: held ? '谈过了' : '没来齐',
      }),
    ),
    ...(slot
      ? [card(slot, { ...by, state, stateText: caseStates.text[state], ...(movable && { seq }) })]
      : []),
    ...(kept && ctx.now <= kept.until
      ? [card(kept, { ...by, stateText: '留位', keptUntil: kept.until })]
      : []),
  ]
}

/** A time that somebody booked to speak of something; which, and who comes, is for the room. */
const talkShown = async (talk: Quarrel, ctx: SignedIn, namesHidden: boolean): Promise<Shown[]> => {
  const { id, slot, what, state, mediator, mediatorName } = talk
  if (!slot) return []
  const { room, fromAt, toAt } = slot
  if (isTheirs(talk, ctx.who) || !inRoom(ctx.who, talk.community))
    return [{ title: '有约', room, fromAt, toAt }]
  const names = namesHidden ? undefined : (await opened(ctx, talk, 'said')).sides.join('、')
  return [
    {
      ...{ talk: id, kind: what, title: `${sayKind(what)}说和`, names, room, fromAt, toAt },
      ...(mediator && mediatorName && { mediator: { id: mediator, name: mediatorName } }),
      stateText: quarrelStates.text[state],
    },
  ]
}

const blockReply = async (ctx: SignedIn, block: Block) => {
  const { id, of, which, fromAt, toAt } = block
  return { id, of, which, fromAt, toAt, reason: await reasonOf(ctx, block) }
}

const calendar: Handlers<Pick<typeof mediation, 'calendar'>>['calendar'] = async (input, ctx) => {
  const { fromOn, toOn } = input
  const { community, staff } = deskIn(ctx, input.community)
  const { rooms, sessionMinutes, namesHidden = false } = (await settingsOf(ctx, community)).mediation
  const [begins, ends] = [dayOf(fromOn), dayOf(toOn).add(1, 'day')].map(instantOf) as [string, string]
  const [days, blocks, mediators] = await Promise.all([
    // What stands in the rooms' own days is what nobody else can have: the calendar tells of nothing else.
    daysOf(
      ctx.table,
      community,
      rooms.map(({ id }) => roomOf(id)),
      fromOn,
      toOn,
    ),
    blocksBetween(ctx, community, begins, ends),
    namesOfMediators(ctx, community),
  ])
  const booked = new Set(days.flatMap(({ quarters }) => Object.values(quarters).map(({ b }) => b)))
  const [cases, talks] = await Promise.all([
    caseMatters.byIds(ctx, [...booked]),
    quarrelMatters.byIds(ctx, [...booked]),
  ])
  const named = await namedIn(ctx, cases)
  const namesIn = (item: Case) => {
    const details = named.get(item.id)
    return details && sayNames(item, details)
  }
  const shownTalks = await Promise.all(talks.map(talk => talkShown(talk, ctx, namesHidden)))
  const items = [...cases.flatMap(item => shownOf(item, ctx, namesIn(item))), ...shownTalks.flat()]
    .filter(({ fromAt }) => begins <= fromAt && fromAt < ends)
    .sort((one, other) => one.fromAt.localeCompare(other.fromAt))
  // One that is closed for good is there as long as something stands in it.
  const shown = rooms.filter(({ id, closed }) => !closed || items.some(({ room }) => room === id))
  const own = blocks.filter(({ of, which }) =>
    of === 'room' ? shown.some(({ id }) => id === which) : staff || which === ctx.who.id,
  )
  const open = shown.flatMap(({ id, hours, closed }) => {
    const on = []
    for (let day = dayOf(fromOn); instantOf(day) < ends; day = day.add(1, 'day'))
      if (!closed && isOpenOn(day, hours))
        on.push({
          room: id,
          on: day.format('YYYY-MM-DD'),
          fromAt: instantOf(onDay(day, hours.from)),
          toAt: instantOf(onDay(day, hours.to)),
        })
    return on
  })
  const soon = shanghai(plusMinutes(ctx.now, soonDays * 24 * 60)).format('YYYY-MM-DD')
  const kept = shown.filter(({ closed }) => !closed).map(({ hours }) => hours)
  const missing = yearsNotEntered(kept, fromOn, toOn > soon ? toOn : soon)
  return {
    rooms: shown.map(room => about(room, sessionMinutes)),
    mediators,
    items,
    blocks: await Promise.all(own.map(block => blockReply(ctx, block))),
    open,
    ...(staff && missing.length && { notEntered: missing }),
  }
}

// ---- closing and opening again ----

/** What stands in the way of a closure, so that it can be moved first. */
const inTheWay = async (ctx: SignedIn, community: string, { resource, fromAt }: SlotTaken) => {
  const on = shanghai(fromAt).format('YYYY-MM-DD')
  const [day] = await daysOf(ctx.table, community, [resource], on, on)
  const b = Object.entries(day?.quarters ?? {}).find(
    ([name, taken]) => quarterAt(on, name) === fromAt && isTaken(taken, ctx.now),
  )?.[1].b
  const block = b && (await blockBy(ctx, community, b))
  if (block) return new Refusal('mediation.blockedThere', { when: sayWhen(block.fromAt) })
  const [item] = b ? await caseMatters.byIds(ctx, [b]) : []
  const [talk] = b && !item ? await quarrelMatters.byIds(ctx, [b]) : []
  const all = item ? shownOf(item, ctx) : talk ? await talkShown(talk, ctx, true) : []
  const shown = all.find(session => session.fromAt <= fromAt && fromAt < session.toAt)
  return new Refusal('mediation.bookedThere', {
    when: sayWhen(shown?.fromAt ?? fromAt),
    what: shown?.id ? `调解（${shown.title}）` : shown?.talk ? shown.title : '约',
  })
}

const minutesOf = (fromAt: string, toAt: string) => (Date.parse(toAt) - Date.parse(fromAt)) / 60_000

export const deskHandlers: Handlers<
  Pick<typeof mediation, 'calendar' | 'freeSlots' | 'block' | 'unblock' | 'load'>
> = {
  calendar,

  async freeSlots({ id, room, fromOn, days, minutes }, ctx) {
    const item = await caseMatters.find(ctx, id)
    const { rooms, sessionMinutes } = (await settingsOf(ctx, item.community)).mediation
    const length = minutes ?? item.offered?.minutes ?? sessionMinutes
    return {
      minutes: length,
      rooms: rooms.filter(({ closed }) => !closed).map(room => about(room, sessionMinutes)),
      starts: await freeFor(ctx, item, {
        ...{ room, fromOn, days, minutes: length },
        to: readerOf(item, ctx.who)?.key,
      }),
    }
  },

  async block({ key = randomUUID(), community: wanted, of, which, fromAt, toAt, reason }, ctx) {
    const { community, staff } = deskIn(ctx, wanted)
    if (!staff && (of === 'room' || which !== ctx.who.id)) throw new Refusal('mediation.ownLeaveOnly')
    if (of === 'room') await roomIn(ctx, community, which)
    else if (!(await memberOf(ctx, which, 'mediator', community, community)))
      throw new Refusal('mediation.mediatorUnknown', {}, { which: '请重新选' })
    const minutes = minutesOf(fromAt, toAt)
    const good = [fromAt, toAt].every(isQuarter) && minutes > 0 && minutes <= longestMinutes
    if (!good || toAt <= ctx.now || toAt > plusMinutes(ctx.now, farthestMinutes))
      throw new Refusal('mediation.badSpan', {}, { toAt: '请重新选时间' })
    const input = JSON.stringify([of, which, fromAt, toAt, reason])
    const id = `block_${await ctx.secrets.derive('block', community, ctx.who.id, key)}`
    try {
      const block = await putBlock(ctx, {
        ...{ id, community, of, which, fromAt, toAt, by: ctx.who.id },
        reason: await sealReason(ctx, community, id, reason),
        madeAt: ctx.now,
        inputHash: await ctx.secrets.derive('input', input),
      })
      return await blockReply(ctx, block)
    } catch (error) {
      throw error instanceof SlotTaken ? await inTheWay(ctx, community, error) : error
    }
  },

  async unblock({ id, community: wanted }, ctx) {
    const { community, staff } = deskIn(ctx, wanted)
    const block = await blockBy(ctx, community, id)
    if (block && !staff && (block.of === 'room' || block.which !== ctx.who.id))
      throw new Refusal('mediation.ownLeaveOnly')
    if (block) await removeBlock(ctx, block)
    return { id }
  },

  async load({ community: wanted }, ctx) {
    const { community } = deskIn(ctx, wanted)
    const mediators = await namesOfMediators(ctx, community)
    const items = await Promise.all(
      mediators.map(async each => ({ ...each, load: await loadOf(ctx, community, each.id) })),
    )
    return { items: items.sort((one, other) => one.load - other.load) }
  },
}
