/** People are told: in the program's own inbox always, by WeChat as often as they have allowed it. */
import * as z from 'zod/mini'
import { choice } from '../choice.ts'
import { id, instant, listed, listOf, module, onceKey, operation, scopeId, type Role } from '../contract.ts'

/** Kinds of WeChat subscription messages. Their ids belong to the mini-program's account and come from the server. */
export const templates = ['helpProgress', 'helpWanted', 'matterNews'] as const
export type TemplateName = (typeof templates)[number]

/** What is asked for at which moment; WeChat's prompt holds three at most. One yes is one message. */
export const askedAt = {
  /** Someone asks for help, and wants to know how it goes. */
  asking: ['helpProgress', 'matterNews'],
  /** Someone takes something on, and wants to know when it changes. */
  helping: ['helpWanted', 'matterNews'],
} as const satisfies Record<string, readonly TemplateName[]>
export type Moment = keyof typeof askedAt

const messageId = z.string().check(z.minLength(1), z.maxLength(256))

/** It says what happened and no personal detail, as it may be read over one's shoulder. */
export const message = z.object({
  id: messageId,
  at: instant,
  title: z.string(),
  text: z.string(),
  read: z.boolean(),
  /** The page with what it is about. */
  url: z.optional(z.string()),
})
export type MessageReply = z.output<typeof message>

/** What came of ringing somebody. */
export const rungOutcomes = choice({ told: '告诉了', noAnswer: '没人接', undone: '记错了，还没告诉' })

/** Who rings whom no message reached; a grid worker rings those of the grid. */
export const ringers = ['communityStaff', 'mediationStaff', 'gridWorker'] as const satisfies readonly Role[]

/** Which message to whom. */
const callOf = { person: id, id: messageId }

export const call = z.object({
  ...callOf,
  at: instant,
  /** What neighbours call the person. */
  name: z.string(),
  building: z.optional(z.string()),
  title: z.string(),
  /** What to say. */
  text: z.string(),
  /** The page with what it is about. */
  url: z.optional(z.string()),
  /** How often nobody answered, and when last. */
  noAnswer: z.int(),
  triedAt: z.optional(instant),
  /** When they were told. */
  toldAt: z.optional(instant),
})
export type CallReply = z.output<typeof call>

const unread = z.object({ unread: z.int() })

export const messages = module('messages', {
  inbox: operation({
    says: 'What the caller was told, newest first; kept for a year.',
    by: 'signedIn',
    takes: z.object(listed),
    gives: listOf(message),
  }),
  unread: operation({
    says: 'How many messages the caller has not read.',
    by: 'signedIn',
    takes: z.object({}),
    gives: unread,
  }),
  read: operation({
    says: 'The caller has read one message, or all up to an instant; reading twice succeeds.',
    by: 'signedIn',
    takes: z.union([z.object({ id: messageId }), z.object({ upTo: instant })]),
    gives: unread,
  }),
  calls: operation({
    says: 'Whom no message reached and who has to be rung, newest first: people known only by phone, and what people did not read though WeChat could not bring it. Of the last three days, and only what is still so. `done`: who was told today.',
    by: ringers,
    takes: z.object({
      ...listed,
      community: z.optional(scopeId),
      list: z._default(z.enum(['open', 'done']), 'open'),
    }),
    gives: listOf(call),
  }),
  ring: operation({
    says: 'The phone of somebody on that list. The look is on record, and the person can see it.',
    by: ringers,
    takes: z.object(callOf),
    gives: z.object({ name: z.string(), phone: z.string() }),
  }),
  rung: operation({
    says: 'They were told, which takes them off the list; or nobody answered, which is counted; `undone` on the same day puts who was told back.',
    by: ringers,
    takes: z.object({ ...callOf, op: onceKey, outcome: rungOutcomes.schema }),
    gives: z.object({ noted: z.literal(true) }),
  }),
  templates: operation({
    says: 'The ids of the WeChat templates that this deployment has, to be asked for in WeChat’s prompt.',
    by: 'signedIn',
    takes: z.object({}),
    gives: z.partialRecord(z.enum(templates), z.string()),
  }),
  granted: operation({
    says: 'In WeChat’s prompt the caller has just allowed one message of each of these; the same `op` again counts once.',
    by: 'signedIn',
    takes: z.object({
      templates: z.array(z.enum(templates)).check(z.minLength(1), z.maxLength(3)),
      op: onceKey,
    }),
    gives: z.object({ noted: z.literal(true) }),
  }),
})
