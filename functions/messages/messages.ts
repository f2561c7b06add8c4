/**
 * People are told what happens: a message in the inbox always, one by WeChat as long as they have allowed it.
 *
 * The inbox holds each message once. WeChat gets it at least once: the sender claims the message for two
 * minutes, and it is sent again only when a function dies between WeChat's answer and writing it down. A message that
 * cannot go out now stays due, and the clock sends it.
 */
import { settings } from '../../shared/community/community.ts'
import { communityIn, scopesOf, type Fields } from '../../shared/lifecycle.ts'
import { ringers, type messages } from '../../shared/messages/messages.ts'
import { pathOf } from '../../shared/modules/manifests.ts'
import { Refusal } from '../../shared/api/refusals.ts'
import { endOfQuiet, plusMinutes, shanghai } from '../../shared/time.ts'
import { scopesIn, settingsOf } from '../community/community.ts'
import { lookItem } from '../people/looks.ts'
import { namesApart } from '../people/called.ts'
import { callNamesOf, contactOf, isPersonId, reachOf } from '../people/people.ts'
import { config } from '../platform/config.ts'
import { traceOf, type Ctx, type SignedIn } from '../platform/context.ts'
import type { Keeper } from '../platform/keeper.ts'
import { inTurn, page } from '../platform/lists.ts'
import { getMatters, matterKey, type Stored } from '../platform/matter-item.ts'
import { isPartyOf, type Notice, type Reached, type Ring, type Telling } from '../platform/notice.ts'
import type { Handlers } from '../platform/serve.ts'
import { join, type Key } from '../platform/table.ts'
import {
  addGrants,
  boxOf,
  callOf,
  callsPage,
  donePage,
  inboxPage,
  messageOf,
  noteRung,
  putOff,
  readOne,
  readUpTo,
  removeInbox,
  sendShard,
  sendShards,
  settle,
  takeToSend,
  tell,
  wasRead,
  type Message,
} from './messages-store.ts'
import { dataFor, templatesIn } from './messages-words.ts'

/** What the clock asks for. */
export const everySendShard = Array.from({ length: sendShards }, (_, shard) => sendShard(shard))

const urlOf = ({ kind, id, url }: Notice) => url ?? (kind && id ? pathOf(kind, id) : undefined)

/** When WeChat may disturb someone, by the quiet hours of where they live. */
const outOfQuiet = async (ctx: Telling, community: string | undefined, at: string) => {
  const { quietHours } = community ? await settingsOf(ctx, community) : settings.parse({})
  return endOfQuiet(at, quietHours)
}

const inform = async (ctx: Telling, key: string, notice: Notice) => {
  const { name, template, title, text, who, atNight, ring, kind, id: about, party } = notice
  const matter = kind && about ? { kind, id: about } : undefined
  if (party) {
    const said = { at: ctx.now, template, title, text, url: urlOf(notice), ring, matter, party }
    return tell(ctx.table, { ...{ key, name, to: notice.to, sendAt: undefined }, ...said })
  }
  const person = await reachOf(ctx, notice.to)
  if (!person) return undefined
  const { id: to, openid, community, building } = person
  const sendAt = !openid ? undefined : atNight ? ctx.now : await outOfQuiet(ctx, community, ctx.now)
  const url = urlOf(notice)
  return tell(ctx.table, {
    ...{ key, name, to, at: ctx.now, template, title, text, who, url, atNight, sendAt },
    ...{ ring, matter, building: ring && building },
  })
}

/**
 * Tells everybody, each once for this `key` and the notice's name, however often it is called. Gives the messages that
 * may go out by WeChat now; a caller that cannot wait for the clock hands them to `sendDue`.
 */
export const notify = async (
  ctx: Telling,
  key: string,
  notices: readonly Notice[],
): Promise<readonly Message[]> => {
  const told: Message[] = []
  for (const notice of notices) {
    const message = await inform(ctx, key, notice)
    if (message?.wechat === 'due' && message.dueAt! <= ctx.now) told.push(message)
  }
  return told
}

// ---- sending by WeChat ----

const heldMinutes = 2
const tryingHours = 24
/** Minutes until the next try: 1, 2, 4, … up to four hours, because a day's quota comes back at midnight. */
const pauseAfter = (tries: number) => Math.min(2 ** (tries - 1), 240)

const send = async (ctx: Telling, message: Message) => {
  const { table, now } = ctx
  if (await wasRead(ctx, message)) return settle(table, message, 'read')
  const person = await reachOf(ctx, message.to)
  const template = templatesIn(config.templates)[message.template]
  if (!person?.openid || !template) return settle(table, message, 'failed')
  const { became, errcode } = await ctx.wechat.push({
    openid: person.openid,
    template: template.id,
    ...(message.url && { page: message.url.slice(1) }),
    data: dataFor(template.fields, message),
  })
  if (became !== 'later') return settle(table, message, became, errcode || undefined)
  if (now > plusMinutes(message.at, tryingHours * 60)) return settle(table, message, 'failed', errcode)
  const next = plusMinutes(now, pauseAfter(message.tries ?? 1))
  await putOff(
    table,
    message,
    message.atNight ? next : await outOfQuiet(ctx, person.community, next),
    errcode,
  )
}

