import { page } from '../platform/pages.ts'

export const pages = {
  inbox: page(),
}

declare module '../platform/pages.ts' {
  interface Pages {
    messages: typeof pages
  }
}
