/** 二对一帮扶: who is looked in on, by whom, when, and what came of it. */
import type { Parsed } from '../../shared/contract.ts'
import { households } from '../../shared/households/households.ts'
import { coverRoles, pairingLife, pairingStates } from '../../shared/households/life.ts'
import { idsOf, rolesIn, scopesOf } from '../../shared/lifecycle.ts'
import { Refusal } from '../../shared/api/refusals.ts'
import { onOf, plusDays, plusMinutes } from '../../shared/time.ts'
import { deskOf, settingsOf } from '../community/community.ts'
import { attach } from '../files/files.ts'
import type { SignedIn } from '../platform/context.ts'
import { page } from '../platform/lists.ts'
import { module } from '../platform/module.ts'
import { rowsIn } from '../platform/rows.ts'
import { opened } from '../platform/sealed.ts'
import type { Handlers } from '../platform/serve.ts'
import { nextAfter } from './due-days.ts'
import { away, cover, inDays, pair } from './going.ts'
import { candidatesFor } from './helpers.ts'
import { householdsKeeps } from './households-people.ts'
import { listHome } from './listing.ts'
import { mapHandlers } from './map.ts'
import { again, nothingSaid } from './pairings-clock.ts'
import { pairings, withGoer } from './pairings-kind.ts'
import { readerOf } from './pairings-readers.ts'
import { nearOf, pairingFor, rowsFor } from './pairings-reply.ts'
import type { Note, Pairing, Visit } from './pairings-store.ts'
import { loadOf } from './pairings-sums.ts'

type In<Name extends keyof typeof households> = Parsed<(typeof households)[Name]>

const kept = 20

/** One more, sealed with those before it. */
const withNote = async (
  ctx: SignedIn,
  item: Pairing,
  text = '',
  voice?: string,
): Promise<Partial<Pairing>> => {
  if (!text && !voice) return {}
  if (voice) await attach(ctx, [voice], item.id)
  const notes: readonly Note[] = [
    ...((await opened(ctx, item, 'notes')) ?? []),
    { at: ctx.now, by: ctx.who.id, text, voice },
  ]
  return { notes: await pairings.seal(ctx, item, 'notes', notes.slice(-kept)) }
}

// ---- what they found ----

const visit = (ctx: SignedIn, { on: said, way, how, note, voice, ...tap }: In<'visit'>) =>
  pairings.move(
    ctx,
    'visit',
    { ...tap, reason: how },
    {
      async prepare(item) {
        const settings = await settingsOf(ctx, item.community)
        const today = onOf(ctx.now)
        const on = said ?? today
        const { backDays } = settings.households
        if (on > today) throw new Refusal('households.dayAhead', {}, { on: '请选去过的那一天' })
        if (on < plusDays(today, -backDays))
          throw new Refusal(
            'households.tooLongAgo',
            { days: String(backDays) },
            { on: `最多${backDays}天前` },
          )
        const one: Visit = { on, at: ctx.now, by: ctx.who.id, way, how }
        const visits = [...(item.visits ?? []), one]
          .sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
          .slice(-kept)
        const last = on >= (item.visitedOn ?? '')
        const seenSince = item.changedOn === undefined || on >= item.changedOn
        return {
          visits,
          ...(last && item.tier && { visitedOn: on, ...nextAfter(settings, on, item.tier), ...nothingSaid }),
          ...(seenSince && { soonBy: undefined, changedOn: undefined, soonMissed: undefined }),
          ...(on >= (item.triedOn ?? '') && { misses: undefined, triedOn: undefined }),
          ...(await withNote(ctx, item, note, voice)),
        }
      },
    },
  )

const soonMinutes = 24 * 60

const changed = (ctx: SignedIn, { reason, note, ...tap }: In<'changed'>) =>
  pairings.move(
    ctx,
    'changed',
    { ...tap, reason },
    {
      async prepare(item) {
        const on = onOf(ctx.now)
        const noted = await withNote(ctx, item, note)
        if (item.state !== 'active') return { news: 'changed', ...noted }
        // Nobody has longer than was said the first time.
        const soonBy = item.soonBy ?? plusMinutes(ctx.now, soonMinutes)
        const fromOn = (item.fromOn ?? on) < on ? item.fromOn : on
        return { soonBy, changedOn: item.changedOn ?? on, fromOn, reminded: true, ...noted }
      },
    },
  )

