/** The course of a hazard: who has it, what was done about it, and whether that helped. */
import type { hazards, HazardReply } from '../../shared/hazards/hazards.ts'
import { mostFollowers } from '../../shared/hazards/life.ts'
import { isMe } from '../../shared/lifecycle.ts'
import { Refusal } from '../../shared/api/refusals.ts'
import { onOf, plusDays } from '../../shared/time.ts'
import { scopeOf, settingsOf } from '../community/community.ts'
import { attach } from '../files/files.ts'
import { holdersOf } from '../identity/grants.ts'
import type { SignedIn } from '../platform/context.ts'
import { opened } from '../platform/sealed.ts'
import type { Handlers } from '../platform/serve.ts'
import { answerUntil, hazardReplyFor } from './hazard-reply.ts'
import { checkBy, endOf, handleBy, lookBy } from './hazard-clock.ts'
import { hazardsOf } from './hazard-kind.ts'
import { isOpen, type Hazard, type Said } from './hazard-store.ts'

type MoveArguments = Parameters<typeof hazardsOf.move> extends [unknown, ...infer Rest] ? Rest : never

/** Makes the move and answers with what the caller may see of it now. */
const moveHazard = async (ctx: SignedIn, ...[name, input, edit]: MoveArguments): Promise<HazardReply> =>
  hazardReplyFor(ctx, await hazardsOf.move(ctx, name, input, edit))

/** What people have written, with more in it. */
const saying = async (ctx: SignedIn, item: Hazard, more: Said) =>
  hazardsOf.seal(ctx, item, 'said', { ...(await opened(ctx, item, 'said')), ...more })

/** It is not mended: the one who has it gets the same time once more; nobody has it: the community looks anew. */
const openedAgain = async (ctx: SignedIn, item: Hazard): Promise<Partial<Hazard>> => {
  const settings = await settingsOf(ctx, item.community)
  const promisedAt = item.toKind
    ? handleBy(settings, item.severity ?? 'usual', ctx.now)
    : lookBy(settings, item, ctx.now)
  return { since: ctx.now, promisedAt, reopened: item.reopened + 1 }
}

/** Who handled it themselves does not judge it; a tap that was carried out before is answered as it was. */
const notOwn = async (
  ctx: SignedIn,
  name: 'verify' | 'notFixed',
  { id, op }: { id: string; op?: string | undefined },
) => {
  const item = await hazardsOf.find(ctx, id)
  if (
    item.state === 'handled' &&
    isMe(ctx.who, item.handler) &&
    !(await hazardsOf.isDone(ctx, item, name, op))
  )
    throw new Refusal('hazards.ownWork')
}

export const courseHandlers: Handlers<
  Pick<
    typeof hazards,
    | 'follow'
    | 'dispatch'
    | 'sendBack'
    | 'extend'
    | 'handle'
    | 'verify'
    | 'notFixed'
    | 'answer'
    | 'refuse'
    | 'turn'
    | 'withdraw'
    | 'showPhoto'
  >
