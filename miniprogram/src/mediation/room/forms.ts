/** What the room types in, kept on the phone and judged before it is sent: a case, and 先记一笔. */
import * as z from 'zod/mini'
import type { Input } from '../../../../shared/contract.ts'
import type { mediation } from '../../../../shared/mediation/mediation.ts'
import { alreadyWith, caseOrigins, disputeKinds, partyKeys } from '../../../../shared/mediation/life.ts'
import { noteWays } from '../../../../shared/mediation/quarrels.ts'
import type { Complaints } from '../../components/form.ts'
import { nobody, someoneOf, typed, type Typed } from '../parts/someone.ts'

export const caseDraft = z.object({
  origin: caseOrigins.schema,
  applicant: typed,
  others: z.array(typed),
  kind: disputeKinds.schema,
  facts: z.string(),
  wish: z.string(),
  subject: z.optional(z.string()),
  already: alreadyWith.schema,
  open: z.boolean(),
  files: z.array(z.string()),
  /** Of a tap that had no answer. */
  key: z.optional(z.string()),
})
export type Form = z.output<typeof caseDraft>

export const noForm: Form = {
  ...{ origin: 'walkIn', kind: 'leak', facts: '', wish: '', already: 'nobody', open: false },
  applicant: nobody,
  others: [nobody],
  files: [],
}

/** Who cannot be found cannot be asked. */
const complaintOf = ({ name, building, phone }: Typed, at: string) => ({
  ...(name.trim() === '' && { [`${at}name`]: '请写上怎么称呼' }),
  ...(building.trim() === '' && phone.trim() === '' && { [`${at}phone`]: '写上门牌或电话，才找得到他' }),
})

/** By path, as the server would name them. */
export const caseComplaints = ({ applicant, others, facts }: Form): Complaints => ({
  ...complaintOf(applicant, 'applicant.'),
  ...others.reduce((all, other, at) => ({ ...all, ...complaintOf(other, `others.${at}.`) }), {}),
  ...(facts.trim() === '' && { facts: '请写几句怎么回事' }),
})

export const caseInput = (form: Form): Input<typeof mediation.apply> => ({
  ...form,
  facts: form.facts.trim(),
  applicant: someoneOf(form.applicant),
  others: form.others.map(someoneOf),
  wish: form.wish.trim() || undefined,
  subject: form.subject?.trim() || undefined,
  files: form.files.length > 0 ? form.files : undefined,
})

export const noteDraft = z.object({
  sides: z.array(z.string()),
  kind: z.optional(disputeKinds.schema),
  what: z.string(),
  way: noteWays.schema,
  /** Of a tap that had no answer. */
  key: z.optional(z.string()),
})
export type NoteDraft = z.output<typeof noteDraft>

export const emptyNote: NoteDraft = { sides: ['', ''], what: '', way: 'walkIn' }
export const mostSides = partyKeys.length

const sidesIn = ({ sides }: NoteDraft) => sides.map(each => each.trim()).filter(each => each !== '')

/** What happened; the kind says it where nobody has the time to type. */
const whatIn = ({ what, kind }: NoteDraft) =>
  what.trim() || (kind && kind !== 'other' ? disputeKinds.text[kind] : '')

export const noteComplaints = (draft: NoteDraft): Complaints => ({
  ...(sidesIn(draft).length === 0 && { sides: '请写上是谁，怎么叫都行' }),
  ...(whatIn(draft) === '' && { what: '请选什么事，或写一句' }),
})

export const noteInput = (draft: NoteDraft, key: string): Input<typeof mediation.note> => ({
  key,
  sides: sidesIn(draft),
  kind: draft.kind,
  what: whatIn(draft),
  way: draft.way,
})
