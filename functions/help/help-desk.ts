/** 求助台: every request of the community, list by list, or those that somebody on the phone means. */
import type { Parsed } from '../../shared/contract.ts'
import type { help } from '../../shared/help/help.ts'
import { communityIn, idsOf, scopesOf, type Fields } from '../../shared/lifecycle.ts'
import { Refusal } from '../../shared/api/refusals.ts'
import { peopleMeant } from '../identity/phones.ts'
import { everyIdOf } from '../people/people.ts'
import type { SignedIn } from '../platform/context.ts'
import { inTurn, type Load } from '../platform/lists.ts'
import { mineByKind } from '../platform/mine.ts'
import { helps } from './help-kind.ts'
import { readerOf } from './help-readers.ts'
import { idsByNumber, isOpen, numberIn, type Help } from './help-store.ts'

type After = Fields | undefined
type Asked = Omit<Parsed<typeof help.desk>, 'next'>

/** Requests that stand with these people, newest change first. */
const withPeople = async (ctx: SignedIn, people: readonly string[], after: After, limit?: number) => {
  const { ids, last } = await mineByKind(ctx.table, people, 'help', after, limit)
  return { items: await helps.byIds(ctx, ids), last }
}

/** By number; staff also by whom it is for. */
const found = async (ctx: SignedIn, community: string, find: string, byStaff: boolean, after: After) => {
  const number = numberIn(find)
  const numbered = number && !after ? await idsByNumber(ctx, community, number) : []
  if (numbered.length > 0 || !byStaff) return { items: await helps.byIds(ctx, numbered), last: undefined }
  const people =
    (after?.people as readonly string[] | undefined) ?? (await everyIdMeant(ctx, community, find))
  if (people.length === 0) return { items: [], last: undefined }
  const { items, last } = await withPeople(ctx, people, after?.after as After)
  // What they do for others is not what they asked for.
  return {
    items: items.filter(({ asker }) => people.includes(asker)),
    last: last && { people, after: last },
  }
}
const everyIdMeant = async (ctx: SignedIn, community: string, find: string) => {
  const meant = await peopleMeant(ctx, community, find)
  const ids = await Promise.all(meant.map(each => everyIdOf(ctx, each)))
  return [...new Set(ids.flat())]
}

export const deskOf = (ctx: SignedIn, { list, find, community: wanted }: Asked) => {
  const { who } = ctx
  const community = communityIn(who, ['communityStaff', 'gridWorker'], wanted)
  if (!community) throw new Refusal('community.notFound')
  const byStaff = scopesOf(who, 'communityStaff', community).length > 0
  const grids = scopesOf(who, 'gridWorker', community)
  const here = (item: Help) =>
    item.community === community &&
    readerOf(item, who) !== undefined &&
    (byStaff || grids.includes(item.grid ?? '') || idsOf(who).includes(item.staff ?? ''))
  const only =
    (load: Load<Help>): Load<Help> =>
    async (after, limit) => {
      const { items, last } = await load(after, limit)
      return { items: items.filter(here), last }
    }
  const of = (name: 'open' | 'going' | 'late' | 'ended') =>
    only((after, limit) =>
      helps.lists[name].page(ctx, { community, after, limit, newestFirst: name === 'ended' }),
    )
  // Of what has ended a grid worker sees what they followed themselves, which stands with them.
  const endedOfOwn = only(async (after, limit) => {
    const { items, last } = await withPeople(ctx, idsOf(who), after, limit)
    return { items: items.filter(item => !isOpen(item)), last }
  })
  const [open, going, late, ended] = [of('open'), of('going'), of('late'), byStaff ? of('ended') : endedOfOwn]
  const lists = { open: [open], going: [going], late: [late], ended: [ended], all: [open, going, ended] }
  return {
    key: [community, list, find],
    load: find ? only(after => found(ctx, community, find, byStaff, after)) : inTurn(lists[list]),
  }
}
