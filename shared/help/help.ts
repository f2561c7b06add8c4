/** 帮办: a neighbour asks, a team takes it, a volunteer brings it, the neighbour says it is done. */
import * as z from 'zod/mini'
import { choice } from '../choice.ts'
import {
  type Limit,
  beginning,
  fen,
  id,
  instant,
  listOf,
  listed,
  matter,
  module,
  operation,
  scopeId,
  tap,
  tellsOthers,
  text,
} from '../contract.ts'
import { fileLink } from '../files/files.ts'
import {
  helpRings,
  helpStates,
  releaseReasons,
  declineReasons,
  notNowReasons,
  withdrawReasons,
  failReasons,
  problemReasons,
  helpRisks,
  askerWords,
  ratings,
  helpLife,
  mostSpentFen,
  mostSwaps,
} from './life.ts'
import { helpKinds, topics } from './topics.ts'
import { rolesIn } from '../lifecycle.ts'

const line = z.object({
  what: text(40),
  howMany: z.optional(text(20)),
  remark: z.optional(text(60)),
})
export type HelpLine = z.output<typeof line>

const named = z.object({ id: z.string(), name: z.string() })

export const helpReply = z.object({
  ...matter(helpStates),
  /** Short enough to be said on the phone: 1123-KQXM. */
  number: z.string(),
  kind: helpKinds.schema,
  topic: topics.schema,
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
  risks: z.optional(z.array(helpRisks.schema)),
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
  /** For those who go there: the asker has moved since it was asked. */
  moved: z.optional(z.boolean()),
  /** The reader is the one it is for, or acts for them. */
  mine: z.optional(z.boolean()),
  /** 见面码: the same four digits on both phones, for the door. */
  meetingCode: z.optional(z.string()),
  offeredTo: z.optional(named),
  team: z.optional(named),
  volunteer: z.optional(named),
  /** While the volunteer is at it: about when they mean to be there. */
  comesAt: z.optional(instant),
  /** Who of the community follows it in person. */
  staff: z.optional(named),
  failReason: z.optional(failReasons.schema),
  problem: z.optional(problemReasons.schema),
  rating: z.optional(ratings.schema),
  thanks: z.optional(z.string()),
  /** For the asker, the team and staff: who has laid out money for what was then not brought. */
  laidOut: z.optional(z.array(z.object({ name: z.string(), spentFen: z.int() }))),
  /** What the volunteer asked to bring instead, and what was said to it. */
  swaps: z.optional(
    z.array(z.object({ what: z.string(), instead: z.optional(z.string()), yes: z.optional(z.boolean()) })),
  ),
  /** Ready sentences sent to the volunteer. */
  said: z.optional(z.array(z.object({ at: instant, what: askerWords.schema }))),
  /** Somebody should be rung, and who: a volunteer who does not answer, an asker who keeps silent. */
  call: z.optional(z.enum(['volunteer', 'asker'])),
  /** For the asker: what they wrote about getting in. */
  door: z.optional(z.string()),
  /** For the asker: who looked at door and phone, when last, and how often. */
  looks: z.optional(z.array(z.object({ at: instant, name: z.string(), as: z.string(), times: z.int() }))),
  /** Of a danger: what was said when it was called once more, the last calls. */
  calls: z.optional(z.array(z.object({ at: instant, text: z.string() }))),
  /** For staff: what was noted. */
  notes: z.optional(z.array(z.object({ at: instant, name: z.string(), text: z.string() }))),
})
export type HelpReply = z.output<typeof helpReply>

const candidates = z.object({
  /** For the lead who has to name one: the best suited first, and why. */
  volunteers: z.optional(
    z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        building: z.optional(z.string()),
        inHand: z.int(),
        why: z.optional(z.enum(['paired', 'usual', 'least', 'sameBuilding'])),
      }),
    ),
  ),
  /** For staff who offer it: teams that serve the building or are for this, least loaded first. */
  teams: z.optional(
    z.array(z.object({ id: z.string(), name: z.string(), inHand: z.int(), suited: z.boolean() })),
  ),
})

const moved = <Takes extends z.ZodMiniType>(
  name: keyof typeof helpLife.moves,
  says: string,
  takes: Takes,
  limit?: Limit,
) => operation({ says, by: rolesIn(helpLife.moves[name]), limit, takes, gives: helpReply })

const wanted = { wantedFromAt: z.optional(instant), wantedToAt: z.optional(instant) }
const lines = z.array(line).check(z.minLength(1), z.maxLength(20))

