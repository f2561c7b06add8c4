/**
 * U#<user> / FEED#<community>#<of>: the secret link to a calendar, by its hash (gsi1: whose it is). It shows times and
 * rooms; who meets there, and about what, is for those who sign in.
 */
import { createHash, randomBytes } from 'node:crypto'
import { scopesOf } from '../../shared/lifecycle.ts'
import type { mediation } from '../../shared/mediation.ts'
import { Refusal } from '../../shared/refusals.ts'
import { plusMinutes } from '../../shared/time.ts'
import { settingsOf } from '../community/community.ts'
import { grantsNow } from '../identity/identity.ts'
import type { Ctx } from '../platform/context.ts'
import { icalendar } from '../platform/icalendar.ts'
import type { Handlers } from '../platform/serve.ts'
import { changeItem, entry, join, type Key } from '../platform/table.ts'
import { casesBetween } from './case-store.ts'
import { deskIn } from './desk.ts'

interface Feed {
  readonly hash: string
  readonly madeAt: string
  readonly user: string
  readonly community: string
  readonly of: 'room' | 'mine'
}

const roleFor = { room: 'mediationStaff', mine: 'mediator' } as const

const keyOf = (user: string, community: string, of: Feed['of']): Key => ({
  pk: join('U', user),
  sk: join('FEED', community, of),
})
const hashOf = (secret: string) => createHash('sha256').update(secret).digest('base64url')
const found = (hash: string) => join('FEED', hash)

export const feedHandlers: Handlers<Pick<typeof mediation, 'feed'>> = {
  async feed({ community: wanted, of, change }, ctx) {
    const { community } = deskIn(ctx, wanted)
    const user = ctx.who.id
    if (!scopesOf(ctx.who, roleFor[of], community).length) throw new Refusal('mediation.feedNotYours')
    const key = keyOf(user, community, of)
    if (change === 'make') {
      const token = randomBytes(24).toString('base64url')
      const feed: Feed = { hash: hashOf(token), madeAt: ctx.now, user, community, of }
      await changeItem(ctx.table, key, () => ({ ...entry('gsi1', found(feed.hash), 'FEED'), feed }))
      return { madeAt: ctx.now, path: `/api/calendar/${token}.ics` }
    }
    if (change === 'revoke') {
      await ctx.table.remove(key)
      return {}
    }
    const feed = (await ctx.table.get(key))?.feed as Feed | undefined
    return feed ? { madeAt: feed.madeAt } : {}
  },
}

const pastMinutes = 30 * 24 * 60
const aheadMinutes = 180 * 24 * 60

/** What the link with this secret shows; refuses when it leads nowhere, or whoever made it holds the role no longer. */
export const calendarBy = async (ctx: Ctx, token: string): Promise<string> => {
  const hash = hashOf(token)
  const { items } = await ctx.table.query({ index: 'gsi1', pk: found(hash), limit: 1 })
  const [item] = await ctx.table.getMany(items.map(({ pk, sk }) => ({ pk, sk })))
  const feed = item?.feed as Feed | undefined
  const holds =
    feed?.hash === hash &&
    (await grantsNow(ctx, feed.user)).some(
      ({ role, community }) => role === roleFor[feed.of] && community === feed.community,
    )
  if (!feed || !holds) throw new Refusal('mediation.feedUnknown')
  const { community, of, user } = feed
  const { rooms } = (await settingsOf(ctx, community)).mediation
  const cases = await casesBetween(
    ctx.table,
    community,
    plusMinutes(ctx.now, -pastMinutes),
    plusMinutes(ctx.now, aheadMinutes),
  )
  const events = cases.flatMap(({ id, slot, mediator, changedAt }) => {
    const room = rooms.find(each => each.id === slot?.room)
    if (!slot || (of === 'mine' && mediator !== user)) return []
    const place = room ? `${room.name}（${room.place}）` : ''
    return [{ id, fromAt: slot.fromAt, toAt: slot.toAt, summary: '调解', place, changedAt }]
  })
  return icalendar(
    '调解',
    await Promise.all(
      events.map(async ({ id, ...event }) => ({
        ...event,
        // The case's own id would open nothing, but names it: this one names nothing.
        uid: `${await ctx.secrets.derive('calendar', id)}@mulin`,
      })),
    ),
  )
}
