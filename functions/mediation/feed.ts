/**
 * U#<user> / FEED#<community>#<of>: the secret link to a calendar, by its hash (gsi1: whose it is). It shows times,
 * rooms, numbers and kinds; who meets there is for those who sign in.
 */
import { createHash, randomUUID } from 'node:crypto'
import { scopesOf } from '../../shared/lifecycle.ts'
import { disputeKinds } from '../../shared/mediation/life.ts'
import type { mediation } from '../../shared/mediation/mediation.ts'
import { Refusal } from '../../shared/api/refusals.ts'
import { plusMinutes } from '../../shared/time.ts'
import { settingsOf } from '../community/community.ts'
import { inForce, personOf } from '../people/people.ts'
import type { Ctx } from '../platform/context.ts'
import { icalendar } from '../platform/icalendar.ts'
import type { Handlers, Route } from '../platform/serve.ts'
import { entry, join, type Item, type Key, type Table } from '../platform/table.ts'
import { changeItem } from '../platform/write.ts'
import { blocksBetween } from './blocks-store.ts'
import { eventsBetween } from './calendar-events.ts'
import { deskIn } from './desk.ts'

interface Feed {
  readonly hash: string
  readonly madeAt: string
  readonly user: string
  readonly community: string
  readonly of: 'room' | 'mine'
  /** Who signs out everywhere ends their links as well. */
  readonly epoch: number
}

const roleFor = { room: 'mediationStaff', mine: 'mediator' } as const

const keyOf = (user: string, community: string, of: Feed['of']): Key => ({
  pk: join('U', user),
  sk: join('FEED', community, of),
})
const hashOf = (secret: string) => createHash('sha256').update(secret).digest('base64url')
const found = (hash: string) => join('FEED', hash)

/** What stands there: the link that is good, and the last ones that are not any more. */
interface Links {
  readonly feed?: Feed
  readonly ended?: readonly string[]
}
const linksIn = (item: Item | undefined) => (item ?? {}) as Links
const mostEnded = 20

/** This link or none in place of the one before; a late retry leaves it as it is, and revives nothing. */
const replaceLink = async (table: Table, key: Key, next?: Feed): Promise<Links> => {
  const item = await changeItem(table, key, was => {
    const { feed: before, ended = [] } = linksIn(was)
    const late = next && [before?.hash, ...ended].includes(next.hash)
    const feed = late ? before : next
    return {
      ...(feed && { ...entry('gsi1', found(feed.hash), 'FEED'), feed }),
      ended: before && before !== feed ? [...ended, before.hash].slice(-mostEnded) : ended,
    }
  })
  return linksIn(item)
}

export const feedHandlers: Handlers<Pick<typeof mediation, 'feed'>> = {
  async feed({ community: wanted, op = randomUUID(), of, change }, ctx) {
    const { community } = deskIn(ctx, wanted)
    const user = ctx.who.id
    if (!scopesOf(ctx.who, roleFor[of], community).length) throw new Refusal('mediation.feedNotYours')
    const key = keyOf(user, community, of)
    if (change === 'make') {
      // The same tap has the same link, so that a retry does not end what has just been copied.
      const token = await ctx.secrets.derive('calendar link', community, user, of, op)
      const { epoch } = (await personOf(ctx, user))!.profile
      const next: Feed = { hash: hashOf(token), madeAt: ctx.now, user, community, of, epoch }
      const { feed } = await replaceLink(ctx.table, key, next)
      return {
        ...(feed && { madeAt: feed.madeAt }),
        ...(feed?.hash === next.hash && { path: `/api/calendar/${token}.ics` }),
      }
    }
    if (change === 'revoke') {
      await replaceLink(ctx.table, key)
      return {}
    }
    const { feed } = linksIn(await ctx.table.get(key))
    return feed ? { madeAt: feed.madeAt } : {}
  },
}

const pastMinutes = 30 * 24 * 60
const aheadMinutes = 180 * 24 * 60

/** What the link with this secret shows; refuses when it leads nowhere, or its maker no longer holds the role. */
const calendarBy = async (ctx: Ctx, token: string): Promise<string> => {
  const hash = hashOf(token)
  const { items } = await ctx.table.query({ index: 'gsi1', pk: found(hash), limit: 1 })
  const [item] = await ctx.table.getMany(items.map(({ pk, sk }) => ({ pk, sk })))
  const feed = item?.feed as Feed | undefined
  const person = feed?.hash === hash ? await personOf(ctx, feed.user) : undefined
  const holds =
    person?.profile.epoch === feed?.epoch &&
    person?.grants
      .filter(inForce(ctx.now))
      .some(({ role, community }) => role === roleFor[feed!.of] && community === feed!.community)
  if (!feed || !holds) throw new Refusal('mediation.feedUnknown')
  const { community, of, user } = feed
  const { rooms } = (await settingsOf(ctx, community)).mediation
  const span = [plusMinutes(ctx.now, -pastMinutes), plusMinutes(ctx.now, aheadMinutes)] as const
  const [told, blocks] = await Promise.all([
    eventsBetween(ctx, community, ...span),
    blocksBetween(ctx, community, ...span),
  ])
  const placeOf = (id: string) => {
    const room = rooms.find(each => each.id === id)
    return room ? `${room.name}（${room.place}）` : ''
  }
  const sessions = told
    .filter(({ mediator, left }) => (of === 'room' ? !left : mediator === user))
    .map(({ matter: id, kind, n, room, what, number = '', ...event }) => ({
      ...event,
      name: [id, String(n)],
      summary: `${kind === 'case' ? '调解' : '说和'}：${number}${disputeKinds.text[what]}`,
      place: placeOf(room),
    }))
  // Why somebody is away is theirs.
  const closures = blocks
    .filter(block => (of === 'room' ? true : block.of === 'mediator' && block.which === user))
    .map(({ id, of: whose, which, fromAt, toAt, madeAt }) => ({
      ...{ fromAt, toAt, seq: 0, changedAt: madeAt },
      name: [id],
      summary: whose === 'room' ? '调解室停用' : '调解员请假',
      place: whose === 'room' ? placeOf(which) : '',
    }))
  return icalendar(
    of === 'room' ? '调解室' : '我的调解',
    await Promise.all(
      [...sessions, ...closures].map(async ({ name, ...event }) => ({
        ...event,
        // The case's own id would open nothing, but names it: this one names nothing.
        uid: `${await ctx.secrets.derive('calendar', ...name)}@mulin`,
      })),
    ),
  )
}

const address = /^\/api\/calendar\/([\w-]{32})\.ics$/

/** Calendar programs bring no token: the address itself is the secret. */
export const calendarRoute: Route = {
  name: 'calendar',
  path: address,
  method: 'GET',
  answer: async ({ rawPath }, ctx) => ({
    statusCode: 200,
    headers: { 'content-type': 'text/calendar; charset=utf-8', 'cache-control': 'private, no-store' },
    body: await calendarBy(ctx, address.exec(rawPath)![1]!),
  }),
}
