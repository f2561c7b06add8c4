/** 社区通知: said once, pulled by building; known is who has not heard. */
import * as z from 'zod/mini'
import {
  beginning,
  id,
  instant,
  listed,
  listOf,
  looksUp,
  matter,
  module,
  onceKey,
  operation,
  scopeId,
  tap,
  tellsOthers,
  text,
} from '../contract.ts'
import { fileLink } from '../files/files.ts'
import { rolesIn } from '../lifecycle.ts'
import { heardWays, noticeLife, noticeStates, toldWays } from './life.ts'

export const mostPhotos = 6
/** WeChat shows so much of a title. */
export const longestTitle = 20

const day = z.iso.date()

/** How many of how many homes have heard. */
const counts = { heard: z.int(), homes: z.int() }

export const noticeLine = z.object({
  id: z.string(),
  state: noticeStates.schema,
  title: z.string(),
  /** The beginning of the text. */
  hint: z.string(),
  at: instant,
  untilOn: day,
  urgent: z.boolean(),
  /** 请回个话: each home is asked to say that it knows. */
  ask: z.boolean(),
  /** Of a reader who stands for a home it is for: whether all of those have said so. */
  known: z.optional(z.boolean()),
  /** For staff. */
  counts: z.optional(z.object(counts)),
})
export type NoticeLine = z.output<typeof noticeLine>

export const noticeReply = z.object({
  ...matter(noticeStates),
  stateText: z.string(),
  /** How long it hangs, and what the reader is asked for. */
  stateHint: z.string(),
  title: z.string(),
  text: z.string(),
  photos: z.array(fileLink),
  /** What people call the buildings it is for; empty: all of them. */
  buildings: z.array(z.string()),
  untilOn: day,
  urgent: z.boolean(),
  ask: z.boolean(),
  /** The homes it is for that the reader stands for: their own, and those of whom they act for (`for`). */
  mine: z.array(
    z.object({
      for: z.optional(z.string()),
      name: z.optional(z.string()),
      knownAt: z.optional(instant),
      via: z.optional(heardWays.schema),
    }),
  ),
  counts: z.optional(z.object(counts)),
  /** For those who go through the doors: building by building, as far as they are theirs. */
  byBuilding: z.optional(
    z.array(z.object({ building: z.string(), name: z.string(), ...counts, postedAt: z.optional(instant) })),
  ),
})
export type NoticeReply = z.output<typeof noticeReply>

export const noticeForm = z.object({
  ...beginning,
  community: z.optional(scopeId),
  title: text(longestTitle),
  text: text(2000),
  photos: z._default(z.array(id).check(z.maxLength(mostPhotos)), []),
  /** Left out: all of them. */
  buildings: z.optional(z.array(scopeId).check(z.minLength(1), z.maxLength(60))),
  /** The last day on which it is up. */
  untilOn: day,
  urgent: z._default(z.boolean(), false),
  ask: z._default(z.boolean(), false),
  /** 贴楼道: those who help in the buildings are asked to put it up there. */
  paper: z._default(z.boolean(), false),
})

/** At one time. */
const mostHomes = 400

export const notices = module('notices', {
  notices: operation({
    says: 'Notices, newest first: those that are up for the buildings the caller lives or works in, or acts for somebody in; with `list`, for staff, all that are up or down with how many homes have heard.',
    by: 'signedIn',
    takes: z.object({
      ...listed,
      community: z.optional(scopeId),
      list: z.optional(z.enum(noticeStates.codes)),
    }),
    gives: listOf(noticeLine),
  }),
  notice: operation({
    says: 'One notice; for those who go through the doors with how many homes of each building have heard.',
    by: 'signedIn',
    takes: z.object({ id }),
    gives: noticeReply,
  }),
  postNotice: operation({
    says: 'Puts a notice up for some buildings or all. Nobody is sent a message, but for an urgent one: everybody who lives there gets one.',
    by: ['communityStaff'],
    limit: tellsOthers,
    takes: noticeForm,
    gives: noticeReply,
  }),
  takeDownNotice: operation({
    says: 'Takes it down before its last day is over.',
    by: rolesIn(noticeLife.moves.takeDown),
    takes: z.object(tap),
    gives: noticeReply,
  }),
  knowNotice: operation({
    says: '知道了: of the caller’s home, or that of whom they act for; `homes` of one building: told by somebody who works there. Once said it stays so.',
    by: rolesIn(noticeLife.rights.know),
    takes: z.object({
      id,
      op: z.optional(onceKey),
      for: z.optional(id),
      building: z.optional(scopeId),
      homes: z.optional(z.array(id).check(z.minLength(1), z.maxLength(mostHomes))),
      via: z._default(toldWays.schema, 'phone'),
    }),
    gives: noticeReply,
  }),
  postedAt: operation({
    says: '贴楼道了: it hangs in the hall of this building.',
    by: rolesIn(noticeLife.moves.posted),
    takes: z.object({ id, op: z.optional(onceKey), building: scopeId }),
    gives: noticeReply,
  }),
  unheard: operation({
    says: 'The homes of a building that have not heard, by door and without names: first those that no phone with the program reaches.',
    by: rolesIn(noticeLife.rights.unheard),
    takes: z.object({ id, building: scopeId }),
    gives: z.object({
      building: z.string(),
      ...counts,
      items: z.array(
        z.object({
          home: z.string(),
          door: z.string(),
          /** Somebody there has the program, is known by phone only, or nobody is known. */
          reach: z.enum(['phone', 'door', 'app']),
        }),
      ),
    }),
  }),
  ringHome: operation({
    says: 'Who of a home that has not heard can be rung. The look is on record, and they can see it.',
    by: rolesIn(noticeLife.rights.ring),
    limit: looksUp,
    takes: z.object({ id, building: scopeId, home: id }),
    gives: z.object({ people: z.array(z.object({ name: z.string(), phone: z.string() })) }),
  }),
  printDoors: operation({
    says: 'The notice with a line for each home of a building, to be signed at the doors.',
    by: rolesIn(noticeLife.rights.unheard),
    takes: z.object({ id, building: scopeId, key: z.optional(onceKey) }),
    gives: z.object({ paper: z.string() }),
  }),
})
