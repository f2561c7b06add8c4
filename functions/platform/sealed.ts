/** Fields that are stored encrypted; the type remembers what is inside. */
import type { Ctx } from './context.ts'
import { sealedIn, type Stored } from './matter-item.ts'

declare const content: unique symbol

/** An encrypted field, which holds a `T` when it is opened. Plain text put in its place does not compile. */
export type Sealed<T> = string & { readonly [content]: T }

/** Which fields of an item are sealed. */
export type SealedIn<M> = {
  [F in keyof M]-?: NonNullable<M[F]> extends Sealed<unknown> ? F : never
}[keyof M] &
  string

/** What such a field holds, and what one gets by opening it: nothing where it may be absent and is. */
export type Content<S> = NonNullable<S> extends Sealed<infer T> ? T : never
type Opened<S> = Content<S> | Extract<S, undefined>

/** What a sealed field of a matter holds. */
export const opened = async <M extends Stored, F extends SealedIn<M>>(
  ways: Pick<Ctx, 'secrets'>,
  item: M,
  field: F,
): Promise<Opened<M[F]>> =>
  (await sealedIn(ways, item).open(field, item[field] as string | undefined)) as Opened<M[F]>
