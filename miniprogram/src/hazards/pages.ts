import { page } from '../platform/pages.ts'

export const pages = {
  report: page(),
  /** `new`: it was just sent. */
  hazard: page<{ id: string; new?: '1' }>(),
  list: page(),
}

declare module '../platform/pages.ts' {
  interface Pages {
    hazards: typeof pages
  }
}
