/** 随手拍: somebody shows what is wrong, somebody named has it, and the reporter says whether it is mended. */
import * as z from 'zod/mini'
import {
  type Limit,
  beginning,
  id,
  listOf,
  listed,
  looksUp,
  matter,
  maybeDialled,
  module,
  operation,
  personName,
  scopeId,
  tap,
  tellsOthers,
  text,
} from '../contract.ts'
import { choice } from '../choice.ts'
import { fileLink } from '../files/files.ts'
import { rolesIn } from '../lifecycle.ts'
import {
  addressees,
  extendReasons,
  hazardKinds,
  hazardLife,
  hazardStates,
  mostPhotos,
  refuseReasons,
  sendBackReasons,
  severities,
} from './life.ts'

const day = z.iso.date()
const photos = z.array(id).check(z.maxLength(mostPhotos))

export const hazardReply = z.object({
  ...matter(hazardStates),
  what: hazardKinds.schema,
  /** Ready to show: 路面井盖 */
  title: z.string(),
  /** 3号楼, or somewhere in the estate. */
  building: z.string(),
  /** The building's id, where there is one. */
  place: z.optional(z.string()),
  stateText: z.string(),
  /** What comes next. */
  stateHint: z.string(),
  danger: z.boolean(),
  severity: z.optional(severities.schema),
  /** Who has it; `dueAt` is until when. */
  to: z.optional(z.object({ kind: addressees.schema, name: z.string() })),
  late: z.boolean(),
  /** Long after it was promised nobody has said a word. */
  silent: z.optional(z.literal(true)),
  extended: z.optional(z.object({ until: day, reason: extendReasons.schema })),
  /** How often it was mended and then was not. */
  reopened: z.int(),
  followers: z.int(),
  following: z.optional(z.literal(true)),
  /** The reader has reported it. */
  mine: z.optional(z.literal(true)),
  /** Why it ended without being mended, and whose it is. */
  ending: z.optional(
    z.object({
      reason: refuseReasons.schema,
      whose: z.optional(z.string()),
      phone: z.optional(z.string()),
      why: z.optional(z.string()),
    }),
  ),
  /** The one that it is the same as. */
  same: z.optional(z.string()),
  /** Of the readers who are not concerned: those that staff have ticked. */
  photos: z.optional(z.array(fileLink)),
  /** The ones below are for the reporter, and those who see to it. */
  shown: z.optional(z.array(z.string())),
  spot: z.optional(z.string()),
  words: z.optional(z.string()),
  /** Its number with those who have it, like that of 12345. */
  ref: z.optional(z.string()),
  voice: z.optional(fileLink),
  handled: z.optional(
    z.object({
      what: z.string(),
      witness: z.optional(z.string()),
      photos: z.optional(z.array(fileLink)),
    }),
  ),
  sentBack: z.optional(z.object({ reason: sendBackReasons.schema, whose: z.optional(z.string()) })),
  /** What the reporter said of the mending. */
  answer: z.optional(z.object({ fixed: z.boolean(), words: z.optional(z.string()) })),
  /** What neighbours call the reporter: for the community. */
  reporter: z.optional(z.string()),
  /** Staff ring the unit, of which nobody has an account. */
  byStaff: z.optional(z.literal(true)),
  /** To whom the reader could give it. */
  units: z.optional(
    z.array(z.object({ kind: addressees.schema, id: z.string(), name: z.string(), suited: z.boolean() })),
  ),
})
export type HazardReply = z.output<typeof hazardReply>

const moved = <Takes extends z.ZodMiniType>(
  name: keyof typeof hazardLife.moves,
  says: string,
  takes: Takes,
  limit?: Limit,
) => operation({ says, by: rolesIn(hazardLife.moves[name]), limit, takes, gives: hazardReply })

/** What is reported, as the form keeps it. */
export const hazardReport = z.object({
  ...beginning,
  community: z.optional(scopeId),
  what: hazardKinds.schema,
  /** Left out: somewhere in the estate. */
  building: z.optional(scopeId),
  spot: z.optional(text(40)),
  words: z.optional(text(300)),
  files: z.optional(photos),
  voice: z.optional(id),
  danger: z.optional(z.literal(true)),
  /** One may ring about it. */
  mayCall: z.optional(z.literal(true)),
  /** 随手改: the reporter has mended it at once; what was done. */
  mended: z.optional(text(200)),
  /** By staff: the person who has rung. */
  for: z.optional(id),
})

