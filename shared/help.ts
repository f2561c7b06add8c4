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
import { fileLink } from './files.ts'
import { absent, any, below, is, lifecycle, not, rolesIn } from './lifecycle.ts'

export const helpKinds = ['groceries', 'medicine', 'urgent', 'errands'] as const
export type HelpKind = (typeof helpKinds)[number]

/** What kind of help exactly; the first of each is meant where nothing is said. */
export const helpTopics = {
  groceries: ['shopping'],
  medicine: ['pharmacy', 'hospital'],
  urgent: ['otherUrgent', 'utilities', 'danger'],
  errands: ['otherErrand', 'escort', 'bills', 'parcel', 'repairs', 'chat', 'visit'],
} as const satisfies Readonly<Record<HelpKind, readonly string[]>>
export type HelpTopic = (typeof helpTopics)[HelpKind][number]
const topics = Object.values(helpTopics).flat() as [HelpTopic, ...HelpTopic[]]
/** Money is laid out for these. */
export const buysFor = (kind: HelpKind, topic: HelpTopic) =>
  kind === 'groceries' || kind === 'medicine' || topic === 'bills'

/** Whom a request that nobody takes is brought to, one after another. */
export const helpRings = ['near', 'building', 'all', 'grid', 'staff'] as const
const lastByClock = helpRings.indexOf('grid')

export const helpStates = [
  'open',
  'offered',
  'claimed',
  'assigned',
  'accepted',
  'bought',
  'onTheWay',
  'delivered',
  'withStaff',
  'confirmed',
  'unanswered',
  'failed',
  'withdrawn',
] as const
export type HelpState = (typeof helpStates)[number]

/** Code asks for the group of a state, seldom for the state. */
export const helpGroups = {
  /** Somebody still has to do something. */
  open: [
    'open',
    'offered',
    'claimed',
    'assigned',
    'accepted',
    'bought',
    'onTheWay',
    'delivered',
    'withStaff',
  ],
  /** A team has it. */
  inHand: ['claimed', 'assigned', 'accepted', 'bought', 'onTheWay', 'delivered'],
  /** A volunteer has said yes and has not finished: the time in which a door and a phone number are needed. */
  underWay: ['accepted', 'bought', 'onTheWay'],
} as const satisfies Record<string, readonly HelpState[]>

export const releaseReasons = ['nobodyFree', 'tooFar', 'notOurs', 'other'] as const
export const declineReasons = ['noTime', 'unwell', 'tooHeavy', 'outOfStock', 'noAnswer', 'other'] as const
export const withdrawReasons = ['solved', 'notNeeded', 'mistake', 'other'] as const
export const failReasons = [
  'noAnswer',
  'leftAtDoor',
  'outOfStock',
  'couldNotCome',
  'wrongAddress',
  'other',
] as const
export const problemReasons = ['missing', 'wrong', 'money', 'notHere', 'other'] as const
/** Said once, so that the right person comes. */
export const helpRisks = ['dog', 'infection', 'heavy', 'stairs'] as const
export const ratings = ['good', 'fair', 'poor'] as const

/** What the rules judge of a request. */
export interface HelpFields {
  /** Something is bought, so money is involved. */
  readonly buys: boolean
  /** Life or home is at risk: never left to volunteers. */
  readonly danger: boolean
  /** The person it is for. */
  readonly asker: string
  /** The grid of the building. */
  readonly grid?: string | undefined
  /** How far it has been brought, an index of `helpRings`. */
  readonly ring: number
  /** 派单: the team that staff have asked; others wait until it has answered. */
  readonly offeredTo?: string | undefined
  readonly offeredToName?: string | undefined
  readonly team?: string | undefined
  readonly teamName?: string | undefined
  /** The lead who took it. */
  readonly claimedBy?: string | undefined
  readonly volunteer?: string | undefined
  readonly volunteerName?: string | undefined
  /** Who of the community follows it in person. */
  readonly staff?: string | undefined
  readonly staffName?: string | undefined
  readonly spentFen?: number | undefined
  /** What the asker says they gave back. */
  readonly paidFen?: number | undefined
}