/** What is asked, as the form keeps it. */
export const helpAsk = z.object({
  ...beginning,
  kind: helpKinds.schema,
  topic: z.optional(topics.schema),
  lines,
  ...wanted,
  /** The most the volunteer may lay out. */
  capFen: z.optional(fen),
  /** How to get in: read only by the volunteer at work. */
  door: z.optional(text(100)),
  risks: z.optional(z.array(helpRisks.schema).check(z.maxLength(helpRisks.codes.length))),
  place: z.optional(text(60)),
  /** For whom, when not for oneself: someone the caller acts for; for staff, the person who has rung. */
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

/** What staff may look through at their desk. */
export const deskLists = choice({
  all: '全部',
  open: '等人接',
  going: '有人在办',
  late: '社区在办、超时',
  ended: '办完的',
})

export const help = module('help', {
  ask: operation({
    says: 'A resident, or someone who acts for one, asks for help; staff enter what somebody asked for by phone. Danger is always taken; said again within the hour, it is a call more in the same matter.',
    by: ['resident', 'communityStaff'],
    limit: { ...tellsOthers, spares: ({ topic }) => topic === 'danger' },
    takes: helpAsk,
    gives: helpReply,
  }),
  again: operation({
    says: 'Asks for the same once more (还是老样子), with other lines or another time where they are given.',
    by: ['resident', 'communityStaff'],
    limit: tellsOthers,
    takes: z.object({
      id,
      ...beginning,
      ...wanted,
      lines: z.optional(lines),
      /** As with `ask`, by staff. */
      sensitive: z.optional(z.literal(true)),
    }),
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
  candidates: operation({
    says: 'Whom the caller could send, or which team they could ask, with what each has in hand: read when that is to be chosen.',
    by: ['teamLead', 'communityStaff', 'gridWorker'],
    takes: z.object({ id }),
    gives: candidates,
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
  desk: operation({
    says: 'For staff: every request of the community, list by list, or those found by their number, by name, door or the last four digits of a phone; that somebody was found is on record, and they can see it. A grid worker has those of the grid that they may see, and finds by number.',
    by: ['communityStaff', 'gridWorker'],
    takes: z.object({
      ...listed,
      list: z._default(deskLists.schema, 'all'),
      find: z.optional(text(30)),
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
    tellsOthers,
  ),
  release: moved(
    'release',
    'The team gives it back for others.',
    z.object({ ...tap, reason: z._default(releaseReasons.schema, 'other') }),
    tellsOthers,
  ),
  assign: moved('assign', 'The lead asks a volunteer of the team.', z.object({ ...tap, volunteer: id })),
  accept: moved(
    'accept',
    'The volunteer says yes and, if they like, about when they will be there.',
    z.object({ ...tap, comesAt: z.optional(instant) }),
  ),
  decline: moved(
    'decline',
    'The volunteer cannot, and the team finds another; a team that was asked says no.',
    z.object({
      ...tap,
      reason: z._default(z.enum([...declineReasons.codes, ...notNowReasons.codes]), 'other'),
    }),
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
    z.object({ ...tap, reason: z._default(problemReasons.schema, 'other') }),
  ),
  fail: moved(
    'fail',
    'It could not be done, and why.',
    z.object({ ...tap, reason: z._default(failReasons.schema, 'other') }),
  ),
  reopen: moved('reopen', 'What could not be done is asked for once more.', z.object(tap), tellsOthers),
  withdraw: moved(
    'withdraw',
    'The asker no longer needs it; possible until it is bought or under way.',
    z.object({ ...tap, reason: z._default(withdrawReasons.schema, 'other') }),
    tellsOthers,
  ),
  change: moved(
    'change',
    'The asker puts it another way until something is bought; what is left out stays as it is. The team and the volunteer are told.',
    z.object({
      ...tap,
      lines: z.optional(lines),
      ...wanted,
      /** No time is wanted any longer. */
      anyTime: z.optional(z.literal(true)),
      door: z.optional(text(100)),
    }),
    tellsOthers,
  ),
  suggest: moved(
    'suggest',
    'The volunteer asks from the shop whether something else will do; without `instead`, whether it may be left out.',
    z.object({ ...tap, what: text(40), instead: z.optional(text(40)) }),
    tellsOthers,
  ),
  answer: moved(
    'answer',
    "The asker says yes or no to one of the volunteer's questions, by its place in `swaps`.",
    z.object({ ...tap, swap: z.int().check(z.minimum(0), z.maximum(mostSwaps)), yes: z.boolean() }),
  ),
  say: moved(
    'say',
    "The asker sends the coming volunteer one of the ready sentences; nobody's phone is shown.",
    z.object({ ...tap, what: askerWords.schema }),
    tellsOthers,
  ),
  correct: moved(
    'correct',
    'The volunteer puts right what they laid out, as long as it is not settled; the asker and staff are told.',
    z.object({
      ...tap,
      spentFen: z.int().check(z.minimum(1), z.maximum(mostSpentFen)),
      /** As with `bought`. */
      agreed: z.optional(z.literal(true)),
    }),
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
    z.object({ ...tap, rating: ratings.schema, thanks: z.optional(text(100)) }),
  ),
  reveal: operation({
    says: 'Door and phone, for the volunteer at work, the lead of the team, and staff; the volunteer’s phone, for the lead and staff. The look is on record, and the person looked up can see it.',
    by: [
      ...new Set([
        ...rolesIn(helpLife.rights.reveal),
        ...rolesIn(helpLife.rights.phone),
        ...rolesIn(helpLife.rights.callHelper),
      ]),
    ],
    takes: z.object({ id, whom: z._default(z.enum(['asker', 'volunteer']), 'asker') }),
    gives: z.object({
      name: z.string(),
      /** Left out where it turned out to be somebody else's. */
      phone: z.optional(z.string()),
      /** Not of a volunteer. */
      address: z.optional(z.string()),
      /** They have moved since; this is where they live now. */
      movedTo: z.optional(z.string()),
      door: z.optional(z.string()),
    }),
  }),
})
