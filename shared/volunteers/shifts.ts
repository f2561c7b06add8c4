/** Shifts and activities: so many places, a queue, checking in and out, and who did not come. */
import * as z from 'zod/mini'
import { choice, states, type Code } from '../choice.ts'
import {
  aDay,
  beginning,
  creation,
  id,
  instant,
  listOf,
  listed,
  matter,
  maybeText,
  onceKey,
  operation,
  scopeId,
  tap,
  tellsOthers,
  text,
} from '../contract.ts'
import { is, lifecycle } from '../lifecycle.ts'
import { mostSeats } from '../places.ts'

export const shiftStates = states({
  open: { name: '可以报名', tone: 'waiting' },
  ended: { name: '结束了', tone: 'ended' },
  cancelled: { name: '取消了', tone: 'ended' },
})
export type ShiftState = Code<typeof shiftStates>
export const cancelReasons = choice({
  weather: '天气不好',
  tooFew: '来的人太少',
  place: '场地用不了',
  other: '有别的安排',
})

/** Whom it is for: the team, or everybody in the community. */
export const shiftAudiences = ['team', 'all'] as const

/** What the rules judge of a shift. */
export interface ShiftFields {
  readonly team: string
  readonly teamName: string
  readonly openTo: (typeof shiftAudiences)[number]
}

const ofTeam = { scope: 'team' } as const
const forAll = { when: is('openTo', 'all') } as const
const lead = { teamLead: ofTeam, communityStaff: 'community' } as const
/** A seat is a person's own, as `Places` has it; these say who may come to have one. */
const helpers = {
  volunteer: [ofTeam, forAll],
  teamLead: [ofTeam, forAll],
  resident: forAll,
  partyMember: forAll,
  gridWorker: forAll,
  buildingHelper: forAll,
  communityStaff: 'community',
} as const

export const shiftLife = lifecycle<ShiftFields>()(
  shiftStates,
  {
    change: { from: ['open'], by: lead },
    cancel: { from: ['open'], to: 'cancelled', by: lead },
    /** The day before, and when the check-in opens: those who come are reminded. */
    remind: { from: ['open'], by: { clock: true } },
    end: { from: ['open'], to: 'ended', by: { clock: true } },
  },
  {
    rights: {
      /** What somebody does with a place in it. */
      takeShift: { in: ['open'], by: helpers },
      giveUpShift: { in: ['open'], by: helpers },
      checkIn: { in: ['open', 'ended'], by: helpers },
      /** The lead's code, paper list, and who did not come. */
      keepList: { in: ['open', 'ended'], by: lead },
      /** Called off: whom to ring, and who has been reached. */
      callList: { in: ['cancelled'], by: lead },
      /** Another one like it. */
      again: { in: ['open', 'ended', 'cancelled'], by: lead },
    },
    unit: { id: 'team', name: 'teamName' },
  },
)

/** How somebody stands with a shift. */
const place = z.enum(['seated', 'held', 'waiting'])

const attendance = {
  inAt: z.optional(instant),
  outAt: z.optional(instant),
  minutes: z.optional(z.int()),
  /** Recorded as not come, and by whom. */
  noShow: z.optional(z.object({ at: instant, name: z.string() })),
}

export const shiftReply = z.object({
  ...matter(shiftStates),
  team: z.object({ id: z.string(), name: z.string() }),
  title: z.string(),
  place: z.string(),
  startsAt: instant,
  endsAt: instant,
  openTo: z.enum(shiftAudiences),
  note: z.optional(z.string()),
  /** It may be dangerous: one is insured by this, and says that one is fit (志愿服务条例 15, 17). */
  insurance: z.optional(z.string()),
  places: z.int(),
  taken: z.int(),
  waiting: z.int(),
  /** Ready to show: 还有3个位子, 满了, 正在进行, … */
  stateText: z.string(),
  stateHint: z.string(),
  reason: z.optional(cancelReasons.schema),
  /** The reader's place. */
  mine: z.optional(
    z.object({
      place,
      position: z.optional(z.int()),
      confirmBy: z.optional(instant),
      ...attendance,
    }),
  ),
  /** For the lead and staff: everybody with a place, then the queue. */
  people: z.optional(
    z.array(
      z.object({
        user: z.string(),
        name: z.string(),
        building: z.optional(z.string()),
        place,
        position: z.optional(z.int()),
        ...attendance,
        /** code: by the code; lead: from the lead’s list. */
        how: z.optional(z.enum(['code', 'lead'])),
        /** Of one that was called off: told by phone, and by whom. */
        reached: z.optional(z.object({ at: instant, name: z.string() })),
        /** Another shift of theirs at the same time, by its title. */
        alsoIn: z.optional(z.string()),
      }),
    ),
  ),
  /** For the lead and staff: others of the team at the same time. */
  beside: z.optional(
    z.array(z.object({ id: z.string(), title: z.string(), startsAt: instant, endsAt: instant })),
  ),
  /** Checking in is possible from then on. */
  checkInFromAt: instant,
})
export type ShiftReply = z.output<typeof shiftReply>

const about = {
  title: text(30),
  place: text(60),
  startsAt: instant,
  endsAt: instant,
  places: z.int().check(z.minimum(1), z.maximum(mostSeats)),
  openTo: z.enum(shiftAudiences),
  note: z.optional(text(300)),
  insurance: z.optional(text(60)),
}
/** What a shift is made of, as the form keeps it. */
export const shiftAbout = z.object({ ...about, openTo: z._default(about.openTo, 'team') })