export const hazardLists = choice({
  open: '在办的',
  pending: '要等等的',
  ended: '办完的',
  mine: '我报的',
  look: '等派单',
  going: '在办',
  verify: '等核实',
  ours: '我们单位的',
  near: '附近同样的',
})

export const hazards = module('hazards', {
  report: operation({
    says: 'Somebody shows what is wrong: the kind, the building, a photo or words. Staff enter what they are told. With `mended`, it was put right at once and waits for somebody else to look.',
    by: 'signedIn',
    limit: { ...tellsOthers, account: { burst: 60, everySeconds: 60 } },
    takes: hazardReport,
    gives: hazardReply,
  }),
  hazard: operation({
    says: 'One hazard, as the caller may see it.',
    by: 'signedIn',
    takes: z.object({ id }),
    gives: hazardReply,
  }),
  hazards: operation({
    says: 'Lists of hazards: those of the community that are open, put off (pending) or ended; mine and those I follow; open ones near by of the same building and kind (near). For staff and grid workers by deadline what waits to be given to somebody (look), is with somebody (going), waits to be checked (verify); for a firm or a department what is with them (ours).',
    by: 'signedIn',
    takes: z.object({
      ...listed,
      list: z._default(hazardLists.schema, 'open'),
      community: z.optional(scopeId),
      building: z.optional(scopeId),
      what: z.optional(hazardKinds.schema),
    }),
    gives: z.extend(listOf(hazardReply), {
      /** For staff: of those first handled this month, how many were opened again. */
      month: z.optional(z.object({ handled: z.int(), reopened: z.int() })),
    }),
  }),
  follow: moved(
    'follow',
    'Somebody else has seen it too, and wants to hear how it goes; or no longer.',
    z.object({ ...tap, yes: z._default(z.boolean(), true) }),
    tellsOthers,
  ),
  dispatch: moved(
    'dispatch',
    'It is given to the property firm of the building, to a department or to the community itself, with how pressing it is; the deadline counts from then.',
    z.object({
      ...tap,
      to: addressees.schema,
      unit: z.optional(scopeId),
      severity: z._default(severities.schema, 'usual'),
    }),
  ),
  sendBack: moved(
    'sendBack',
    'It is not theirs, and whose it is; or it needs money or a permit first.',
    z.object({ ...tap, reason: sendBackReasons.schema, whose: z.optional(text(60)) }),
  ),
  extend: moved(
    'extend',
    'It takes longer, until when and why; once, and everybody can read it.',
    z.object({ ...tap, reason: extendReasons.schema, until: day }),
  ),
  handle: moved(
    'handle',
    'It is handled: what was done, with a photo or who has seen it.',
    z.object({
      ...tap,
      what: text(200),
      files: z.optional(photos),
      witness: z.optional(personName(20)),
    }),
  ),
  verify: moved('verify', 'Somebody other than who handled it has looked: it is mended.', z.object(tap)),
  notFixed: moved('notFixed', 'Somebody has looked: it is not.', z.object({ ...tap, words: text(200) })),
  answer: moved(
    'answer',
    'The reporter says whether it is mended; where it is not, what they say is sent on.',
    z.object({ ...tap, fixed: z.boolean(), words: z.optional(text(200)) }),
  ),
  refuse: moved(
    'refuse',
    'It will not be done here: why, whose it is or where to go.',
    z.object({
      ...tap,
      reason: refuseReasons.schema,
      /** Whose it is, or where to go. */
      whose: text(60),
      phone: z.optional(maybeDialled),
      why: z.optional(text(200)),
    }),
  ),
  turn: moved(
    'turn',
    'It is the same as another: who reported and follows this one follows that one.',
    z.object({ ...tap, same: id }),
  ),
  withdraw: moved('withdraw', 'The reporter takes it back.', z.object(tap)),
  showPhoto: moved(
    'showPhoto',
    'Staff tick the photos that all of the community may see.',
    z.object({ ...tap, photos }),
  ),
  reveal: operation({
    says: 'Name and phone of the reporter, who has said that one may ring. The look is on record, and they can see it.',
    by: rolesIn(hazardLife.rights.reveal),
    limit: looksUp,
    takes: z.object({ id }),
    gives: z.object({ name: z.string(), phone: z.string() }),
  }),
})
