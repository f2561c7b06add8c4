/** From everybody's yes to the table: the mediator, times that suit all, and the slot. */
import type { mediation } from '../../shared/mediation/mediation.ts'
import { Refusal } from '../../shared/api/refusals.ts'
import { plusMinutes, shanghai } from '../../shared/time.ts'
import { settingsOf } from '../community/community.ts'
import { memberOf } from '../identity/identity.ts'
import type { SignedIn } from '../platform/context.ts'
import type { Handlers } from '../platform/serve.ts'
import { caseMatters } from './case-kind.ts'
import { sideOf } from './case-sides.ts'
import { remindOf } from './case-timers.ts'
import { caseInFull, full } from './case-reply.ts'
import { resourcesOf, roomIn } from './resources.ts'
import { bookingSteps, slotFor } from './case-slots.ts'
import { detailsOf, type Case, type Slot } from './case-store.ts'
import { everyParty, moveTrack, resealed, type Tap } from './case-tracks.ts'
import { warningsFor, suggestions } from './conflicts.ts'
import { freeFor } from './free.ts'

const daysAhead = 14
const mostOffered = 12

type Place = { readonly room: string; readonly fromAt: string; readonly minutes?: number | undefined }

/** A slot instead of what there was, if there was one: all or none. */
export const booked = (ctx: SignedIn, place: Place, walkIn = false) => ({
  async prepare(item: Case): Promise<Partial<Case>> {
    const slot = await slotFor(ctx, item, place, walkIn)
    const { remindMinutes } = (await settingsOf(ctx, item.community)).mediation
    const soon = plusMinutes(slot.fromAt, -remindMinutes) <= ctx.now
    // Booked for today or tomorrow, they have been told by the booking itself.
    const reminded = soon ? { reminded: [...(item.reminded ?? []), remindOf(slot.fromAt)] } : {}
    return { slot, kept: undefined, waitingSince: undefined, ...reminded }
  },
  along: (item: Case, after: Case) => bookingSteps(ctx, item, after),
})

/** What was booked or kept is free again. */
export const freed = (ctx: SignedIn) => ({
  prepare: async (): Promise<Partial<Case>> => ({
    slot: undefined,
    kept: undefined,
    waitingSince: undefined,
  }),
  along: (item: Case, after: Case) => bookingSteps(ctx, item, after),
})

/** Sets the mediator, or another one: what is booked is booked with the new one in the same write. */
const setMediator = async (ctx: SignedIn, { id, seq, op }: Tap, mediator: string, knowing: boolean) => {
  const read = await caseMatters.find(ctx, id)
  // Sent twice, the first one is still what it was.
  const first = await caseMatters.isDone(ctx, read, 'setMediator', op)
  const name = first || read.state === 'willing' ? 'setMediator' : 'replaceMediator'
  return full(
    ctx,
    name,
    { id, seq, op },
    {
      wants: { mediator },
      async prepare(item) {
        // Nobody takes their own place: that is for an answer in writing.
        if (item.mediator === mediator)
          throw new Refusal('mediation.sameMediator', {}, { mediator: '请另选一位' })
        const profile = await memberOf(ctx, mediator, 'mediator', item.community, item.community)
        if (!profile) throw new Refusal('mediation.mediatorUnknown', {}, { mediator: '请重新选' })
        const { parties } = await detailsOf(ctx, item)
        const { isParty, warnings } = await warningsFor(ctx, item, profile, parties)
        if (isParty) throw new Refusal('mediation.mediatorIsParty', {}, { mediator: '请换一位' })
        if (warnings.length && !knowing)
          throw new Refusal('mediation.conflict', { why: warnings.join('、') }, { knowing: '请勾一下' })
        const next: Case = { ...item, mediator }
        const slot: Slot | undefined = item.slot && {
          ...item.slot,
          resources: await resourcesOf(ctx, next, item.slot.room),
        }
        return {
          ...everyParty(item, ({ objects, objection: _, times: __, ...party }) => ({
            ...party,
            ...(objects && { objection: 'replaced' as const }),
          })),
          ...{ mediatorName: profile.callName, offered: undefined, slot, kept: undefined },
        }
      },
      along: (item, after) => bookingSteps(ctx, item, after),
    },
  )
}

