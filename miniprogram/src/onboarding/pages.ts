import { page } from '../platform/pages.ts'

export const pages = {
  sheet: page(),
  codes: page(),
}

declare module '../platform/pages.ts' {
  interface Pages {
    onboarding: typeof pages
  }
}
