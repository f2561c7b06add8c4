/** A notice as each of its readers gets it, and for which homes a reader stands. */
import type { Role } from '../../shared/contract.ts'
import { may, scopesOf, type Who } from '../../shared/lifecycle.ts'
import { noticeLife, noticeStates } from '../../shared/notices/life.ts'
import type { NoticeLine, NoticeReply } from '../../shared/notices/notices.ts'
import { Refusal } from '../../shared/api/refusals.ts'
import { scopesIn } from '../community/community.ts'
import { linksTo } from '../files/files.ts'
import { entryFor } from '../matters/matters.ts'
import { profilesOf } from '../people/people.ts'
import type { SignedIn } from '../platform/context.ts'
import { timelineOf } from '../platform/timeline.ts'
import { noticeMatters } from './notices-kind.ts'
import { heardOf, isFor, seenBy, sumOf, type At, type Notice } from './notices-store.ts'
import { hintOf } from './notices-telling.ts'

/** A home for which the reader can say that it knows: their own, or that of somebody they act for. */
export interface Standing extends At {
  readonly community: string
  readonly for?: string
  readonly name?: string
}

export const standingOf = async (ctx: SignedIn): Promise<readonly Standing[]> => {
  const { id, actsFor, also = [] } = ctx.who
  const others = actsFor.filter(each => !also.includes(each))
  const profiles = await profilesOf(ctx, [id, ...others])
  const found = [...profiles.values()].map(async ({ id: person, home, callName }) => {
    if (!home) return []
    const building = (await scopesIn(ctx, home.community, 'building')).find(
      ({ name }) => name === home.building,
    )
    if (!building) return []
    const other = person === id ? {} : { for: person, name: callName }
    return [{ community: home.community, building: building.id, home: home.id, ...other }]
  })
  return (await Promise.all(found)).flat()
}

/** The buildings of a community that somebody goes through by their office. */
export const tendedBy = async (ctx: SignedIn, who: Who, community: string) => {
  const has = (role: Role) => scopesOf(who, role, community)
  const all = await scopesIn(ctx, community, 'building')
  if (has('communityStaff').length) return all
  const [grids, own] = [has('gridWorker'), has('buildingHelper')]
  if (!grids.length && !own.length) return []
  return all.filter(({ id, grid }) => own.includes(id) || (grid !== undefined && grids.includes(grid)))
}

/** Refuses whose building it is not; gives the building. */
export const tended = async (ctx: SignedIn, notice: Notice, building: string) => {
  const found = (await tendedBy(ctx, ctx.who, notice.community)).find(({ id }) => id === building)
  if (!found || !isFor(notice, building)) throw new Refusal('notices.notYourBuilding')
  return found
}

/** The notice for somebody of its community, or who acts for somebody there; for others there is none. */
export const readable = async (ctx: SignedIn, id: string) => {
  const notice = await noticeMatters.get(ctx, id)
  if (!notice) throw new Refusal('matter.notFound')
  const standing = (await standingOf(ctx)).filter(({ community }) => community === notice.community)
  const belongs = ctx.who.grants.some(({ community }) => community === notice.community)
  if (!belongs && !standing.length) throw new Refusal('matter.notFound')
  return { notice, standing }
}

const isStaff = ({ who }: SignedIn, community: string) =>
  scopesOf(who, 'communityStaff', community).length > 0

/** What the reader is asked for, where something is. */
const hintFor = ({ state, ask }: Notice, mine: NoticeReply['mine']) => {
  if (state === 'down') return '这条通知已经撤下了。'
  const waits = mine.some(({ knownAt }) => !knownAt)
  return ask && waits ? '看过请点“知道了”，好让社区放心。' : ''
}

export const noticeFor = async (
  ctx: SignedIn,
  notice: Notice,
  standing: readonly Standing[],
): Promise<NoticeReply> => {
  const { id, community, state, seq, title, text, createdAt, changedAt, dueAt } = notice
  const theirs = standing.filter(each => each.community === community && isFor(notice, each.building))
  const staff = isStaff(ctx, community)
  const [seen, tending, names, photos, timeline] = await Promise.all([
    seenBy(
      ctx,
      theirs.map(each => ({ ...each, id })),
    ),
    tendedBy(ctx, ctx.who, community),
    scopesIn(ctx, community, 'building'),
    linksTo(ctx, notice.photos),
    staff ? timelineOf(ctx.table, notice) : [],
  ])
  const tends = tending.filter(building => isFor(notice, building.id))
  const heard = tends.length ? await heardOf(ctx, id) : new Map<string, never>()
  const mine = theirs.map(({ for: other, name, home }) => {
    const known = seen.get(`${id} ${home}`)
    return { for: other, name, knownAt: known?.at, via: known?.via }
  })
  const open = may(noticeLife, notice, ctx.who).filter(
    name => name !== 'know' && (tends.length || (name !== 'posted' && name !== 'unheard')),
  )
  return {
    ...{ id, state, seq, title, text, createdAt, changedAt, photos, mine },
    may: [...open, ...(state === 'up' && mine.some(({ knownAt }) => !knownAt) ? ['know'] : [])],
    stateText: noticeStates.text[state],
    stateHint: hintFor(notice, mine),
    timeline: timeline.map(each => entryFor(each, ctx.who, true)),
    buildings: notice.buildings?.map(each => names.find(({ id }) => id === each)?.name ?? '') ?? [],
    ...{ untilOn: notice.untilOn, urgent: notice.urgent ?? false, ask: notice.ask ?? false },
    ...(staff && { dueAt, counts: sumOf(heard) }),
    ...(tends.length && {
      byBuilding: tends.map(({ id: building, name }) => ({
        ...{ building, name, postedAt: notice.posted?.[building] },
        ...(heard.get(building) ?? { heard: 0, homes: 0 }),
      })),
    }),
  }
}

const lineOf = (notice: Notice): NoticeLine => {
  const { id, state, title, createdAt: at, untilOn, urgent = false, ask = false } = notice
  return { id, state, title, hint: hintOf(notice), at, untilOn, urgent, ask }
}

/** For those who stand for homes: whether all of those that it is for know. */
export const linesFor = async (
  ctx: SignedIn,
  notices: readonly Notice[],
  standing: readonly Standing[],
): Promise<NoticeLine[]> => {
  const asked = notices.flatMap(notice =>
    standing
      .filter(each => each.community === notice.community && isFor(notice, each.building))
      .map(each => ({ ...each, id: notice.id })),
  )
  const seen = await seenBy(ctx, asked)
  return notices.map(notice => {
    const homes = asked.filter(({ id }) => id === notice.id)
    const known = homes.every(({ id, home }) => seen.has(`${id} ${home}`))
    return { ...lineOf(notice), known: homes.length ? known : undefined }
  })
}

export const linesForStaff = (ctx: SignedIn, notices: readonly Notice[]): Promise<NoticeLine[]> =>
  Promise.all(
    notices.map(async notice => ({ ...lineOf(notice), counts: sumOf(await heardOf(ctx, notice.id)) })),
  )
