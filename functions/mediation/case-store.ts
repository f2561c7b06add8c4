/** How a case is stored: what is open for the rules and what is sealed; its number. */
import type {
  elsewheres,
  performances,
  reportedTo,
  SignaturePart,
  signedHow,
  Someone,
} from '../../shared/mediation/reply.ts'
import type { dossierItems } from '../../shared/mediation/dossier.ts'
import {
  caseStates,
  type alreadyWith,
  type CaseState,
  type DisputeKind,
  type Party,
  type PartyKey,
  type CaseOrigin,
} from '../../shared/mediation/life.ts'
import type { Confirmation, Court } from '../../shared/mediation/court.ts'
import type { Code } from '../../shared/choice.ts'
import type { Ctx } from '../platform/context.ts'
import type { Stored } from '../platform/matter-item.ts'
import { opened, type Sealed } from '../platform/sealed.ts'
import { join, nextVersion, unchanged, type Key, type Step, type Table } from '../platform/table.ts'

export interface Slot {
  readonly room: string
  /** What is taken for it: the room, the mediator, the parties as they were when it was booked. */
  readonly resources: readonly string[]
  readonly fromAt: string
  readonly toAt: string
}

export interface Session extends Omit<Slot, 'resources'> {
  readonly mediator?: string | undefined
  readonly mediatorName: string
  readonly held: boolean
  readonly present: readonly PartyKey[]
  /** When they sat down, and when it was over: of one that did not take place, when the room knew. */
  readonly beganAt?: string | undefined
  readonly endedAt?: string | undefined
  /** Until when it has used what was booked, set once when it is over; what is left was free for others from then on. */
  readonly usedTo?: string | undefined
}

export type Parties = { readonly [K in PartyKey]?: Party | undefined }

export interface Case extends Stored, Parties {
  readonly kind: 'case'
  readonly state: CaseState
  readonly what: DisputeKind
  readonly origin: CaseOrigin
  readonly already: Code<typeof alreadyWith>
  /** Strangers may listen, if both sides like. */
  readonly open: boolean
  /** Who typed it: the applicant, someone who acts for them, or the room. */
  readonly appliedBy: string
  /** Everything that people said, and how they are reached. */
  readonly details: Sealed<Details>
  readonly evidence?: readonly { readonly file: string; readonly by: PartyKey | 'room' }[] | undefined
  /** 〔2026〕12, and from when the month runs until when. */
  readonly number?: string | undefined
  readonly acceptedAt?: string | undefined
  readonly dueBy?: string | undefined
  readonly elsewhere?: Code<typeof elsewheres> | undefined
  readonly mediator?: string | undefined
  readonly mediatorName?: string | undefined
  readonly offered?:
    { readonly room: string; readonly minutes: number; readonly starts: readonly string[] } | undefined
  /** What is booked: room, mediator and parties have their days marked with this case. */
  readonly slot?: Slot | undefined
  /** What the session that is under way has taken, until it is over. */
  readonly sitting?: Slot | undefined
  /** A slot that came free, kept until then; marked in the same way. */
  readonly kept?: (Slot & { readonly until: string }) | undefined
  readonly waitingSince?: string | undefined
  /** Beginnings that were kept for them and that they let pass. */
  readonly passed?: readonly string[] | undefined
  readonly sessions: readonly Session[]
  readonly oral?: boolean | undefined
  readonly agreedAt?: string | undefined
  /** The day from which it is in force. */
  readonly effectiveOn?: string | undefined
  readonly mediatorSignedOn?: string | undefined
  readonly sealedOn?: string | undefined
  readonly scan?: readonly string[] | undefined
  /** What was put right of signatures and photos, oldest first. */
  readonly corrections?: readonly Correction[] | undefined
  /** Papers of the file, oldest first; one without files is in the paper file, as who is named has said. */
  readonly onFile?: readonly OnFile[] | undefined
  /** What comes after it is an addition. */
  readonly archivedAt?: string | undefined
  readonly performedByOn?: string | undefined
  readonly confirmation?: Confirmation | undefined
  /** Which court it goes to, as it stood in the settings then. */
  readonly court?: Pick<Court, 'name' | 'place' | 'phone'> | undefined
  readonly appliedOn?: string | undefined
  readonly ruling?: { readonly on: string; readonly files?: readonly string[] | undefined } | undefined
  readonly followUps: readonly FollowUp[]
  /** What the clock has said already. */
  readonly reminded?: readonly string[] | undefined
  /** From which note (说和) it came. */
  readonly quarrel?: string | undefined
}

