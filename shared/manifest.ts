/** What a module says of itself beside its contract; `shared/<module>/` holds it. */

/**
 * How a module says no: code → HTTP status and what a neighbour reads. Each sentence says what to do next; `{name}` is
 * filled in by the refusal.
 */
export type RefusalsOf<Module extends string> = Readonly<
  Record<`${Module}.${string}`, readonly [status: number, text: string]>
>