const handlers: Handlers<typeof households> = {
  async round({ community: wanted }, ctx) {
    const roles = coverRoles
    const community = deskOf(ctx, wanted, roles)
    const on = onOf(ctx.now)
    const [found, all] = await Promise.all([
      Promise.all(
        idsOf(ctx.who).map(of => rowsIn(ctx.table, withGoer, { community, of, sk: { atMost: `${on}~` } })),
      ),
      loadOf(ctx, community, ctx.who.id),
    ])
    const ids = found.flatMap(({ rows }) => rows.map(({ id }) => id))
    const items = (await pairings.byIds(ctx, [...new Set(ids)])).filter(item => readerOf(item, ctx.who))
    const due = items.filter(item => {
      const near = nearOf(item, on)
      return near !== undefined && near !== 'ahead'
    })
    const building = ({ buildingName = '' }: Pairing) => buildingName
    // What cannot wait comes first within its building.
    const day = ({ soonBy, dueOn = '' }: Pairing) => (soonBy ? '' : dueOn)
    due.sort(
      (a, b) =>
        building(a).localeCompare(building(b), 'zh', { numeric: true }) || day(a).localeCompare(day(b)),
    )
    return { on, items: await rowsFor(ctx, due), all }
  },

  pairings({ list, building, group, community: wanted, next }, ctx) {
    const roles = rolesIn(pairingLife.moves.visit)
    const community = deskOf(ctx, wanted, roles)
    const shown = async (items: readonly Pairing[]) =>
      rowsFor(
        ctx,
        items.filter(
          item =>
            readerOf(item, ctx.who) !== undefined &&
            (!group || item.groups.includes(group)) &&
            (!building || item.building === building),
        ),
      )
    return page(
      ctx,
      ['households.pairings', list, building ?? '', group ?? '', community],
      next,
      async after => {
        if (list === 'mine') {
          const { rows, last } = await rowsIn(ctx.table, withGoer, {
            community,
            of: ctx.who.id,
            limit: 50,
            after,
          })
          return {
            items: await shown(
              await pairings.byIds(
                ctx,
                rows.map(({ id }) => id),
              ),
            ),
            last,
          }
        }
        const asked = { community, limit: 50, after }
        const { items, last } = building
          ? await pairings.lists.ofBuilding.page(ctx, { ...asked, of: building })
          : list === 'lacking'
            ? await pairings.lists.lacking.page(ctx, asked)
            : await pairings.lists.all.page(ctx, { ...asked, of: list, newestFirst: list === 'ended' })
        return { items: await shown(items), last }
      },
    )
  },

  pairing: async ({ id }, ctx) => pairingFor(ctx, await pairings.find(ctx, id)),

  ...mapHandlers,

  listHome: async (input, ctx) => pairingFor(ctx, await listHome(ctx, input)),

  async amend({ name, phone, needs, groups, ...tap }, ctx) {
    const moved = await pairings.move(ctx, 'amend', tap, {
      async prepare(item) {
        const settings = await settingsOf(ctx, item.community)
        if (groups?.some(id => !settings.households.groups.some(group => group.id === id)))
          throw new Refusal('households.groupUnknown', {}, { groups: '请重新选' })
        const was = await opened(ctx, item, 'about')
        return {
          ...(groups && { groups }),
          about: await pairings.seal(ctx, item, 'about', {
            ...was,
            ...{ name: name ?? was.name, phone: phone ?? was.phone, needs: needs ?? was.needs },
          }),
        }
      },
    })
    return pairingFor(ctx, moved)
  },

  async candidates({ id }, ctx) {
    const item = await pairings.find(ctx, id)
    if (pairingStates.isIn(item.state, 'open') && scopesOf(ctx.who, 'communityStaff', item.community).length)
      return candidatesFor(ctx, item)
    pairings.allowed(ctx, 'cover', item)
    const { cover } = await candidatesFor(ctx, item)
    return { helper: [], second: [], cover }
  },

  pair: async (input, ctx) => pairingFor(ctx, await pair(ctx, input)),
  visit: async (input, ctx) => pairingFor(ctx, await visit(ctx, input)),

  async tried({ reason, note, ...tap }, ctx) {
    const moved = await pairings.move(
      ctx,
      'tried',
      { ...tap, reason },
      {
        prepare: async item => ({
          misses: (item.misses ?? 0) + 1,
          triedOn: onOf(ctx.now),
          ...(await withNote(ctx, item, note)),
        }),
      },
    )
    return pairingFor(ctx, moved)
  },

  changed: async (input, ctx) => pairingFor(ctx, await changed(ctx, input)),
  away: async (input, ctx) => pairingFor(ctx, await away(ctx, input)),
  cover: async (input, ctx) => pairingFor(ctx, await cover(ctx, input)),

  async rest({ untilOn, reason, ...tap }, ctx) {
    const days = {
      fromOn: undefined,
      dueOn: undefined,
      toOn: undefined,
      soonBy: undefined,
      soonMissed: undefined,
    }
    const moved = await pairings.move(
      ctx,
      'rest',
      { ...tap, reason },
      {
        wants: { restUntilOn: untilOn },
        async prepare() {
          inDays(ctx, { untilOn })
          return { ...days, ...nothingSaid, changedOn: undefined, misses: undefined, triedOn: undefined }
        },
      },
    )
    return pairingFor(ctx, moved)
  },

  async back(tap, ctx) {
    const moved = await pairings.move(ctx, 'back', tap, {
      prepare: async item => ({ ...(await again(ctx, item)), news: undefined }),
    })
    return pairingFor(ctx, moved)
  },

  async endPairing({ reason, ...tap }, ctx) {
    const moved = await pairings.move(ctx, 'end', { ...tap, reason })
    return pairingFor(ctx, moved)
  },
}

export const householdsModule = module(households, {
  handlers,
  kinds: [pairings.followed],
  keeps: householdsKeeps,
})
