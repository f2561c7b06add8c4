/** 随手拍: the story of a hazard, from what somebody saw to what the same person says of its mending. */
import type { Parsed } from '../../shared/contract.ts'
import type { hazards as contract } from '../../shared/hazards/hazards.ts'
import { hazards } from '../../shared/hazards/hazards.ts'
import { hazardLife, nearDays } from '../../shared/hazards/life.ts'
import { communityIn, guard, idsOf, scopesOf, type Fields } from '../../shared/lifecycle.ts'
import { Refusal } from '../../shared/api/refusals.ts'
import { onOf, plusMinutes } from '../../shared/time.ts'
import { communityOf } from '../community/community.ts'
import { grantCheck } from '../identity/grants.ts'
import { lookItem } from '../people/looks.ts'
import { contactOf, personOf } from '../people/people.ts'
import type { SignedIn } from '../platform/context.ts'
import { page } from '../platform/lists.ts'
import { matterKey } from '../platform/matter-item.ts'
import { mineByKind } from '../platform/mine.ts'
import { module } from '../platform/module.ts'
import { rowsIn } from '../platform/rows.ts'
import type { Handlers } from '../platform/serve.ts'
import { courseHandlers } from './hazard-course.ts'
import { hazardsOf } from './hazard-kind.ts'
import { hazardsKeep } from './hazard-people.ts'
import { readerOf } from './hazard-readers.ts'
import { hazardFor, hazardReplyFor } from './hazard-reply.ts'
import { report } from './hazard-report.ts'
import { byMonth, near, pending, type Hazard } from './hazard-store.ts'

type Asked = Omit<Parsed<typeof contract.hazards>, 'next'>
type After = Fields | undefined
interface Page {
  readonly items: readonly Hazard[]
  readonly last?: Fields | undefined
}

const inStates = { look: 'reported', going: 'dispatched', verify: 'handled' } as const

/** The list asked for: what decides which it is, and how a page of it is read. */
const listFor = (
  ctx: SignedIn,
  { list, building, what, community: wanted }: Asked,
): { readonly key: readonly unknown[]; load(after: After): Promise<Page> } => {
  const { who } = ctx
  switch (list) {
    case 'mine':
      return {
        key: [],
        async load(after) {
          const { ids, last } = await mineByKind(ctx.table, idsOf(who), 'hazard', after)
          return { items: await hazardsOf.byIds(ctx, ids), last }
        },
      }
    case 'ours': {
      const grant = who.grants.find(
        ({ role, community }) =>
          (role === 'propertyManager' || role === 'departmentOfficer') && (!wanted || community === wanted),
      )
      if (!grant) throw new Refusal('community.notFound')
      const { community, scope } = grant
      return {
        key: [community, scope],
        load: after => hazardsOf.lists.ofUnit.page(ctx, { community, of: scope, after }),
      }
    }
    case 'look':
    case 'going':
    case 'verify': {
      const helper = list === 'verify' ? (['buildingHelper'] as const) : []
      const community = communityIn(who, ['communityStaff', 'gridWorker', ...helper], wanted)
      if (!community) throw new Refusal('community.notFound')
      const staff = scopesOf(who, 'communityStaff', community).length > 0
      const grids = scopesOf(who, 'gridWorker', community)
      const places = scopesOf(who, 'buildingHelper', community)
      const theirs = ({ grid = '', place = '' }: Hazard) =>
        staff || grids.includes(grid) || places.includes(place)
      return {
        key: [community],
        async load(after) {
          const asked = { community, of: inStates[list] as string, after }
          const { items, last } = await hazardsOf.lists.inState.page(ctx, asked)
          return { items: items.filter(theirs), last }
        },
      }
    }
    case 'near':
    case 'pending': {
      const community = communityOf(ctx, wanted)
      const since = plusMinutes(ctx.now, -nearDays * 24 * 60)
      const asked =
        list === 'near'
          ? { of: [building ?? 'ESTATE', what ?? 'other'], sk: { atLeast: since }, newestFirst: true }
          : {}
      return {
        key: [community, building, what],
        async load(after) {
          const rows = list === 'near' ? near : pending
          const { rows: found, last } = await rowsIn(ctx.table, rows, {
            community,
            after,
            limit: 50,
            ...asked,
          })
          const items = await hazardsOf.byIds(
            ctx,
            found.map(({ id }) => id),
          )
          const order = new Map(found.map(({ id }, i) => [id, i]))
          return { items: items.sort((a, b) => order.get(a.id)! - order.get(b.id)!), last }
        },
      }
    }
    case 'open':
    case 'ended': {
      const community = communityOf(ctx, wanted)
      return {
        key: [community],
        load: after => hazardsOf.lists[list].page(ctx, { community, after, newestFirst: true }),
      }
    }
  }
}

/** Of those first handled this month, how many were opened again: for staff. */
const monthOf = async (ctx: SignedIn, wanted: string | undefined) => {
  const community = communityIn(ctx.who, ['communityStaff'], wanted)
  if (!community) return undefined
  const month = { handled: 0, reopened: 0 }
  let after: After
  do {
    const asked = { community, of: onOf(ctx.now).slice(0, 7), after }
    const { rows, last } = await rowsIn(ctx.table, byMonth, asked)
    month.handled += rows.length
    month.reopened += rows.filter(({ reopened }) => reopened > 0).length
    after = last
  } while (after)
  return month
}

const handlers: Handlers<typeof hazards> = {
  ...courseHandlers,

  report: async (input, ctx) => hazardReplyFor(ctx, await report(ctx, input)),

  hazard: async ({ id }, ctx) => hazardReplyFor(ctx, await hazardsOf.find(ctx, id)),

  async hazards({ next, ...asked }, ctx) {
    const { key, load } = listFor(ctx, asked)
    const found = await page(ctx, ['hazards.hazards', asked.list, ...key], next, async after => {
      const { items, last } = await load(after)
      const shown = items.flatMap(item => {
        const reader = readerOf(item, ctx.who)
        return reader ? hazardFor(ctx, item, reader) : []
      })
      return { items: await Promise.all(shown), last }
    })
    const counted = next === undefined && (asked.list === 'verify' || asked.list === 'ended')
    return { ...found, month: counted ? await monthOf(ctx, asked.community) : undefined }
  },

  async reveal({ id }, ctx) {
    const item = await hazardsOf.find(ctx, id)
    const as = hazardsOf.allowed(ctx, 'reveal', item)
    const [contact, me] = await Promise.all([contactOf(ctx, item.reporter), personOf(ctx, ctx.who.id)])
    if (!contact?.phone || !me) throw new Refusal('hazards.noContact')
    // On record before it is shown, and only if the caller has it, in their role, at that very moment.
    const scope = { communityStaff: item.community, gridWorker: item.grid }[as as string] ?? item.to
    const outcome = await ctx.table.transact([
      grantCheck(ctx, as, item.community, scope),
      { check: matterKey('hazard', id)!, when: guard(hazardLife.rights.reveal, ctx.who, item.community) },
      { put: lookItem(item.reporter, { at: ctx.now, by: ctx.who.id, as, matter: id }) },
    ])
    if (!outcome.done) throw hazardsOf.refusal('reveal', 'moved', await hazardsOf.find(ctx, id))
    return { name: contact.name, phone: contact.phone }
  },
}

export const hazardsModule = module(hazards, {
  handlers,
  kinds: [hazardsOf.followed],
  keeps: hazardsKeep,
})
