/**
 * `U#<user>#INBOX`: the messages, `M#<at>#<key>#<name>`, and one `BOX` with what is counted: how many are unread and
 * how many WeChat messages of each template the person has allowed and we have not used. A partition of its own, so
 * that asking who somebody is does not read their messages.
 */
import { createHash } from 'node:crypto'
import { absent, type Fields } from '../../shared/lifecycle.ts'
import type { Code } from '../../shared/choice.ts'
import type { rungOutcomes, TemplateName } from '../../shared/messages/messages.ts'
import { dayOf, instantOf, onOf } from '../../shared/time.ts'
import type { Ctx } from '../platform/context.ts'
import type { Ring } from '../platform/notice.ts'
import { entry, join, nextVersion, unchanged, type Item, type Key, type Table } from '../platform/table.ts'
import { changeItem, write } from '../platform/write.ts'

/**
 * What came of the WeChat message. `due`: one allowance is taken and it is to be sent at `dueAt`. `read`: it was read
 * before it was sent. `unreached`: the person is only known by phone, and has to be rung if it matters.
 */
export type Outcome = 'due' | 'sent' | 'noGrant' | 'failed' | 'read' | 'unreached'

export interface Message extends Item {
  readonly to: string
  readonly at: string
  readonly template: TemplateName
  readonly title: string
  readonly text: string
  readonly who?: string | undefined
  readonly url?: string | undefined
  readonly readAt?: string | undefined
  readonly wechat: Outcome
  /** While it is due: when it is tried, and how often it has been. */
  readonly dueAt?: string | undefined
  readonly tries?: number
  /** Quiet hours do not hold it back. */
  readonly atNight?: boolean | undefined
  /** WeChat's last error code. */
  readonly errcode?: number | undefined
  /** Who rings where no message reaches, as long as nobody has. */
  readonly ring?: Ring | undefined
  readonly building?: string | undefined
  readonly matter?: { readonly kind: string; readonly id: string } | undefined
  /** Who of the matter it is for, where they have no account. */
  readonly party?: string | undefined
  /** They were told by somebody who rang, at this time: for as long as that day lasts it can be taken back. */
  readonly rung?: { readonly at: string; readonly by: string; readonly ring: Ring } | undefined
  /** How often nobody answered, when last, and the taps that said so. */
  readonly noAnswer?: number
  readonly triedAt?: string
  readonly rungOps?: readonly string[]
}

interface Box {
  readonly unread: number
  readonly readUpTo?: string
  readonly grants: Readonly<Partial<Record<TemplateName, number>>>
  /** The prompts that were counted last; a retry of one of them is not counted again. */
  readonly ops: readonly string[]
}

const keptOps = 20
const dayMs = 86_400_000
/** Seconds since 1970, as DynamoDB's TTL reads it. */
const daysOn = (at: string, days: number) => Math.floor((Date.parse(at) + days * dayMs) / 1000)
const messageDays = 365
/** Longer than the 14 days for which a change that could not be followed is kept to be tried again by hand. */
const markerDays = 60

const inboxOf = (user: string) => join('U', user, 'INBOX')
const boxKey = (user: string): Key => ({ pk: inboxOf(user), sk: 'BOX' })
const messageSk = 'M#'

const boxIn = (item: Item | undefined): Box => ({
  unread: 0,
  grants: {},
  ops: [],
  ...(item?.box as Partial<Box> | undefined),
})

export const boxOf = async ({ table }: Pick<Ctx, 'table'>, user: string) =>
  boxIn(await table.get(boxKey(user)))

const changeBox = (table: Table, user: string, change: (box: Box) => Box) =>
  changeItem(table, boxKey(user), was => ({ box: change(boxIn(was)) }))

const withGrants = (box: Box, template: TemplateName, count: (now: number) => number): Box => ({
  ...box,
  grants: { ...box.grants, [template]: count(box.grants[template] ?? 0) },
})

const isRead = ({ readAt, at }: Message, { readUpTo = '' }: Box) => readAt !== undefined || at <= readUpTo

// ---- due ones: gsi3, `DUE#SEND#<shard>` / dueAt, beside the shards of matters and never in their way ----