/** Sends one message, unless another function is sending it. */
export const sendOne = async (ctx: Telling, key: Key) => {
  const message = await takeToSend(ctx.table, key, ctx.now, plusMinutes(ctx.now, heldMinutes))
  if (message) await send(ctx, message)
}

const atOnce = 10

/** Sends these, a few at a time; those that fail, or are not reached in time, are left to the clock. */
export const sendDue = async (ctx: Telling, due: readonly Message[], longestMs = 10_000) => {
  const until = Date.now() + longestMs
  const rest = [...due]
  const work = async () => {
    for (let next = rest.shift(); next && Date.now() < until; next = rest.shift())
      await sendOne(ctx, next).catch((error: unknown) => ctx.log.error('send failed', traceOf(error)))
  }
  await Promise.all(Array.from({ length: atOnce }, work))
}

// ---- the inbox ----

/** A page of the inbox as it is read: with the names, which the messages themselves do not hold. */
const readable = async (ctx: Pick<Ctx, 'table'>, user: string, after: Fields | undefined) => {
  const { items, last } = await inboxPage(ctx, user, after)
  const names = await callNamesOf(
    ctx,
    items.flatMap(({ who }) => who ?? []),
  )
  const named = items.map(item => ({
    ...item,
    text: item.text.replaceAll('{who}', (item.who && names.get(item.who)) || '有人'),
  }))
  return { items: named, last }
}

export const messagesKeeps: Keeper = {
  async exports(ctx, after) {
    const { items, last } = await readable(ctx, ctx.who.id, after)
    return {
      items: items.map(({ id, at, title, text, read }) => ({
        section: '我收到的消息',
        facts: { 时间: shanghai(at).format('YYYY年M月D日 HH:mm'), 消息: title, 内容: text },
        data: { id, at, title, text, read },
      })),
      last,
    }
  },
  erases: (ctx, user) => removeInbox(ctx.table, user),
}

// ---- whom no message reached ----

/** What the kind of a matter knows of ringing about it. */
export interface Phoned {
  /** What to say, by what the message says; undefined: there is no longer anything to ring about. */
  readonly says: (ctx: SignedIn, matter: Stored, text: string) => Promise<string | undefined>
  /** Who has no account. */
  readonly reached: (ctx: SignedIn, matter: Stored, party: string) => Promise<Reached | undefined>
}

type Ringer = (typeof ringers)[number]

/** Whose list the caller rings, in one community; of a grid worker, in which buildings. */
const ringerOf = async (ctx: SignedIn, wanted: string | undefined) => {
  const community = communityIn(ctx.who, ringers, wanted)
  if (!community) throw new Refusal('identity.scopeUnknown', {}, { community: '请选您所在的社区' })
  const has = (role: Ringer) => scopesOf(ctx.who, role, community)
  const lists = (['communityStaff', 'mediationStaff'] as const).filter(role => has(role).length)
  if (lists.length) return { community, lists, buildings: undefined }
  const grids = has('gridWorker')
  const buildings = (await scopesIn(ctx, community, 'building')).filter(({ grid }) =>
    grids.includes(grid ?? ''),
  )
  return { community, lists: ['communityStaff'] as const, buildings: buildings.map(({ name }) => name) }
}

const messageTo = (ctx: SignedIn, person: string, id: string) =>
  isPersonId(person) || isPartyOf(person) ? messageOf(ctx, person, id) : undefined

/** The message and who the caller rings as; refuses where they may not, or somebody was told. */
const callFor = async (ctx: SignedIn, found: Message | undefined) => {
  const ring = found?.ring ?? found?.rung?.ring
  if (!found || !ring || !communityIn(ctx.who, ringers, ring.community))
    throw new Refusal('messages.notFound')
  const { lists, buildings } = await ringerOf(ctx, ring.community)
  const theirs =
    lists.some(role => role === ring.by) && (!buildings || buildings.includes(found.building ?? ''))
  if (!theirs) throw new Refusal('messages.notFound')
  return { ...found, ring, as: buildings ? ('gridWorker' as const) : ring.by }
}

/** The call on the list still, and its matter: a phone is shown as long as there is something to say. */
const standing = async (ctx: SignedIn, phoned: Phoned, person: string, id: string) => {
  const call = await callOf(ctx, person, id)
  if (!call) throw new Refusal('messages.nothingToSay')
  const key = call.matter && matterKey(call.matter.kind, call.matter.id)
  const [matter] = key ? await getMatters<Stored>(ctx.table, [key]) : []
  if (matter && (await phoned.says(ctx, matter, call.text)) === undefined)
    throw new Refusal('messages.nothingToSay')
  return matter
}

