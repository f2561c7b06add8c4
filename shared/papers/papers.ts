/** Papers to print, keep or pass on: made in the background from what a module has, kept for a week. */
import * as z from 'zod/mini'
import { id, instant, module, operation } from '../contract.ts'

export const paperTypes = [
  'application/pdf',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
] as const
export type PaperType = (typeof paperTypes)[number]

export const paperStates = ['waiting', 'making', 'ready', 'failed'] as const
export type PaperState = (typeof paperStates)[number]

/** A paper as the one who ordered it sees it; the operation of a module that orders one gives it too. */
export const paper = z.object({
  id: z.string(),
  /** What it is, never whose: 志愿服务记录单. */
  name: z.string(),
  type: z.enum(paperTypes),
  state: z.enum(paperStates),
  percent: z.int().check(z.minimum(0), z.maximum(100)),
  /** Once ready: a path on our own domain, good until `until`, that opens it to anybody who has the path. */
  url: z.optional(z.string()),
  until: z.optional(instant),
  /** Why there is none, and what to do. */
  failedText: z.optional(z.string()),
})
export type Paper = z.output<typeof paper>

export const papers = module('papers', {
  get: operation({
    says: 'How far a paper is that I ordered, and a link to it once it is ready. Kept for seven days; papers of others are not there.',
    by: 'signedIn',
    takes: z.object({ id }),
    gives: paper,
  }),
  again: operation({
    says: 'Has one that failed made once more; where it did not fail, nothing is done.',
    by: 'signedIn',
    takes: z.object({ id }),
    gives: paper,
  }),
})
