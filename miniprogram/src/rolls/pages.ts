import { page } from '../platform/pages.ts'

export const pages = {
  list: page(),
  /** `new`: it was just called. */
  roll: page<{ id: string; new?: '1' }>(),
  building: page<{ id: string; building: string }>(),
}

declare module '../platform/pages.ts' {
  interface Pages {
    rolls: typeof pages
  }
}
