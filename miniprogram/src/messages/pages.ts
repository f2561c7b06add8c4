import { page } from '../platform/pages.ts'

export const pages = {
  inbox: page(),
  calls: page(),
}

declare module '../platform/pages.ts' {
  interface Pages {
    messages: typeof pages
  }
}
