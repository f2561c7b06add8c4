/** What a reader sees of a hazard. What they may not see is absent, not blank. */
import type { HazardReply } from '../../shared/hazards/hazards.ts'
import {
  hazardKinds,
  hazardLife,
  hazardStates,
  refuseReasons,
  type HazardMove,
} from '../../shared/hazards/life.ts'
import { idsOf, isMe, may } from '../../shared/lifecycle.ts'
import { plusMinutes, sayTime } from '../../shared/time.ts'
import { scopesIn, settingsOf } from '../community/community.ts'
import { linksTo } from '../files/files.ts'
import { entryFor } from '../matters/matters.ts'
import { callNamesOf } from '../people/people.ts'
import type { SignedIn } from '../platform/context.ts'
import { opened } from '../platform/sealed.ts'
import { timelineOf } from '../platform/timeline.ts'
import { readerOf, type Reader } from './hazard-readers.ts'
import { isLate, type Hazard, type Said } from './hazard-store.ts'

/** The last moment at which the reporter may say that it is not mended. */
export const answerUntil = (item: Hazard, days: number) => plusMinutes(item.since, days * 24 * 60)

const hintFor = (item: Hazard, reader: Reader, now: string) => {
  const { state, promisedAt, toName = '社区', refusedFor = 'notOurs' } = item
  const until = promisedAt ? `${sayTime(promisedAt, now)}以前` : ''
  switch (state) {
    case 'reported':
      if (item.sentBackFor) return `退回来了，社区在另找人办。`
      return reader === 'reporter' ? `社区${until}看，派给谁会告诉您。` : `${until}看，派给该管的。`
    case 'dispatched':
      return isLate(item, now) ? `${toName}过了时间还没办好，社区在催。` : `${toName}${until}办好。`
    case 'handled':
      return `${item.toName ? `${toName}说是` : '说是'}修好了，等别人去看一眼。`
    case 'closed':
      return item.fixed === 'yes' ? '报的人也说修好了。' : '有人去看过，修好了。'
    case 'refused':
      return `${refuseReasons.text[refusedFor]}。`
    case 'turned':
      return '和另一件是同一件，在那边一起办。'
    case 'withdrawn':
      return '报的人撤回了。'
  }
}

const endingOf = ({ state, refusedFor }: Hazard, { whose, phone, why }: Said): HazardReply['ending'] =>
  state === 'refused' && refusedFor
    ? { reason: refusedFor, whose, phone: phone || undefined, why }
    : undefined

/** Photos by what they are for: all of them for those it concerns, those that staff have ticked for the others. */
const filesFor = async (ctx: SignedIn, item: Hazard, reader: Reader) => {
  const { files = [], handledFiles = [], shown = [], voice } = item
  const { publicPhotos } = (await settingsOf(ctx, item.community)).hazards
  const all = reader !== 'neighbour'
  const wanted = all ? [...files, ...handledFiles, ...(voice ? [voice] : [])] : publicPhotos ? shown : []
  const links = wanted.length ? await linksTo(ctx, wanted) : []
  const those = (ids: readonly string[]) => {
    const found = links.filter(({ id }) => ids.includes(id))
    return found.length ? found : undefined
  }
  return {
    photos: those(all ? files : shown),
    mended: all ? those(handledFiles) : undefined,
    voice: voice && all ? those([voice])?.[0] : undefined,
  }
}

/** The moves that are open to the reader; after so long nobody is asked any longer whether it is mended. */
const mayNow = (ctx: SignedIn, item: Hazard, answerDays: number) =>
  may(hazardLife, item, ctx.who).filter(
    name => name !== 'answer' || item.state !== 'closed' || ctx.now <= answerUntil(item, answerDays),
  )

const hidden: readonly string[] = ['follow', 'showPhoto', 'remind'] satisfies HazardMove[]

