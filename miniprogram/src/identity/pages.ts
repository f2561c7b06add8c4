import { page } from '../platform/pages.ts'

export const pages = {
  /** `scene`: of a code at a door, which says where it hangs. */
  home: page<{ scene?: string }>(),
  household: page(),
  join: page<{ code: string }>(),
  waiting: page(),
  check: page<{ user: string; claim: string }>(),
  find: page(),
  phone: page(),
  consent: page(),
  'sign-ins': page(),
  desk: page(),
  allow: page(),
  proxies: page(),
  offer: page(),
  answer: page<{ code: string }>(),
  witness: page(),
  same: page(),
  grants: page(),
  'my-code': page(),
  'my-data': page(),
  viewers: page(),
}

declare module '../platform/pages.ts' {
  interface Pages {
    identity: typeof pages
  }
}
