/** Lists: where an item stands in an index, and how it is found there, page by page. */
import type { Fields } from '../../shared/lifecycle.ts'
import type { Ctx, SignedIn } from './context.ts'
import { getMatters, type Stored } from './matter-item.ts'
import { entry, join, type Index, type Question, type Table } from './table.ts'

/** In whose part of a list something stands (a team's, a person's; absent: the community's), and in what order. */
export interface Place {
  readonly of?: string | readonly string[]
  readonly at: string
}

export interface List<M, P extends Place> {
  readonly index: Index
  readonly under: readonly string[]
  readonly place: (item: M) => P | false | undefined
}

/** `under`: the name of its partitions. `place`: where an item stands in it, if it does. */
export const list = <M, const P extends Place>(
  index: Index,
  under: readonly string[],
  place: (item: M) => P | false | undefined,
): List<M, P> => ({ index, under, place })

type Asked<P extends Place> = Pick<Question, 'sk' | 'limit' | 'newestFirst' | 'after'> & {
  readonly community: string
} & (P extends { readonly of: infer Of } ? { readonly of: Of } : unknown)

export interface Listed<M, P extends Place> {
  /** One page. The index may be a moment behind; the items are as they stand now, and still belong on the list. */
  page(
    ways: Pick<Ctx, 'table'>,
    asked: Asked<P>,
  ): Promise<{ readonly items: M[]; readonly last?: Fields | undefined }>
  /** All of a list that cannot be long. */
  all(ways: Pick<Ctx, 'table'>, asked: Omit<Asked<P>, 'after'>): Promise<M[]>
  /** Those that stand from `fromAt` on and before `toAt`, in a list that is ordered by time. */
  between(
    ways: Pick<Ctx, 'table'>,
    asked: Omit<Asked<P>, 'after' | 'sk' | 'limit'>,
    fromAt: string,
    toAt: string,
  ): Promise<M[]>
  /** How many, as the index has it. */
  count(ways: Pick<Ctx, 'table'>, asked: Omit<Asked<P>, 'after' | 'limit'>): Promise<number>
}

/** Of a list that is read to its end: keys are small. */
const longPage = 500

/** Where a list of a community stands, or the part of it that is somebody's. */
export const partition = (community: string, under: readonly string[], of: Place['of'] = []) =>
  join('C', community, ...under, ...[of].flat())

/** The attributes that put an item of this community into the list, if it belongs there. */
export const entryIn = <M extends Stored>({ index, under, place }: List<M, Place>, item: M): Fields => {
  const stands = place(item)
  return stands ? entry(index, partition(item.community, under, stands.of), join(stands.at, item.id)) : {}
}

export const listed = <M extends Stored, P extends Place>({
  index,
  under,
  place,
}: List<M, P>): Listed<M, P> => {
  const questionFor = ({ community, of, ...asked }: Asked<Place> & Pick<Place, 'of'>): Question => ({
    ...asked,
    index,
    pk: partition(community, under, of),
  })
  const page = async ({ table }: { readonly table: Table }, asked: Asked<Place>) => {
    const question = questionFor(asked)
    const { items, last } = await table.query(question)
    const stillThere = (item: M) => {
      const stands = place(item)
      return stands && partition(item.community, under, stands.of) === question.pk
    }
    return { items: (await getMatters<M>(table, items)).filter(stillThere), last }
  }
  return {
    page,
    async all(ways, asked) {
      const found: M[] = []
      let after: Fields | undefined
      do {
        const { items, last } = await page(ways, { limit: longPage, ...asked, after })
        found.push(...items)
        after = last
      } while (after)
      return found
    },
    async between(ways, asked, fromAt, toAt) {
      const found: M[] = []
      const at = (item: M) => (place(item) as P).at
      let after: Fields | undefined
      do {
        const question = { ...asked, sk: { atLeast: fromAt }, limit: 200, after } as Asked<Place>
        const { items, last } = await page(ways, question)
        found.push(...items.filter(item => at(item) >= fromAt && at(item) < toAt))
        after = items.some(item => at(item) >= toAt) ? undefined : last
      } while (after)
      return found
    },
    count: async ({ table }, asked) => (await table.queryAll(questionFor(asked))).length,
  }
}

/**
 * One page. `question` is everything that decides which partition is read besides the caller, after defaults are
 * filled in; `load` gets where the page before ended and gives the items and where this one ends.
 */
export const page = async <T>(
  ctx: SignedIn,
  question: readonly unknown[],
  cursor: string | undefined,
  load: Load<T>,
) => {
  const asked = [ctx.who.id, ...question]
  const after = cursor === undefined ? undefined : await ctx.cursors.read(asked, cursor, ctx.now)
  const { items, last } = await load(after)
  return { items: [...items], ...(last && { next: await ctx.cursors.write(asked, last, ctx.now) }) }
}

/** One page, of at most `limit` where that is given. */
export type Load<T> = (
  after: Fields | undefined,
  limit?: number,
) => Promise<{ readonly items: readonly T[]; readonly last?: Fields | undefined }>

const longestPage = 50
/** With so many a page is not filled up from the next list. */
const enough = 20
/** Pages that are read for one. */
const mostTurns = 8

/** Several lists as one, one after the other. */
export const inTurn =
  <T>(lists: readonly Load<T>[]): Load<T> =>
  async after => {
    const items: T[] = []
    let last = after
    for (let turns = 0; turns < mostTurns && items.length < enough; turns++) {
      const list = (last?.list as number | undefined) ?? 0
      const page = await lists[list]!(last?.after as Fields | undefined, longestPage - items.length)
      items.push(...page.items)
      last = page.last ? { list, after: page.last } : list + 1 < lists.length ? { list: list + 1 } : undefined
      if (!last) break
    }
    return { items, last }
  }
