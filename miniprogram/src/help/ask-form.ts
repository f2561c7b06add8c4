/** The form of a request: what is typed, what is wrong with it, and what is sent. */
import * as z from 'zod/mini'
import type { WhoseIsIt } from '../../../shared/community/community.ts'
import type { Input } from '../../../shared/contract.ts'
import { helpAsk, type help, type HelpLine, type HelpReply } from '../../../shared/help/help.ts'
import { helpRisks } from '../../../shared/help/life.ts'
import { buysFor, type HelpKind } from '../../../shared/help/topics.ts'
import type { Me } from '../../../shared/identity/identity.ts'
import { fieldComplaints } from '../../../shared/complaints.ts'
import type { Complaints } from '../components/form.ts'
import type { Draft } from '../platform/drafts.ts'
import {
  caps,
  choices,
  drugText,
  escortChoice,
  topicOfChoice,
  usualUnit,
  vague,
  whoseWords,
  words,
} from './ask-words.ts'
import { countedIn, linesTyped } from './lines.ts'
import { windowsFrom } from './windows.ts'
import { isListed, sayLine } from './words.ts'

const item = z.object({
  what: z.string(),
  count: z.int(),
  unit: z.string(),
  /** How many in words of one's own, where it cannot be counted: 半斤. */
  said: z.optional(z.string()),
})
export type Item = z.output<typeof item>

const risk = helpRisks.schema
export type Risk = z.output<typeof risk>

export const askDraft = z.object({
  /** Made with the first attempt to send, the same in all others. */
  key: z.optional(z.string()),
  /** '' is oneself; undefined: not chosen yet. */
  for: z.optional(z.string()),
  items: z.array(item),
  /** Typed, not yet added. */
  typing: z.string(),
  /** The chip that is tapped; it says the topic. */
  choice: z.string(),
  /** In one's own words, or the name of the medicine. */
  errand: z.string(),
  detail: z.string(),
  place: z.string(),
  drug: z.optional(z.enum(Object.keys(drugText) as (keyof typeof drugText)[])),
  insurance: z.boolean(),
  bothIds: z.boolean(),
  photos: z.array(z.string()),
  voice: z.optional(z.string()),
  window: z.string(),
  cap: z.string(),
  /** undefined: as the last time. */
  risks: z.optional(z.array(risk)),
  door: z.optional(z.string()),
})
export type AskDraft = z.output<typeof askDraft>

export const emptyDraft: AskDraft = {
  items: [],
  typing: '',
  choice: '',
  errand: '',
  detail: '',
  place: '',
  insurance: false,
  bothIds: false,
  photos: [],
  window: 'any',
  cap: '10000',
}

/** What is asked once of a home and kept on this phone: '' is one's own, else whose it is. */
export const homesDraft = z.record(z.string(), z.object({ risks: z.array(risk), door: z.string() }))
export type Homes = z.output<typeof homesDraft>

export const withHome = (draft: AskDraft, homes: Homes): AskDraft => {
  const { risks, door } = homes[draft.for ?? ''] ?? { risks: [], door: '' }
  return { ...draft, risks: draft.risks ?? risks, door: draft.door ?? door }
}
export const homeOf = (draft: AskDraft, homes: Homes): Homes => ({
  ...homes,
  [draft.for ?? '']: { risks: draft.risks ?? [], door: draft.door?.trim() ?? '' },
})

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

const withLine = (draft: AskDraft, line: HelpLine): AskDraft => {
  const { what, howMany } = line
  if (!howMany) return withItem(draft, what)
  const known = draft.items.some(each => each.what === what)
  if (known) return { ...draft, items: draft.items.map(each => (each.what === what ? itemOf(line) : each)) }
  return { ...draft, items: [...draft.items, itemOf(line)] }
}

/** What stands in the field for new things counts as well, tapped or not; what is too much stays there. */
export const withTyped = (draft: AskDraft): AskDraft => {
  const lines = linesTyped(draft.typing, 'groceries')
  if (lines.length === 0) return draft
  return lines.reduce<AskDraft>(
    (added, line) => {
      const fits = !isFull(added) || added.items.some(({ what }) => what === line.what)
      if (fits) return withLine(added, line)
      const left = sayLine(line)
      return { ...added, typing: added.typing ? `${added.typing}、${left}` : left }
    },
    { ...draft, typing: '' },
  )
}

