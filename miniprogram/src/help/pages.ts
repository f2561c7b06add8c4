import type { HelpMove } from '../../../shared/help/life.ts'
import type { HelpKind } from '../../../shared/help/topics.ts'
import { page } from '../platform/pages.ts'

export const pages = {
  kinds: page(),
  ask: page<{ kind: HelpKind }>(),
  again: page<{ id: string }>(),
  /** `from`: the visit or hazard that it comes of. */
  phone: page<{ from?: string }>(),
  /** `do`: the move whose question is asked at once; `new`: it was just sent. */
  detail: page<{ id: string; do?: HelpMove; new?: '1' }>(),
  requests: page(),
  board: page<{ list?: 'open' | 'team' }>(),
}

declare module '../platform/pages.ts' {
  interface Pages {
    help: typeof pages
  }
}