const ofTeam = { scope: 'team' } as const
const helper = { person: 'volunteer', scope: 'team' } as const
const helperUnderWay = { ...helper, when: is('state', ...helpGroups.underWay) } as const
const offeredLead = { scope: 'offeredTo' } as const
const ofGrid = { scope: 'grid' } as const
/** Staff, or a grid worker, who follow it in person. */
const carer = { person: 'staff', when: is('state', 'withStaff') } as const
const carerOfGrid = { ...carer, scope: 'grid' } as const
/** Whoever brought it does not say that it was brought. */
const asker = { person: 'asker', except: ['volunteer', 'staff'] } as const
const otherStaff = { except: ['volunteer', 'staff'] } as const
const offerGone = ['offeredTo', 'offeredToName'] as const
const volunteerGone = ['volunteer', 'volunteerName'] as const
const staffGone = ['staff', 'staffName'] as const
const teamGone = [...offerGone, 'team', 'teamName', 'claimedBy', 'spentFen', ...volunteerGone] as const

export const helpLife = lifecycle<HelpFields>()(
  helpStates,
  {
    /** 派单: nobody can be ordered, only asked first. */
    offer: { from: ['open'], to: 'offered', by: { communityStaff: 'community', gridWorker: ofGrid } },
    claim: {
      from: ['open', 'offered'],
      to: 'claimed',
      by: { teamLead: [{ when: is('state', 'open') }, offeredLead] },
      clears: offerGone,
    },
    /** The team gives it back; staff do so for a team that does not move, and for what they had taken on. */
    release: {
      from: ['claimed', 'assigned', 'accepted', 'bought', 'onTheWay', 'withStaff'],
      to: 'open',
      by: {
        teamLead: { ...ofTeam, when: is('state', ...helpGroups.inHand) },
        communityStaff: 'community',
        gridWorker: carerOfGrid,
      },
      where: any<'state' | 'danger'>(not(is('state', 'withStaff')), is('danger', false)),
      clears: [...teamGone, ...staffGone],
    },
    assign: { from: ['claimed', 'assigned', 'accepted'], to: 'assigned', by: { teamLead: ofTeam } },
    accept: { from: ['assigned'], to: 'accepted', by: { volunteer: helper } },
    /** The volunteer cannot, or can no longer: the lead finds another way. A team that was asked says no. */
    decline: {
      from: ['offered', 'assigned', 'accepted', 'bought', 'onTheWay'],
      to: after => (after.team ? 'claimed' : 'open'),
      by: { volunteer: helper, teamLead: offeredLead },
      clears: ['spentFen', ...volunteerGone, ...offerGone],
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
    deliver: {
      from: ['onTheWay', 'withStaff'],
      to: 'delivered',
      by: { volunteer: helperUnderWay, communityStaff: carer, gridWorker: carerOfGrid },
    },
    confirm: {
      from: ['delivered', 'unanswered'],
      to: 'confirmed',
      by: { resident: asker, communityStaff: otherStaff },
    },
    /** Something is missing, wrong or has not come at all: staff look into it, and who brought it stays named. */
    problem: {
      from: ['delivered', 'unanswered'],
      to: 'withStaff',
      by: { resident: { person: 'asker' }, communityStaff: 'community' },
    },
    /** Honestly not done, and why. */
    fail: {
      from: ['open', 'claimed', 'assigned', 'accepted', 'bought', 'onTheWay', 'withStaff'],
      to: 'failed',
      by: {
        volunteer: helperUnderWay,
        teamLead: { ...ofTeam, when: is('state', ...helpGroups.inHand) },
        communityStaff: 'community',
        gridWorker: carerOfGrid,
      },
      clears: ['spentFen'],
    },
    /** In one tap. */
    reopen: {
      from: ['failed', 'unanswered'],
      to: after => (after.danger ? 'withStaff' : 'open'),
      by: { resident: { person: 'asker' }, communityStaff: 'community' },
      clears: [...teamGone, ...staffGone],
    },
    withdraw: {
      from: ['open', 'offered', 'claimed', 'assigned', 'accepted', 'withStaff'],
      to: 'withdrawn',
      by: { resident: { person: 'asker' }, communityStaff: 'community' },
      where: absent('spentFen'),
    },
    /** Someone of the community does it in person. */
    takeOver: {
      from: ['open', 'offered', 'claimed', 'assigned', 'accepted', 'failed', 'unanswered', 'withStaff'],
      to: 'withStaff',
      by: {
        communityStaff: 'community',
        gridWorker: { ...ofGrid, when: is('state', 'open', 'offered', 'withStaff') },
      },
      clears: offerGone,
    },
    /** What was said on the phone and such; settles what stood on the staff's list. */
    note: { from: helpStates, by: { communityStaff: 'community' } },
    rate: { from: ['confirmed', 'unanswered', 'failed'], by: { resident: asker } },
    /** Looking at door and phone; no change, but the same rule. */
    reveal: {
      from: [...helpGroups.underWay, 'withStaff'],
      by: {
        volunteer: helperUnderWay,
        teamLead: { ...ofTeam, when: is('state', ...helpGroups.underWay) },
        gridWorker: carerOfGrid,
      },
    },
    /** The same for staff, who ring people when something does not move. */
    phone: { from: [...helpGroups.open, 'unanswered', 'failed'], by: { communityStaff: 'community' } },
    /** The volunteer's phone, for the lead and staff, while an answer or the goods are waited for. */
    callHelper: {
      from: ['assigned', ...helpGroups.underWay],
      by: { teamLead: ofTeam, communityStaff: 'community' },
    },
    /** Nobody has taken it yet: more people are told. */
    widen: { from: ['open'], by: { clock: true }, where: below('ring', lastByClock) },
    /** It takes too long: staff have it on their list, and it stays where it is. */
    escalate: { from: ['open', ...helpGroups.underWay, 'withStaff'], by: { clock: true } },
    /** The team named nobody, or the volunteer did not answer in time: others may have it again. */
    lapse: {
      from: ['offered', 'claimed', 'assigned'],
      to: 'open',
      by: { clock: true },
      clears: teamGone,
    },
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

const named = z.object({ id: z.string(), name: z.string() })

export const helpReply = z.object({
  ...matter(helpStates),
  kind: z.enum(helpKinds),
  topic: z.enum(topics),
  building: z.string(),
  /** Ready to show: 买菜, 陪看病, … */
  title: z.string(),
  /** Ready to show: 等人接, 在路上, … */
  stateText: z.string(),
  /** What this means for the reader and what comes next. */
  stateHint: z.string(),
  late: z.boolean(),
  /** How far it has been brought. */
  ring: z.enum(helpRings),
  /** For a lead: one's own team is among those it has been brought to. */
  near: z.optional(z.boolean()),
  /** The ones below are there for those who may see them. */
  lines: z.optional(z.array(line)),
  risks: z.optional(z.array(z.enum(helpRisks))),
  /** The pharmacy, hospital or office to go to. */
  place: z.optional(z.string()),
  files: z.optional(z.array(fileLink)),
  voice: z.optional(fileLink),
  receipts: z.optional(z.array(fileLink)),
  /** Paid with the medical insurance: both people's papers are needed. */
  insurance: z.optional(z.boolean()),
  wantedFromAt: z.optional(instant),
  wantedToAt: z.optional(instant),
  capFen: z.optional(fen),
  spentFen: z.optional(fen),
  paidFen: z.optional(fen),
  /** What was laid out and what was given back are not the same, or goods were paid for and not brought. */
  moneyOpen: z.optional(z.boolean()),
  askerName: z.optional(z.string()),
  /** The reader is the one it is for, or acts for them. */
  mine: z.optional(z.boolean()),
  /** 见面码: the same four digits on both phones, for the door. */
  meetingCode: z.optional(z.string()),
  offeredTo: z.optional(named),
  team: z.optional(named),
  volunteer: z.optional(named),
  /** Who of the community follows it in person. */
  staff: z.optional(named),
  failReason: z.optional(z.enum(failReasons)),
  problem: z.optional(z.enum(problemReasons)),
  rating: z.optional(z.enum(ratings)),
  thanks: z.optional(z.string()),
  /** For the team and staff: who has laid out money for what was then not brought. */
  laidOut: z.optional(z.array(z.object({ name: z.string(), spentFen: z.int() }))),
  /** Somebody should be rung, and who: a volunteer who does not answer, an asker who keeps silent. */
  call: z.optional(z.enum(['volunteer', 'asker'])),
  /** For the lead who has to name one: the best suited first, and why. */
  volunteers: z.optional(
    z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        building: z.optional(z.string()),
        inHand: z.int(),
        why: z.optional(z.enum(['usual', 'least', 'sameBuilding'])),
      }),
    ),
  ),
  /** For staff who offer it: teams that serve the building or are for this, least loaded first. */
  teams: z.optional(
    z.array(z.object({ id: z.string(), name: z.string(), inHand: z.int(), suited: z.boolean() })),
  ),
  /** For the asker: what they wrote about getting in. */
  door: z.optional(z.string()),
  /** For the asker: who looked at door and phone, when last, and how often. */
  looks: z.optional(z.array(z.object({ at: instant, name: z.string(), as: z.string(), times: z.int() }))),
  /** For staff: what was noted. */
  notes: z.optional(z.array(z.object({ at: instant, name: z.string(), text: z.string() }))),
})
export type HelpReply = z.output<typeof helpReply>