> = {
  follow: (input, ctx) =>
    moveHazard(ctx, 'follow', input, {
      async prepare({ followers }) {
        const others = followers.filter(each => !isMe(ctx.who, each))
        if (!input.yes) return { followers: others }
        if (others.length >= mostFollowers) throw new Refusal('hazards.followersFull')
        return { followers: [...others, ctx.who.id] }
      },
    }),

  dispatch: (input, ctx) =>
    moveHazard(ctx, 'dispatch', input, {
      wants: {
        toKind: input.to,
        to: input.to === 'self' ? undefined : input.unit,
        severity: input.severity,
      },
      async prepare(item) {
        const promisedAt = handleBy(await settingsOf(ctx, item.community), input.severity, ctx.now)
        const said = await saying(ctx, item, { ref: input.ref })
        const now = { since: ctx.now, promisedAt, sentBackFor: undefined, said }
        if (input.to === 'self') return { ...now, toName: '社区' }
        const unit = input.unit ? await scopeOf(ctx, item.community, input.unit) : undefined
        const serves = !item.place || !unit?.buildings || unit.buildings.includes(item.place)
        if (!input.unit || unit?.kind !== input.to || !serves)
          throw new Refusal('hazards.unitUnknown', {}, { unit: '请重新选' })
        const role = input.to === 'firm' ? 'propertyManager' : 'departmentOfficer'
        const holders = await holdersOf(ctx, item.community, role, input.unit)
        return { ...now, toName: unit.name, byStaff: holders.length ? undefined : true }
      },
    }),

  sendBack: (input, ctx) =>
    moveHazard(ctx, 'sendBack', input, {
      prepare: async item => ({
        since: ctx.now,
        promisedAt: lookBy(await settingsOf(ctx, item.community), item, ctx.now),
        sentBackFor: input.reason,
        said: await saying(ctx, item, { whose: input.whose }),
      }),
    }),

  async extend(input, ctx) {
    const item = await hazardsOf.find(ctx, input.id)
    const done = await hazardsOf.isDone(ctx, item, 'extend', input.op)
    if (item.state === 'dispatched' && item.extendedTo && !done) throw new Refusal('hazards.extendedOnce')
    return moveHazard(ctx, 'extend', input, {
      wants: { extendedTo: input.until, extendReason: input.reason },
      async prepare({ community }) {
        const settings = await settingsOf(ctx, community)
        const [today, { extendDays }] = [onOf(ctx.now), settings.hazards]
        if (input.until <= today || input.until > plusDays(today, extendDays))
          throw new Refusal('hazards.dayWrong', { most: String(extendDays) }, { until: '请另选一天' })
        return { promisedAt: endOf(settings, input.until) }
      },
    })
  },

  handle: (input, ctx) =>
    moveHazard(ctx, 'handle', input, {
      async prepare(item) {
        const { files = [], witness, what } = input
        if (files.length === 0 && !witness) throw new Refusal('hazards.showHow', {}, { files: '请拍张照' })
        if (files.length) await attach(ctx, files, item.id)
        // What a unit says that it has done is noted by staff, who go and look whether it is so.
        const noted = item.to !== undefined && !unitsOfCaller(ctx, item)
        return {
          since: ctx.now,
          promisedAt: checkBy(await settingsOf(ctx, item.community), ctx.now),
          handler: noted ? undefined : ctx.who.id,
          handledFiles: files.length ? files : undefined,
          handledAt: item.handledAt ?? ctx.now,
          said: await saying(ctx, item, { handled: what, witness, answer: undefined }),
        }
      },
    }),

  async verify(input, ctx) {
    await notOwn(ctx, 'verify', input)
    return moveHazard(ctx, 'verify', input, { prepare: async () => ({ since: ctx.now }) })
  },

  async notFixed(input, ctx) {
    await notOwn(ctx, 'notFixed', input)
    return moveHazard(ctx, 'notFixed', input, {
      prepare: async item => ({
        ...(await openedAgain(ctx, item)),
        fixed: 'no',
        said: await saying(ctx, item, { answer: input.words }),
      }),
    })
  },

  answer: (input, ctx) =>
    moveHazard(ctx, 'answer', input, {
      wants: { fixed: input.fixed ? 'yes' : 'no' },
      async prepare(item) {
        const { answerDays } = (await settingsOf(ctx, item.community)).hazards
        if (item.state === 'closed' && ctx.now > answerUntil(item, answerDays))
          throw new Refusal('hazards.answerOver', { days: String(answerDays) })
        const said = await saying(ctx, item, { answer: input.words })
        if (input.fixed) return { said, ...(item.state === 'handled' && { since: ctx.now }) }
        return { ...(await openedAgain(ctx, item)), said }
      },
    }),

  refuse: (input, ctx) =>
    moveHazard(ctx, 'refuse', input, {
      prepare: async item => ({
        since: ctx.now,
        refusedFor: input.reason,
        said: await saying(ctx, item, { whose: input.whose, phone: input.phone, why: input.why }),
      }),
    }),

  turn: (input, ctx) =>
    moveHazard(ctx, 'turn', input, {
      wants: { same: input.same },
      async prepare({ id, community }) {
        const other = input.same === id ? undefined : await hazardsOf.get(ctx, input.same)
        if (!other || other.community !== community || !isOpen(other))
          throw new Refusal('hazards.notSame', {}, { same: '请重新选一件' })
        return { since: ctx.now }
      },
    }),

  withdraw: (input, ctx) => moveHazard(ctx, 'withdraw', input, { prepare: async () => ({ since: ctx.now }) }),

  showPhoto: (input, ctx) =>
    moveHazard(ctx, 'showPhoto', input, {
      async prepare({ community, files = [], handledFiles = [] }) {
        if (!(await settingsOf(ctx, community)).hazards.publicPhotos) throw new Refusal('hazards.photosOff')
        const all = [...files, ...handledFiles]
        if (!input.photos.every(each => all.includes(each)))
          throw new Refusal('hazards.photoUnknown', {}, { photos: '请重新勾选' })
        return { shown: input.photos }
      },
    }),
}

/** The caller is of the unit that has it, or of the community where that has it itself, or has gone there as its grid worker. */
const unitsOfCaller = ({ who }: SignedIn, { community, to, grid }: Hazard) =>
  who.grants.some(
    grant =>
      grant.community === community &&
      (((grant.role === 'propertyManager' || grant.role === 'departmentOfficer') && grant.scope === to) ||
        (grant.role === 'gridWorker' && grant.scope === grid)),
  )