/** The hazard as this reader sees it, with the last entries of its history. */
export const hazardFor = async (ctx: SignedIn, item: Hazard, reader: Reader): Promise<HazardReply> => {
  const { who, now } = ctx
  const { id, state, seq, what, place, building, danger, severity, createdAt, changedAt } = item
  const { toKind, toName, extendedTo, extendReason, reopened, followers, same, fixed } = item
  const [said, files, settings] = await Promise.all([
    opened(ctx, item, 'said'),
    filesFor(ctx, item, reader),
    settingsOf(ctx, item.community),
  ])
  const close = reader !== 'neighbour'
  const inside = close && reader !== 'reporter'
  return {
    ...{ id, state, seq, what, place, danger, severity, createdAt, changedAt, reopened },
    title: hazardKinds.text[what],
    building: building ?? '小区里',
    stateText: hazardStates.text[state],
    stateHint: hintFor(item, reader, now),
    may: mayNow(ctx, item, settings.hazards.answerDays),
    timeline: item.timeline.flatMap(each => (hidden.includes(each.move) ? [] : entryFor(each, who, true))),
    dueAt: hazardStates.isIn(state, 'open') ? item.promisedAt : undefined,
    to: toKind && { kind: toKind, name: toName ?? '社区' },
    late: isLate(item, now),
    silent: item.silentAt === undefined || state !== 'dispatched' ? undefined : true,
    extended:
      extendedTo && extendReason && state === 'dispatched'
        ? { until: extendedTo, reason: extendReason }
        : undefined,
    followers: followers.length,
    following: followers.some(each => idsOf(who).includes(each)) || undefined,
    mine: isMe(who, item.reporter) || undefined,
    ending: endingOf(item, said),
    same: state === 'turned' ? same : undefined,
    photos: files.photos,
    ...(close && {
      spot: said.spot,
      words: said.words,
      ref: toKind && said.ref,
      voice: files.voice,
      handled:
        said.handled && hazardStates.isIn(state, 'mended')
          ? { what: said.handled, witness: said.witness, photos: files.mended }
          : undefined,
      answer: fixed && { fixed: fixed === 'yes', words: said.answer },
    }),
    ...(inside && {
      sentBack:
        state === 'reported' && item.sentBackFor
          ? { reason: item.sentBackFor, whose: said.whose }
          : undefined,
    }),
    ...(reader === 'staff' && { shown: [...(item.shown ?? [])], byStaff: item.byStaff }),
  }
}

/** To whom it could be given: the firm of the building first, then departments. */
const unitsFor = async (ctx: SignedIn, { community, place }: Hazard): Promise<HazardReply['units']> => {
  const [firms, departments] = await Promise.all([
    scopesIn(ctx, community, 'firm'),
    scopesIn(ctx, community, 'department'),
  ])
  return [
    ...firms.flatMap(({ id, name, buildings }) =>
      !buildings || !place || buildings.includes(place)
        ? { kind: 'firm' as const, id, name, suited: true }
        : [],
    ),
    ...departments.map(({ id, name }) => ({ kind: 'department' as const, id, name, suited: false })),
  ]
}

/** On its own page: the whole history, who reported it, and to whom the reader could give it. */
export const hazardReplyFor = async (ctx: SignedIn, item: Hazard): Promise<HazardReply> => {
  const reader = readerOf(item, ctx.who) ?? 'neighbour'
  const [reply, timeline, names] = await Promise.all([
    hazardFor(ctx, item, reader),
    timelineOf(ctx.table, item),
    reader === 'staff' || reader === 'grid' ? callNamesOf(ctx, [item.reporter]) : undefined,
  ])
  return {
    ...reply,
    timeline: timeline.flatMap(each => (hidden.includes(each.move) ? [] : entryFor(each, ctx.who, true))),
    reporter: names?.get(item.reporter),
    units: reply.may.includes('dispatch') ? await unitsFor(ctx, item) : undefined,
  }
}