/** A message goes in and out of its shard, and a key takes 1,000 writes a second: as many as a city's bad morning needs. */
export const sendShards = 16
export const sendShard = (shard: number) => join('DUE', 'SEND', String(shard))
const shardOf = (key: string) => createHash('sha256').update(key).digest()[0]! % sendShards

// ---- whom no message reached: gsi1, `C#<community>#CALLS#<role>` / at ----

type Calls = Pick<Ring, 'community' | 'by'>
const callsOf = ({ community, by }: Calls) => join('C', community, 'CALLS', by)
/** Those who were told, by when. */
const doneOf = ({ community, by }: Calls) => join('C', community, 'CALLS', by, 'DONE')

const toBeRung = ({ ring, wechat, readAt }: Message) =>
  ring !== undefined &&
  readAt === undefined &&
  (wechat === 'unreached' || (ring.unread === true && (wechat === 'noGrant' || wechat === 'failed')))

/** The message as written: where the clock finds it follows from `dueAt`, and whether somebody has to be rung. */
const messageItem = (
  was: Message | undefined,
  { gsi1pk: _, gsi1sk: __, gsi3pk: ___, gsi3sk: ____, ...message }: Message,
): Message => {
  const { pk, sk, at, dueAt, ring, rung } = message
  const due = dueAt && entry('gsi3', sendShard(shardOf(pk + sk)), dueAt)
  const calls = ring
    ? toBeRung(message) && entry('gsi1', callsOf(ring), at)
    : rung && entry('gsi1', doneOf(rung.ring), rung.at)
  return nextVersion(was, { pk, sk }, { ...message, ...due, ...calls }) as Message
}

const callDays = 3

/** The earliest that is still rung about. */
const callsSince = (now: string) => new Date(Date.parse(now) - callDays * dayMs).toISOString()

const stillToBeRung = (message: Message, now: string) =>
  toBeRung(message) && !(message.ring!.until && message.ring!.until <= now)

/** One of those to be rung, if it still is. */
export const callOf = async (ctx: Pick<Ctx, 'table' | 'now'>, to: string, id: string) => {
  const [message, box] = await Promise.all([messageOf(ctx, to, id), boxOf(ctx, to)])
  const still =
    message && stillToBeRung(message, ctx.now) && !isRead(message, box) && message.at >= callsSince(ctx.now)
  return still ? message : undefined
}

/** A page of those to be rung, newest first. */
export const callsPage = async (
  { table, now }: Pick<Ctx, 'table' | 'now'>,
  list: Calls,
  after: Fields | undefined,
  limit?: number,
) => {
  const atLeast = callsSince(now)
  const { items, last } = await table.query({
    ...{ index: 'gsi1', pk: callsOf(list), sk: { atLeast }, newestFirst: true, after, limit },
  })
  const keys = items.map(({ pk, sk }) => ({ pk, sk }))
  // The index may be a moment behind.
  const messages = ((await table.getMany(keys)) as Message[])
    .filter(message => stillToBeRung(message, now))
    .sort((one, other) => (one.at < other.at ? 1 : -1))
  const boxes = new Map(
    (await table.getMany([...new Set(messages.map(({ to }) => to))].map(boxKey))).map(item => [
      item.pk,
      boxIn(item),
    ]),
  )
  const unread = messages.filter(message => !isRead(message, boxes.get(message.pk) ?? boxIn(undefined)))
  return { items: unread.map(item => ({ ...item, id: idOf(item) })), last }
}

/** A page of those who were told today, latest first. */
export const donePage = async (
  { table, now }: Pick<Ctx, 'table' | 'now'>,
  list: Calls,
  after: Fields | undefined,
  limit?: number,
) => {
  const atLeast = instantOf(dayOf(onOf(now)))
  const { items, last } = await table.query({
    ...{ index: 'gsi1', pk: doneOf(list), sk: { atLeast }, newestFirst: true, after, limit },
  })
  const messages = ((await table.getMany(items.map(({ pk, sk }) => ({ pk, sk })))) as Message[])
    .filter(({ rung }) => rung !== undefined)
    .sort((one, other) => other.rung!.at.localeCompare(one.rung!.at))
  return { items: messages.map(item => ({ ...item, id: idOf(item) })), last }
}

