import { page } from '../platform/pages.ts'

export const pages = {
  ideas: page(),
  idea: page<{ id: string }>(),
  /** `from`: the hazard that it comes of. */
  say: page<{ at?: string; station?: string; from?: string }>(),
  /** `at`: the community; `scene`: both, as a code of WeChat brings them. */
  station: page<{ at?: string; station?: string; scene?: string }>(),
  trace: page<{ at?: string; code?: string }>(),
  stays: page(),
  stay: page<{ id: string }>(),
}

declare module '../platform/pages.ts' {
  interface Pages {
    suggestions: typeof pages
  }
}
