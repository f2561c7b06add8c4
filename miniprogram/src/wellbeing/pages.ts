import { page } from '../platform/pages.ts'

export const pages = {
  /** `new`: it was just begun. */
  one: page<{ id: string; new?: '1' }>(),
  list: page(),
  /** `staff`: for a neighbour who has said yes. */
  start: page<{ staff?: '1' }>(),
}

declare module '../platform/pages.ts' {
  interface Pages {
    wellbeing: typeof pages
  }
}
