import type { PairingMove } from '../../../shared/households/life.ts'
import { page } from '../platform/pages.ts'

export const pages = {
  today: page(),
  /** `do`: the move whose question is asked at once. */
  home: page<{ id: string; do?: PairingMove }>(),
  /** `building` and `group`: of the doors of one building, or of one group in it. */
  homes: page<{ building?: string; group?: string; name?: string }>(),
  /** A home, or a place, is put on the map. */
  list: page<{ building?: string }>(),
  /** 民情图. */
  map: page(),
  building: page<{ building: string; name?: string; group?: string }>(),
  month: page(),
}

declare module '../platform/pages.ts' {
  interface Pages {
    households: typeof pages
  }
}