const moved = <Takes extends z.ZodMiniType>(name: keyof typeof helpLife.moves, says: string, takes: Takes) =>
  operation({ says, by: rolesIn(helpLife.moves[name]), takes, gives: helpReply })

const wanted = { wantedFromAt: z.optional(instant), wantedToAt: z.optional(instant) }
const lines = z.array(line).check(z.minLength(1), z.maxLength(20))

/** What is asked, as the form keeps it. */
export const helpAsk = z.object({
  ...creation,
  kind: z.enum(helpKinds),
  topic: z.optional(z.enum(topics)),
  lines,
  ...wanted,
  /** The most the volunteer may lay out. */
  capFen: z.optional(fen),
  /** How to get in: read only by the volunteer at work. */
  door: z.optional(text(100)),
  risks: z.optional(z.array(z.enum(helpRisks)).check(z.maxLength(helpRisks.length))),
  place: z.optional(text(60)),
  /** For whom, when not for oneself: someone the caller acts for; for staff, whoever has rung. */
  for: z.optional(id),
  /** Photos, e.g. of the prescription, and a voice note: files the caller has put up. */
  files: z.optional(z.array(id).check(z.maxLength(6))),
  voice: z.optional(id),
  /** Medicine: what it is. Only ordinary medicine is fetched. */
  drug: z.optional(z.enum(['ordinary', 'controlled', 'injection', 'coldChain'])),
  /** Medicine: with the medical insurance; then both people's papers are shown (医保基金使用监督管理条例 17). */
  insurance: z.optional(z.boolean()),
  bothIds: z.optional(z.literal(true)),
  /** Medicine, entered by staff: the person has said on the phone that what they told may be used to fetch it. */
  sensitive: z.optional(z.literal(true)),
})

