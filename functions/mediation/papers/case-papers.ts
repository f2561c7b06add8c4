/** The papers of mediation, made from what stands when they are made. */
import type { PartyKey } from '../../../shared/mediation/life.ts'
import type { CasePaper } from '../../../shared/mediation/papers.ts'
import { makes, type Makers } from '../../papers/make.ts'
import { pdf, type Block } from '../../platform/pdf.ts'
import { agreementForm } from './agreement-form.ts'
import { caseFile } from './case-file.ts'
import { caseOnPaper, type OnPaper } from './case-on-paper.ts'
import { monthTable } from './case-tables.ts'
import { courtApplication } from './court-application.ts'
import { followUpRecord } from './follow-up-record.ts'
import { oralAgreement } from './oral-form.ts'
import { casePaper, filePaper } from '../case-papers-orders.ts'
import { paperName } from '../case-paper-words.ts'
import { recordToPrint, usualSession } from '../record-frame.ts'
import { registerForm } from './register-form.ts'
import { rightsNotice } from './rights-notice.ts'
import { sessionRecord } from './session-record.ts'

const forms: Readonly<
  Record<Exclude<CasePaper, 'record'>, (paper: OnPaper, only?: PartyKey) => readonly Block[]>
> = {
  register: registerForm,
  rights: rightsNotice,
  agreement: agreementForm,
  oral: oralAgreement,
  application: courtApplication,
  followUp: followUpRecord,
}

const one = makes(casePaper, async (ctx, { input: { id, which, session, only }, orderedAt }) => {
  const paper = await caseOnPaper(ctx, id, orderedAt)
  const { item } = paper
  return pdf({
    name: paperName[which],
    number: paper.number,
    madeAt: orderedAt,
    blocks:
      which === 'record'
        ? sessionRecord(await recordToPrint(ctx, item, session ?? usualSession(item)))
        : forms[which](paper, only),
  })
})

const file = makes(filePaper, async (ctx, { input, orderedAt }, progress) =>
  caseFile(ctx, await caseOnPaper(ctx, input.id, orderedAt), progress),
)

export const caseMakers: Makers = { ...one, ...file, ...monthTable }
