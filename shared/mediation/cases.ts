/** What each may do with a case of mediation. */
import * as z from 'zod/mini'
import {
  type Limit,
  aDay,
  beginning,
  id,
  instant,
  listOf,
  listed,
  looksUp,
  maybeName,
  ofAnAddress,
  onceKey,
  operation,
  personName,
  scopeId,
  tap,
  tellsOthers,
  text,
} from '../contract.ts'
import { rolesIn } from '../lifecycle.ts'
import { confirming } from './court.ts'
import {
  cancelReasons,
  caseReply,
  day,
  elsewheres,
  outOfScopeReasons,
  partyKey,
  performances,
  reportedTo,
  rescheduleReasons,
  signatures,
  signedHow,
  signatory,
  someone,
  terms,
} from './reply.ts'
import { sessionNumber } from './records.ts'
import {
  alreadyWith,
  answers,
  caseLife,
  caseOrigins,
  disputeKinds,
  longestSubject,
  partyKeys,
  type CaseMove,
} from './life.ts'
const moved = <Takes extends z.ZodMiniType>(name: CaseMove, says: string, takes: Takes, limit?: Limit) =>
  operation({ says, by: rolesIn(caseLife.moves[name]), limit, takes, gives: caseReply })

/** On a party's own track: others may act at the same time, so no `seq` is named. */
const track = { id, op: z.optional(onceKey) }
/** Which party; left out: the caller's own. */
const forParty = { party: z.optional(partyKey) }
const place = {
  room: scopeId,
  fromAt: instant,
  /** Left out: as the room's slots, or the settings say. */
  minutes: z.optional(z.int().check(z.minimum(15), z.maximum(480), z.multipleOf(15))),
}
const sayWhy = text(200)
/** Photos and voice notes that each side, and the room, can lay before the mediator in one case. */
export const mostEvidence = 30

/** By the room, which has found them among its people: their account. Absent: nobody has looked. */
const someoneFound = z.extend(someone, { user: z.optional(id) })

/** What the form says. */
export const caseApply = z.object({
  ...beginning,
  community: z.optional(scopeId),
  kind: disputeKinds.schema,
  facts: text(2000),
  wish: z.optional(text(500)),
  /** What the other side is told it is about, as the applicant likes it; left out: what is usual for the kind. */
  subject: z.optional(text(longestSubject)),
  others: z.array(someoneFound).check(z.minLength(1), z.maxLength(partyKeys.length - 1)),
  files: z.optional(z.array(id).check(z.maxLength(9))),
  already: z._default(alreadyWith.schema, 'nobody'),
  open: z._default(z.boolean(), false),
  prefers: z.optional(text(20)),
  /** For whom, when not for oneself: someone the caller acts for. */
  for: z.optional(id),
  /** By staff or a mediator: who applies, or on whose behalf they begin. */
  applicant: z.optional(someoneFound),
  origin: z.optional(caseOrigins.schema),
})

