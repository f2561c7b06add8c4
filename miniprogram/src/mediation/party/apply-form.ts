/** The form of 正式申请调解: what is typed, what is wrong with it, and what is sent. */
import * as z from 'zod/mini'
import type { Input } from '../../../../shared/contract.ts'
import type { mediation } from '../../../../shared/mediation/mediation.ts'
import { caseApply } from '../../../../shared/mediation/cases.ts'
import { alreadyWith, disputeKinds, partyKeys, subjects } from '../../../../shared/mediation/life.ts'
import { judged, type Complaints } from '../../components/form.ts'
import { nobody, someoneOf, typed, type Typed } from '../parts/someone.ts'

export const applyDraft = z.object({
  /** Of a tap that had no answer. */
  key: z.optional(z.string()),
  /** '' is oneself; undefined: not chosen yet. */
  for: z.optional(z.string()),
  kind: z.optional(disputeKinds.schema),
  facts: z.string(),
  voice: z.optional(z.string()),
  wish: z.string(),
  /** As they put it; undefined: what is usual for the kind. */
  subject: z.optional(z.string()),
  photos: z.array(z.string()),
  others: z.array(typed),
  already: alreadyWith.schema,
  open: z.boolean(),
  prefers: z.string(),
})
export type ApplyDraft = z.output<typeof applyDraft>

export const emptyDraft: ApplyDraft = {
  facts: '',
  wish: '',
  photos: [],
  others: [nobody],
  already: 'nobody',
  open: false,
  prefers: '',
}

/** As many as the contract takes: one seat is the applicant’s, and one file the voice note. */
export const mostOthers = partyKeys.length - 1
export const mostPhotos = 8

const isBlank = (each: Typed) => Object.values(each).every(text => text.trim() === '')

/** A further one that was begun and left empty is none. */
const othersIn = ({ others }: ApplyDraft) => others.filter((each, i) => i === 0 || !isBlank(each))

export const withoutBlank = (draft: ApplyDraft): ApplyDraft => ({ ...draft, others: othersIn(draft) })

export const subjectOf = ({ subject, kind }: Pick<ApplyDraft, 'subject' | 'kind'>) =>
  subject?.trim() || (kind && subjects[kind])

export type Sent = Omit<Input<typeof mediation.apply>, 'kind'> &
  Partial<Pick<Input<typeof mediation.apply>, 'kind'>>

export const inputOf = (draft: ApplyDraft): Sent => {
  const { kind, facts, voice, wish, prefers, photos, already, open } = draft
  const files = [...photos, ...(voice ? [voice] : [])]
  return {
    kind,
    facts: facts.trim() || (voice ? '请听录音' : ''),
    wish: wish.trim() || undefined,
    subject: draft.subject?.trim() || undefined,
    prefers: prefers.trim() || undefined,
    others: othersIn(draft).map(someoneOf),
    files: files.length > 0 ? files : undefined,
    already,
    open,
    ...(draft.for && { for: draft.for }),
  }
}

/** In the words of this form where it has better ones. */
const inWords = (field: string, complaint: string, draft: ApplyDraft): string => {
  if (field === 'kind') return '请点一下是哪一类'
  if (field === 'facts' && draft.facts.trim() === '') return '请写几句怎么回事，或录一段话'
  const [, at, part] = /^others\.(\d+)\.(\w+)$/.exec(field) ?? []
  if (part === 'name' && othersIn(draft)[Number(at)]?.name.trim() === '')
    return '请写怎么称呼他，比如“楼上李家”'
  return part === 'phone' ? '电话只写数字；不知道，可以空着' : complaint
}

/** Before the server is asked. `forSomeone`: there is a choice of people to ask for, and none is taken for granted. */
export const complaintsAbout = (draft: ApplyDraft, forSomeone = false): Complaints => {
  const found = Object.entries(judged(caseApply, inputOf(draft)))
  return {
    ...(forSomeone && draft.for === undefined && { for: '请选替谁约' }),
    ...Object.fromEntries(found.map(([field, text]) => [field, inWords(field, text, draft)])),
    ...(draft.already === 'court' && { already: '法院受理了的，社区不能再调' }),
  }
}

const later = ['others', 'already', 'subject', 'open', 'prefers']
/** Which step has the field. */
export const stepOf = (field: string): 0 | 1 => (later.includes(field.split('.')[0]!) ? 1 : 0)
