/** The papers of mediation, made from what stands when they are made. */
import type { PartyKey } from '../../../shared/mediation/life.ts'
import type { CasePaper } from '../../../shared/mediation/papers.ts'
import type { Maker, Makers } from '../../papers/make.ts'
import { pdf, type Block } from '../../platform/pdf.ts'
import { agreementForm } from './agreement-form.ts'
import { caseFile } from './case-file.ts'
import { caseOnPaper, type OnPaper } from './case-on-paper.ts'
import { monthTable } from './case-tables.ts'
import { followUpRecord } from './follow-up-record.ts'
import { oralAgreement } from './oral-form.ts'
import { paperName } from '../case-paper-words.ts'
import { registerForm } from './register-form.ts'
import { rightsNotice } from './rights-notice.ts'
import { sessionRecord } from './session-record.ts'

type Which = CasePaper

const forms: Readonly<Record<Which, (paper: OnPaper, only?: PartyKey) => readonly Block[]>> = {
  register: registerForm,
  rights: rightsNotice,
  record: sessionRecord,
  agreement: agreementForm,
  oral: oralAgreement,
  followUp: followUpRecord,
}

/** `only`: whose door and line a party's own copy has. */
const one: Maker = async (ctx, { input, orderedAt }) => {
  const which = input.which as Which
  const paper = await caseOnPaper(ctx, input.id as string, orderedAt)
  return pdf({
    name: paperName[which],
    number: paper.number,
    madeAt: orderedAt,
    blocks: forms[which](paper, input.only as PartyKey | undefined),
  })
}

const file: Maker = async (ctx, { input, orderedAt }, progress) =>
  caseFile(ctx, await caseOnPaper(ctx, input.id as string, orderedAt), progress)

export const caseMakers: Makers = {
  'mediation.print': one,
  'mediation.file': file,
  'mediation.month': monthTable,
}