export const caseOperations = {
  apply: operation({
    says: 'Applies for mediation; staff enter it for people who came or rang, a mediator begins of their own accord (art. 17).',
    by: ['resident', 'mediationStaff', 'mediator'],
    limit: { ...tellsOthers, account: aDay(5) },
    takes: caseApply,
    gives: caseReply,
  }),
  get: operation({
    says: 'One case, for its parties, its mediator and the room’s staff; to anybody else there is none. Each look is on record.',
    by: 'signedIn',
    takes: z.object({ id }),
    gives: caseReply,
  }),
  mine: operation({
    says: 'Cases I am a party to, or that a person I act for is; newest change first.',
    by: 'signedIn',
    takes: z.object(listed),
    gives: listOf(caseReply),
  }),
  queue: operation({
    says: 'For the room: what is under way by deadline, and what has ended, latest first; for a mediator, their own.',
    by: ['mediationStaff', 'mediator'],
    takes: z.object({
      ...listed,
      list: z._default(z.enum(['open', 'ended']), 'open'),
      community: z.optional(scopeId),
      /** With who the parties are, unless the room hides that; such a look is on record, once a day for each case. */
      names: z.optional(z.boolean()),
    }),
    gives: listOf(caseReply),
  }),
  late: operation({
    says: 'For the room: what should have been done by now, the most urgent first, and why; for a mediator, of their own cases.',
    by: ['mediationStaff', 'mediator'],
    takes: z.object({ community: z.optional(scopeId) }),
    gives: z.object({ items: z.array(z.object({ ...caseReply.shape, why: z.string() })) }),
  }),
  search: operation({
    says: 'For the room: its cases, under way and ended, latest year first, by number, name, door, kind or year, several of them apart by a space; for a mediator, their own. A look at names is on record, once a day for each case.',
    by: ['mediationStaff', 'mediator'],
    takes: z.object({ ...listed, said: text(40), community: z.optional(scopeId) }),
    gives: listOf(caseReply),
  }),
  screen: operation({
    says: 'Accepted, and given its number, where police, an agency or a court has it only after `knowing`; or out of scope, with the reason and where to go instead.',
    by: rolesIn(caseLife.moves.accept),
    takes: z.object({
      ...tap,
      accept: z.boolean(),
      knowing: z.optional(z.literal(true)),
      /** What the other side is told, as agreed on the phone with the applicant. */
      subject: z.optional(text(longestSubject)),
      reason: z.optional(outOfScopeReasons.schema),
      to: z.optional(elsewheres.schema),
      text: z.optional(sayWhy),
    }),
    gives: caseReply,
  }),
  askOtherSide: operation({
    says: 'Asks a party whether they are willing: by a link (given once, here), a neighbour’s own account, or a call that staff make.',
    by: rolesIn(caseLife.moves.ask),
    takes: z.object({
      ...tap,
      party: partyKey,
      how: z.enum(['link', 'neighbour', 'phone']),
      /** Of those who live there. */
      user: z.optional(id),
    }),
    gives: z.object({
      ...caseReply.shape,
      /** What the link or its QR code holds; the one who has it may answer. */
      code: z.optional(z.string()),
    }),
  }),
  neighboursAt: operation({
    says: 'Who lives at a party’s door and could be asked in the mini-program.',
    by: rolesIn(caseLife.moves.ask),
    takes: z.object({ id, party: partyKey }),
    gives: z.object({ people: z.array(z.object({ user: z.string(), name: z.string() })) }),
  }),
  openLink: operation({
    says: 'What a link is about, before it is answered: the kind, which room asks, and what mediation is.',
    by: 'signedIn',
    limit: looksUp,
    takes: z.object({ code: text(128) }),
    gives: z.object({
      kind: disputeKinds.schema,
      subject: z.string(),
      community: z.string(),
      phone: z.string(),
      name: z.string(),
    }),
  }),
  invitation: operation({
    says: 'Of a link, for those who are not signed in: only what it is about, and whom to ring.',
    by: 'anyone',
    limit: { address: ofAnAddress },
    takes: z.object({ code: text(128) }),
    gives: z.object({ subject: z.string(), community: z.string(), phone: z.string() }),
  }),
  answerOtherSide: operation({
    says: 'Yes, no, or let me think: by the party, by the holder of the link, or by staff after a call (also: not reached). One clear no ends it; the others are told once it can no longer be taken back.',
    by: 'signedIn',
    limit: tellsOthers,
    takes: z.object({
      id: z.optional(id),
      code: z.optional(text(128)),
      op: z.optional(onceKey),
      ...forParty,
      answer: answers.schema,
    }),
    gives: caseReply,
  }),
  takeBackNo: moved(
    'takeBackNo',
    'A no was a slip, or they have changed their mind: as if it had not been answered. By whom it was entered, or by the party, until the others are told.',
    z.object({ ...track, ...forParty }),
    tellsOthers,
  ),
  offerTimes: moved(
    'offerTimes',
    'Beginnings the parties can choose from; left out: the next ones that the room and the mediator have free.',
    z.object({
      ...track,
      room: scopeId,
      minutes: place.minutes,
      starts: z.optional(z.array(instant).check(z.minLength(1), z.maxLength(24))),
    }),
  ),
  chooseTimes: moved(
    'chooseTimes',
    'The beginnings a party can come to; none of them is an answer too. Neither side sees the other’s.',
    z.object({ ...track, ...forParty, starts: z.array(instant).check(z.maxLength(24)) }),
    tellsOthers,
  ),
  suggestMediators: operation({
    says: 'Mediators by load, with what speaks against each: lives there, helps one of them, had an earlier case with one.',
    by: rolesIn(caseLife.moves.setMediator),
    takes: z.object({ id }),
    gives: z.object({
      items: z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          load: z.int(),
          warnings: z.array(z.string()),
          notes: z.array(z.string()),
          wanted: z.boolean(),
        }),
      ),
    }),
  }),
  setMediator: operation({
    says: 'Who mediates; with a conflict only after `knowing`. Set again it is replaced, and what is booked is booked with the new one.',
    by: rolesIn(caseLife.moves.setMediator),
    takes: z.object({ ...tap, mediator: id, knowing: z.optional(z.literal(true)) }),
    gives: caseReply,
  }),
  objectToMediator: moved(
    'object',
    'A party wishes for another mediator (art. 19, 回避), by themselves or through staff: nothing is booked, held or agreed with this one until staff replace them or answer.',
    z.object({ ...track, ...forParty }),
    tellsOthers,
  ),
  answerObjection: moved(
    'answerObjection',
    'Why the mediator stays, in writing, to the party who wished for another; it goes on then. Not by the mediator.',
    z.object({ ...track, party: partyKey, text: sayWhy }),
  ),
  hearRights: moved(
    'hearRights',
    'A party has been told of rights and duties (art. 23, 24), by reading them here or by staff.',
    z.object({ ...track, ...forParty }),
  ),
  book: moved(
    'book',
    'Room, mediator and every party for the slot, all or none.',
    z.object({ ...tap, ...place, walkIn: z.optional(z.literal(true)) }),
  ),
  reschedule: moved(
    'reschedule',
    'Another slot instead, all or none; the old one is free then.',
    z.object({ ...tap, ...place, reason: z._default(rescheduleReasons.schema, 'other') }),
  ),
  cancel: moved(
    'cancel',
    'Takes the slot back and offers it to whoever waits.',
    z.object({ ...tap, reason: z._default(cancelReasons.schema, 'other') }),
    tellsOthers,
  ),
  joinWaitlist: operation({
    says: 'Waits for an earlier slot that the mediator and the parties have free; `leave` ends the waiting.',
    by: rolesIn(caseLife.moves.joinWaitlist),
    takes: z.object({ ...track, leave: z.optional(z.literal(true)) }),
    gives: caseReply,
  }),
  hold: operation({
    says: 'The session takes place with those who are there; or somebody did not come, and it does not.',
    by: rolesIn(caseLife.moves.hold),
    takes: z.object({ ...tap, present: z.array(partyKey), held: z.boolean() }),
    gives: caseReply,
  }),
  endSession: moved('endSession', 'They got up: the session ends now.', z.object({ ...tap })),
  correctSession: moved(
    'correctSession',
    'Puts right when a session began and ended and who was there; until its record is signed.',
    z.object({
      ...track,
      session: sessionNumber,
      beganAt: instant,
      endedAt: instant,
      present: z.optional(z.array(partyKey)),
    }),
  ),
  adjourn: moved(
    'adjourn',
    'Goes on another time, booked in the same write.',
    z.object({ ...tap, ...place }),
  ),
  agree: moved(
    'agree',
    'An agreement: oral, in force at once (art. 29–30); written, in force when signed and sealed. `people`: the full names and who has shown a paper, as far as the case does not say it yet.',
    z.object({ ...tap, oral: z.boolean(), ...terms, people: z.optional(z.array(signatory)) }),
  ),
  sign: moved(
    'sign',
    'A signature or thumbprint, the mediator’s, the seal, or photos of the stamped paper. In force from the day of the last of them, photos apart.',
    z.object({
      ...track,
      what: signatures,
      how: z._default(signedHow.schema, 'pen'),
      /** The day it was signed or sealed; left out: today. */
      on: z.optional(day),
      files: z.optional(z.array(id).check(z.minLength(1), z.maxLength(9))),
    }),
  ),
  correct: moved(
    'correct',
    'Puts one of them right: how or on which day, that it was not signed after all, or a photo. What stood there is kept.',
    z.object({
      ...tap,
      what: signatures,
      how: z.optional(signedHow.schema),
      on: z.optional(day),
      undone: z.optional(z.boolean()),
      /** Which photo is taken out. */
      photo: z.optional(id),
      files: z.optional(z.array(id).check(z.minLength(1), z.maxLength(9))),
    }),
  ),
  unsign: moved(
    'unsign',
    'Back to the table before it is signed by all, or from what was agreed orally.',
    z.object({ ...tap, text: sayWhy }),
  ),
  noAgreement: moved(
    'noAgreement',
    'It did not work out; they are told of arbitration, agencies and court (art. 26).',
    z.object({ ...tap, text: z.optional(sayWhy) }),
  ),
  followUp: moved(
    'followUp',
    'What became of it: done, satisfied, what is left.',
    z.object({
      ...tap,
      performed: performances.schema,
      satisfied: z.optional(z.boolean()),
      risk: z.optional(z.boolean()),
      text: z.optional(sayWhy),
    }),
  ),
  confirmation: moved(
    'confirmation',
    'Asking the court to confirm it together, within thirty days (art. 33): which court, when, and what it ruled.',
    confirming,
  ),
  archive: moved('archive', 'Puts the file away.', z.object({ ...tap })),
  withdraw: moved(
    'withdraw',
    'A party stops, at any time, whatever others have done meanwhile.',
    z.object(track),
    tellsOthers,
  ),
  extend: moved(
    'extend',
    'Both have said that it may take longer.',
    z.object({ ...tap, days: z.int().check(z.minimum(1), z.maximum(60)), text: sayWhy }),
  ),
  report: moved(
    'report',
    'What had to be reported before confidentiality (反家暴法 14), and to whom.',
    z.object({ ...track, to: reportedTo.schema, text: sayWhy }),
  ),
  noteCase: moved('note', 'What was said on the phone or at the desk.', z.object({ ...track, text: sayWhy })),
  saveParty: moved(
    'saveParty',
    'How a party is reached, who speaks for them with a mandate, and who comes along (art. 20). With a new key: another party.',
    z.object({
      ...track,
      party: partyKey,
      who: z.optional(someone),
      agent: z.optional(maybeName(20)),
      companions: z.optional(z.array(personName(20)).check(z.maxLength(5))),
      /** Their identity paper was seen; what is on it is kept nowhere. */
      idSeen: z.optional(z.boolean()),
    }),
  ),
  addFiles: moved(
    'addFiles',
    'Evidence photos; seen by who brought them, the mediator and the room.',
    z.object({ ...track, files: z.array(id).check(z.minLength(1), z.maxLength(9)) }),
    tellsOthers,
  ),
  reveal: operation({
    says: 'A party’s phone and door, for the room and the mediator. The look is on record.',
    by: rolesIn(caseLife.rights.reveal),
    takes: z.object({ id, party: partyKey }),
    gives: someone,
  }),
}
