/** Teams and groups, and belonging to one: asked for, decided, waited for, confirmed, left. */
import * as z from 'zod/mini'
import { choice, states, type Code } from '../choice.ts'
import {
  type Limit,
  id,
  instant,
  matter,
  maybeText,
  onceKey,
  openingCode,
  operation,
  scopeId,
  tap,
  tellsOthers,
  text,
} from '../contract.ts'
import { lifecycle, rolesIn } from '../lifecycle.ts'
import { mostSeats } from '../places.ts'

/** Chat and visit circles are groups of mutual aid too. */
export const teamGroups = choice({ service: '服务队', mutualAid: '互助小组' })
export type TeamGroup = Code<typeof teamGroups>
/** What is said of a 队, said of a 组; to stand in a queue (排队) is the same in both. */
export const inGroup = (group: TeamGroup, text: string) =>
  group === 'mutualAid'
    ? text.replace(/排队|服务队|队伍|队/g, found => (found === '队' ? '组' : found))
    : text

/** `out`: not, or no longer, of the team. */
export const membershipStates = states({
  applied: { name: '等回话', tone: 'waiting' },
  waitlisted: { name: '在排队', tone: 'waiting' },
  promoted: { name: '有位子了', tone: 'yours' },
  approved: { name: '在队里', tone: 'ended' },
  declined: { name: '没加入', tone: 'ended', group: 'out' },
  left: { name: '不在队里', tone: 'ended', group: 'out' },
})
export type MembershipState = Code<typeof membershipStates>

/** Why a team says no. */
export const declinedReasons = choice({
  full: '人满了',
  otherTeam: '别的队更合适',
  notSuited: '队里的活不合适',
  notReached: '没联系上',
  other: '别的原因',
})
/** Why somebody goes, or is taken off the list; `silent`: a place was kept for them and they did not answer. */
export const leftReasons = choice({
  noTime: '没时间',
  moved: '搬走了',
  unwell: '身体不方便',
  notComing: '好久没来',
  silent: '没回话',
  ended: '到期了',
  other: '别的原因',
})
export type LeftReason = Code<typeof leftReasons>
export const outReasons = choice({ ...declinedReasons.text, ...leftReasons.text })

/** What the rules judge of a membership. */
export interface MembershipFields {
  /** The volunteer. */
  readonly user: string
  readonly team: string
  readonly teamName: string
  /** They have a seat in the team. */
  readonly seated?: true | undefined
}

const self = { person: 'user' } as const
const selves = {
  resident: self,
  volunteer: self,
  partyMember: self,
  gridWorker: self,
  buildingHelper: self,
} as const
/** Nobody decides about themselves. */
const lead = { scope: 'team', except: ['user'] } as const
const staff = { except: ['user'] } as const

export const membershipLife = lifecycle<MembershipFields>()(
  membershipStates,
  {
    apply: {
      from: ['declined', 'left'],
      to: 'applied',
      by: selves,
    },
    /** A seat where there is one, else the queue: the store says which. */
    approve: {
      from: ['applied'],
      to: after => (after.seated ? 'approved' : 'waitlisted'),
      by: { teamLead: lead, communityStaff: staff },
    },
    decline: {
      from: ['applied', 'waitlisted'],
      to: 'declined',
      by: { teamLead: lead, communityStaff: staff },
    },
    /** Somebody known to the lead or staff, without the form. */
    add: {
      from: ['applied', 'declined', 'left'],
      to: after => (after.seated ? 'approved' : 'waitlisted'),
      by: { teamLead: lead, communityStaff: staff },
    },
    /** A seat came free and is kept for them. */
    promote: { from: ['waitlisted'], to: 'promoted', by: { clock: true } },
    confirmPlace: {
      from: ['waitlisted', 'promoted'],
      to: 'approved',
      by: selves,
    },
    leave: {
      from: ['applied', 'waitlisted', 'promoted', 'approved'],
      to: 'left',
      by: { ...selves, teamLead: [lead, self], communityStaff: staff },
      clears: ['seated'],
    },
    /** They did not say yes in time, or the year of the grant is over and nobody renewed it. */
    lapse: {
      from: ['applied', 'waitlisted', 'promoted', 'approved'],
      to: 'left',
      by: { clock: true },
      clears: ['seated'],
    },
    /** The role is given once more, or was when its time came. */
    renew: { from: ['approved'], by: { communityStaff: staff, clock: true } },
    /** Nobody has decided for days: staff are told. */
    escalate: { from: ['applied'], by: { clock: true } },
  },
  { unit: { id: 'team', name: 'teamName' } },
)

