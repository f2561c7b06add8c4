/** Hours served: counted from verified tasks and check-ins, put right with a reason, and shown on paper. */
import * as z from 'zod/mini'
import { choice, type Code } from '../choice.ts'
import {
  creation,
  dialled,
  id,
  instant,
  listOf,
  listed,
  onceKey,
  operation,
  personName,
  scopeId,
  tellsOthers,
  text,
} from '../contract.ts'
import { cleanText } from '../text.ts'

const day = z.iso.date()
/** A month in Shanghai. */
const month = z.string().check(z.regex(/^\d{4}-(0[1-9]|1[0-2])$/))

/** One time somebody served: a task that the neighbour confirmed, or a shift from check-in to check-out. */
export const stint = z.object({
  id: z.string(),
  user: z.string(),
  /** As neighbours call them. */
  name: z.string(),
  /** For the lead and staff: neighbours are called alike. */
  building: z.optional(z.string()),
  kind: z.enum(['task', 'shift']),
  team: z.object({ id: z.string(), name: z.string() }),
  /** 买菜, 文明交通岗, … */
  what: z.string(),
  on: day,
  fromAt: instant,
  toAt: z.optional(instant),
  /** 0 as long as nobody has checked out. */
  minutes: z.int(),
  /** `in`: checked in and not out. */
  state: z.enum(['in', 'done', 'noShow']),
  version: z.int(),
  /** What was put right, by whom and why; it stays visible. */
  corrections: z.array(
    z.object({
      ...{ at: instant, name: z.string(), before: z.int(), after: z.int(), reason: z.string() },
      /** They had not checked out: it was entered when they went. */
      wentAt: z.optional(instant),
    }),
  ),
  /** The reader may put it right. */
  mayCorrect: z.optional(z.boolean()),
})
export type StintReply = z.output<typeof stint>

/** As printed, in groups; spaces, dashes and capitals do not count. */
const printed = z.string().check(z.overwrite(cleanText), z.minLength(4), z.maxLength(60))

/** `asked`: staff are asked for a seal; `sealed`: it is a 证明 now. */
export const recordStates = choice({
  issued: '记录单',
  asked: '等盖章',
  refused: '没盖章',
  sealed: '已盖章，是证明',
})
export type RecordState = Code<typeof recordStates>

export const record = z.object({
  number: z.string(),
  state: recordStates.schema,
  name: z.string(),
  fromOn: day,
  toOn: day,
  issuedAt: instant,
  minutes: z.int(),
  times: z.int(),
  /** Put right since it was issued: what it would say now. */
  nowMinutes: z.optional(z.int()),
  /** Just ordered: the paper to open. `printRecord` makes it again. */
  paper: z.optional(z.string()),
  /** Asked for now, it is announced for so long before it is sealed. */
  announceDays: z.optional(z.int()),
  /** Why it was not sealed. */
  reason: z.optional(z.string()),
  sealed: z.optional(
    z.object({
      at: instant,
      handler: z.string(),
      contact: z.string(),
      announcedFromOn: day,
      announcedToOn: day,
    }),
  ),
  /** asks for the seal; seals; prints again. */
  may: z.array(z.enum(['ask', 'seal', 'refuse'])),
})
export type RecordReply = z.output<typeof record>