/** So often it can be had once a week, none of them too far ahead. */
export const mostWeeks = 12

/** Changed to nothing, it is taken away. */
const changes = z.partial(z.object({ ...about, note: maybeText(300), insurance: maybeText(60) }))

const person = z.optional(id)

export const shiftOperations = {
  shifts: operation({
    says: 'Shifts and activities the caller may come to, or has a place in, or led; the next one first, past ones latest first.',
    by: 'signedIn',
    takes: z.object({
      ...listed,
      list: z._default(z.enum(['coming', 'mine', 'past']), 'coming'),
      team: z.optional(scopeId),
      community: z.optional(scopeId),
    }),
    gives: listOf(shiftReply),
  }),
  shift: operation({
    says: 'One shift; for its lead and staff with everybody in it.',
    by: 'signedIn',
    takes: z.object({ id }),
    gives: shiftReply,
  }),
  addShift: operation({
    says: 'A lead or staff set up a shift or an activity, at most 90 days ahead and 14 hours long; or one a week, each a shift of its own.',
    by: ['teamLead', 'communityStaff'],
    takes: z.object({
      ...beginning,
      team: scopeId,
      community: z.optional(scopeId),
      ...shiftAbout.shape,
      /** How many, the first one counted. */
      weeks: z.optional(z.int().check(z.minimum(1), z.maximum(mostWeeks))),
    }),
    /** The first one. */
    gives: z.object({
      ...shiftReply.shape,
      /** All of them, where there are several. */
      series: z.optional(
        z.array(z.pick(shiftReply, { id: true, startsAt: true, endsAt: true, beside: true })),
      ),
    }),
  }),
  changeShift: operation({
    says: 'Changes a shift that has not ended; those with a place are told. More places go to the queue; nobody loses one. Moved, it says who has another shift at that time.',
    by: ['teamLead', 'communityStaff'],
    takes: z.object({ ...tap, changes }),
    gives: shiftReply,
  }),
  cancelShift: operation({
    says: 'Calls a shift off; everybody with a place or in the queue is told.',
    by: ['teamLead', 'communityStaff'],
    takes: z.object({ ...tap, reason: z._default(cancelReasons.schema, 'other') }),
    gives: shiftReply,
  }),
  takeShift: operation({
    says: 'Takes a place, or the end of the queue. Never more than there are; the same tap again takes nothing twice.',
    by: 'signedIn',
    limit: tellsOthers,
    takes: z.object({
      id,
      op: z.optional(onceKey),
      /** Fit for the work, where it may be dangerous. */
      fit: z.optional(z.literal(true)),
      /** A lead or staff take it for somebody of the team who cannot tap. */
      person,
    }),
    gives: shiftReply,
  }),
  giveUpShift: operation({
    says: 'Gives a place or a place in the queue back, until it begins; the next in the queue is asked.',
    by: 'signedIn',
    limit: tellsOthers,
    takes: z.object({ id, op: z.optional(onceKey), person }),
    gives: shiftReply,
  }),
  checkInCode: operation({
    says: 'For the lead’s screen: a code to scan and six digits to type, both good for some minutes only.',
    by: ['teamLead', 'communityStaff'],
    takes: z.object({ id }),
    gives: z.object({
      /** What the QR code holds. */
      code: z.string(),
      digits: z.string(),
      /** A new one comes then; this one is still good for as long again. */
      until: instant,
    }),
  }),
  checkIn: operation({
    says: 'By the code or the digits on the lead’s screen; or the lead enters who came, from the paper list.',
    by: 'signedIn',
    // Six digits can be guessed: past so many a day, right or wrong, not even the right ones let in.
    limit: { account: aDay(20), spares: ({ digits }) => digits === undefined },
    takes: z.object({
      id,
      op: z.optional(onceKey),
      code: z.optional(text(128)),
      digits: z.optional(z.string().check(z.trim(), z.regex(/^\d{6}$/))),
      person,
      /** As the paper says; by the lead only. */
      at: z.optional(instant),
    }),
    gives: shiftReply,
  }),
  checkOut: operation({
    says: 'Somebody who checked in goes; a lead enters it for somebody who forgot. Hours count within the time of the shift.',
    by: 'signedIn',
    takes: z.object({ id, op: z.optional(onceKey), person, at: z.optional(instant) }),
    gives: shiftReply,
  }),
  noShow: operation({
    says: 'The lead records that somebody did not come, once it has begun; `undo` takes it back. It is for planning, and has no further effect.',
    by: ['teamLead', 'communityStaff'],
    takes: z.object({ id, op: z.optional(onceKey), person: id, undo: z.optional(z.literal(true)) }),
    gives: shiftReply,
  }),
  phoneOf: operation({
    says: 'The number of somebody on the list of a shift that was called off, to ring them. The look is on record, and the person can see it.',
    by: ['teamLead', 'communityStaff'],
    takes: z.object({ id, person: id }),
    gives: z.object({ phone: z.string() }),
  }),
  reached: operation({
    says: 'Somebody on the list of a shift that was called off has been told by phone; `undo` takes it back.',
    by: ['teamLead', 'communityStaff'],
    takes: z.object({ id, op: z.optional(onceKey), person: id, undo: z.optional(z.literal(true)) }),
    gives: shiftReply,
  }),
  sheet: operation({
    says: 'The list of a shift to print and sign by hand, as a paper.',
    by: ['teamLead', 'communityStaff'],
    takes: z.object({ ...creation, id }),
    gives: z.object({ paper: z.string() }),
  }),
}
