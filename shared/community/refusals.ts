/** What a community decides: every way this module says no. */
import type { RefusalsOf } from '../manifest.ts'

export const communityRefusals = {
  'community.notFound': [404, '还没把您登记到社区。请填楼号房号，或打给社区。'],
  'community.changed': [409, '{who}刚改过这里，您的还没存。请先看新的，再把您的改一遍。'],
} as const satisfies RefusalsOf<'community'>
