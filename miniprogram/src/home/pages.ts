import { page, tab } from '../platform/pages.ts'

export const pages = {
  home: tab,
  matters: tab,
  me: tab,
  more: page(),
  'not-found': page(),
}

declare module '../platform/pages.ts' {
  interface Pages {
    home: typeof pages
  }
}
