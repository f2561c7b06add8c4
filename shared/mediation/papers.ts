/** The papers of mediation: forms, agreement, record, the whole file, and the tables of the month. */
import * as z from 'zod/mini'
import { choice, type Code } from '../choice.ts'
import { rolesIn } from '../lifecycle.ts'
import { caseLife } from './life.ts'
import { partyKey } from './reply.ts'
import { id, operation, scopeId, creation } from '../contract.ts'
import { sessionNumber } from './records.ts'

/** Of a case; a note has a form of its own. */
export const casePapers = choice({
  register: '受理登记表',
  rights: '权利义务告知书',
  record: '调解笔录',
  agreement: '调解协议书',
  oral: '口头协议登记表',
  application: '司法确认申请书',
  followUp: '回访记录',
})
export type CasePaper = Code<typeof casePapers>

const ordered = z.object({ paper: z.string() })

export const paperOperations = {
  print: operation({
    says: 'Orders one paper of a case as PDF; a party has their copy of the agreement.',
    by: 'signedIn',
    takes: z.object({
      ...creation,
      id,
      which: casePapers.schema,
      /** Of which session the record is; left out: of the last that took place. */
      session: z.optional(sessionNumber),
    }),
    gives: ordered,
  }),
  printInvitation: operation({
    says: 'Orders the invitation of a party as a paper for their letterbox: who asks, what it is about in the neutral sentence, a code and the phone. It opens what their latest link opens, and dies with it.',
    by: rolesIn(caseLife.moves.ask),
    takes: z.object({ ...creation, id, party: partyKey }),
    gives: ordered,
  }),
  invitationCode: operation({
    says: 'A code of WeChat, as a picture, that opens the latest link of a party in the mini-program.',
    by: rolesIn(caseLife.moves.ask),
    takes: z.object({ id, party: partyKey }),
    gives: z.object({ picture: z.string() }),
  }),
  printNote: operation({
    says: 'The registration form of an oral agreement from a note, filled in.',
    by: ['mediationStaff', 'mediator', 'communityStaff', 'gridWorker', 'buildingHelper'],
    takes: z.object({ ...creation, id }),
    gives: ordered,
  }),
  file: operation({
    says: 'Orders the whole file (卷宗): one PDF with a list of contents, the papers and the photos.',
    by: ['mediationStaff', 'mediator'],
    takes: z.object({ ...creation, id }),
    gives: ordered,
  }),
  month: operation({
    says: 'Orders a month’s table for the 司法所, or the 以案定补 sheet, as XLSX, in the columns of the settings.',
    by: ['mediationStaff'],
    takes: z.object({
      ...creation,
      community: z.optional(scopeId),
      month: z.string().check(z.regex(/^20\d\d-(0[1-9]|1[0-2])$/)),
      which: z.enum(['table', 'subsidy']),
    }),
    gives: ordered,
  }),
}
