/** Pages of a list: the caller's cursor in, items and the next cursor out. */
import type { Fields } from '../../shared/lifecycle.ts'
import type { SignedIn } from './context.ts'

/**
 * One page. `question` is all that decides which partition is read, beside the caller, as it was resolved and not as
 * it was asked; `load` gets where the page before ended and gives the items and where this one ends.
 */
export const page = async <T>(
  ctx: SignedIn,
  question: readonly unknown[],
  cursor: string | undefined,
  load: (
    after: Fields | undefined,
  ) => Promise<{ readonly items: readonly T[]; readonly last?: Fields | undefined }>,
) => {
  const asked = [ctx.who.id, ...question]
  const after = cursor === undefined ? undefined : await ctx.cursors.read(asked, cursor, ctx.now)
  const { items, last } = await load(after)
  return { items: [...items], ...(last && { next: await ctx.cursors.write(asked, last, ctx.now) }) }
}
