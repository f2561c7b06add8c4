/** 社区通知: put up, read, answered by a tap or at the door, taken down. */
import { randomUUID } from 'node:crypto'
import type { Parsed } from '../../shared/contract.ts'
import type { notices } from '../../shared/notices/notices.ts'
import { notices as contract } from '../../shared/notices/notices.ts'
import { Refusal } from '../../shared/api/refusals.ts'
import { onOf, plusDays } from '../../shared/time.ts'
import { deskOf, scopesIn, settingsWith } from '../community/community.ts'
import { attach } from '../files/files.ts'
import { homeIds, homeIn, homesIn, peopleIn } from '../identity/register.ts'
import { order, paperOf } from '../papers/papers.ts'
import { lookItem } from '../people/looks.ts'
import { contactOf } from '../people/people.ts'
import type { SignedIn } from '../platform/context.ts'
import { followed } from '../platform/followed.ts'
import { page, partition } from '../platform/lists.ts'
import { module } from '../platform/module.ts'
import { rowsIn } from '../platform/rows.ts'
import type { Handlers } from '../platform/serve.ts'
import { forAll, forBuilding, noticeMatters, upRows } from './notices-kind.ts'
import {
  linesFor,
  linesForStaff,
  noticeFor,
  readable,
  standingOf,
  tended,
  tendedBy,
  type Standing,
} from './notices-reply.ts'
import { isFor, noteSeen, seenIn, type Notice, type Telling } from './notices-store.ts'
import { followTelling } from './notices-telling.ts'

// ---- lists ----

const longestPage = 20

/** Those that are up, of several buildings as one list. */
const upIn = async (
  ctx: SignedIn,
  community: string,
  buildings: readonly string[],
  after: string | undefined,
) => {
  const lists = [forAll, ...[...new Set(buildings)].map(forBuilding)]
  const pages = await Promise.all(
    lists.map(of =>
      rowsIn(ctx.table, upRows, {
        ...{ community, of, newestFirst: true, limit: longestPage },
        after: after === undefined ? undefined : { pk: partition(community, upRows.under, of), sk: after },
      }),
    ),
  )
  const sorted = [
    ...new Map(pages.flatMap(({ rows }) => rows).map(row => [`${row.at}#${row.id}`, row.id])),
  ].sort(([a], [b]) => (a < b ? 1 : -1))
  const shown = sorted.slice(0, longestPage)
  const more = sorted.length > longestPage || pages.some(({ last }) => last)
  const end = shown.at(-1)?.[0]
  const found = await noticeMatters.byIds(
    ctx,
    shown.map(([, id]) => id),
  )
  return { items: found, last: more && end !== undefined ? { sk: end } : undefined }
}

/** Where the caller lives, works, or acts for somebody: the community named, or the first. */
const communityFor = ({ who }: SignedIn, standing: readonly Standing[], wanted: string | undefined) => {
  const all = [...standing, ...who.grants].map(({ community }) => community)
  if (wanted !== undefined && !all.includes(wanted)) throw new Refusal('community.notFound')
  return wanted ?? all[0]
}

const listFor = async (
  ctx: SignedIn,
  { community: wanted, next }: Pick<Parsed<typeof notices.notices>, 'community' | 'next'>,
) => {
  const standing = await standingOf(ctx)
  const community = communityFor(ctx, standing, wanted)
  if (!community) return { items: [] }
  const theirs = standing.filter(each => each.community === community)
  const tending = (await tendedBy(ctx, ctx.who, community)).map(({ id }) => id)
  // Who tends all of them reads the list of staff; here, what hangs where they live.
  const all = await scopesIn(ctx, community, 'building')
  const buildings = [
    ...theirs.map(({ building }) => building),
    ...(tending.length < all.length ? tending : []),
  ]
  return page(ctx, ['notices.notices', community, ...buildings], next, async after => {
    const { items, last } = await upIn(ctx, community, buildings, after?.sk as string | undefined)
    return { items: await linesFor(ctx, items, theirs), last }
  })
}

// ---- putting one up ----

const longestDays = 366

const post = async (ctx: SignedIn, input: Parsed<typeof notices.postNotice>): Promise<Notice> => {
  const { key, community: wanted, ...form } = input
  const community = deskOf(ctx, wanted)
  await settingsWith(ctx, community, 'notices')
  const today = onOf(ctx.now)
  if (form.untilOn < today || form.untilOn > plusDays(today, longestDays))
    throw new Refusal('notices.untilPassed', {}, { untilOn: '请选今天以后、一年以内的一天' })
  const known = (await scopesIn(ctx, community, 'building')).map(({ id }) => id)
  const buildings = form.buildings && [...new Set(form.buildings)]
  if (buildings?.some(each => !known.includes(each)))
    throw new Refusal('notices.buildingUnknown', {}, { buildings: '请从名单里选楼号' })
  const matter = await noticeMatters.begin(ctx, community, {
    ...{ key, input: form, move: 'post', state: 'up', as: 'communityStaff' },
  })
  await attach(ctx, form.photos, matter.id)
  const { title, text, photos, untilOn, urgent, ask, paper } = form
  return noticeMatters.create(ctx, {
    ...matter,
    ...{ title, text, photos, buildings, untilOn },
    ...{ urgent: urgent || undefined, ask: ask || undefined },
    halls: paper ? (buildings ?? known) : undefined,
  })
}

// ---- who knows ----

