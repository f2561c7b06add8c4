/** 说和: the everyday quarrel, noted in twenty seconds; most end here and never become a case. */
import * as z from 'zod/mini'
import { choice, states, type Code } from '../choice.ts'
import { instant, listOf, operation, scopeId, tap, text, creation, listed, matter } from '../contract.ts'
import { lifecycle, rolesIn } from '../lifecycle.ts'
import { disputeKinds, partyKeys } from './life.ts'

export const quarrelStates = states({
  open: { name: '还没说开', tone: 'yours' },
  talkedOver: { name: '说开了', tone: 'ended' },
  oral: { name: '口头协议', tone: 'ended' },
  formal: { name: '转正式调解', tone: 'ended' },
  dropped: { name: '没谈成', tone: 'ended' },
})
export type QuarrelState = Code<typeof quarrelStates>
export const quarrelWays = choice({ walkIn: '上门来的', phone: '电话打来', doorstep: '外面碰上' })

/** What the rules judge. */
export interface QuarrelRules {
  readonly notedBy: string
}

const helper = { person: 'notedBy' } as const
/** The room sees all; somebody who noted one on the doorstep sees theirs. */
const by = {
  mediationStaff: 'community',
  mediator: 'community',
  communityStaff: helper,
  gridWorker: helper,
  buildingHelper: helper,
} as const

export const quarrelLife = lifecycle<QuarrelRules>()(
  quarrelStates,
  {
    add: { from: ['open'], by },
    settle: { from: ['open'], to: 'talkedOver', by },
    settleOrally: { from: ['open'], to: 'oral', by },
    drop: { from: ['open'], to: 'dropped', by },
    turn: { from: ['open'], to: 'formal', by: { mediationStaff: 'community', mediator: 'community' } },
    /** Nobody has touched it for some days. */
    remind: { from: ['open'], by: { clock: true } },
  },
  {
    /** The form of what was agreed. */
    rights: { print: { in: ['oral'], by } },
  },
)

/** The whole form. */
export const quarrelNote = z.object({
  ...creation,
  community: z.optional(scopeId),
  /** Who with whom, as one says it: 3号楼张阿姨, 楼上李家. */
  sides: z.array(text(20)).check(z.minLength(1), z.maxLength(partyKeys.length)),
  kind: z._default(disputeKinds.schema, 'other'),
  what: text(300),
  way: z._default(quarrelWays.schema, 'walkIn'),
})

export const quarrelReply = z.object({
  ...matter(quarrelStates),
  kind: disputeKinds.schema,
  title: z.string(),
  stateText: z.string(),
  stateHint: z.string(),
  way: quarrelWays.schema,
  sides: z.array(z.string()),
  what: z.string(),
  notes: z.array(z.object({ at: instant, name: z.string(), text: z.string() })),
  notedBy: z.string(),
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
    says: 'Notes under way, longest first, or ended ones, latest first; for the room all of them, for others their own.',
    by: rolesIn(quarrelLife.moves.settle),
    takes: z.object({
      ...listed,
      list: z._default(z.enum(['open', 'ended']), 'open'),
      community: z.optional(scopeId),
    }),
    gives: listOf(quarrelReply),
  }),
  quarrel: operation({
    says: 'One note.',
    by: rolesIn(quarrelLife.moves.settle),
    takes: z.object({ id: tap.id }),
    gives: quarrelReply,
  }),
  addToNote: operation({
    says: 'One more line.',
    by: rolesIn(quarrelLife.moves.add),
    takes: z.object({ id: tap.id, op: tap.op, text: text(300) }),
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
