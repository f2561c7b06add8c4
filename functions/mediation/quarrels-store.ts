/** A note of an everyday quarrel: who it is between and what was said is sealed, the rest is what lists need. */
import type { DisputeKind } from '../../shared/mediation/life.ts'
import type { noteParts, QuarrelRules, QuarrelState, quarrelWays } from '../../shared/mediation/quarrels.ts'
import type { Code } from '../../shared/choice.ts'
import type { Stored } from '../platform/matter-item.ts'
import type { Sealed } from '../platform/sealed.ts'
import type { Slot } from './case-store.ts'

export interface Quarrel extends Stored, QuarrelRules {
  readonly kind: 'quarrel'
  readonly state: QuarrelState
  readonly what: DisputeKind
  readonly way: Code<typeof quarrelWays>
  readonly said: Sealed<Said>
  readonly settledOn?: string | undefined
  /** The case it became. */
  readonly case?: string | undefined
  readonly remindedAt?: string | undefined
  // Of one that was booked (约人说和):
  /** The room, its mediator and the resident, for that time. */
  readonly slot?: Slot | undefined
  readonly mediator?: string | undefined
  readonly mediatorName?: string | undefined
  /** Who sits there beside the mediator, on a 矛调日. */
  readonly sitting?: string | undefined
  /** Whose bookings it counts among. */
  readonly home?: string | undefined
  /** What the clock has said of this time: that it is near, that it is over and nobody has said whether they came. */
  readonly slotReminded?: readonly string[] | undefined
}

export interface Said {
  readonly sides: readonly string[]
  readonly what: string
  readonly notes: readonly { readonly at: string; readonly by: string; readonly text: string }[]
  /** What was agreed orally. */
  readonly terms?: string | undefined
  /** What was put right, and what had stood there. */
  readonly corrections?: readonly {
    readonly at: string
    readonly by: string
    readonly part: Code<typeof noteParts>
    readonly was: string
  }[]
}

/** Who saw to it, on paper: the mediator of one that was booked, else who noted it. */
export const handlerOf = ({ mediator, notedBy }: Pick<Quarrel, 'mediator' | 'notedBy'>) => mediator ?? notedBy
