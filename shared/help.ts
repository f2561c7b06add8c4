/** 帮办: a neighbour asks, a team takes it, a volunteer brings it, the neighbour says it is done. */
import * as z from 'zod/mini'
import {
  creation,
  fen,
  id,
  instant,
  listed,
  listOf,
  matter,
  module,
  operation,
  scopeId,
  tap,
  text,
} from './contract.ts'
import { any, is, lifecycle, rolesIn } from './lifecycle.ts'

export const helpKinds = ['groceries', 'errands'] as const
export type HelpKind = (typeof helpKinds)[number]

export const helpStates = [
  'open',
  'claimed',
  'assigned',
  'accepted',
  'bought',
  'onTheWay',
  'delivered',
  'confirmed',
  'unanswered',
  'withdrawn',
] as const
export type HelpState = (typeof helpStates)[number]

/** Code asks for the group of a state, seldom for the state. */
export const helpGroups = {
  /** Somebody still has to do something. */
  open: ['open', 'claimed', 'assigned', 'accepted', 'bought', 'onTheWay', 'delivered'],
  /** A team has it. */
  inHand: ['claimed', 'assigned', 'accepted', 'bought', 'onTheWay', 'delivered'],
  /** A volunteer has said yes and has not finished: the time in which a door and a phone number are needed. */
  underWay: ['accepted', 'bought', 'onTheWay'],
} as const satisfies Record<string, readonly HelpState[]>

export const releaseReasons = ['nobodyFree', 'tooFar', 'notOurs', 'other'] as const
export const declineReasons = ['noTime', 'unwell', 'tooHeavy', 'outOfStock', 'noAnswer', 'other'] as const
export const withdrawReasons = ['solved', 'notNeeded', 'mistake', 'other'] as const

/** What the rules judge of a request. */
export interface HelpFields {
  /** Something is bought, so money is involved. */
  readonly buys: boolean
  /** The person it is for. */
  readonly asker: string
  readonly team?: string | undefined
  readonly teamName?: string | undefined
  /** The lead who took it. */
  readonly claimedBy?: string | undefined
  readonly volunteer?: string | undefined
  readonly volunteerName?: string | undefined
  readonly spentFen?: number | undefined
}

const ofTeam = { scope: 'team' } as const
const helper = { person: 'volunteer', scope: 'team' } as const
/** Whoever brought it does not say that it was brought. */
const asker = { person: 'asker', except: 'volunteer' } as const
const volunteerGone = ['volunteer', 'volunteerName'] as const
const teamGone = ['team', 'teamName', 'claimedBy', 'spentFen', ...volunteerGone] as const

export const helpLife = lifecycle<HelpFields>()(
  helpStates,
  {
    claim: { from: ['open'], to: 'claimed', by: { teamLead: 'community' } },
    /** The team gives it back; staff do so for a team that does not move. */
    release: {
      from: ['claimed', 'assigned', 'accepted', 'bought', 'onTheWay'],
      to: 'open',
      by: { teamLead: ofTeam, communityStaff: 'community' },
      clears: teamGone,
    },
    assign: { from: ['claimed', 'assigned', 'accepted'], to: 'assigned', by: { teamLead: ofTeam } },
    accept: { from: ['assigned'], to: 'accepted', by: { volunteer: helper } },
    /** The volunteer cannot, or can no longer: the lead finds another way. */
    decline: {
      from: ['assigned', 'accepted', 'bought', 'onTheWay'],
      to: 'claimed',
      by: { volunteer: helper },
      clears: ['spentFen', ...volunteerGone],
    },
    /** Said again, it corrects the amount. */
    bought: {
      from: ['accepted', 'bought'],
      to: 'bought',
      by: { volunteer: helper },
      where: is('buys', true),
    },
    start: {
      from: ['accepted', 'bought'],
      to: 'onTheWay',
      by: { volunteer: helper },
      where: any<'state' | 'buys'>(is('state', 'bought'), is('buys', false)),
    },
    deliver: { from: ['onTheWay'], to: 'delivered', by: { volunteer: helper } },
    confirm: {
      from: ['delivered', 'unanswered'],
      to: 'confirmed',
      by: { resident: asker, communityStaff: { except: 'volunteer' } },
    },
    withdraw: {
      from: ['open', 'claimed', 'assigned', 'accepted'],
      to: 'withdrawn',
      by: { resident: { person: 'asker' } },
    },
    /** Looking at door and phone; no change, but the same rule. */
    reveal: { from: helpGroups.underWay, by: { volunteer: helper, teamLead: ofTeam } },
    /** The same for staff, who ring people when something does not move. */
    phone: { from: [...helpGroups.open, 'unanswered'], by: { communityStaff: 'community' } },
    /** It takes too long: staff have it on their list, and it stays where it is. */
    escalate: { from: ['open', ...helpGroups.underWay], by: { clock: true } },
    /** The team named nobody, or the volunteer did not answer in time: others may have it again. */
    lapse: { from: ['claimed', 'assigned'], to: 'open', by: { clock: true }, clears: teamGone },
    /** The asker kept silent; this is not satisfaction. */
    expire: { from: ['delivered'], to: 'unanswered', by: { clock: true } },
  },
  { id: 'team', name: 'teamName' },
)

export const helpMoves = Object.keys(helpLife.moves) as (keyof typeof helpLife.moves)[]

