import { page } from '../platform/pages.ts'

export const pages = {
  list: page(),
  /** `do`: the move whose question is asked at once. */
  notice: page<{ id: string; do?: string; new?: '1' }>(),
  /** All of them, for staff. */
  all: page(),
  post: page(),
  /** The doors of one building, to be walked or rung. */
  doors: page<{ id: string; building: string }>(),
}

declare module '../platform/pages.ts' {
  interface Pages {
    notices: typeof pages
  }
}
