/** 我的事: every matter that concerns me, whatever its kind, as a line ready to show. */
import * as z from 'zod/mini'
import { instant, listed, listOf, module, operation } from './contract.ts'

/** Its page is `/<kind>/detail?id=<id>`. */
export const card = z.object({
  kind: z.string(),
  id: z.string(),
  title: z.string(),
  stateText: z.string(),
  /** yours: you act next; waiting: somebody else does; ended. */
  tone: z.enum(['yours', 'waiting', 'ended']),
  changedAt: instant,
})
export type Card = z.output<typeof card>

export const matters = module('matters', {
  mine: operation({
    says: 'What I asked for, handle, am party to, or follow for someone, across modules; newest change first.',
    by: 'signedIn',
    takes: z.object(listed),
    gives: listOf(card),
  }),
})