export const topicIn = (kind: HelpKind, { choice }: AskDraft) => topicOfChoice(kind, choice)
export const buysIn = (kind: HelpKind, draft: AskDraft) => buysFor(kind, topicIn(kind, draft))

/** In words of one's own, or else what the chip says. */
const saidIn = (kind: HelpKind, { choice, errand }: AskDraft) =>
  errand.trim() || (kind === 'medicine' || vague.includes(choice) ? '' : choice)

const heardOnly = '请听语音'

const linesOf = (kind: HelpKind, draft: AskDraft): HelpLine[] => {
  const { items, detail, photos, voice } = draft
  if (kind === 'groceries' && items.length > 0)
    return items.map(({ what, count, unit, said }) => ({ what, howMany: said ?? `${count}${unit}` }))
  const what = kind === 'groceries' ? '' : saidIn(kind, draft)
  const remark = kind !== 'groceries' && detail.trim() && { remark: detail.trim() }
  if (what && isListed(kind))
    return linesTyped(what, kind).map((line, i) => (i === 0 ? { ...line, ...remark } : line))
  if (what) return [{ what, ...remark }]
  if (voice) return [{ what: heardOnly, ...remark }]
  return kind === 'medicine' && photos.length > 0 ? [{ what: '照处方照片拿', ...remark }] : []
}

export const windowOf = ({ window }: AskDraft, now: string) =>
  windowsFrom(now).find(({ id }) => id === window)

/** With what is taken for granted; a time that was chosen may be over. */
export const asShown = (kind: HelpKind, draft: AskDraft, now: string): AskDraft => ({
  ...draft,
  choice: draft.choice || (kind === 'medicine' ? choices.medicine[0]![0] : ''),
  window: windowOf(draft, now) ? draft.window : emptyDraft.window,
})

export const inputOf = (kind: HelpKind, draft: AskDraft, now: string): Input<typeof help.ask> => {
  const window = windowOf(draft, now)
  const medicine = kind === 'medicine'
  const { key, place, drug, photos, voice, cap, risks, door } = draft
  return {
    kind,
    ...(key && { key }),
    topic: topicIn(kind, draft),
    lines: linesOf(kind, draft),
    ...(hasPlace(kind, draft) && place.trim() && { place }),
    ...(medicine && drug && drug !== 'unknown' && { drug }),
    ...(medicine && draft.insurance && { insurance: true, ...(draft.bothIds && { bothIds: true as const }) }),
    ...(photos.length > 0 && { files: photos }),
    ...(voice && { voice }),
    ...(window && { wantedFromAt: window.fromAt, wantedToAt: window.toAt }),
    ...(buysIn(kind, draft) && cap !== 'none' && { capFen: Number(cap) }),
    ...(risks && risks.length > 0 && { risks }),
    ...(door?.trim() && { door }),
    ...(draft.for && { for: draft.for }),
  }
}

/** Danger goes out at once, with whatever has been typed; nothing is asked that could hold it up. */
export const dangerOf = (kind: HelpKind, draft: AskDraft): Input<typeof help.ask> => {
  const lines = linesOf(kind, withTyped(draft))
  return {
    kind: 'urgent',
    topic: 'danger',
    lines: lines.length > 0 ? lines : [{ what: words.dangerLine }],
    ...(draft.door?.trim() && { door: draft.door }),
    ...(draft.for && { for: draft.for }),
  }
}

/** The proxy by which the reader acts for them, if none of theirs covers health. */
export const needsYes = ({ actsFor }: Pick<Me, 'actsFor'>, id: string) => {
  const all = actsFor.filter(each => each.id === id)
  const one = all.find(({ modules }) => modules.includes('help'))
  return one && !all.some(({ sensitive }) => sensitive) ? { proxy: one.proxy, name: one.callName } : undefined
}

/** Who sees to it and what to do first, by the chip; undefined: 归谁管 is not asked. */
export const whoseIn = (subjects: WhoseIsIt['subjects'], choice: string) => {
  const words = whoseWords[choice]
  return (
    words &&
    subjects.filter(({ subject, also = '' }) => words.some(word => `${subject} ${also}`.includes(word)))
  )
}

