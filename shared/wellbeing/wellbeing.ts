/** 今天我很好: an old person who lives alone says once a day that they are well; when no word comes, people are told in turn. */
import * as z from 'zod/mini'
import { choice } from '../choice.ts'
import {
  aDay,
  beginning,
  id,
  instant,
  listOf,
  listed,
  matter,
  maybeText,
  module,
  ofAnAddress,
  operation,
  personName,
  phone,
  scopeId,
  tap,
  tellsOthers,
} from '../contract.ts'
import { rolesIn } from '../lifecycle.ts'
import {
  consentWays,
  endReasons,
  findings,
  fineWays,
  rings,
  todays,
  wellbeingLife,
  wellbeingStates,
} from './life.ts'
import { hour } from './settings.ts'

/** How close the reader is. */
export const wellbeingReaders = ['self', 'family', 'partner', 'asked', 'helper', 'staff'] as const

/** Of a partner: said yes, was asked and has not answered, or is rung by staff. */
export const partnerStands = choice({ yes: '答应了', asked: '等他点头', phone: '社区打电话' })

const day = z.iso.date()
const partnerSaid = z.object({ name: personName(20), phone })

export const wellbeingReply = z.object({
  ...matter(wellbeingStates),
  title: z.string(),
  stateText: z.string(),
  /** What this means for the reader and what comes next. */
  stateHint: z.string(),
  reader: z.enum(wellbeingReaders),
  callName: z.string(),
  building: z.string(),
  hour: z.string(),
  /** What is known of this very day. */
  today: todays.schema,
  todayText: z.string(),
  /** Of today’s word. */
  fineAt: z.optional(instant),
  fineHow: z.optional(z.enum([...fineWays.codes, 'self'])),
  /** The hour has passed, and the program has not told anybody yet. */
  late: z.optional(z.boolean()),
  /** Who has been told, in silence. */
  level: z.optional(rings.schema),
  restUntil: z.optional(day),
  partner: z.optional(z.object({ name: z.string(), stands: partnerStands.schema })),
  helpers: z.array(z.string()),
  /** What was found the last time; the words only for staff. */
  found: z.optional(z.object({ what: findings.schema, at: instant, note: z.optional(z.string()) })),
  /** How the person said yes, for staff and the person. */
  consent: z.optional(z.object({ way: consentWays.schema, on: day, heardBy: z.string() })),
  /** Why it ended, for the person and staff. */
  endReason: z.optional(endReasons.schema),
  /** Who looked at door and phone, for the person. */
  looks: z.optional(z.array(z.object({ at: instant, name: z.string(), as: z.string(), times: z.int() }))),
})
export type WellbeingReply = z.output<typeof wellbeingReply>

const moved = <Takes extends z.ZodMiniType>(
  name: keyof typeof wellbeingLife.moves,
  says: string,
  takes: Takes,
) => operation({ says, by: rolesIn(wellbeingLife.moves[name]), takes, gives: wellbeingReply })

/** Whom it is said to: by name and phone; staff also by who they are. */
const partnerWanted = z.union([partnerSaid, z.object({ user: id })])

export const wellbeing = module('wellbeing', {
  wellbeings: operation({
    says: 'For staff all of the community, silent ones first; for everybody else their own, those they act for, and those they are partner or helper of.',
    by: 'signedIn',
    takes: z.object({
      ...listed,
      list: z._default(z.enum(['mine', 'going', 'ended']), 'mine'),
      community: z.optional(scopeId),
    }),
    gives: listOf(wellbeingReply),
  }),
  wellbeing: operation({
    says: 'One, as the caller may see it, with its history.',
    by: 'signedIn',
    takes: z.object({ id }),
    gives: wellbeingReply,
  }),
  startWellbeing: operation({
    says: 'Begins it: for oneself, for somebody one acts for, or, by staff, for somebody who has said yes.',
    by: ['resident', 'communityStaff'],
    limit: { ...tellsOthers, account: aDay(10), address: ofAnAddress },
    takes: z.object({
      ...beginning,
      /** Left out: the caller. */
      person: z.optional(id),
      hour: z.optional(hour),
      partner: z.optional(partnerWanted),
      /** Left out: the grid worker and the helper of the building. */
      helpers: z.optional(z.array(id).check(z.maxLength(2))),
      /** By staff: how, when and by whom the person was heard saying yes. */
      consent: z.optional(
        z.object({ way: consentWays.schema, on: day, heardBy: z.optional(personName(20)) }),
      ),
    }),
    gives: wellbeingReply,
  }),
  changeWellbeing: operation({
    says: 'Another hour, partner or helpers; the person takes helpers away, staff name them. `null`: nobody.',
    by: rolesIn(wellbeingLife.moves.change),
    limit: tellsOthers,
    takes: z.object({
      ...tap,
      hour: z.optional(hour),
      partner: z.optional(z.nullable(partnerWanted)),
      helpers: z.optional(z.array(id).check(z.maxLength(2))),
    }),
    gives: wellbeingReply,
  }),
  helpersToName: operation({
    says: 'For staff: who could be named to go and look, those of the building first; the ones who are named are chosen.',
    by: ['communityStaff'],
    takes: z.object({ id }),
    gives: z.object({
      items: z.array(z.object({ id: z.string(), name: z.string(), as: z.string(), chosen: z.boolean() })),
    }),
  }),
  answerPartner: moved(
    'decline',
    'The neighbour who was asked says yes or no; the partner can say no at any time.',
    z.object({ ...tap, yes: z.boolean() }),
  ),
  sayFine: moved(
    'fine',
    'Today they are well: the person says so, or who saw or heard them. Never refused for coming often or twice.',
    z.object({ id, op: tap.op, how: z.optional(fineWays.schema) }),
  ),
  found: moved(
    'found',
    'Ends a silence: what somebody found who rang or went there. With a day, it rests until then.',
    z.object({ ...tap, what: findings.schema, note: z.optional(maybeText(200)), restUntil: z.optional(day) }),
  ),
  rest: moved('rest', 'No word is wanted until the end of that day.', z.object({ ...tap, until: day })),
  back: moved('back', 'A word is wanted again, from the next hour on.', z.object(tap)),
  endWellbeing: moved('end', 'No longer.', z.object({ ...tap, reason: z.optional(endReasons.schema) })),
  reveal: operation({
    says: 'Door and phone of the person, for staff, and in silence for those who were told. The look is on record.',
    by: rolesIn(wellbeingLife.rights.reveal),
    takes: z.object({ id }),
    gives: z.object({ name: z.string(), phone: z.optional(z.string()), address: z.optional(z.string()) }),
  }),
})
