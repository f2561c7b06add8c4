/** What a module says of itself beside its contract, in `shared/<module>/`: its manifest, and how it says no. */

export interface Manifest {
  readonly name: string
  /** What of it a community may leave out, as staff read it: residents then find no way in; what is under way goes on. */
  readonly switches: Readonly<Record<string, string>>
  /** Its kinds of matters, and which of its pages shows one. */
  readonly kinds: Readonly<Record<string, string>>
}

/**
 * How a module says no: code → HTTP status and what a neighbour reads. Each sentence says what to do next; `{name}` is
 * filled in by the refusal.
 */
export type RefusalsOf<Module extends string> = Readonly<
  Record<`${Module}.${string}`, readonly [status: number, text: string]>
>