export const messageOf = async ({ table }: Pick<Ctx, 'table'>, to: string, id: string) =>
  (await table.get({ pk: inboxOf(to), sk: messageSk + id })) as Message | undefined

interface Rung {
  readonly op: string
  readonly at: string
  readonly by: string
  readonly outcome: Code<typeof rungOutcomes>
}

const afterRinging = (was: Message, { at, by, outcome }: Rung): Message | undefined => {
  const { ring, rung } = was
  if (outcome === 'undone') return rung && { ...was, ring: rung.ring, rung: undefined }
  if (!ring) return undefined
  return outcome === 'told'
    ? { ...was, ring: undefined, rung: { at, by, ring } }
    : { ...was, noAnswer: (was.noAnswer ?? 0) + 1, triedAt: at }
}

/** The same tap counts once; being told takes it off the list, and puts it back when that was a mistake. */
export const noteRung = (table: Table, { pk, sk }: Key, tap: Rung) =>
  write(table, async () => {
    const was = (await table.get({ pk, sk })) as Message | undefined
    const now = was && !was.rungOps?.includes(tap.op) && afterRinging(was, tap)
    if (!now) return { answer: undefined }
    const rungOps = [...(was.rungOps ?? []), tap.op].slice(-keptOps)
    return { steps: { put: messageItem(was, { ...now, rungOps }), when: unchanged(was) }, answer: undefined }
  })

// ---- telling ----

export interface Telling {
  readonly key: string
  readonly name: string
  readonly to: string
  readonly at: string
  readonly template: TemplateName
  readonly title: string
  readonly text: string
  readonly who?: string | undefined
  readonly url?: string | undefined
  readonly atNight?: boolean | undefined
  readonly ring?: Ring | undefined
  readonly building?: string | undefined
  readonly matter?: Message['matter']
  readonly party?: string | undefined
  /** When a WeChat message may go out; undefined: the person has no WeChat. */
  readonly sendAt: string | undefined
}

/**
 * Marker, message and one allowance taken, all or nothing: telling twice makes one message, and an allowance is never
 * taken twice. Undefined: told before.
 */
export const tell = async (
  table: Table,
  { key, name, sendAt, ...told }: Telling,
): Promise<Message | undefined> => {
  const { to, template } = told
  const marker = { pk: join('FX', key), sk: join(name, to), expiresAt: daysOn(told.at, markerDays) }
  return write<Message | undefined>(table, async lost => {
    if (lost?.step === 0) return { answer: undefined }
    const was = await table.get(boxKey(to))
    const box = boxIn(was)
    const granted = (box.grants[template] ?? 0) > 0
    // Somebody who has read all up to a later moment has not read this.
    const { readUpTo = '' } = box
    const at = told.at > readUpTo ? told.at : new Date(Date.parse(readUpTo) + 1).toISOString()
    const message = messageItem(undefined, {
      ...told,
      at,
      pk: inboxOf(to),
      sk: messageSk + join(at, key, name),
      ...(sendAt === undefined
        ? { wechat: 'unreached' }
        : granted
          ? { wechat: 'due', dueAt: sendAt }
          : { wechat: 'noGrant' }),
      expiresAt: daysOn(at, messageDays),
    })
    const counted = { ...box, unread: box.unread + 1 }
    const taken = message.wechat === 'due' ? withGrants(counted, template, now => now - 1) : counted
    const steps = [
      { put: marker, when: absent('pk') },
      { put: message },
      { put: nextVersion(was, boxKey(to), { box: taken }), when: unchanged(was) },
    ]
    return { steps, answer: message }
  })
}

// ---- sending ----

/** Claims the message for one sender by putting off its next try; undefined when another sender has it, or it is not due. */
export const takeToSend = async (
  table: Table,
  { pk, sk }: Key,
  now: string,
  untilAt: string,
): Promise<Message | undefined> => {
  const message = (await table.get({ pk, sk })) as Message | undefined
  if (message?.wechat !== 'due' || message.dueAt! > now) return undefined
  const taken = messageItem(message, { ...message, dueAt: untilAt, tries: (message.tries ?? 0) + 1 })
  return (await table.put(taken, unchanged(message))).done ? taken : undefined
}

