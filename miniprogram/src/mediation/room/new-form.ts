/** The form in which the room enters a case, as it is being typed. */
import * as z from 'zod/mini'
import type { Input } from '../../../../shared/contract.ts'
import type { mediation } from '../../../../shared/mediation/mediation.ts'
import { alreadyWith, caseOrigins, disputeKinds } from '../../../../shared/mediation/life.ts'
import type { Complaints } from '../../components/form.ts'
import { nobody, someoneOf, typed, type Typed } from '../parts/someone.ts'

export const formSchema = z.object({
  origin: caseOrigins.schema,
  applicant: typed,
  others: z.array(typed),
  kind: disputeKinds.schema,
  facts: z.string(),
  wish: z.string(),
  already: alreadyWith.schema,
  open: z.boolean(),
  files: z.array(z.string()),
  /** Of a tap that had no answer. */
  key: z.optional(z.string()),
})
export type Form = z.output<typeof formSchema>

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
export const complaintsIn = ({ applicant, others, facts }: Form): Complaints => ({
  ...complaintOf(applicant, 'applicant.'),
  ...others.reduce((all, other, at) => ({ ...all, ...complaintOf(other, `others.${at}.`) }), {}),
  ...(facts.trim() === '' && { facts: '请写几句怎么回事' }),
})

export const inputOf = (form: Form): Input<typeof mediation.apply> => ({
  ...form,
  facts: form.facts.trim(),
  applicant: someoneOf(form.applicant),
  others: form.others.map(someoneOf),
  wish: form.wish.trim() || undefined,
  files: form.files.length > 0 ? form.files : undefined,
})
