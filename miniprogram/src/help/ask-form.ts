/** The form of a request: what is typed, what is wrong with it, and what is sent. */
import * as z from 'zod/mini'
import type { Input } from '../../../shared/contract.ts'
import { helpAsk, type help, type HelpKind } from '../../../shared/help.ts'
import { fieldComplaints } from '../../../shared/refusals.ts'
import { windowsFrom } from './windows.ts'
import { usualUnit, words } from './words.ts'

const item = z.object({ what: z.string(), count: z.int(), unit: z.string() })
export type Item = z.output<typeof item>

export const askDraft = z.object({
  /** Made with the first attempt to send, the same in all others. */
  key: z.optional(z.string()),
  /** '' is oneself; undefined: not chosen yet. */
  for: z.optional(z.string()),
  items: z.array(item),
  /** Typed, not yet added. */
  typing: z.string(),
  errand: z.string(),
  detail: z.string(),
  window: z.string(),
  cap: z.string(),
  door: z.string(),
})
export type AskDraft = z.output<typeof askDraft>

export const emptyDraft: AskDraft = {
  items: [],
  typing: '',
  errand: '',
  detail: '',
  window: 'any',
  cap: '10000',
  door: '',
}

/** As many as the contract takes. */
const mostItems = 20
export const isFull = ({ items }: AskDraft) => items.length >= mostItems

export const withItem = (draft: AskDraft, what: string, unit = usualUnit): AskDraft => {
  const known = draft.items.some(each => each.what === what)
  if (!known && isFull(draft)) return draft
  const items = known
    ? draft.items.map(each => (each.what === what ? { ...each, count: Math.min(each.count + 1, 99) } : each))
    : [...draft.items, { what, count: 1, unit }]
  return { ...draft, items }
}

/** What stands in the line for new things counts as well, tapped or not. */
export const withTyped = (draft: AskDraft): AskDraft => {
  const what = draft.typing.trim()
  const added = what ? withItem(draft, what) : draft
  return added === draft ? draft : { ...added, typing: '' }
}

const linesOf = (kind: HelpKind, { items, errand, detail }: AskDraft) => {
  if (kind === 'groceries')
    return items.map(({ what, count, unit }) => ({ what, howMany: `${count}${unit}` }))
  return errand.trim() ? [{ what: errand, ...(detail.trim() && { remark: detail }) }] : []
}

export const windowOf = ({ window }: AskDraft, now: string) =>
  windowsFrom(now).find(({ id }) => id === window)

export const inputOf = (kind: HelpKind, draft: AskDraft, now: string): Input<typeof help.ask> => {
  const window = windowOf(draft, now)
  return {
    kind,
    ...(draft.key && { key: draft.key }),
    lines: linesOf(kind, draft),
    ...(window && { wantedFromAt: window.fromAt, wantedToAt: window.toAt }),
    ...(kind === 'groceries' && draft.cap !== 'none' && { capFen: Number(draft.cap) }),
    ...(draft.door.trim() && { door: draft.door }),
    ...(draft.for && { for: draft.for }),
  }
}

export type Complaints = Readonly<Record<string, string>>

/**
 * Before the server is asked, and but for what the form alone knows in its words. `forSomeone`: there is a choice of
 * people to ask for, and none of them is taken for granted.
 */
export const complaintsAbout = (
  kind: HelpKind,
  draft: AskDraft,
  now: string,
  forSomeone = false,
): Complaints => {
  const input = inputOf(kind, draft, now)
  const { error } = helpAsk.safeParse(input, { reportInput: true })
  const groceries = kind === 'groceries'
  return {
    ...(forSomeone && draft.for === undefined && { for: words.forWhomMissing }),
    ...(error && fieldComplaints(error.issues)),
    ...(input.lines.length === 0 && { lines: groceries ? words.nothingYet : words.noErrandYet }),
    ...(groceries && isFull(draft) && draft.typing.trim() && { 'lines.typed': words.full }),
  }
}

/** Which step has the field. */
export const stepOf = (field: string): 0 | 1 =>
  field.startsWith('lines') || field === 'for' || field === 'kind' ? 0 : 1

export const complaintAt = (complaints: Complaints, field: string) => {
  const found = Object.entries(complaints).find(([path]) => path === field || path.startsWith(`${field}.`))
  return found?.[1]
}
