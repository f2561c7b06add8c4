/** A note of an everyday quarrel: who it is between and what was said is sealed, the rest is what lists need. */
import type { DisputeKind } from '../../shared/mediation/life.ts'
import type { QuarrelRules, QuarrelState, quarrelWays } from '../../shared/mediation/quarrels.ts'
import type { Code } from '../../shared/choice.ts'
import type { Stored } from '../platform/matter-item.ts'
import type { Sealed } from '../platform/sealed.ts'

export interface Quarrel extends Stored, QuarrelRules {
  readonly kind: 'quarrel'
  readonly state: QuarrelState
  readonly what: DisputeKind
  readonly way: Code<typeof quarrelWays>
  readonly said: Sealed<Said>
  /** A hash of the terms: tapped again with other terms, it is not the same tap. */
  readonly agreed?: string | undefined
  readonly settledOn?: string | undefined
  /** The case it became. */
  readonly case?: string | undefined
  readonly remindedAt?: string | undefined
}

export interface Said {
  readonly sides: readonly string[]
  readonly what: string
  readonly notes: readonly { readonly at: string; readonly by: string; readonly text: string }[]
  /** What was agreed orally. */
  readonly terms?: string | undefined
}