export const help = module('help', {
  ask: operation({
    says: 'A resident, or someone who acts for one, asks for help; staff enter what somebody asked for by phone.',
    by: ['resident', 'communityStaff'],
    takes: helpAsk,
    gives: helpReply,
  }),
  again: operation({
    says: 'Asks for the same once more (还是老样子), with other lines or another time where they are given.',
    by: ['resident', 'communityStaff'],
    takes: z.object({ id, ...creation, ...wanted, lines: z.optional(lines) }),
    gives: helpReply,
  }),
  lastOf: operation({
    says: 'For the 电话单: the last request of someone who has rung, and how many are under way.',
    by: ['communityStaff'],
    takes: z.object({ person: id }),
    gives: z.object({ last: z.optional(helpReply), open: z.int() }),
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
    says: 'By deadline: what waits for a team (open; for a grid worker, of the grid), what a team has in hand or was asked to take (team), for staff what needs them (late).',
    by: ['teamLead', 'communityStaff', 'gridWorker'],
    takes: z.object({
      ...listed,
      list: z._default(z.enum(['open', 'team', 'late']), 'open'),
      team: z.optional(scopeId),
      community: z.optional(scopeId),
    }),
    gives: listOf(helpReply),
  }),
  today: operation({
    says: 'For a lead: what became of the team’s requests today, as a text without names and addresses for the group.',
    by: ['teamLead'],
    takes: z.object({ team: z.optional(scopeId), community: z.optional(scopeId) }),
    gives: z.object({ done: z.int(), underWay: z.int(), text: z.string() }),
  }),
  offer: moved(
    'offer',
    'Staff or the grid worker ask one team whether it takes it; nobody else can meanwhile.',
    z.object({ ...tap, team: scopeId }),
  ),
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
    'The volunteer cannot, and the team finds another; a team that was asked says no.',
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
      /** Photos of the receipt. */
      receipts: z.optional(z.array(id).check(z.maxLength(3))),
      /** With medical insurance: both people's papers were shown at the counter. */
      idsShown: z.optional(z.literal(true)),
    }),
  ),
  start: moved('start', 'The volunteer is on the way.', z.object(tap)),
  deliver: moved('deliver', 'It is at the door or done.', z.object(tap)),
  confirm: moved(
    'confirm',
    'The one it was for says it is done, and what they gave back; another amount than was laid out is brought to staff.',
    z.object({ ...tap, paidFen: z.optional(z.int().check(z.minimum(0), z.maximum(mostSpentFen))) }),
  ),
  problem: moved(
    'problem',
    'Something is missing or wrong; staff look into it.',
    z.object({ ...tap, reason: z._default(z.enum(problemReasons), 'other') }),
  ),
  fail: moved(
    'fail',
    'It could not be done, and why.',
    z.object({ ...tap, reason: z._default(z.enum(failReasons), 'other') }),
  ),
  reopen: moved('reopen', 'What could not be done is asked for once more.', z.object(tap)),
  withdraw: moved(
    'withdraw',
    'The asker no longer needs it; possible until it is bought or under way.',
    z.object({ ...tap, reason: z._default(z.enum(withdrawReasons), 'other') }),
  ),
  takeOver: moved('takeOver', 'Someone of the community follows it in person.', z.object(tap)),
  note: moved(
    'note',
    'Staff note what was said, e.g. on the phone; `settled` takes it off their list.',
    z.object({ ...tap, text: text(200), settled: z.optional(z.boolean()) }),
  ),
  rate: moved(
    'rate',
    'How it was, and a word of thanks to the volunteer; said again, it replaces what was said.',
    z.object({ ...tap, rating: z.enum(ratings), thanks: z.optional(text(100)) }),
  ),
  reveal: operation({
    says: 'Door and phone, for the volunteer at work, the lead of the team, and staff; the volunteer’s phone, for the lead and staff. The look is on record, and the person looked up can see it.',
    by: [
      ...new Set([
        ...rolesIn(helpLife.moves.reveal),
        ...rolesIn(helpLife.moves.phone),
        ...rolesIn(helpLife.moves.callHelper),
      ]),
    ],
    takes: z.object({ id, whom: z._default(z.enum(['asker', 'volunteer']), 'asker') }),
    gives: z.object({
      name: z.string(),
      phone: z.string(),
      /** Not of a volunteer. */
      address: z.optional(z.string()),
      door: z.optional(z.string()),
    }),
  }),
})
