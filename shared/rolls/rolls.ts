/** 应急点名: one press in a storm, and it is known home by home who is safe and who is left. */
import * as z from 'zod/mini'
import {
  beginning,
  creation,
  id,
  instant,
  listed,
  listOf,
  matter,
  module,
  ofAnAddress,
  onceKey,
  operation,
  scopeId,
  tap,
  tellsOthers,
  text,
  type Limit,
} from '../contract.ts'
import { hows, markHows, needs, ownWords, rollAsks, rollReasons, rollStates, said } from './life.ts'

/** Of the homes asked, so many have said so; `left`: not heard of, those not found among them. */
const counts = {
  of: z.int(),
  reached: z.int(),
  left: z.int(),
  fine: z.int(),
  needsHelp: z.int(),
  away: z.int(),
  notReached: z.int(),
}
const countsReply = z.object(counts)
export type RollCounts = z.output<typeof countsReply>

const mark = {
  said: z.optional(said.schema),
  how: z.optional(hows.schema),
  at: z.optional(instant),
}

const building = z.object({ id: z.string(), name: z.string(), ...counts })
export type RollBuilding = z.output<typeof building>

export const rollReply = z.object({
  ...matter(rollStates),
  reason: rollReasons.schema,
  asks: rollAsks.schema,
  note: z.optional(z.string()),
  /** Ready to show: 暴雨点名. */
  title: z.string(),
  stateText: z.string(),
  stateHint: z.string(),
  /** For who walks or rings: their buildings, and all of them together. */
  buildings: z.optional(z.array(building)),
  total: z.optional(countsReply),
  /** The reader's own home, and those of the people they act for; `for` is left out where it is the reader's. */
  mine: z.array(
    z.object({ for: z.optional(z.string()), name: z.string(), ...mark, help: z.optional(z.string()) }),
  ),
})
export type RollReply = z.output<typeof rollReply>

const home = z.object({
  home: z.string(),
  /** As it is written on an envelope. */
  door: z.string(),
  ...mark,
  /** What neighbours call the one who noted it. */
  by: z.optional(z.string()),
  /** What was asked for. */
  help: z.optional(z.string()),
  /** Somebody there can answer on a phone of their own. */
  online: z.boolean(),
})
export type RollHome = z.output<typeof home>

export const rollBuildingReply = z.object({
  id: z.string(),
  title: z.string(),
  open: z.boolean(),
  building,
  homes: z.array(home),
})
export type RollBuildingReply = z.output<typeof rollBuildingReply>

const walkers = ['communityStaff', 'gridWorker', 'buildingHelper'] as const
/** A building is noted in a minute. */
const noting: Limit = { account: { burst: 200, everySeconds: 1 }, address: ofAnAddress }
const answering: Limit = { account: { burst: 30, everySeconds: 20 }, address: ofAnAddress }

export const rolls = module('rolls', {
  rolls: operation({
    says: 'The rolls of a community, newest first, for those who walk and ring.',
    by: walkers,
    takes: z.object({ ...listed, community: z.optional(scopeId) }),
    gives: listOf(rollReply),
  }),
  callRoll: operation({
    says: 'Staff call the roll, of some buildings or all: everybody there is told at once, and so is who walks and rings. One at a time in a community.',
    by: ['communityStaff'],
    limit: tellsOthers,
    takes: z.object({
      ...beginning,
      community: z.optional(scopeId),
      reason: rollReasons.schema,
      /** Read by everybody who is asked. */
      note: z.optional(text(60)),
      asks: z._default(rollAsks.schema, 'everyone'),
      /** None: all. */
      buildings: z.optional(z.array(scopeId).check(z.maxLength(500))),
    }),
    gives: rollReply,
  }),
  roll: operation({
    says: 'One roll: for who walks and rings with how far each of their buildings is, for residents with what is known of their home.',
    by: 'signedIn',
    takes: z.object({ id }),
    gives: rollReply,
  }),
  building: operation({
    says: 'The homes of a building, door by door, with what is known of each.',
    by: walkers,
    takes: z.object({ id, building: scopeId }),
    gives: rollBuildingReply,
  }),
  answerRoll: operation({
    says: 'Somebody says how it is at their home, or at that of who they act for. What they need becomes a request for help.',
    by: 'signedIn',
    limit: answering,
    takes: z.object({
      id,
      op: z.optional(onceKey),
      for: z.optional(id),
      said: ownWords.schema,
      need: z.optional(needs.schema),
      words: z.optional(text(40)),
    }),
    gives: z.object({
      ...rollReply.shape,
      /** Why no request could be made of it; that the home needs help is noted all the same. */
      notAsked: z.optional(z.string()),
    }),
  }),
  markRoll: operation({
    says: 'Who walks or rings notes how it is at a home. The later one stands; a note of an earlier time changes nothing.',
    by: walkers,
    limit: noting,
    takes: z.object({
      id,
      op: z.optional(onceKey),
      building: scopeId,
      home: id,
      said: said.schema,
      how: markHows.schema,
      /** When it was seen, of a list that is typed later. */
      at: z.optional(instant),
    }),
    /** What stands now. */
    gives: z.object({ home: z.string(), ...mark }),
  }),
  phonesOf: operation({
    says: 'Whom to ring at a home, and by which number. The look is on record, and the person can see it.',
    by: walkers,
    takes: z.object({ id, building: scopeId, home: id }),
    gives: z.object({ people: z.array(z.object({ name: z.string(), phone: z.string() })) }),
  }),
  closeRoll: operation({
    says: 'Staff close it, however many are left; after that nothing is noted any more.',
    by: ['communityStaff'],
    takes: z.object(tap),
    gives: rollReply,
  }),
  printRoll: operation({
    says: 'The list of one building to tick by hand, or of all of them, as a paper.',
    by: walkers,
    takes: z.object({ ...creation, id, building: z.optional(scopeId) }),
    gives: z.object({ paper: z.string() }),
  }),
})
