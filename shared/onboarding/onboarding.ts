/**
 * 建档: a community moves in from its own sheet. The sheet is checked first, which writes nothing of what it says; what was
 * checked can then be carried out, as often as one likes.
 */
import * as z from 'zod/mini'
import { choice, type Code } from '../choice.ts'
import { creation, id, instant, module, onceKey, operation, scopeId, tellsOthers } from '../contract.ts'
import { papers } from '../papers/papers.ts'

/** What a sheet is about, in the order in which it is carried out. */
export const parts = choice({
  buildings: '楼',
  grids: '网格',
  teams: '队和小组',
  units: '单位',
  doors: '门牌',
  people: '人',
  needs: '需要关心的人家',
  roles: '身份',
  members: '队员',
})
export type Part = Code<typeof parts>

/** So many are shown; the paper has them all. */
export const mostShown = 200

const problem = z.object({
  sheet: z.string(),
  line: z.int(),
  column: z.string(),
  /** What is wrong, and what to write instead. */
  wrong: z.string(),
  instead: z.string(),
  /** The beginning of what stands there. */
  wrote: z.optional(z.string()),
})
export type Problem = z.output<typeof problem>

/** Left as it is, and why. */
const remark = z.object({ sheet: z.string(), line: z.int(), text: z.string() })
export type Remark = z.output<typeof remark>

const count = z.object({ of: parts.schema, fresh: z.int(), changed: z.int(), same: z.int() })
export type Count = z.output<typeof count>

/** In the register and not in the sheet: it stays there. */
const missing = z.object({ of: parts.schema, name: z.string() })
export type Missing = z.output<typeof missing>

export const outcome = z.object({
  /** Why nothing could be read. */
  unreadable: z.optional(z.string()),
  problems: z.array(problem),
  problemCount: z.int(),
  remarks: z.array(remark),
  remarkCount: z.int(),
  counts: z.array(count),
  missing: z.array(missing),
  missingCount: z.int(),
})
export type Outcome = z.output<typeof outcome>

export const stages = choice({
  none: '还没交表',
  checking: '正在检查',
  checked: '检查完了',
  applying: '正在登记',
  done: '登记好了',
})

const standing = z.object({
  stage: stages.schema,
  percent: z.int(),
  /** Of the file: what is carried out is what was checked. */
  sha256: z.optional(z.string()),
  at: z.optional(instant),
  by: z.optional(z.string()),
  /** It stands still: it can be asked for once more and goes on where it stopped. */
  stuck: z.boolean(),
  /** Nothing in it is wrong. */
  ready: z.boolean(),
  outcome: z.optional(outcome),
  /** The whole list as a table, for the one who asked for it. */
  paper: z.optional(z.string()),
  /** What was carried out before, latest first. */
  past: z.array(z.object({ at: instant, by: z.string(), fresh: z.int(), changed: z.int() })),
})
export type Standing = z.output<typeof standing>

const ofCommunity = { community: z.optional(scopeId) }
const { gives: paper } = papers.get

export const onboarding = module('onboarding', {
  template: operation({
    says: 'Orders an empty sheet with examples and an explanation of each column.',
    by: ['communityStaff'],
    limit: tellsOthers,
    takes: z.object({ ...ofCommunity, ...creation }),
    gives: paper,
  }),
  check: operation({
    says: 'Has a sheet checked: every line that is wrong, and what would be new, changed and the same. Nothing of it is written.',
    by: ['communityStaff'],
    limit: tellsOthers,
    takes: z.object({ ...ofCommunity, file: id }),
    gives: standing,
  }),
  standing: operation({
    says: 'How far the community is with its sheet, and what was found in it.',
    by: ['communityStaff'],
    takes: z.object(ofCommunity),
    gives: standing,
  }),
  apply: operation({
    says: 'Carries out the sheet that was checked, named by its hash. Twice is once; one that stands still goes on.',
    by: ['communityStaff'],
    limit: tellsOthers,
    takes: z.object({
      ...ofCommunity,
      sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
      op: z.optional(onceKey),
    }),
    gives: standing,
  }),
  codes: operation({
    says: 'Orders codes to hang up, which open 登记住处 with the door filled in: a page for each building or unit, or a small one for each door of a building; or the page of a station.',
    by: ['communityStaff'],
    limit: tellsOthers,
    takes: z.object({
      ...ofCommunity,
      ...creation,
      /** Left out: every building. */
      building: z.optional(scopeId),
      /** A page for each of so many units. */
      units: z.optional(z.int().check(z.minimum(1), z.maximum(12))),
      rooms: z.optional(z.boolean()),
      /** Instead of doors: a page for each station of the community. */
      stations: z.optional(z.boolean()),
    }),
    gives: paper,
  }),
})