/** Some in the morning and some in the afternoon of the next days, not twelve of one morning. */
const spread = (starts: readonly string[]) => {
  const halves = new Map<string, string[]>()
  for (const start of starts) {
    // Nobody likes to come at noon; who wants to may still be booked then.
    if (shanghai(start).hour() === 12) continue
    const half = shanghai(start).format('YYYY-MM-DD A')
    halves.set(half, [...(halves.get(half) ?? []), start])
  }
  return [...halves.values()].flatMap(([first]) => first!).slice(0, mostOffered)
}

const inOrder = (starts: readonly string[]) => [...new Set(starts)].sort()

type Own =
  | 'suggestMediators'
  | 'setMediator'
  | 'objectToMediator'
  | 'answerObjection'
  | 'offerTimes'
  | 'chooseTimes'
  | 'book'
  | 'reschedule'
  | 'cancel'
  | 'joinWaitlist'

export const timesHandlers: Handlers<Pick<typeof mediation, Own>> = {
  async suggestMediators({ id }, ctx) {
    const item = await caseMatters.find(ctx, id)
    caseMatters.allowed(ctx, 'note', item)
    return { items: await suggestions(ctx, item) }
  },

  setMediator: ({ mediator, knowing, ...tap }, ctx) => setMediator(ctx, tap, mediator, knowing === true),

  objectToMediator: async ({ party, ...tap }, ctx) =>
    caseInFull(
      ctx,
      await moveTrack(ctx, 'object', tap, party, () => ({ objects: true, objection: undefined })),
    ),

  answerObjection: async ({ party, text, ...tap }, ctx) =>
    caseInFull(
      ctx,
      await moveTrack(
        ctx,
        'answerObjection',
        tap,
        party,
        () => ({ objects: undefined, objection: 'answered' }),
        async (item, key) => {
          if (!item[key]!.objects) throw new Refusal('mediation.noObjection', {}, { party: '请重新选' })
          return resealed(ctx, item, ({ parties }) => ({
            parties: { ...parties, [key]: { ...parties[key]!, objectionAnswer: text } },
          }))
        },
      ),
    ),

  offerTimes: ({ room, minutes, starts, ...tap }, ctx) =>
    full(ctx, 'offerTimes', tap, {
      async prepare(item) {
        const { sessionMinutes } = (await settingsOf(ctx, item.community)).mediation
        await roomIn(ctx, item.community, room)
        const length = minutes ?? sessionMinutes
        const fromOn = shanghai(ctx.now).format('YYYY-MM-DD')
        const wanted = { room, fromOn, days: daysAhead, minutes: length }
        const free = starts ?? spread((await freeFor(ctx, item, wanted)).map(({ fromAt }) => fromAt))
        for (const fromAt of free) await slotFor(ctx, item, { room, fromAt, minutes: length })
        return {
          ...everyParty(item, ({ times: _, ...party }) => party),
          offered: { room, minutes: length, starts: inOrder(free) },
        }
      },
    }),

  chooseTimes: async ({ party, starts, ...tap }, ctx) =>
    caseInFull(
      ctx,
      await moveTrack(ctx, 'chooseTimes', tap, party, (_, { offered }) => {
        if (starts.some(start => !offered?.starts.includes(start)))
          throw new Refusal('mediation.notOffered', {}, { starts: '请重新选' })
        return { times: inOrder(starts) }
      }),
    ),

  book: ({ room, fromAt, minutes, walkIn, ...tap }, ctx) =>
    full(ctx, 'book', tap, booked(ctx, { room, fromAt, minutes }, walkIn === true)),

  reschedule: ({ room, fromAt, minutes, ...tap }, ctx) =>
    full(ctx, 'reschedule', tap, booked(ctx, { room, fromAt, minutes })),

  cancel: (tap, ctx) =>
    full(ctx, 'cancel', tap, {
      ...freed(ctx),
      async prepare(item) {
        const key = sideOf(item, ctx.who)
        const { times, ...party } = (key && item[key]) ?? {}
        // A party who gives a time back cannot come then; when it was their only one, they are asked again.
        const left = times?.filter(start => start !== item.slot?.fromAt)
        const track = { ...party, ...(left?.length && { times: left }) }
        return { ...(await freed(ctx).prepare()), ...(key && { [key]: track }) }
      },
    }),

  joinWaitlist: ({ leave, ...tap }, ctx) =>
    full(ctx, leave ? 'leaveWaitlist' : 'joinWaitlist', tap, {
      prepare: async ({ waitingSince }) => ({ waitingSince: leave ? undefined : (waitingSince ?? ctx.now) }),
    }),
}
