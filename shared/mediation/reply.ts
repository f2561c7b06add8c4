/** A case of mediation as its readers see it. */
import * as z from 'zod/mini'
import { choice } from '../choice.ts'
import { dialled, instant, personName, text, matter } from '../contract.ts'
import { fileLink } from '../files/files.ts'
import { confirmations } from './court.ts'
import { points, recordStates } from './records.ts'
import {
  alreadyWith,
  caseOrigins,
  caseStates,
  consents,
  disputeKinds,
  identified,
  objections,
  partyKeys,
} from './life.ts'

export const partyKey = z.enum(partyKeys)
/** A day that somebody may live to see. */
export const day = z.iso.date().check(z.regex(/^2\d{3}-/))

/** Where to go with what is not ours, or did not work out (art. 26). */
export const elsewheres = choice({
  court: '人民法院',
  police: '派出所',
  arbitration: '仲裁',
  property: '物业',
  department: '主管部门',
  legalAid: '法律援助',
  other: '别处',
})
export const outOfScopeReasons = choice({
  inCourt: '法院已经受理',
  criminal: '要由公安来办',
  handled: '公安或别的部门已经受理',
  byOthers: '要由专门机关处理',
  notHere: '不在我们这一片',
  notADispute: '不是纠纷',
  other: '别的原因',
})
export const cancelReasons = choice({
  partyAsked: '有一方来不了',
  mediatorAway: '调解员来不了',
  roomGone: '调解室用不了',
  other: '别的原因',
})
export const rescheduleReasons = choice({ ...cancelReasons.text, earlier: '有更早的时间' })
export const reportedTo = choice({
  police: '报了110',
  womensFederation: '告诉了妇联',
  civilAffairs: '告诉了民政',
  street: '告诉了街道',
  other: '告诉了别处',
})
export const performances = choice({
  all: '都照办了',
  partly: '办了一部分',
  notYet: '还没到时候',
  refused: '没有照办',
})

/** What makes a written agreement complete: each party’s, the mediator’s, the seal, and photos of the paper. */
export const signatures = z.enum([...partyKeys, 'mediator', 'seal', 'scan'])
export type SignaturePart = z.output<typeof signatures>
export const signedHow = choice({ pen: '签了字', thumb: '按了手印' })
/** What was put right of them. */
export const corrected = choice({
  signedHow: '签字的方式',
  signedOn: '签字盖章的日子',
  notSigned: '还没签',
  photo: '协议的照片',
})
/** How a signature stood before, or stands after it was put right. */
const signature = z.object({ how: z.optional(signedHow.schema), on: z.optional(day) })

/** Somebody as the form has them: a name, and how they are found. */
export const someone = z.object({
  name: personName(20),
  building: z.optional(text(20)),
  room: z.optional(text(20)),
  phone: z.optional(dialled),
})
export type Someone = z.output<typeof someone>

const slot = z.object({
  fromAt: instant,
  toAt: instant,
  room: z.object({ id: z.string(), name: z.string(), place: z.string() }),
})

const partyReply = z.object({
  key: partyKey,
  side: z.enum(['applicant', 'other']),
  name: z.string(),
  /** For the mediator and the room: the door, where it is known. The phone is asked for by `reveal`. */
  where: z.optional(z.string()),
  hasPhone: z.optional(z.boolean()),
  /** The reader, or whom the reader acts for. */
  mine: z.optional(z.boolean()),
  /** Can answer in the mini-program. */
  here: z.boolean(),
  consent: z.optional(consents.schema),
  /** For the reader’s own side, and for the room: until when a no can be taken back. */
  noUntil: z.optional(instant),
  rightsAt: z.optional(instant),
  /** For the reader's own side, and for the room: what was ticked. */
  times: z.optional(z.array(instant)),
  signed: z.optional(signedHow.schema),
  signedOn: z.optional(day),
  /** For the reader's own side, and for the room: waits for another mediator; and what the room decided last. */
  objects: z.optional(z.boolean()),
  objection: z.optional(objections.schema),
  /** The room’s answer in writing. */
  objectionAnswer: z.optional(z.string()),
  /** For the room: their identity paper was seen. */
  idSeen: z.optional(z.boolean()),
  /** For the room: without one, the community knows them. */
  vouched: z.optional(z.boolean()),
  agent: z.optional(z.string()),
  companions: z.optional(z.array(z.string())),
})

/** What an agreement says of each who signs it. */
export const signatory = z.object({
  party: partyKey,
  /** As on their identity paper. */
  name: personName(20),
  how: identified.schema,
})

export type Signatory = z.output<typeof signatory>

export const terms = {
  /** What it was about, in words that all of them accept; left out: what the applicant said. */
  facts: z.optional(text(2000)),
  /** What each does, one a line. */
  terms: points,
  /** Who answers for what (art. 29), in words that all of them accept. */
  responsibilities: z.optional(text(1000)),
  /** How, where and by when it is done. */
  performedHow: z.optional(text(200)),
  performedWhere: z.optional(text(100)),
  performedByOn: z.optional(day),
}

const courtReply = z.object({ name: z.string(), place: z.string(), phone: z.string() })

