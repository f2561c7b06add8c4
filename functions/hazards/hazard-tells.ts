/** Who is told what when a hazard moves: one line for each move that somebody should hear of. No words, spots or names. */
import type { Role } from '../../shared/contract.ts'
import { extendReasons, hazardKinds, type HazardMove } from '../../shared/hazards/life.ts'
import { sayTime, shanghai } from '../../shared/time.ts'
import { holderIds } from '../identity/grants.ts'
import type { Change } from '../platform/matter-item.ts'
import type { Notice, Ring, Telling } from '../platform/notice.ts'
import type { Hazard } from './hazard-store.ts'

type Move = HazardMove | 'report'
type Audience = 'reporter' | 'followers' | 'addressee' | 'community' | 'helper'
type Words = readonly [title: string, text: string]
interface Facts {
  readonly before: Hazard
  readonly after: Hazard
  /** “3号楼”的“路面井盖” */
  readonly what: string
  readonly now: string
}
type Tells = (facts: Facts) => { readonly [A in Audience]?: Words | false | undefined }

const unitOf = ({ toName = '社区' }: Hazard) => toName
const everybody = (words: Words) => ({ reporter: words, followers: words })
const again = (what: string): Words => ['还没修好', `${what}还没修好，请点开看看再去一趟。`]

const tells: { readonly [M in Move]?: Tells } = {
  // What is no danger stands in 要您办的, and is said when nobody looks.
  report: ({ what, after }) => ({
    community: after.danger && ['有危险', `${what}有人报了危险，请马上去看。`],
    helper: after.state === 'handled' && ['等您去看一眼', `${what}有人顺手修好了，请去看看。`],
  }),
  dispatch: ({ what, after, now }) => ({
    ...everybody([
      '有人在办了',
      `${what}由${unitOf(after)}来办，${sayTime(after.promisedAt ?? now, now)}以前。`,
    ]),
    addressee: ['有隐患派给您', `${what}请你们来办，请点开看看。`],
  }),
  sendBack: ({ what, before }) => ({
    reporter: ['正在另找人办', `${what}，${unitOf(before)}办不了，社区在另找人。`],
    community: ['隐患退回来了', `${what}，${unitOf(before)}退回来了，请另派。`],
  }),
  extend: ({ what, after }) =>
    everybody([
      '要晚一些',
      `${what}因为${extendReasons.text[after.extendReason ?? 'other']}，改到${shanghai(`${after.extendedTo!}T00:00:00.000+08:00`).format('M月D日')}以前。`,
    ]),
  handle: ({ what }) => ({
    ...everybody(['说是修好了', `${what}说是修好了，有人去看过再告诉您。`]),
    helper: ['等您去看一眼', `${what}说是修好了，请去看看。`],
  }),
  verify: ({ what }) => ({
    reporter: ['修好了吗？', `${what}，有人去看过，修好了。请点开回个话。`],
    followers: ['修好了', `${what}修好了。`],
  }),
  notFixed: ({ what, after }) => ({
    reporter: ['还没修好', `${what}，有人去看过，还没修好，接着办。`],
    addressee: again(what),
    community: after.state === 'reported' && again(what),
  }),
  answer: ({ what, after }) =>
    after.fixed === 'yes'
      ? { followers: ['修好了', `${what}修好了。`] }
      : { addressee: again(what), community: ['居民说没修好', `${what}，报的人说还没修好，请跟一跟。`] },
  refuse: ({ what }) => everybody(['办不了', `${what}这里办不了。为什么、该找谁，请点开看看。`]),
  turn: ({ what }) => everybody(['并到一起办', `${what}和另一件是同一件，有进展再告诉您。`]),
  remind: ({ what, after }) =>
    after.state === 'dispatched'
      ? { addressee: ['快到时间了', `${what}快到时间了，办不了请早点说。`] }
      : after.state === 'reported'
        ? { community: ['隐患还没人看', `${what}还没人看，请看一眼、派出去。`] }
        : {
            community: ['修好没有还没人看', `${what}说是修好了，还没人去看。`],
            helper: ['等您去看一眼', `${what}说是修好了，请去看看。`],
          },
  escalate: ({ what, after }) => ({
    community: ['隐患超时了', `${what}，${unitOf(after)}过了时间还没办好，请打电话问问。`],
    addressee: ['超时了', `${what}过了时间，请说说什么时候能好。`],
  }),
  silent: ({ what, after }) => ({
    ...everybody(['没回话', `${what}，${unitOf(after)}过了时间没回话，社区在催。`]),
    community: ['一直没回话', `${what}，${unitOf(after)}一直没回话，请上门问问。`],
  }),
}

/** Those who reported it by phone are rung about these. */
const rung: readonly string[] = ['dispatch', 'verify', 'refuse'] satisfies Move[]

const idsIn = async (ctx: Telling, { community }: Hazard, role: Role, scope?: string) =>
  scope ? await holderIds(ctx, community, role, scope) : []

const audience = async (
  ctx: Telling,
  who: Audience,
  { before, after }: Facts,
): Promise<readonly string[]> => {
  switch (who) {
    case 'reporter':
      return [after.reporter]
    case 'followers':
      return after.followers
    case 'addressee': {
      const { to = before.to, toKind = before.toKind } = after
      return idsIn(ctx, after, toKind === 'firm' ? 'propertyManager' : 'departmentOfficer', to)
    }
    case 'community':
      return [
        ...(await idsIn(ctx, after, 'gridWorker', after.grid)),
        ...(await idsIn(ctx, after, 'communityStaff', after.community)),
      ]
    case 'helper':
      return idsIn(ctx, after, 'buildingHelper', after.place)
  }
}

export const hazardTells = async (ctx: Telling, change: Change<Hazard>): Promise<readonly Notice[]> => {
  const { before = change.after, after } = change
  const { kind, id, community } = after
  const what = `“${after.building ?? '小区里'}”的“${hazardKinds.text[after.what]}”`
  const facts: Facts = { before, after, what, now: ctx.now }
  const notices: Notice[] = []
  for (const { by, move, seq } of after.timeline) {
    if (seq <= (change.before?.seq ?? 0)) continue
    const words = tells[move as Move]?.(facts) ?? {}
    for (const who of Object.keys(words) as Audience[]) {
      const [title, text] = words[who] || []
      if (!title || !text) continue
      const ring: Ring | undefined =
        who === 'reporter' && rung.includes(move) ? { by: 'communityStaff', community } : undefined
      // It does not wait for the morning.
      const atNight =
        (who === 'community' || who === 'addressee') && (after.danger || after.severity === 'danger')
      for (const to of await audience(ctx, who, facts)) {
        // Nobody is told what they did themselves, nor one thing twice.
        if (to === by || notices.some(each => each.to === to)) continue
        notices.push({
          ...{ to, name: `${move}.${who}`, title, text, kind, id, ring },
          ...{ template: 'matterNews', atNight: atNight || undefined },
        })
      }
    }
  }
  return notices
}