export const membershipReply = z.object({
  ...matter(membershipStates),
  team: z.object({ id: z.string(), name: z.string(), group: teamGroups.schema }),
  /** Ready to show. */
  stateText: z.string(),
  stateHint: z.string(),
  /** The reader's own. */
  mine: z.optional(z.boolean()),
  /** For the lead and staff. */
  name: z.optional(z.string()),
  building: z.optional(z.string()),
  user: z.optional(z.string()),
  note: z.optional(z.string()),
  /** 14 to 17: the parents have said yes. */
  minor: z.optional(z.boolean()),
  fit: z.optional(z.boolean()),
  /** Other members may see the name. */
  listed: z.boolean(),
  /** In the queue: 1 is next. */
  position: z.optional(z.int()),
  /** A seat is kept until then. */
  confirmBy: z.optional(instant),
  /** In the team since. */
  since: z.optional(instant),
  reason: z.optional(outReasons.schema),
})
export type MembershipReply = z.output<typeof membershipReply>

/** What a team decides for itself; staff keep it. */
const about = {
  purpose: maybeText(120),
  group: teamGroups.schema,
  /** When and where it usually meets or works. */
  meets: maybeText(60),
  /** Members at most. */
  most: z.int().check(z.minimum(1), z.maximum(mostSeats)),
  /** It takes on new people. */
  takesOn: z.boolean(),
  /** Asked at sign-up: whether one is fit for the work (志愿服务条例 15). */
  asksFitness: z.boolean(),
  /** The youngest it takes; below 18 the parents have to agree (志愿服务条例 7). */
  minAge: z.int().check(z.minimum(8), z.maximum(70)),
  /** What its members are insured by, where the work may be dangerous (志愿服务条例 17). */
  insurance: maybeText(60),
}
export const teamAbout = z.object({
  purpose: z._default(about.purpose, ''),
  group: z._default(about.group, 'service'),
  meets: z._default(about.meets, ''),
  most: z._default(about.most, 60),
  takesOn: z._default(about.takesOn, true),
  asksFitness: z._default(about.asksFitness, false),
  minAge: z._default(about.minAge, 14),
  insurance: z._default(about.insurance, ''),
})
export type TeamAbout = z.output<typeof teamAbout>

const teamLine = {
  id: z.string(),
  name: z.string(),
  ...teamAbout.shape,
  /** Names of the buildings it serves. */
  buildings: z.array(z.string()),
  /** What it is for, by the codes of `skills` in the manifests. */
  skills: z.array(z.string()),
  members: z.int(),
  waiting: z.int(),
  /** The reader's own membership, unless it ended. */
  mine: z.optional(z.object({ id: z.string(), state: membershipStates.schema })),
  /** The reader leads it. */
  leads: z.optional(z.boolean()),
}

export const team = z.object({
  ...teamLine,
  community: z.string(),
  /** 队长, as neighbours call them. */
  leadNames: z.array(z.string()),
  /** May the reader apply now. */
  mayApply: z.boolean(),
  /** All of them for the lead and staff; for others those who agreed to be seen. */
  people: z.array(
    z.object({
      name: z.string(),
      /** For the lead and staff. */
      user: z.optional(z.string()),
      membership: z.optional(z.string()),
      seq: z.optional(z.int()),
      building: z.optional(z.string()),
      since: z.optional(instant),
    }),
  ),
  /** For the lead and staff: how many wait for an answer. */
  applied: z.optional(z.int()),
  /** For staff: they may change it. */
  mayChange: z.optional(z.boolean()),
})
export type TeamReply = z.output<typeof team>

