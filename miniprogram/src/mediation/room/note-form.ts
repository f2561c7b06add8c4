/** 先记一笔, as it is being typed: kept on the phone, judged before it is sent. */
import * as z from 'zod/mini'
import type { Input } from '../../../../shared/contract.ts'
import type { mediation } from '../../../../shared/mediation/mediation.ts'
import { disputeKinds, partyKeys } from '../../../../shared/mediation/life.ts'
import { quarrelWays } from '../../../../shared/mediation/quarrels.ts'
import type { Complaints } from '../../components/form.ts'

export const noteDraft = z.object({
  sides: z.array(z.string()),
  kind: z.optional(disputeKinds.schema),
  what: z.string(),
  way: quarrelWays.schema,
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

export const complaintsIn = (draft: NoteDraft): Complaints => ({
  ...(sidesIn(draft).length === 0 && { sides: '请写上是谁，怎么叫都行' }),
  ...(whatIn(draft) === '' && { what: '请选什么事，或写一句' }),
})

export const inputOf = (draft: NoteDraft, key: string): Input<typeof mediation.note> => ({
  key,
  sides: sidesIn(draft),
  kind: draft.kind,
  what: whatIn(draft),
  way: draft.way,
})
