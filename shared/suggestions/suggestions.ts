/** 驿站和建议: what is said at the door gets an owner, an answer and, if it is adopted, a result. */
import * as z from 'zod/mini'
import { wrong } from '../complaints.ts'
import {
  aDay,
  beginning,
  creation,
  id,
  instant,
  listed,
  listOf,
  matter,
  maybeText,
  module,
  ofAnAddress,
  openingCode,
  operation,
  scopeId,
  tap,
  tellsOthers,
  text,
} from '../contract.ts'
import { rolesIn } from '../lifecycle.ts'
import { ideaLife, ideaStates, refuseReasons, stayStates, themes } from './life.ts'

const { moves } = ideaLife
const day = z.iso.date()
const words = text(500)
const residents = ['resident'] as const
const staff = rolesIn(moves.take)

/** At most five in an hour from one address; at most two hundred in a day at one station. */
const unsignedLimit = {
  address: { burst: 5, everySeconds: 720 },
  each: {
    of: ({ community, station }: { community: string; station: string }) => `${community}.${station}`,
    rate: aDay(200),
  },
}

export const answerReply = z.object({
  at: instant,
  /** Adopted: what will be done; refused: why, in words; deferred: why not now. */
  text: z.string(),
  reason: z.optional(refuseReasons.schema),
  /** Where else one can go with it. */
  elsewhere: z.optional(z.string()),
  /** By when it is done, or looked at again. */
  on: z.optional(day),
})

export const resultReply = z.object({
  text: z.string(),
  /** How many joined in or have it better for it: 带动了多少人. */
  people: z.optional(z.int()),
  on: day,
})

export const ideaReply = z.object({
  ...matter(ideaStates),
  title: z.string(),
  stateText: z.string(),
  stateHint: z.string(),
  theme: themes.schema,
  /** What was said; on the wall in the words that staff have read over. */
  words: z.string(),
  /** The reader said it. */
  mine: z.optional(z.literal(true)),
  /** The reader has said that they think so too. */
  supported: z.optional(z.literal(true)),
  supporters: z.int(),
  /** Of the staff, who answers for it. */
  owner: z.optional(z.object({ name: z.string(), me: z.optional(z.literal(true)) })),
  answer: z.optional(answerReply),
  result: z.optional(resultReply),
  /** Where it was said. */
  station: z.optional(z.string()),
  onWall: z.optional(z.literal(true)),
  late: z.optional(z.literal(true)),
  // For staff:
  unsigned: z.optional(z.literal(true)),
  /** In whose words it stands on the wall. */
  wallWords: z.optional(z.string()),
  /** That somebody may ring about it. */
  mayRing: z.optional(z.literal(true)),
})
export type IdeaReply = z.output<typeof ideaReply>

const said = z.object({ ...beginning, theme: z._default(themes.schema, 'other'), words })

export const ideaLists = ['wall', 'open', 'agenda', 'doing', 'deferred', 'ended'] as const

const stationReply = z.object({
  id: z.string(),
  name: z.string(),
  place: z.string(),
  branch: z.string(),
  person: z.string(),
  phone: z.string(),
})

export const stayReply = z.object({
  ...matter(stayStates),
  title: z.string(),
  stateText: z.string(),
  stateHint: z.string(),
  name: z.string(),
  branch: z.string(),
  canHelp: z.string(),
  untilOn: day,
  mine: z.optional(z.literal(true)),
})
export type StayReply = z.output<typeof stayReply>

