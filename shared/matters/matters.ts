/** 我的事: every matter that concerns me, whatever its kind, as a line ready to show. */
import * as z from 'zod/mini'
import { tones } from '../choice.ts'
import { instant, link, listed, listOf, module, operation } from '../contract.ts'

/** Its page is `pathOf(kind, id)`. */
export const card = z.object({
  kind: z.string(),
  id: z.string(),
  title: z.string(),
  stateText: z.string(),
  tone: z.enum(tones),
  /** What is going on or what comes next, for this reader; nothing that is sealed, nobody's details. */
  hint: z.optional(z.string()),
  changedAt: instant,
  /** For the one who asked: when it was, so that two of a kind are told apart. */
  askedAt: z.optional(instant),
  /** By when the reader, or somebody of their desk, should have done something. */
  dueAt: z.optional(instant),
  /** Somebody may come to harm: it stands before everything else. */
  urgent: z.optional(z.literal(true)),
})
export type Card = z.output<typeof card>

/** A card that waits for the reader; only the server says what is late. */
export const waiting = z.extend(card, {
  late: z.optional(z.literal(true)),
  /** It waits for the reader, or somebody they act for, and not for an office of theirs. */
  mine: z.optional(z.literal(true)),
})
export type Waiting = z.output<typeof waiting>

export const matters = module('matters', {
  desk: operation({
    says: 'What waits for me or for the desks I hold, across modules: what is urgent first, then by when it is due.',
    by: 'signedIn',
    takes: z.object(listed),
    gives: listOf(waiting),
  }),
  links: operation({
    says: 'What a matter came of, and what came of it, of what the reader may see.',
    by: 'signedIn',
    takes: z.extend(link, listed),
    gives: z.extend(listOf(card), { from: z.optional(card) }),
  }),
  mine: operation({
    says: 'What I asked for, handle, am party to, or follow for someone, across modules; newest change first.',
    by: 'signedIn',
    takes: z.object(listed),
    gives: listOf(card),
  }),
})