/** Somewhere to go to. */
export const hasPlace = (kind: HelpKind, draft: AskDraft) =>
  kind === 'medicine' || (kind === 'errands' && ['escort', 'bills', 'parcel'].includes(topicIn(kind, draft)))

export const isNotFetched = ({ drug }: AskDraft) =>
  drug !== undefined && drug !== 'ordinary' && drug !== 'unknown'

/** The complaints as the form shows them, where its fields have other names than the contract's. */
export const placed = (complaints: Complaints, at: Readonly<Record<string, string>>): Complaints =>
  Object.fromEntries(
    Object.entries(complaints).map(([path, text]) => [at[path.split('.')[0]!] ?? path, text]),
  )

/** What each step of the form is given. */
export interface StepProps {
  readonly kind: HelpKind
  readonly draft: Draft<AskDraft>
  readonly complaints: Complaints
  /** Told while a photo or the voice note is on its way. */
  readonly onBusy?: (what: string, busy: boolean) => void
}

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
  return {
    ...(forSomeone && draft.for === undefined && { for: words.forWhomMissing }),
    ...(error && fieldComplaints(error.issues)),
    ...(input.lines.length === 0 && { lines: words.missing[kind] }),
    ...(kind === 'groceries' && isFull(draft) && draft.typing.trim() && { 'lines.typed': words.full }),
    ...(kind === 'medicine' && complaintsAboutDrug(draft)),
  }
}

const complaintsAboutDrug = (draft: AskDraft): Complaints => ({
  ...(draft.drug === undefined && { drug: '请点一下是哪一种药' }),
  ...(isNotFetched(draft) && { drug: '这种药志愿者不能代取' }),
  ...(draft.insurance && !draft.bothIds && { bothIds: '备好了请点“备好了”，或请社区打给您' }),
})

const later = ['wantedFromAt', 'wantedToAt', 'capFen', 'risks', 'door']
/** Which step has the field. */
export const stepOf = (field: string): 0 | 1 => (later.includes(field.split('.')[0]!) ? 1 : 0)

/** 2斤 is two of 斤; 半斤 stays as it was said; what was not counted is one of it. */
const itemOf = ({ what, howMany }: HelpLine): Item => {
  const counted = howMany === undefined ? { count: 1, unit: '' } : countedIn(howMany)
  if (!counted) return { what, count: 1, unit: usualUnit, said: howMany }
  return { what, count: counted.count, unit: counted.unit || usualUnit }
}

const mostShown = 8
/** What was bought before, what was bought last first, with the unit it was counted in. */
export const boughtBefore = (
  requests: readonly HelpReply[],
  askerName: string | undefined,
): readonly (readonly [what: string, unit: string])[] => {
  const own = requests.filter(
    each => each.mine && each.kind === 'groceries' && (!askerName || each.askerName === askerName),
  )
  const lines = [...own]
    .sort((one, other) => other.createdAt.localeCompare(one.createdAt))
    .flatMap(({ lines = [] }) => lines.map(itemOf))
    .filter(({ what }) => what !== heardOnly)
  return [...new Map(lines.map(each => [each.what, each.unit] as const).reverse())]
    .reverse()
    .slice(0, mostShown)
}

/** An earlier request as a form, to be changed before it is sent. */
export const draftOf = (before: HelpReply, forId: string | undefined): AskDraft => {
  const { kind, lines = [], place = '', insurance = false, capFen, risks, door = '' } = before
  const cap = capFen === undefined ? 'none' : String(capFen)
  return {
    ...emptyDraft,
    ...(forId !== undefined && { for: forId }),
    ...(kind === 'groceries'
      ? { items: lines.map(itemOf) }
      : {
          errand:
            kind === 'medicine'
              ? lines.map(({ what, howMany = '' }) => what + howMany).join('、')
              : (lines[0]?.what ?? ''),
          detail: lines[0]?.remark ?? '',
        }),
    place,
    insurance,
    cap: cap in caps ? cap : emptyDraft.cap,
    risks: risks ?? [],
    door,
  }
}

/** Nobody handles another's bank card; somebody goes along. */
export const asEscort = (kind: HelpKind, draft: AskDraft): AskDraft => ({
  ...draft,
  key: undefined,
  items: [],
  choice: escortChoice,
  errand: linesOf(kind, draft)
    .map(({ what }) => what)
    .join('、')
    .slice(0, 40),
})