export const suggestions = module('suggestions', {
  say: operation({
    says: 'A thought, signed: who said it hears what becomes of it. Staff enter what was said to them.',
    by: ['resident', ...staff],
    limit: tellsOthers,
    takes: z.extend(said, {
      community: z.optional(scopeId),
      station: z.optional(scopeId),
      /** For whom it is entered; left out by staff: nobody signed. */
      for: z.optional(id),
      /** Staff may ring about it. */
      mayRing: z.optional(z.boolean()),
    }),
    gives: ideaReply,
  }),
  sayUnsigned: operation({
    says: 'A thought, by anybody, signed in or not: nothing of who said it is kept. The receipt is drawn by the phone, 128 bits and more, and only who has it can trace the thought; sent once more it is the same thought.',
    by: 'anyone',
    limit: unsignedLimit,
    takes: z.object({
      community: scopeId,
      station: scopeId,
      receipt: openingCode,
      theme: z._default(themes.schema, 'other'),
      words,
    }),
    gives: z.object({ stateText: z.string() }),
  }),
  trace: operation({
    says: 'What became of the thought with this receipt: how it stands, the answer, the result.',
    by: 'anyone',
    limit: { address: { burst: 30, everySeconds: 20 } },
    takes: z.object({ community: scopeId, receipt: openingCode }),
    gives: z.object({
      stateText: z.string(),
      stateHint: z.string(),
      saidAt: instant,
      answer: z.optional(answerReply),
      result: z.optional(resultReply),
    }),
  }),
  station: operation({
    says: 'What hangs at the door: whose station it is, which branch and whom to ring, and what of the suggestions there came to something.',
    by: 'anyone',
    limit: { address: ofAnAddress },
    takes: z.object({ community: scopeId, station: z.optional(scopeId) }),
    gives: z.object({
      community: z.string(),
      phone: z.string(),
      station: z.optional(stationReply),
      on: z.boolean(),
      wall: z.array(
        z.object({
          theme: themes.schema,
          words: z.string(),
          stateText: z.string(),
          result: z.optional(z.string()),
        }),
      ),
    }),
  }),
  idea: operation({
    says: 'One: for who said it and for staff with its history, for others as it stands on the wall.',
    by: 'signedIn',
    takes: z.object({ id }),
    gives: ideaReply,
  }),
  ideas: operation({
    says: 'The wall, newest change first; for staff by what comes next, the longest due first.',
    by: ['resident', ...staff],
    takes: z.object({
      ...listed,
      list: z._default(z.enum(ideaLists), 'wall'),
      community: z.optional(scopeId),
    }),
    gives: listOf(ideaReply),
  }),
  take: operation({
    says: 'The caller answers for it from now on.',
    by: staff,
    takes: z.object(tap),
    gives: ideaReply,
  }),
  support: operation({
    says: 'The caller thinks so too, and hears what becomes of it. Twice is once.',
    by: residents,
    limit: tellsOthers,
    takes: z.object({ id: tap.id, op: tap.op }),
    gives: ideaReply,
  }),
  adopt: operation({
    says: 'It will be done: what, by when. Who says so answers for it, unless somebody does.',
    by: rolesIn(moves.adopt),
    takes: z.object({ ...tap, text: text(300), on: day }),
    gives: ideaReply,
  }),
  refuse: operation({
    says: 'It will not be done: why, and where else one can go with it.',
    by: rolesIn(moves.refuse),
    takes: z
      .object({
        ...tap,
        reason: refuseReasons.schema,
        text: text(300),
        elsewhere: z._default(maybeText(100), ''),
      })
      .check(
        z.refine(({ reason, elsewhere }) => reason !== 'notOurs' || elsewhere !== '', {
          path: ['elsewhere'],
          params: wrong('不归社区管的，请写清楚该找谁'),
        }),
      ),
    gives: ideaReply,
  }),
  putOn: operation({
    says: 'It comes before the next meeting.',
    by: rolesIn(moves.putOn),
    takes: z.object(tap),
    gives: ideaReply,
  }),
  takeOff: operation({
    says: 'No longer for the meeting; it waits for an answer again.',
    by: rolesIn(moves.takeOff),
    takes: z.object(tap),
    gives: ideaReply,
  }),
  defer: operation({
    says: 'Not now: on that day it is looked at again.',
    by: rolesIn(moves.defer),
    takes: z.object({ ...tap, text: text(300), on: day }),
    gives: ideaReply,
  }),
  finish: operation({
    says: 'Done: what came of it, and how many joined in.',
    by: rolesIn(moves.finish),
    takes: z.object({
      ...tap,
      text: text(300),
      people: z.optional(z.int().check(z.minimum(0), z.maximum(100_000))),
    }),
    gives: ideaReply,
  }),
  extend: operation({
    says: 'Another day, once, with the reason.',
    by: rolesIn(moves.extend),
    takes: z.object({ ...tap, text: text(300), on: day }),
    gives: ideaReply,
  }),
  reopen: operation({
    says: 'Once: it is not done, or the answer is none. It waits for an answer again.',
    by: rolesIn(moves.reopen),
    limit: tellsOthers,
    takes: z.object({ ...tap, text: text(300) }),
    gives: ideaReply,
  }),
  withdraw: operation({
    says: 'Who said it takes it back.',
    by: rolesIn(moves.withdraw),
    takes: z.object(tap),
    gives: ideaReply,
  }),
  show: operation({
    says: 'On the wall in these words, which staff have read over; without words, off it.',
    by: rolesIn(moves.show),
    takes: z.object({ ...tap, words: z.optional(text(200)) }),
    gives: ideaReply,
  }),
  arrive: operation({
    says: '流动党员: the caller is here until that day, and says what they can help with. By their own wish, nobody checks.',
    by: 'signedIn',
    limit: tellsOthers,
    takes: z.object({
      ...creation,
      community: scopeId,
      station: z.optional(scopeId),
      branch: text(40),
      canHelp: z._default(maybeText(100), ''),
      untilOn: day,
    }),
    gives: stayReply,
  }),
  leave: operation({
    says: 'They have left.',
    by: 'signedIn',
    takes: z.object(tap),
    gives: stayReply,
  }),
  stay: operation({
    says: 'One stay, for whose it is and for staff.',
    by: 'signedIn',
    takes: z.object({ id }),
    gives: stayReply,
  }),
  stays: operation({
    says: 'Who is here, for staff; who leaves soonest first.',
    by: staff,
    takes: z.object({ ...listed, community: z.optional(scopeId) }),
    gives: listOf(stayReply),
  }),
})
