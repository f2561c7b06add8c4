/** People are told: in the program's own inbox always, by WeChat as often as they have allowed it. */
import * as z from 'zod/mini'
import { instant, listed, listOf, module, onceKey, operation } from './contract.ts'

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
