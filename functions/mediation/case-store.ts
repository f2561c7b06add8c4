/** How a case is stored: what is open for the rules, what is encrypted, and which list finds it. */
import type {
  confirmations,
  elsewheres,
  performances,
  reportedTo,
  Someone,
} from '../../shared/mediation/case.ts'
import {
  caseGroups,
  type alreadyWith,
  type caseOrigins,
  type CaseState,
  type DisputeKind,
  type Party,
  type PartyKey,
} from '../../shared/mediation/life.ts'
import type { Fields } from '../../shared/lifecycle.ts'
import type { Ctx } from '../platform/context.ts'
import { getMatters, matterKey, sealedIn, type Stored } from '../platform/matter-item.ts'
import {
  entry,
  join,
  nextVersion,
  unchanged,
  type Item,
  type Key,
  type Step,
  type Table,
} from '../platform/table.ts'

export interface Slot {
  readonly room: string
  /** What is taken for it: the room, the mediator, the parties as they were when it was booked. */
  readonly resources: readonly string[]
  readonly fromAt: string
  readonly toAt: string
}

export interface Session extends Omit<Slot, 'resources'> {
  readonly mediatorName: string
  readonly held: boolean
  readonly present: readonly PartyKey[]
}

export type Parties = { readonly [K in PartyKey]?: Party | undefined }

export interface Case extends Stored, Parties {
  readonly kind: 'case'
  readonly state: CaseState
  readonly what: DisputeKind
  readonly origin: (typeof caseOrigins)[number]
  readonly already: (typeof alreadyWith)[number]
  /** Strangers may listen, if both sides like. */
  readonly open: boolean
  /** Who typed it: the applicant, whoever acts for them, or the room. */
  readonly appliedBy: string
  /** Encrypted: everything that people said, and how they are reached. */
  readonly details: string
  readonly evidence?: readonly { readonly file: string; readonly by: PartyKey | 'room' }[] | undefined
  /** 〔2026〕12, and from when the month runs until when. */
  readonly number?: string | undefined
  readonly acceptedAt?: string | undefined
  readonly dueBy?: string | undefined
  /** By how many days it was put off last. */
  readonly extendedDays?: number | undefined
  readonly elsewhere?: (typeof elsewheres)[number] | undefined
  readonly mediator?: string | undefined
  readonly mediatorName?: string | undefined
  readonly offered?:
    { readonly room: string; readonly minutes: number; readonly starts: readonly string[] } | undefined
  /** What is booked: room, mediator and parties have their days marked with this case. */
  readonly slot?: Slot | undefined
  /** A slot that came free, kept until then; marked in the same way. */
  readonly kept?: (Slot & { readonly until: string }) | undefined
  readonly waitingSince?: string | undefined
  /** Beginnings that were kept for them and that they let pass. */
  readonly passed?: readonly string[] | undefined
  readonly sessions: readonly Session[]
  readonly oral?: boolean | undefined
  readonly agreedAt?: string | undefined
  readonly effectiveAt?: string | undefined
  readonly mediatorSignedAt?: string | undefined
  readonly sealedAt?: string | undefined
  readonly scan?: readonly string[] | undefined
  readonly performedByOn?: string | undefined
  readonly confirmation?: (typeof confirmations)[number] | undefined
  readonly followUps: readonly FollowUp[]
  /** What the clock has said already. */
  readonly reminded?: readonly string[] | undefined
  /** From which note (说和) it came. */
  readonly quarrel?: string | undefined
}

export interface FollowUp {
  readonly at: string
  readonly performed: (typeof performances)[number]
  readonly satisfied?: boolean | undefined
  readonly risk?: boolean | undefined
  readonly text?: string | undefined
}

/** What is said of a person who takes part. */
export interface PartyDetails extends Someone {
  /** Speaks for them with a mandate (授权委托书). */
  readonly agent?: string | undefined
  /** Relatives or experts who come along (art. 20). */
  readonly companions?: readonly string[] | undefined
}

export interface CaseNote {
  readonly at: string
  readonly by: string
  readonly name: string
  readonly text: string
}

export interface Details {
  readonly facts: string
  readonly wish?: string | undefined
  readonly prefers?: string | undefined
  readonly parties: { readonly [K in PartyKey]?: PartyDetails | undefined }
  /** What the agreement says it was about. */
  readonly agreedFacts?: string | undefined
  readonly terms?: readonly string[] | undefined
  readonly performedHow?: string | undefined
  readonly elsewhere?: string | undefined
  readonly followUps?: readonly string[] | undefined
  readonly reports?: readonly {
    readonly at: string
    readonly to: (typeof reportedTo)[number]
    readonly text: string
  }[]
  readonly notes?: readonly CaseNote[]
}

/** The record of what was said at the table. */
export interface Record {
  readonly blocks: readonly { readonly who: string; readonly text: string }[]
  readonly points: readonly string[]
}

const isIn = (group: readonly CaseState[], { state }: Pick<Case, 'state'>) => group.includes(state)
export const hasEnded = (each: Pick<Case, 'state'>) => isIn(caseGroups.ended, each)
/** A mediator has it in hand, to the last visit. */
const inHand = (each: Case) =>
  each.mediator !== undefined && (isIn(caseGroups.counted, each) || isIn(['agreed', 'followUp'], each))

const listOf = (community: string, ...name: readonly string[]) => join('C', community, 'CASES', ...name)
/** The month while it runs; after that whatever comes next. */
export const monthEnds = (each: Case) => (isIn(caseGroups.counted, each) ? each.dueBy : undefined)
const nextStep = (each: Case) => monthEnds(each) ?? each.dueAt ?? each.createdAt