export interface OnFile {
  readonly what: Code<typeof dossierItems>
  readonly at: string
  readonly by: string
  readonly name: string
  readonly files?: readonly string[] | undefined
}

export interface Signature {
  readonly how?: Code<typeof signedHow> | undefined
  readonly on?: string | undefined
}

export interface Correction {
  readonly at: string
  readonly by: string
  readonly what: SignaturePart
  readonly before: Signature
  /** Missing where it was not signed after all. */
  readonly after?: Signature | undefined
  /** The photo that was taken out. */
  readonly photo?: string | undefined
}

export interface FollowUp {
  readonly at: string
  readonly performed: Code<typeof performances>
  readonly satisfied?: boolean | undefined
  readonly risk?: boolean | undefined
  readonly text?: string | undefined
}

/** What is said of a person who takes part. */
export interface PartyDetails extends Someone {
  /** Who the room says they are: bound to it only once they are asked. */
  readonly account?: string | undefined
  /** The name is the one on their identity paper, as the room wrote it for the agreement. */
  readonly full?: true | undefined
  /** Speaks for them with a mandate (授权委托书). */
  readonly agent?: string | undefined
  /** Relatives or experts who come along (art. 20). */
  readonly companions?: readonly string[] | undefined
  /** Why the mediator stays whom they did not want. */
  readonly objectionAnswer?: string | undefined
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
  /** What the other side is told it is about. */
  readonly subject?: string | undefined
  readonly prefers?: string | undefined
  readonly parties: { readonly [K in PartyKey]?: PartyDetails | undefined }
  /** What the agreement says it was about. */
  readonly agreedFacts?: string | undefined
  readonly terms?: readonly string[] | undefined
  /** Who answers for what, in words that all of them accept. */
  readonly responsibilities?: string | undefined
  readonly performedHow?: string | undefined
  readonly performedWhere?: string | undefined
  readonly elsewhere?: string | undefined
  /** Of the court's ruling, by which anybody could find whose it is. */
  readonly rulingNumber?: string | undefined
  readonly followUps?: readonly string[] | undefined
  readonly reports?: readonly {
    readonly at: string
    readonly to: Code<typeof reportedTo>
    readonly text: string
  }[]
  readonly notes?: readonly CaseNote[]
}

/** It came after the file was closed. */
export const isAddition = ({ archivedAt }: Pick<Case, 'archivedAt'>, { at }: { readonly at: string }) =>
  archivedAt !== undefined && at > archivedAt
/** Not all have said whether they are willing. */
export const waitsForAnswer = ({ state }: Pick<Case, 'state'>) => state === 'asked' || state === 'unreachable'

export const hasEnded = (item: Pick<Case, 'state'>) => caseStates.isIn(item.state, 'ended')
/** A mediator has it in hand, to the last visit. */
export const inHand = (item: Case) =>
  item.mediator !== undefined &&
  (caseStates.isIn(item.state, 'counted') || item.state === 'agreed' || item.state === 'followUp')

/** The month while it runs; after that whatever comes next. */
export const monthEnds = (item: Case) => (caseStates.isIn(item.state, 'counted') ? item.dueBy : undefined)
export const nextStep = (item: Case) => monthEnds(item) ?? item.dueAt ?? item.createdAt

// ---- numbers: one after the other, by year ----

/** The next number of the year, taken in the same write as whatever gets it. */
export const nextNumber = async (table: Table, community: string, year: string) => {
  const key: Key = { pk: join('C', community, 'CASES', 'NUMBERS'), sk: year }
  const was = await table.get(key)
  const next = ((was?.last as number | undefined) ?? 0) + 1
  const step: Step = { put: nextVersion(was, key, { last: next }), when: unchanged(was) }
  return { number: `〔${year}〕${next}`, step }
}

type Ways = Pick<Ctx, 'table' | 'secrets'>

export const detailsOf = (ways: Ways, item: Case) => opened(ways, item, 'details')
