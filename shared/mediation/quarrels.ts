/** 说和: the everyday quarrel, noted in twenty seconds; most end here and never become a case. */
import * as z from 'zod/mini'
import { choice, states, type Code } from '../choice.ts'
import { beginning, instant, listOf, listed, matter, operation, scopeId, tap, text } from '../contract.ts'
import { lifecycle, rolesIn } from '../lifecycle.ts'
import { disputeKinds, partyKeys } from './life.ts'

export const quarrelStates = states({
  booked: { name: '约好了', tone: 'waiting' },
  open: { name: '还没说开', tone: 'yours' },
  talkedOver: { name: '说开了', tone: 'ended' },
  oral: { name: '口头协议', tone: 'ended' },
  formal: { name: '转正式调解', tone: 'ended' },
  dropped: { name: '没谈成', tone: 'ended' },
  notCome: { name: '没来', tone: 'ended' },
  cancelled: { name: '不约了', tone: 'ended' },
})
export type QuarrelState = Code<typeof quarrelStates>
export const noteWays = choice({ walkIn: '上门来的', phone: '电话打来', doorstep: '外面碰上' })
export const quarrelWays = choice({ ...noteWays.text, app: '手机上约的' })

/** What the rules judge. */
export interface QuarrelRules {
  readonly notedBy: string
  /** The neighbour who booked a time, or for whom it was booked: the first party. */
  readonly resident?: string | undefined
}

/** Nobody handles what they came about themselves. */
const except = ['resident'] as const
const room = { mediationStaff: { except }, mediator: { except } } as const
const helper = { person: 'notedBy', except } as const
/** The room sees all; somebody who noted one on the doorstep, or booked for who rang, sees theirs. */
const by = { ...room, communityStaff: helper, gridWorker: helper, buildingHelper: helper } as const
/** Whose time it is, and those who see to it. */
const whoBooked = { resident: { person: 'resident' }, ...by } as const

export const quarrelLife = lifecycle<QuarrelRules>()(
  quarrelStates,
  {
    /** Another time, with whom the room has free then. */
    move: { from: ['booked'], to: 'booked', by: whoBooked },
    cancel: { from: ['booked'], to: 'cancelled', by: whoBooked },
    /** They sat down together; also where 没来 was tapped by mistake. */
    came: { from: ['booked', 'notCome'], to: 'open', by: room },
    /** Nobody came: what is left of the time is free again. */
    notCome: { from: ['booked'], to: 'notCome', by: room },
    add: { from: ['booked', 'open'], by },
    settle: { from: ['open'], to: 'talkedOver', by },
    settleOrally: { from: ['open'], to: 'oral', by },
    drop: { from: ['open'], to: 'dropped', by },
    turn: { from: ['booked', 'open'], to: 'formal', by: room },
    /** A wrong word is put right; what stood there stays readable. */
    correct: { from: [...quarrelStates.codes], by },
    /** Nobody has touched it for some days; the time booked is near, or was. */
    remind: { from: ['booked', 'open'], by: { clock: true } },
  },
  {
    /** The form of what was agreed. */
    rights: { print: { in: ['oral'], by } },
  },
)

/** The whole form. */
export const quarrelNote = z.object({
  ...beginning,
  community: z.optional(scopeId),
  /** Who with whom, as one says it: 3号楼张阿姨, 楼上李家. */
  sides: z.array(text(20)).check(z.minLength(1), z.maxLength(partyKeys.length)),
  kind: z._default(disputeKinds.schema, 'other'),
  what: text(300),
  way: z._default(noteWays.schema, 'walkIn'),
})

/** The words of a note that can be put right. */
export const noteParts = choice({ sides: '谁和谁', what: '怎么回事', terms: '口头说好的', note: '后来记的' })

/** The time that is taken for it. */
const talkSlot = z.object({
  fromAt: instant,
  toAt: instant,
  room: z.string(),
  place: z.string(),
  /** On a 矛调日: who sits there beside the mediator. */
  sitting: z.optional(z.string()),
})

export const quarrelReply = z.object({
  ...matter(quarrelStates),
  kind: disputeKinds.schema,
  title: z.string(),
  stateText: z.string(),
  stateHint: z.string(),
  /** `party`: whose time it is; what the room writes down is not for them. */
  reader: z.enum(['room', 'party']),
  slot: z.optional(talkSlot),
  mediator: z.optional(z.string()),
  way: z.optional(quarrelWays.schema),
  sides: z.optional(z.array(z.string())),
  /** In their own words, where they said any. */
  what: z.string(),
  notes: z.optional(z.array(z.object({ at: instant, name: z.string(), text: z.string() }))),
  notedBy: z.optional(z.string()),
  /** What was put right: which words, when and by whom, and what stood there before. */
  corrections: z.optional(
    z.array(z.object({ at: instant, name: z.string(), part: noteParts.schema, was: z.string() })),
  ),
  /** What was agreed orally. */
  terms: z.optional(z.string()),
  settledOn: z.optional(z.iso.date()),
  /** The case it became, for those who may open it. */
  case: z.optional(z.string()),
})
export type QuarrelReply = z.output<typeof quarrelReply>

export const quarrelOperations = {
  note: operation({
    says: '先记一笔: three fields about a quarrel somebody came, rang or was met with.',
    by: rolesIn(quarrelLife.moves.settle),
    takes: quarrelNote,
    gives: quarrelReply,
  }),
  quarrels: operation({
    says: 'Notes under way, longest first, or ended ones, latest first; for the room all of them, for helpers those they noted.',
    by: rolesIn(quarrelLife.moves.settle),
    takes: z.object({
      ...listed,
      list: z._default(z.enum(['open', 'ended']), 'open'),
      community: z.optional(scopeId),
    }),
    gives: listOf(quarrelReply),
  }),
  quarrel: operation({
    says: 'One note; for a resident one they booked: when, where, with whom, and what came of it.',
    by: rolesIn(quarrelLife.moves.cancel),
    takes: z.object({ id: tap.id }),
    gives: quarrelReply,
  }),
  addToNote: operation({
    says: 'One more line.',
    by: rolesIn(quarrelLife.moves.add),
    takes: z.object({ id: tap.id, op: tap.op, text: text(300) }),
    gives: quarrelReply,
  }),
  correctNote: operation({
    says: 'Puts a wrong word right; who did it, when, and what stood there before stay readable for the room.',
    by: rolesIn(quarrelLife.moves.correct),
    takes: z.object({
      ...tap,
      sides: z.optional(quarrelNote.shape.sides),
      what: z.optional(text(300)),
      terms: z.optional(text(300)),
      /** A later line, as it was told apart by when it was written. */
      note: z.optional(z.object({ at: instant, text: text(300) })),
    }),
    gives: quarrelReply,
  }),
  settle: operation({
    says: 'Talked over; agreed orally, whose form fills itself; or nothing came of it.',
    by: rolesIn(quarrelLife.moves.settle),
    takes: z.object({
      ...tap,
      ending: z.enum(['talkedOver', 'oral', 'dropped']),
      terms: z.optional(text(300)),
    }),
    gives: quarrelReply,
  }),
  turn: operation({
    says: 'Becomes a formal case, with nothing typed again.',
    by: rolesIn(quarrelLife.moves.turn),
    takes: z.object(tap),
    gives: quarrelReply,
  }),
}