const pages = { open: callsPage, done: donePage }

const callsIn = async (
  ctx: SignedIn,
  phoned: Phoned,
  which: keyof typeof pages,
  list: Pick<Ring, 'community' | 'by'>,
  after: Fields | undefined,
  limit: number | undefined,
) => {
  const { items, last } = await pages[which](ctx, list, after, limit)
  // Of several things to say about one matter, the newest.
  const about = ({ to, id, matter }: (typeof items)[number]) => join(to, matter?.id ?? id)
  const newest = items.filter((item, i) => items.findIndex(each => about(each) === about(item)) === i)
  const keys = newest.flatMap(({ matter }) => (matter ? (matterKey(matter.kind, matter.id) ?? []) : []))
  const [matters, names] = await Promise.all([
    getMatters<Stored>(ctx.table, keys),
    namesApart(
      ctx,
      newest.flatMap(({ to, party }) => (party ? [] : to)),
    ),
  ])
  const calls = await Promise.all(
    newest.map(async ({ to, id, at, title, text, url, matter, party, rung, ...rest }) => {
      const { building, noAnswer = 0, triedAt } = rest
      const item = matter && matters.find(each => each.id === matter.id)
      const say = item && !rung ? await phoned.says(ctx, item, text) : text
      const outside = item && party ? await phoned.reached(ctx, item, party) : undefined
      const name = party ? outside?.name : names.get(to)
      const where = party ? outside?.where : building
      return say && name
        ? [
            {
              person: to,
              id,
              at,
              name,
              building: where,
              title,
              text: say,
              url,
              noAnswer,
              triedAt,
              toldAt: rung?.at,
            },
          ]
        : []
    }),
  )
  return { items: calls.flat(), last }
}

export const messagesHandlers = (phoned: Phoned): Handlers<typeof messages> => ({
  async calls({ next, community: wanted, list: which }, ctx) {
    const { community, lists, buildings } = await ringerOf(ctx, wanted)
    const calls = inTurn(
      lists.map(by => async (after: Fields | undefined, limit?: number) => {
        const { items, last } = await callsIn(ctx, phoned, which, { community, by }, after, limit)
        return {
          items: buildings ? items.filter(({ building = '' }) => buildings.includes(building)) : items,
          last,
        }
      }),
    )
    return page(ctx, ['messages.calls', which, community, ...lists], next, calls)
  },

  async ring({ person, id }, ctx) {
    const { as, matter, party } = await callFor(ctx, await messageTo(ctx, person, id))
    const item = await standing(ctx, phoned, person, id)
    const contact = party ? item && (await phoned.reached(ctx, item, party)) : await contactOf(ctx, person)
    if (!contact?.phone) throw new Refusal('messages.noContact')
    await ctx.table.put(lookItem(person, { at: ctx.now, by: ctx.who.id, as, matter: matter?.id ?? id }))
    return { name: contact.name, phone: contact.phone }
  },

  async rung({ person, id, op, outcome }, ctx) {
    const found = await messageTo(ctx, person, id)
    if (found?.rungOps?.includes(op)) return { noted: true }
    const { ring, matter, at, to, ...call } = await callFor(ctx, found)
    const { items } = await callsPage(ctx, ring, undefined)
    // Who has been told the newest need not be told what was before it.
    const older = items.filter(
      each => matter && each.to === to && each.matter?.id === matter.id && each.at < at,
    )
    const rung = { op, at: ctx.now, by: ctx.who.id, outcome }
    for (const each of [call, ...(outcome === 'told' ? older : [])]) await noteRung(ctx.table, each, rung)
    return { noted: true }
  },

  inbox: ({ next }, ctx) => page(ctx, ['messages.inbox'], next, after => readable(ctx, ctx.who.id, after)),

  async unread(_, ctx) {
    return { unread: (await boxOf(ctx, ctx.who.id)).unread }
  },

  async read(input, ctx) {
    const me = ctx.who.id
    if ('upTo' in input)
      return { unread: await readUpTo(ctx.table, me, input.upTo < ctx.now ? input.upTo : ctx.now) }
    const unread = await readOne(ctx.table, me, input.id, ctx.now)
    if (unread === undefined) throw new Refusal('messages.notFound')
    return { unread }
  },

  async templates() {
    return Object.fromEntries(
      Object.entries(templatesIn(config.templates)).map(([name, { id }]) => [name, id]),
    )
  },

  async granted({ templates, op }, ctx) {
    await addGrants(ctx.table, ctx.who.id, templates, op)
    return { noted: true }
  },
})
