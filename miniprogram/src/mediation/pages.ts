import { page } from '../platform/pages.ts'

export const pages = {
  apply: page(),
  /** `new`: it was just sent. */
  case: page<{ id: string; new?: '1' }>(),
  record: page<{ id: string; session?: string }>(),
  /** `scene`: the same, from a code of WeChat. */
  answer: page<{ code?: string; scene?: string }>(),
  cases: page(),
  newcase: page(),
  /** `staff`: for a neighbour who rings. */
  talk: page<{ staff?: '1' }>(),
  note: page(),
  notes: page(),
  /** `new`: it was just booked. */
  quarrel: page<{ id: string; new?: '1' }>(),
  desk: page(),
  today: page(),
}

declare module '../platform/pages.ts' {
  interface Pages {
    mediation: typeof pages
  }
}
