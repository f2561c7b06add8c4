/** What follows from a case: who finds it in 我的事, what the clock does, and who gets a slot that came free. */
import type { Card } from '../../shared/matters.ts'
import { partiesIn, type Party } from '../../shared/mediation/life.ts'
import { plusDutyMinutes, plusMinutes } from '../../shared/time.ts'
import { settingsOf } from '../community/community.ts'
import { SlotTaken } from '../platform/slots.ts'
import type { Fields } from '../../shared/lifecycle.ts'
import type { Ctx, Effects } from '../platform/context.ts'
import { getMatter, rewrite, type Change } from '../platform/matter-item.ts'
import { keepCards } from '../platform/mine.ts'
import { caseDueAt, caseMatters, timersOf } from './case-matter.ts'
import { slotChange } from './case-slots.ts'
import { caseIndexes, hasEnded, openCases, type Case, type Slot } from './case-store.ts'
import { resourcesOf } from './resources.ts'
import { caseNameFor, kindName } from './mediation-words.ts'

// ---- 我的事 ----

/** Whether this party is the one to do something next. */
const isTheirs = ({ state, offered, kept }: Case, { consent, rightsAt, times, signed }: Party) => {
  if (state === 'asked' || state === 'unreachable') return consent !== 'yes' && consent !== 'no'
  if (kept) return true
  if (['willing', 'mediatorSet', 'noticed'].includes(state))
    return (state !== 'willing' && !rightsAt) || (offered !== undefined && times === undefined)
  return (state === 'scheduled' && !rightsAt) || (state === 'signing' && !signed)
}

/** Made without opening anything that is sealed. */
const caseCards = (each: Case): ReadonlyMap<string, Card> => {
  const { id, state, what, changedAt, createdAt, mediator, number } = each
  const ended = hasEnded(each)
  const card = (theirs: boolean, party?: Party): Card => ({
    ...{ kind: 'case', id, changedAt },
    title: [`${kindName[what]}调解`, number].filter(Boolean).join(' · '),
    stateText: caseNameFor(state, party),
    tone: ended ? 'ended' : theirs ? 'yours' : 'waiting',
  })
  const parties = partiesIn({ ...each }).flatMap(key => {
    const party = each[key]!
    return party.user ? [[party.user, card(isTheirs(each, party), party)] as const] : []
  })
  const own = each.p1?.user
  return new Map([
    ...(mediator
      ? [[mediator, card(['scheduled', 'held', 'adjourned', 'signing'].includes(state))] as const]
      : []),
    ...parties.map(([user, each]) => [user, user === own ? { ...each, askedAt: createdAt } : each] as const),
  ])
}

// ---- a slot that came free ----

const sameSlot = (a: Slot | undefined, b: Slot | undefined) =>
  a?.room === b?.room && a?.fromAt === b?.fromAt && a?.toAt === b?.toAt

const overlaps = (a: Slot, b: Slot | undefined) => b !== undefined && a.fromAt < b.toAt && b.fromAt < a.toAt

/** What this change let go of, if somebody could still come. */
const cameFree = ({ before, after }: Change<Case>, now: string) => {
  // A session that was held has used its time.
  if (after.sessions.length > (before?.sessions.length ?? 0)) return []
  return [before?.slot, before?.kept].flatMap(slot =>
    slot && slot.fromAt > now && ![after.slot, after.kept].some(stands => sameSlot(slot, stands))
      ? [slot]
      : [],
  )
}

/** Those who wait, the longest first; a slot of another length, or after the one they have, is no help to them. */
const waitingFor = async (ctx: Pick<Ctx, 'table'>, community: string, slot: Slot, minutes: number) => {
  const found: Case[] = []
  for (let after: Fields | undefined, more = true; more;) {
    const { items, last } = await openCases(ctx.table, community, after)
    found.push(...items)
    after = last
    more = last !== undefined
  }
  const length = (Date.parse(slot.toAt) - Date.parse(slot.fromAt)) / 60_000
  return found
    .filter(({ waitingSince, kept, mediator }) => waitingSince && !kept && mediator)
    .filter(each => (each.offered?.minutes ?? minutes) <= length)
    .filter(each => !each.slot || (slot.fromAt < each.slot.fromAt && !overlaps(slot, each.slot)))
    .filter(each => !(each.passed ?? []).includes(slot.fromAt))
    .sort((a, b) => a.waitingSince!.localeCompare(b.waitingSince!))
}

/**
 * Keeps it for the first who waits and whom it suits: one at a time, each for half an hour in which somebody can ring
 * them and they the room. What comes free at night stays theirs until half an hour of the morning has gone by.
 */
const offerSlot = async (ctx: Ctx, from: Case, free: Slot) => {
  const { dutyHours, mediation } = await settingsOf(ctx, from.community)
  const { rooms, keptMinutes, sessionMinutes } = mediation
  const until = plusDutyMinutes(ctx.now, keptMinutes, dutyHours)
  if (until >= free.fromAt || rooms.find(({ id }) => id === free.room)?.closed) return
  for (const each of await waitingFor(ctx, from.community, free, sessionMinutes)) {
    if (each.id === from.id) continue
    const resources = await resourcesOf(ctx, each, free.room)
    const minutes = each.offered?.minutes ?? sessionMinutes
    const kept = {
      room: free.room,
      fromAt: free.fromAt,
      toAt: plusMinutes(free.fromAt, minutes),
      resources,
      until,
    }
    try {
      await caseMatters.moveByClock(ctx, 'keepSlot', each, {
        prepare: async () => ({ kept }),
        along: (before, after) => slotChange(ctx, before, after),
      })
      if (sameSlot((await getMatter<Case>(ctx.table, 'case', each.id))?.kept, kept)) return
    } catch (error) {
      // Somebody who is needed is busy then: the next one.
      if (!(error instanceof SlotTaken)) throw error
    }
  }
}

export const followCase = async (effects: Effects, change: Change<Case>) => {
  await keepCards(effects.table, change, caseCards)
  const ctx: Ctx = { ...effects, now: effects.now() }
  for (const slot of cameFree(change, ctx.now)) await offerSlot(ctx, change.after, slot)
}

// ---- the clock ----

export const dueCase = async (ctx: Ctx, each: Case) => {
  const { kept } = each
  if (kept && kept.until <= ctx.now)
    return caseMatters.moveByClock(ctx, 'letSlotGo', each, {
      prepare: async ({ passed = [] }) => ({ kept: undefined, passed: [...passed, kept.fromAt] }),
      along: (before, after) => slotChange(ctx, before, after),
    })
  const settings = await settingsOf(ctx, each.community)
  const due = timersOf(each, settings).filter(({ at }) => at <= ctx.now)
  // The settings have changed since: it is due at another time, and nothing is to be said now.
  if (!due.length)
    return rewrite<Case>(ctx.table, each, caseIndexes, async now => ({
      ...now,
      dueAt: caseDueAt(settings)(now),
    }))
  const reminded = [...(each.reminded ?? []), ...due.map(({ name }) => name)]
  return caseMatters.moveByClock(ctx, 'remind', each, { wants: { reminded } })
}
