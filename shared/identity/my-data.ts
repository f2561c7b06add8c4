/** 我的信息: what is kept of me, who looked at it, putting it right, taking it along, and having it taken away. */
import * as z from 'zod/mini'
import { callName, instant, listed, listOf, operation, personName } from '../contract.ts'

/** Deleted data stays in the table's backups for so long; nobody can look at it there. */
export const backupDays = 35

export const details = z.object({
  callName: z.string(),
  /** The three below are there once the community has them. */
  name: z.optional(z.string()),
  phone: z.optional(z.string()),
  address: z.optional(z.string()),
})

const look = z.object({
  at: instant,
  /** What neighbours call them; left out when they are gone: then only their role is known. */
  name: z.optional(z.string()),
  as: z.string(),
  /** The caller's own doing: a file taken along. */
  own: z.boolean(),
  /** For which matter; its page is `pathOf(kind, id)`. */
  matter: z.optional(z.object({ kind: z.string(), id: z.string() })),
})

/** A part of what is kept, as people read it and as a program does. */
const exported = z.object({
  section: z.string(),
  facts: z.record(z.string(), z.unknown()),
  data: z.record(z.string(), z.unknown()),
})

export const myDataOperations = {
  details: operation({
    says: 'Name, phone and address that the community has of the caller.',
    by: 'signedIn',
    takes: z.object({}),
    gives: details,
  }),
  viewers: operation({
    says: 'Who looked at the caller’s details, when, as what and for which matter; the last one first.',
    by: 'signedIn',
    takes: z.object(listed),
    gives: listOf(look),
  }),
  correct: operation({
    says: 'Puts right what one may say oneself: what neighbours call one, and one’s name.',
    by: 'signedIn',
    takes: z.object({ callName: z.optional(callName(12)), name: z.optional(personName(20)) }),
    gives: details,
  }),
  export: operation({
    says: 'All that is kept of the caller, page by page, in words and for programs; that it was taken is on record.',
    by: 'signedIn',
    onPhone: true,
    takes: z.object(listed),
    gives: listOf(exported),
  }),
  erase: operation({
    says: 'Takes the caller’s personal data away and ends all they may do. Refused while help is in hand. Asked again after it broke off, it goes on; afterwards the same WeChat account is a newcomer.',
    by: 'signedIn',
    onPhone: true,
    takes: z.object({}),
    gives: z.object({ erased: z.literal(true) }),
  }),
}