const moved = <Takes extends z.ZodMiniType>(
  name: keyof typeof membershipLife.moves,
  says: string,
  takes: Takes,
  limit?: Limit,
) => operation({ says, by: rolesIn(membershipLife.moves[name]), limit, takes, gives: membershipReply })

export const teamOperations = {
  teams: operation({
    says: 'The teams and groups of the community: what for, where, how many, and how the caller stands with each.',
    by: 'signedIn',
    takes: z.object({ community: z.optional(scopeId) }),
    gives: z.object({ items: z.array(z.object(teamLine)) }),
  }),
  team: operation({
    says: 'One team: its lead, those who agreed to be seen; for its lead and staff everybody in it.',
    by: 'signedIn',
    takes: z.object({ team: scopeId, community: z.optional(scopeId) }),
    gives: team,
  }),
  saveTeam: operation({
    says: 'Staff change what a team is for, how many it takes, and what it asks. More places go to those who wait, in order.',
    by: ['communityStaff'],
    takes: z.object({
      team: scopeId,
      community: z.optional(scopeId),
      changes: z.partial(z.object(about)),
    }),
    gives: team,
  }),
  apply: operation({
    says: 'Signs up for a team; its lead decides. Done twice, it is one.',
    by: rolesIn(membershipLife.moves.apply),
    limit: tellsOthers,
    takes: z.object({
      team: scopeId,
      community: z.optional(scopeId),
      op: z.optional(onceKey),
      /** How old: under 18 only with the parents’ yes. */
      age: z._default(z.enum(['adult', 'minor']), 'adult'),
      parentsAgree: z.optional(z.literal(true)),
      /** Fit for the work, where the team asks. */
      fit: z.optional(z.literal(true)),
      /** Other members may see my name. */
      listed: z._default(z.boolean(), false),
      /** When one has time, what one can do: for the lead only. */
      note: z.optional(text(100)),
    }),
    gives: membershipReply,
  }),
  membership: operation({
    says: 'One membership, for whom it is about, the lead and staff.',
    by: 'signedIn',
    takes: z.object({ id }),
    gives: membershipReply,
  }),
  applications: operation({
    says: 'For a lead or staff: who waits for an answer, the first to ask first; and who waits for a place.',
    by: ['teamLead', 'communityStaff'],
    takes: z.object({
      /** Left out: all the caller decides on. */
      team: z.optional(scopeId),
      community: z.optional(scopeId),
    }),
    gives: z.object({ items: z.array(membershipReply) }),
  }),
  decide: operation({
    says: 'The lead or staff say yes or no. Yes is a place where one is free, else a place in the queue.',
    by: rolesIn(membershipLife.moves.approve),
    takes: z.object({
      ...tap,
      approve: z.boolean(),
      reason: z._default(declinedReasons.schema, 'other'),
    }),
    gives: membershipReply,
  }),
  addMember: operation({
    says: 'The lead or staff take somebody in who stands before them, by the code on that person’s phone; staff also somebody known only by phone.',
    by: rolesIn(membershipLife.moves.add),
    takes: z.object({
      team: scopeId,
      community: z.optional(scopeId),
      op: z.optional(onceKey),
      code: z.optional(openingCode),
      person: z.optional(id),
    }),
    gives: membershipReply,
  }),
  confirmPlace: operation({
    says: 'Yes to a place in a team or a shift that came free and is kept for the caller; else it goes to the next.',
    by: 'signedIn',
    limit: tellsOthers,
    takes: z.object({ id, op: z.optional(onceKey) }),
    gives: z.object({ confirmed: z.literal(true) }),
  }),
  leave: moved(
    'leave',
    'Leaves a team, or the lead or staff take somebody off its list. The place goes to the next in the queue.',
    z.object({ ...tap, reason: z._default(leftReasons.schema, 'other') }),
    tellsOthers,
  ),
  setListed: operation({
    says: 'Whether other members may see the caller’s name in this team.',
    by: 'signedIn',
    takes: z.object({ id, listed: z.boolean() }),
    gives: membershipReply,
  }),
}