export const hourOperations = {
  hours: operation({
    says: 'What somebody, or a team in a month, has served, newest first. One’s own; for a lead the team’s; for staff everybody’s. Sums are in minutes; nobody is ranked.',
    by: 'signedIn',
    takes: z.object({
      ...listed,
      /** Left out: the caller’s own. */
      team: z.optional(scopeId),
      community: z.optional(scopeId),
      month: z.optional(month),
    }),
    gives: z.object({
      ...listOf(stint).shape,
      /** Over all of it, not only this page. */
      minutes: z.int(),
      times: z.int(),
      /** Of a team, with its first page: each one’s sum, by name. */
      people: z.optional(
        z.array(
          z.object({
            user: z.string(),
            name: z.string(),
            building: z.optional(z.string()),
            minutes: z.int(),
            times: z.int(),
          }),
        ),
      ),
    }),
  }),
  correctHours: operation({
    says: 'A lead or staff put one time right, never their own, however long ago it was: its minutes, or when somebody went who forgot to check out. Why stays visible.',
    by: ['teamLead', 'communityStaff'],
    takes: z.object({
      user: id,
      id,
      version: z.int(),
      op: z.optional(onceKey),
      minutes: z.optional(z.int().check(z.minimum(0), z.maximum(24 * 60))),
      /** Instead, for who has not checked out of a shift that is over. */
      wentAt: z.optional(instant),
      reason: text(60),
    }),
    gives: stint,
  }),
  record: operation({
    says: '志愿服务记录单 as a PDF over a period, with a number and a code by which anybody can verify it. Staff make it for somebody who asks at the desk.',
    by: 'signedIn',
    takes: z.object({
      ...creation,
      community: z.optional(scopeId),
      fromOn: day,
      toOn: day,
      /** As the national system has it; printed, and kept encrypted. */
      volunteerNumber: z.optional(z.string().check(z.trim(), z.regex(/^[A-Za-z0-9]{6,24}$/))),
      person: z.optional(id),
    }),
    gives: record,
  }),
  printRecord: operation({
    says: 'The paper of a record sheet once more, with its seal data where it has been sealed; for whom it is about, and staff.',
    by: 'signedIn',
    takes: z.object({ ...creation, number: printed }),
    gives: z.object({ paper: z.string() }),
  }),
  records: operation({
    says: 'The caller’s own record sheets; for staff those that wait for a seal.',
    by: 'signedIn',
    takes: z.object({
      ...listed,
      list: z._default(z.enum(['mine', 'asked']), 'mine'),
      community: z.optional(scopeId),
    }),
    gives: listOf(record),
  }),
  askSeal: operation({
    says: 'Asks the 居委会 to make a 证明 of a record sheet: announced, sealed, with handler and contact.',
    by: 'signedIn',
    limit: tellsOthers,
    takes: z.object({ number: printed, op: z.optional(onceKey) }),
    gives: record,
  }),
  seal: operation({
    says: 'Staff have announced and sealed it: from now on it verifies as a 证明; or they say why not. Nobody seals their own.',
    by: ['communityStaff'],
    takes: z.object({
      number: printed,
      op: z.optional(onceKey),
      sealed: z.optional(
        z.object({
          handler: personName(20),
          contact: dialled,
          announcedFromOn: day,
          announcedToOn: day,
        }),
      ),
      reason: z.optional(text(60)),
    }),
    gives: record,
  }),
  verifyRecord: operation({
    says: 'Whether a record sheet is real, by its number and code, without signing in: period and hours, and the name but for its first character hidden.',
    by: 'anyone',
    limit: { address: { burst: 60, everySeconds: 2 } },
    takes: z.object({ number: printed, code: printed }),
    gives: z.object({
      state: recordStates.schema,
      communityName: z.string(),
      name: z.string(),
      fromOn: day,
      toOn: day,
      issuedAt: instant,
      minutes: z.int(),
      times: z.int(),
      /** Put right since it was issued: what it would say now. */
      nowMinutes: z.optional(z.int()),
      sealed: z.optional(z.object({ at: instant, announcedFromOn: day, announcedToOn: day })),
    }),
  }),
  export: operation({
    says: 'Hours in the columns of the national volunteer system, as an XLSX paper; each one in it can see that it was made.',
    by: ['communityStaff'],
    takes: z.object({
      ...creation,
      community: z.optional(scopeId),
      fromOn: day,
      toOn: day,
      team: z.optional(scopeId),
    }),
    gives: z.object({ paper: z.string() }),
  }),
}