export const caseReply = z.object({
  ...matter(caseStates),
  /** 〔2026〕12: given with acceptance. */
  number: z.optional(z.string()),
  kind: disputeKinds.schema,
  /** Ready to show: 漏水 · 约人调解. */
  title: z.string(),
  stateText: z.string(),
  stateHint: z.string(),
  reader: z.enum(['party', 'mediator', 'staff']),
  /** For the applicant and the room. */
  origin: z.optional(caseOrigins.schema),
  already: z.optional(alreadyWith.schema),
  /** An open session; else only those who take part are there (art. 22 leaves it to the parties). */
  open: z.boolean(),
  /** What the other side is told it is about. */
  subject: z.optional(z.string()),
  facts: z.optional(z.string()),
  wish: z.optional(z.string()),
  /** Whom the applicant would like. */
  prefers: z.optional(z.string()),
  files: z.optional(z.array(fileLink)),
  parties: z.array(partyReply),
  mediator: z.optional(z.object({ id: z.string(), name: z.string() })),
  /** Minutes a session takes, and the beginnings offered. */
  offered: z.optional(z.object({ minutes: z.int(), room: z.string(), starts: z.array(instant) })),
  /** Beginnings that everybody can come to. */
  common: z.optional(z.array(instant)),
  slot: z.optional(slot),
  waiting: z.optional(z.boolean()),
  /** A slot that came free and is kept for this case. */
  kept: z.optional(z.object({ ...slot.shape, until: instant })),
  sessions: z.array(
    z.object({
      fromAt: instant,
      toAt: instant,
      room: z.string(),
      mediator: z.string(),
      /** Not come: nothing was talked over. */
      held: z.boolean(),
      present: z.array(partyKey),
      /** When they really sat down and got up, as far as it is known. */
      beganAt: z.optional(instant),
      endedAt: z.optional(instant),
      /** For the room: how its record stands, where there is one. */
      record: z.optional(recordStates.schema),
    }),
  ),
  agreement: z.optional(
    z.object({
      oral: z.boolean(),
      facts: z.optional(z.string()),
      terms: z.array(z.string()),
      responsibilities: z.optional(z.string()),
      performedHow: z.optional(z.string()),
      performedWhere: z.optional(z.string()),
      performedByOn: z.optional(day),
      effectiveOn: z.optional(day),
      mediatorSignedOn: z.optional(day),
      sealedOn: z.optional(day),
      /** Signatures and seal without which it is not in force. */
      missing: z.array(z.enum([...partyKeys, 'mediator', 'seal'])),
      /** Photos of the stamped paper. */
      scan: z.optional(z.array(fileLink)),
    }),
  ),
  /** For the room, back at the table: what had been written down before. */
  written: z.optional(z.object({ ...terms, oral: z.boolean(), terms: z.array(z.string()) })),
  /** The last day on which both may ask the court to confirm (art. 33), and how that stands. */
  confirmation: z.optional(
    z.object({
      lastOn: day,
      state: z.optional(confirmations.schema),
      /** Where they mean to go, or went. */
      court: z.optional(courtReply),
      /** Where they can go. */
      courts: z.array(z.object({ id: z.string(), ...courtReply.shape })),
      appliedOn: z.optional(day),
      ruling: z.optional(
        z.object({ on: day, number: z.optional(z.string()), files: z.optional(z.array(fileLink)) }),
      ),
    }),
  ),
  /** For the room: which signatures and photos were put right, by whom, and how they had stood. */
  corrections: z.optional(
    z.array(
      z.object({
        at: instant,
        name: z.string(),
        what: signatures,
        before: signature,
        /** Missing where it was not signed after all. */
        after: z.optional(signature),
        /** The photo that was taken out. */
        photo: z.optional(fileLink),
      }),
    ),
  ),
  followUps: z.array(
    z.object({
      at: instant,
      performed: performances.schema,
      /** What was said about it is the room’s. */
      satisfied: z.optional(z.boolean()),
      risk: z.optional(z.boolean()),
      text: z.optional(z.string()),
    }),
  ),
  elsewhere: z.optional(z.object({ to: elsewheres.schema, text: z.string() })),
  /** For the room: what the file holds, and what is missing. */
  dossier: z.optional(
    z.array(
      z.object({
        item: z.string(),
        has: z.boolean(),
        needed: z.boolean(),
        /** Who put it on file, and when; without files the original is in the paper file. */
        papers: z.optional(
          z.array(
            z.object({
              at: instant,
              name: z.string(),
              files: z.optional(z.array(fileLink)),
              late: z.optional(z.boolean()),
            }),
          ),
        ),
      }),
    ),
  ),
  reports: z.optional(z.array(z.object({ at: instant, to: reportedTo.schema, text: z.string() }))),
  notes: z.optional(
    z.array(
      z.object({
        at: instant,
        name: z.string(),
        text: z.string(),
        /** After the file was closed. */
        late: z.optional(z.boolean()),
      }),
    ),
  ),
  /** For a party: who opened it, when last, and how often. */
  looks: z.optional(z.array(z.object({ at: instant, name: z.string(), as: z.string(), times: z.int() }))),
})
export type CaseReply = z.output<typeof caseReply>