/** gsi1: what is booked or kept, by its beginning. gsi2: open by deadline, ended by when. gsi4: in a mediator's hands. */
export const caseIndexes = (each: Case): Fields => {
  const { id, community, mediator, slot, kept, changedAt } = each
  const at = slot ?? kept
  return {
    ...(at && entry('gsi1', listOf(community, 'SLOTS'), join(at.fromAt, id))),
    ...(hasEnded(each)
      ? entry('gsi2', listOf(community, 'ENDED'), join(changedAt, id))
      : entry('gsi2', listOf(community, 'OPEN'), join(nextStep(each), id))),
    ...(mediator &&
      inHand(each) &&
      entry('gsi4', listOf(community, 'BY', mediator), join(nextStep(each), id))),
  }
}

type Ways = Pick<Ctx, 'table' | 'secrets'>

/** The index may be a moment behind; the cases themselves are as they stand now, and `still` belong on the list. */
const listed = async (
  table: Table,
  question: Parameters<Table['query']>[0],
  still: (each: Case) => boolean,
) => {
  const { items, last } = await table.query(question)
  return { items: (await getMatters<Case>(table, items)).filter(still), last }
}

export const openCases = (table: Table, community: string, after?: Fields) =>
  listed(table, { index: 'gsi2', pk: listOf(community, 'OPEN'), after }, each => !hasEnded(each))

export const endedCases = (table: Table, community: string, after?: Fields) =>
  listed(table, { index: 'gsi2', pk: listOf(community, 'ENDED'), newestFirst: true, after }, hasEnded)

export const casesInHand = (table: Table, community: string, mediator: string, after?: Fields) =>
  listed(
    table,
    { index: 'gsi4', pk: listOf(community, 'BY', mediator), after },
    each => each.mediator === mediator && inHand(each),
  )

/** How many a mediator has in hand, as the index has it. */
export const loadOf = async (table: Table, community: string, mediator: string) =>
  (await table.query({ index: 'gsi4', pk: listOf(community, 'BY', mediator), limit: 500 })).items.length

/** Booked or kept, beginning from `fromAt` and before `toAt`. */
export const casesBetween = async (table: Table, community: string, fromAt: string, toAt: string) => {
  const found: Case[] = []
  for (let after: Fields | undefined; ;) {
    const pk = listOf(community, 'SLOTS')
    const { items, last } = await listed(
      table,
      { index: 'gsi1', pk, sk: { atLeast: fromAt }, limit: 200, after },
      ({ slot, kept }) => slot !== undefined || kept !== undefined,
    )
    const begins = (each: Case) => (each.slot ?? each.kept)!.fromAt
    found.push(...items.filter(each => begins(each) >= fromAt && begins(each) < toAt))
    if (!last || items.some(each => begins(each) >= toAt)) return found
    after = last
  }
}

export const casesBy = ({ table }: Pick<Ways, 'table'>, ids: readonly string[]) =>
  getMatters<Case>(
    table,
    ids.flatMap(id => matterKey('case', id) ?? []),
  )

// ---- numbers: one after the other, by year ----

/** The next number of the year, taken in the same write as whatever gets it. */
export const nextNumber = async (table: Table, community: string, year: string) => {
  const key: Key = { pk: listOf(community, 'NUMBERS'), sk: year }
  const was = await table.get(key)
  const next = ((was?.last as number | undefined) ?? 0) + 1
  const step: Step = { put: nextVersion(was, key, { last: next }), when: unchanged(was) }
  return { number: `〔${year}〕${next}`, step }
}

// ---- encrypted: bound to the case it belongs to ----

export const sealCase = (ways: Ways, each: Pick<Case, 'id' | 'community'>, details: Details) =>
  sealedIn(ways, each).seal('details', details)

export const detailsOf = (ways: Ways, each: Case) =>
  sealedIn(ways, each).open<Details>('details', each.details)

// ---- the record, saved as it is written ----

const recordKey = (id: string): Key => ({ pk: matterKey('case', id)!.pk, sk: 'RECORD' })

export interface Saved {
  readonly version: number
  readonly record: Record
  readonly savedAt?: string
}

const readRecord = async (ways: Ways, each: Case, item: Item | undefined): Promise<Saved> => {
  if (!item) return { version: 0, record: { blocks: [], points: [] } }
  const record = await sealedIn(ways, each).open<Record>('record', item.record as string)
  return { version: item.version as number, record, savedAt: item.savedAt as string }
}

export const recordOf = async (ways: Ways, each: Case) =>
  readRecord(ways, each, await ways.table.get(recordKey(each.id)))

/** Saves it over the version that was seen; gives what stands there when that is another by now. */
export const saveRecord = async (
  ways: Ways,
  each: Case,
  seen: number,
  record: Record,
  at: string,
): Promise<Saved & { readonly done: boolean }> => {
  const key = recordKey(each.id)
  const was = await ways.table.get(key)
  const before = await readRecord(ways, each, was)
  if (before.version !== seen) return { ...before, done: false }
  const sealed = await sealedIn(ways, each).seal('record', record)
  const next = nextVersion(was, key, { record: sealed, savedAt: at })
  const outcome = await ways.table.put(next, unchanged(was))
  if (!outcome.done) return { ...(await readRecord(ways, each, outcome.was)), done: false }
  return { version: next.version as number, record, savedAt: at, done: true }
}