/** Told by somebody who goes through the building: each home has to be one of it. */
const told = async (ctx: SignedIn, notice: Notice, building: string, homes: readonly string[]) => {
  await tended(ctx, notice, building)
  const there = await homeIds(ctx, notice.community, building)
  if (homes.some(home => !there.includes(home))) throw new Refusal('notices.homeUnknown')
}

const know = async (ctx: SignedIn, input: Parsed<typeof notices.knowNotice>) => {
  const { id, for: other, building, homes, via } = input
  const { notice, standing } = await readable(ctx, id)
  if (homes) {
    await told(ctx, notice, building ?? '', homes)
    await noteSeen(ctx, id, building!, homes, via)
  } else {
    const mine = standing.find(each => each.for === other && isFor(notice, each.building))
    if (!mine) throw new Refusal('notices.homeNeeded')
    await noteSeen(ctx, id, mine.building, [mine.home], 'app')
  }
  return noticeFor(ctx, notice, standing)
}

/** Those that no phone with the program reaches come first. */
const reaches = ['phone', 'door', 'app'] as const

const reachOf = (people: readonly string[]) =>
  people.some(id => id.startsWith('user_')) ? 'app' : people.length ? 'phone' : 'door'

const unheardIn = async (ctx: SignedIn, notice: Notice, building: string) => {
  const { name } = await tended(ctx, notice, building)
  const [homes, seen] = await Promise.all([
    homesIn(ctx, notice.community, building),
    seenIn(ctx, notice.id, building),
  ])
  const items = await Promise.all(
    homes
      .filter(({ id }) => !seen.has(id))
      .map(async home => {
        const members = Object.keys(home.members)
        const people = members.length ? members : await peopleIn(ctx, home)
        return { home: home.id, door: home.door, reach: reachOf(people) } as const
      }),
  )
  const sorted = reaches.flatMap(reach => items.filter(each => each.reach === reach))
  const counted = { heard: seen.size, homes: Math.max(homes.length, seen.size) }
  return { building: name, ...counted, items: sorted }
}

/** Everybody of a home that can be rung; on record before it is shown. */
const ring = async (ctx: SignedIn, { id, building, home: asked }: Parsed<typeof notices.ringHome>) => {
  const notice = await noticeMatters.find(ctx, id)
  const as = noticeMatters.allowed(ctx, 'ring', notice)
  await tended(ctx, notice, building)
  const home = await homeIn(ctx, notice.community, building, asked)
  if (!home) throw new Refusal('notices.homeUnknown')
  const found = await Promise.all(
    (await peopleIn(ctx, home)).map(async person => {
      const contact = await contactOf(ctx, person)
      return contact?.phone ? [{ person, name: contact.name, phone: contact.phone }] : []
    }),
  )
  const people = found.flat()
  if (!people.length) throw new Refusal('notices.noPhone')
  for (const { person } of people)
    await ctx.table.put(lookItem(person, { at: ctx.now, by: ctx.who.id, as, matter: id }))
  return { people: people.map(({ name, phone }) => ({ name, phone })) }
}

export const doorsPaper = paperOf<{ readonly id: string; readonly building: string }>(
  'notices.doors',
  'application/pdf',
)

const handlers: Handlers<typeof notices> = {
  async notices({ list, ...asked }, ctx) {
    if (!list) return listFor(ctx, asked)
    const community = deskOf(ctx, asked.community)
    return page(ctx, ['notices.notices', list, community], asked.next, async after => {
      const { items, last } = await noticeMatters.lists.all.page(ctx, {
        ...{ community, of: list, newestFirst: true, limit: longestPage, after },
      })
      return { items: await linesForStaff(ctx, items), last }
    })
  },

  async notice({ id }, ctx) {
    const { notice, standing } = await readable(ctx, id)
    return noticeFor(ctx, notice, standing)
  },

  postNotice: async (input, ctx) => noticeFor(ctx, await post(ctx, input), await standingOf(ctx)),

  takeDownNotice: async (tap, ctx) =>
    noticeFor(ctx, await noticeMatters.move(ctx, 'takeDown', tap), await standingOf(ctx)),

  knowNotice: (input, ctx) => know(ctx, input),

  async postedAt({ building, ...tap }, ctx) {
    const seen = await noticeMatters.find(ctx, tap.id, { name: 'posted', op: tap.op })
    await tended(ctx, seen, building)
    // Who says so second is answered as who said so first.
    const notice = seen.posted?.[building]
      ? seen
      : await noticeMatters.move(ctx, 'posted', tap, {
          prepare: async ({ posted }) => ({
            posted: { ...posted, [building]: posted?.[building] ?? ctx.now },
          }),
        })
    return noticeFor(ctx, notice, await standingOf(ctx))
  },

  async unheard({ id, building }, ctx) {
    const notice = await noticeMatters.find(ctx, id)
    noticeMatters.allowed(ctx, 'unheard', notice)
    return unheardIn(ctx, notice, building)
  },

  ringHome: (input, ctx) => ring(ctx, input),

  async printDoors({ id, building, key = randomUUID() }, ctx) {
    const notice = await noticeMatters.find(ctx, id)
    const role = noticeMatters.allowed(ctx, 'unheard', notice)
    await tended(ctx, notice, building)
    const paper = await order(ctx, {
      ...doorsPaper,
      as: { role, community: notice.community },
      matter: { kind: 'notice', id },
      input: { id, building },
      name: '通知签收单',
      key,
    })
    return { paper: paper.id }
  },
}

export const noticesModule = module(contract, {
  handlers,
  kinds: [
    noticeMatters.followed,
    followed<Telling>({ name: 'noticeTelling', follows: followTelling, due: async () => undefined }),
  ],
})
