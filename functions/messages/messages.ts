/**
 * People are told what happens: a message in the inbox always, one by WeChat as long as they have allowed it.
 *
 * The inbox holds each message once. WeChat gets it at least once: the sender claims the message for two
 * minutes, and it is sent again only when a function dies between WeChat's answer and writing it down. A message that
 * cannot go out now stays due, and the clock sends it.
 */
import { settings } from '../../shared/community.ts'
import type { Fields } from '../../shared/lifecycle.ts'
import type { messages } from '../../shared/messages.ts'
import { pathOf } from '../../shared/manifests.ts'
import { Refusal } from '../../shared/refusals.ts'
import { endOfQuiet, plusMinutes, shanghai } from '../../shared/time.ts'
import { settingsOf } from '../community/community.ts'
import { callNamesOf, reachOf } from '../people/people.ts'
import { config } from '../platform/config.ts'
import { traceOf, type Ctx } from '../platform/context.ts'
import type { Keeper } from '../platform/keeper.ts'
import { page } from '../platform/lists.ts'
import type { Notice, Telling } from '../platform/notice.ts'
import type { Handlers } from '../platform/serve.ts'
import type { Key } from '../platform/table.ts'
import {
  addGrants,
  boxOf,
  inboxPage,
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
  const { name, template, title, text, who, atNight } = notice
  const person = await reachOf(ctx, notice.to)
  if (!person) return undefined
  const { id: to, openid, community } = person
  const sendAt = !openid ? undefined : atNight ? ctx.now : await outOfQuiet(ctx, community, ctx.now)
  const told = { key, name, to, at: ctx.now, template, title, text, who, url: urlOf(notice), atNight, sendAt }
  return tell(ctx.table, told)
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

export const messagesHandlers: Handlers<typeof messages> = {
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
}
