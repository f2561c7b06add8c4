import { page } from '../platform/pages.ts'

export const pages = {
  phones: page(),
  whose: page(),
  change: page<{ what: 'phones' | 'whose' }>(),
  settings: page(),
}

declare module '../platform/pages.ts' {
  interface Pages {
    community: typeof pages
  }
}
