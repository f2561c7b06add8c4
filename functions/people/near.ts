/** Who looks after a household, for those who look for somebody near it: `C#<community>#NEAR#<home>` / user#matter. */
import type { Ctx } from '../platform/context.ts'
import { partition } from '../platform/lists.ts'

export const nearUnder = ['NEAR'] as const

export interface Near {
  readonly user: string
  /** The kind of matter by which they do; its id is the row's. */
  readonly kind: string
}

export const nearTo = async (
  { table }: Pick<Ctx, 'table'>,
  community: string,
  home: string,
): Promise<readonly (Near & { readonly id: string })[]> =>
  (await table.queryAll({ pk: partition(community, nearUnder, home) })).map(({ user, kind, id }) => ({
    ...{ user: user as string, kind: kind as string, id: id as string },
  }))
