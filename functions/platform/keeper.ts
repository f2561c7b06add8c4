/** What a module keeps of people: how they get all of it, and how it goes when they leave. */
import type { Role } from '../../shared/contract.ts'
import type { Fields } from '../../shared/lifecycle.ts'
import type { Refusal } from '../../shared/api/refusals.ts'
import type { Ctx, SignedIn } from './context.ts'

/** A part of it, with Chinese names for people and as stored for programs. */
export interface Exported {
  readonly section: string
  readonly facts: Readonly<Record<string, unknown>>
  readonly data: Readonly<Record<string, unknown>>
}

export interface Keeper {
  /** One page of what is kept of the caller. */
  readonly exports?: (
    ctx: SignedIn,
    after: Fields | undefined,
  ) => Promise<{ readonly items: readonly Exported[]; readonly last?: Fields | undefined }>
  /** Why they cannot leave yet, if so. */
  readonly holds?: (ctx: Ctx, user: string) => Promise<Refusal | undefined>
  /** A role is about to be given to them or taken from them; asked before that is written. */
  readonly roleChanges?: (ctx: SignedIn, user: string, role: Role) => Promise<void>
  /** They may live elsewhere since. Done twice, it comes to the same. */
  readonly moved?: (ctx: SignedIn, user: string) => Promise<void>
  /** Takes away what is theirs alone and names from what others still need. Done twice, or taken up half-way, it comes to the same. */
  readonly erases?: (ctx: Ctx, user: string) => Promise<void>
}
