/** How a hazard is stored, and the lists for which the indexes have no room. */
import type {
  HazardFields,
  HazardKind,
  HazardState,
  refuseReasons,
  sendBackReasons,
} from '../../shared/hazards/life.ts'
import { hazardStates } from '../../shared/hazards/life.ts'
import type { Code } from '../../shared/choice.ts'
import { onOf } from '../../shared/time.ts'
import type { Stored } from '../platform/matter-item.ts'
import type { Rows } from '../platform/rows.ts'
import type { Sealed } from '../platform/sealed.ts'

export interface Hazard extends Stored, HazardFields {
  readonly kind: 'hazard'
  readonly state: HazardState
  readonly what: HazardKind
  /** What people call the building. */
  readonly building?: string | undefined
  readonly danger: boolean
  /** What people have written, all of it. */
  readonly said: Sealed<Said>
  readonly files?: readonly string[] | undefined
  readonly voice?: string | undefined
  /** Those photos that everybody may see. */
  readonly shown?: readonly string[] | undefined
  /** Others who want to hear of it. */
  readonly followers: readonly string[]
  /** When the state began, and by when the next one has to act. */
  readonly since: string
  readonly promisedAt?: string | undefined
  readonly sentBackFor?: Code<typeof sendBackReasons> | undefined
  readonly refusedFor?: Code<typeof refuseReasons> | undefined
  /** When it was first said to be mended, and how often it was not. */
  readonly handledAt?: string | undefined
  readonly reopened: number
  readonly same?: string | undefined
}

export interface Said {
  readonly spot?: string | undefined
  readonly words?: string | undefined
  readonly handled?: string | undefined
  readonly witness?: string | undefined
  /** Its number with those who have it, like that of 12345. */
  readonly ref?: string | undefined
  /** Of whom it was said that it is theirs, with their phone and why. */
  readonly whose?: string | undefined
  readonly phone?: string | undefined
  readonly why?: string | undefined
  /** What is still wrong, as the one says who has looked. */
  readonly answer?: string | undefined
}

export const isOpen = ({ state }: Hazard) => hazardStates.isIn(state, 'open')

export const isLate = (item: Hazard, now: string) =>
  item.state === 'dispatched' && (item.escalatedAt !== undefined || (item.promisedAt ?? now) < now)

/** Open ones of one building and kind, in the order in which they were reported. */
export const near: Rows<Hazard> = {
  under: ['HAZARDS', 'NEAR'],
  of: item => (isOpen(item) ? [{ of: [item.place ?? 'ESTATE', item.what], at: item.createdAt }] : []),
}

/** Those that were put off, by the day. */
export const pending: Rows<Hazard> = {
  under: ['HAZARDS', 'PENDING'],
  of: ({ state, extendedTo }) => (state === 'dispatched' && extendedTo ? [{ at: extendedTo }] : []),
}

/** By the month in which each was first handled: how often it was opened again. */
export const byMonth: Rows<Hazard, { readonly reopened: number }> = {
  under: ['HAZARDS', 'MONTH'],
  of: ({ handledAt, reopened }) =>
    handledAt === undefined ? [] : [{ of: onOf(handledAt).slice(0, 7), at: handledAt, says: { reopened } }],
}
