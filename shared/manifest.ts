/** What a module says of itself beside its contract, in `shared/<module>/`: its manifest, and how it says no. */
import type { ZodMiniType } from 'zod/mini'
import type { Piece } from './settings-form.ts'

/** A kind of matter. */
interface KindOfMatter {
  /** Which of the module's pages shows one. */
  readonly page: string
  /** What people call one. */
  readonly called: string
  /** What was done on the day it began, as its line in 我的事 says it; without: 申请的. */
  readonly asked?: string
  /** Why somebody's details were looked at for it. */
  readonly lookedFor?: string
}

export interface Manifest {
  readonly name: string
  /** What of it a community may leave out, as staff read it: residents then find no way in; what is under way goes on. */
  readonly switches?: Readonly<Record<string, string>>
  /** A community that has not chosen does without it. */
  readonly offAtFirst?: true
  readonly kinds?: Readonly<Record<string, KindOfMatter>>
  /** What a community decides about it, with defaults, and how staff are asked. */
  readonly settings?: {
    readonly schema: ZodMiniType
    /** Where more has to hold of a change than of what stands, which must always be readable. */
    readonly change?: ZodMiniType
    readonly form?: Piece<never>
  }
  /** What one can do in it for somebody else (代办), as people call it. */
  readonly byProxy?: string
  /** What a team can be good at, in the module's own codes. */
  readonly skills?: Readonly<Record<string, string>>
  /** Where details are looked at for no matter: `<module>.<name>` → why, as the person reads it. */
  readonly looks?: Readonly<Record<string, string>>
}

/**
 * How a module says no: code → HTTP status and what a neighbour reads. Each sentence says what to do next; `{name}` is
 * filled in by the refusal.
 */
export type RefusalsOf<Module extends string> = Readonly<
  Record<`${Module}.${string}`, readonly [status: number, text: string]>
>
