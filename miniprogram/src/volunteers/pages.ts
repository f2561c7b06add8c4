import { page } from '../platform/pages.ts'

type OfTeam = { team: string }

export const pages = {
  teams: page(),
  /** `do`: the form is opened at once. */
  team: page<OfTeam & { do?: 'apply' }>(),
  membership: page<{ id: string }>(),
  shifts: page(),
  shift: page<{ id: string }>(),
  hours: page<{ list?: 'hours' | 'records' }>(),
  verify: page(),
  applications: page<Partial<OfTeam>>(),
  /** `id`: this shift is changed; `from`: a new one like it. */
  add: page<Partial<OfTeam> & { id?: string; from?: string }>(),
  roll: page<{ id: string }>(),
  /** `month`: shown first, `2026-11`. */
  'team-hours': page<Partial<OfTeam> & { month?: string }>(),
  'change-team': page<OfTeam>(),
  seals: page(),
  export: page(),
}

declare module '../platform/pages.ts' {
  interface Pages {
    volunteers: typeof pages
  }
}