export const wasRead = async (ctx: Pick<Ctx, 'table'>, message: Message) =>
  isRead(message, await boxOf(ctx, message.to))

export const putOff = (table: Table, message: Message, dueAt: string, errcode: number) =>
  changeMessage(table, message, now => ({ ...now, dueAt, errcode }))

/**
 * Notes what came of it. An allowance that was not used goes back; when WeChat says that there was none, all of the
 * template's count as used up.
 */
export const settle = async (
  table: Table,
  message: Message,
  wechat: Exclude<Outcome, 'due' | 'unreached'>,
  errcode?: number,
) => {
  const mine = await changeMessage(table, message, now => ({ ...now, wechat, dueAt: undefined, errcode }))
  if (!mine || wechat === 'sent') return
  await changeBox(table, message.to, box =>
    withGrants(box, message.template, now => (wechat === 'noGrant' ? 0 : now + 1)),
  )
}

/** Changes a message that is still due; false when it no longer is. */
const changeMessage = (table: Table, { pk, sk }: Key, change: (message: Message) => Message) =>
  write(table, async () => {
    const was = (await table.get({ pk, sk })) as Message | undefined
    if (was?.wechat !== 'due') return { answer: false }
    return { steps: { put: messageItem(was, change(was)), when: unchanged(was) }, answer: true }
  })

// ---- reading ----

/** `id` is the message's own part of its key. */
const idOf = ({ sk }: Key) => sk.slice(messageSk.length)

/** A page of the inbox, newest first, each with whether it was read. */
export const inboxPage = async (ctx: Pick<Ctx, 'table'>, user: string, after: Fields | undefined) => {
  const sk = { beginsWith: messageSk }
  const [{ items, last }, box] = await Promise.all([
    ctx.table.query({ pk: inboxOf(user), sk, newestFirst: true, after }),
    boxOf(ctx, user),
  ])
  const messages = (items as Message[]).map(item => ({ id: idOf(item), ...item, read: isRead(item, box) }))
  return { items: messages, last }
}

/** Marks one as read and gives what is left unread; undefined: the message does not exist. */
export const readOne = (table: Table, user: string, id: string, now: string) =>
  write<number | undefined>(table, async () => {
    const key = { pk: inboxOf(user), sk: messageSk + id }
    const [message, was] = await Promise.all([table.get(key), table.get(boxKey(user))])
    if (!message) return { answer: undefined }
    const box = boxIn(was)
    if (isRead(message as Message, box)) return { answer: box.unread }
    const unread = Math.max(box.unread - 1, 0)
    const steps = [
      {
        put: messageItem(message as Message, { ...(message as Message), readAt: now }),
        when: unchanged(message),
      },
      { put: nextVersion(was, boxKey(user), { box: { ...box, unread } }), when: unchanged(was) },
    ]
    return { steps, answer: unread }
  })

/** Marks all up to an instant as read and counts anew what came after it. */
export const readUpTo = (table: Table, user: string, upTo: string) =>
  write(table, async () => {
    const was = await table.get(boxKey(user))
    const box = boxIn(was)
    if (upTo <= (box.readUpTo ?? '')) return { answer: box.unread }
    const next = { ...box, readUpTo: upTo }
    const later = await table.queryAll({ pk: inboxOf(user), sk: { atLeast: messageSk + upTo } })
    const unread = (later as Message[]).filter(message => !isRead(message, next)).length
    // A message that arrives or is read meanwhile changes the box as well, so it is counted again.
    const put = nextVersion(was, boxKey(user), { box: { ...next, unread } })
    return { steps: { put, when: unchanged(was) }, answer: unread }
  })

// ---- allowances ----

/** One of each, unless this prompt has been counted before. */
export const addGrants = (table: Table, user: string, templates: readonly TemplateName[], op: string) =>
  changeBox(table, user, box => {
    if (box.ops.includes(op)) return box
    const counted: Box = { ...box, ops: [...box.ops, op].slice(-keptOps) }
    return [...new Set(templates)].reduce((now, each) => withGrants(now, each, count => count + 1), counted)
  })

// ---- leaving ----

export const removeInbox = async (table: Table, user: string) => {
  for (const { pk, sk } of await table.queryAll({ pk: inboxOf(user) })) await table.remove({ pk, sk })
}