/** More than this is no shopping for a neighbour but a slip of the finger. */
export const mostSpentFen = 500_000

const line = z.object({
  what: text(40),
  howMany: z.optional(text(20)),
  remark: z.optional(text(60)),
})
export type HelpLine = z.output<typeof line>

export const helpReply = z.object({
  ...matter(helpStates),
  kind: z.enum(helpKinds),
  building: z.string(),
  /** Ready to show: 买菜, 跑腿陪伴. */
  title: z.string(),
  /** Ready to show: 等人接, 在路上, … */
  stateText: z.string(),
  /** What this means for the reader and what comes next. */
  stateHint: z.string(),
  late: z.boolean(),
  /** The ones below are there for those who may see them. */
  lines: z.optional(z.array(line)),
  wantedFromAt: z.optional(instant),
  wantedToAt: z.optional(instant),
  capFen: z.optional(fen),
  spentFen: z.optional(fen),
  askerName: z.optional(z.string()),
  /** The reader is the one it is for, or acts for them. */
  mine: z.optional(z.boolean()),
  team: z.optional(z.object({ id: z.string(), name: z.string() })),
  volunteer: z.optional(z.object({ id: z.string(), name: z.string() })),
  /** For the lead who has to name one: least loaded first. */
  volunteers: z.optional(
    z.array(
      z.object({ id: z.string(), name: z.string(), building: z.optional(z.string()), inHand: z.int() }),
    ),
  ),
  /** For the asker: what they wrote about getting in. */
  door: z.optional(z.string()),
  /** For the asker: who looked at door and phone, when last, and how often. */
  looks: z.optional(z.array(z.object({ at: instant, name: z.string(), as: z.string(), times: z.int() }))),
})
export type HelpReply = z.output<typeof helpReply>

const moved = <Takes extends z.ZodMiniType>(name: keyof typeof helpLife.moves, says: string, takes: Takes) =>
  operation({ says, by: rolesIn(helpLife.moves[name]), takes, gives: helpReply })

/** What is asked, as the form keeps it. */
export const helpAsk = z.object({
  ...creation,
  kind: z.enum(helpKinds),
  lines: z.array(line).check(z.minLength(1), z.maxLength(20)),
  wantedFromAt: z.optional(instant),
  wantedToAt: z.optional(instant),
  /** The most the volunteer may lay out. */
  capFen: z.optional(fen),
  /** How to get in: read only by the volunteer at work. */
  door: z.optional(text(100)),
  /** For whom, when not for oneself: someone the caller acts for. */
  for: z.optional(id),
})

export const help = module('help', {
  ask: operation({
    says: 'A resident, or someone who acts for one, asks for help.',
    by: ['resident'],
    takes: helpAsk,
    gives: helpReply,
  }),
  get: operation({
    says: 'One request, as the caller may see it.',
    by: 'signedIn',
    takes: z.object({ id }),
    gives: helpReply,
  }),
  mine: operation({
    says: 'What I asked for, handle, or follow for someone; newest change first.',
    by: 'signedIn',
    takes: z.object(listed),
    gives: listOf(helpReply),
  }),
  board: operation({
    says: 'By deadline: what waits for a team (open), what a team has in hand (team), for staff what takes too long (late).',
    by: ['teamLead', 'communityStaff'],
    takes: z.object({
      ...listed,
      list: z._default(z.enum(['open', 'team', 'late']), 'open'),
      team: z.optional(scopeId),
      community: z.optional(scopeId),
    }),
    gives: listOf(helpReply),
  }),
  claim: moved(
    'claim',
    'A lead takes it for a team; of several, exactly one wins.',
    z.object({ ...tap, team: z.optional(scopeId) }),
  ),
  release: moved(
    'release',
    'The team gives it back for others.',
    z.object({ ...tap, reason: z._default(z.enum(releaseReasons), 'other') }),
  ),
  assign: moved('assign', 'The lead asks a volunteer of the team.', z.object({ ...tap, volunteer: id })),
  accept: moved('accept', 'The volunteer says yes.', z.object(tap)),
  decline: moved(
    'decline',
    'The volunteer cannot; the team finds another.',
    z.object({ ...tap, reason: z._default(z.enum(declineReasons), 'other') }),
  ),
  bought: moved(
    'bought',
    'The volunteer has bought it, for so much.',
    z.object({
      ...tap,
      spentFen: z.int().check(z.minimum(1), z.maximum(mostSpentFen)),
      /** More than was allowed, and the asker has said yes to it. */
      agreed: z.optional(z.literal(true)),
    }),
  ),
  start: moved('start', 'The volunteer is on the way.', z.object(tap)),
  deliver: moved('deliver', 'It is at the door or done.', z.object(tap)),
  confirm: moved('confirm', 'The one it was for says it is done.', z.object(tap)),
  withdraw: moved(
    'withdraw',
    'The asker no longer needs it; possible until it is bought or under way.',
    z.object({ ...tap, reason: z._default(z.enum(withdrawReasons), 'other') }),
  ),
  reveal: operation({
    says: 'Door and phone, for the volunteer at work, the lead of the team, and staff. The look is on record, and the asker can see it.',
    by: [...rolesIn(helpLife.moves.reveal), ...rolesIn(helpLife.moves.phone)],
    takes: z.object({ id }),
    gives: z.object({
      name: z.string(),
      phone: z.string(),
      address: z.string(),
      door: z.optional(z.string()),
    }),
  }),
})
