/** What is kept of people: of whom one goes to see all of it, of those who go that they do. */
import { idsOf } from '../../shared/lifecycle.ts'
import type { Role } from '../../shared/contract.ts'
import { coverRoles, pairingStates, tiers } from '../../shared/households/life.ts'
import { sayDate } from '../../shared/time.ts'
import { settingsOf } from '../community/community.ts'
import { personNow } from './helpers.ts'
import { forget } from '../files/files.ts'
import type { Ctx, SignedIn } from '../platform/context.ts'
import type { Exported, Keeper } from '../platform/keeper.ts'
import { mineByKind } from '../platform/mine.ts'
import { idsIn } from '../platform/rows.ts'
import { opened } from '../platform/sealed.ts'
import { plusMinutes } from '../../shared/time.ts'
import { checked } from './helpers.ts'
import { deadlines } from './pairings-clock.ts'
import { ofResident, pairings, withGoer } from './pairings-kind.ts'
import { goers, isOpen, seatOf, type Pairing } from './pairings-store.ts'
import { removeStar, starOf } from './stars-store.ts'

const saidOf = async (ctx: SignedIn, item: Pairing) => {
  const ids = idsOf(ctx.who)
  const own = item.resident !== undefined && ids.includes(item.resident)
  const { createdAt, state, tier, visits = [], community } = item
  const common = {
    状态: pairingStates.text[state],
    登记: sayDate(createdAt),
    ...(tier && { 多久一次: tiers.text[tier] }),
  }
  if (!own) {
    const mine = visits.filter(({ by }) => ids.includes(by)).map(({ on }) => on)
    return {
      section: '我走访的人家',
      facts: { ...common, 我去过: mine },
      data: { community, state, tier, visitedOn: mine },
    }
  }
  const [{ households }, about] = await Promise.all([settingsOf(ctx, community), opened(ctx, item, 'about')])
  const groups = households.groups.filter(({ id }) => item.groups.includes(id)).map(({ name }) => name)
  const been = visits.map(({ on }) => on)
  return {
    section: '来看望我的',
    facts: { ...common, 归在: groups, 要知道的: about.needs ?? '', 来过: been },
    data: { ...{ community, state, tier, groups, visitedOn: been }, ...about },
  }
}

/** In which communities they may have something here: those of their grants and home, also of roles that have ended. */
const communitiesOf = async (ctx: Pick<Ctx, 'table'>, user: string) => {
  const person = await personNow(ctx, user)
  const { home } = person?.profile ?? {}
  return [
    ...new Set([
      ...(person?.grants ?? []).map(({ community }) => community),
      ...(home ? [home.community] : []),
    ]),
  ]
}

const ofUser = async (ctx: Ctx, rows: typeof withGoer, user: string) =>
  (
    await Promise.all(
      (await communitiesOf(ctx, user)).map(community => idsIn(ctx.table, rows, { community, of: user })),
    )
  ).flat()

/** The same with its deadline as it follows from what it is now. */
const dated = async (ctx: Ctx, item: Pairing): Promise<Pairing> => ({
  ...item,
  dueAt: deadlines(await settingsOf(ctx, item.community))(item),
})

/** What was said of it, as files. */
const voicesOf = async (ctx: Ctx, item: Pairing) =>
  ((await opened(ctx, item, 'notes')) ?? []).flatMap(({ voice }) => voice ?? [])

/** A request goes on no longer. */
const settledMinutes = 1

/** That they want their home marked as that of a Party member. */
const starsSaid = async (ctx: SignedIn): Promise<Exported[]> => {
  const found = await Promise.all(
    (await communitiesOf(ctx, ctx.who.id)).map(community => starOf(ctx, community, ctx.who.id)),
  )
  return found.flatMap(star =>
    star
      ? [{ section: '民情图', facts: { 标出我家: '愿意', 从: sayDate(star.since) }, data: { ...star } }]
      : [],
  )
}

export const householdsKeeps: Keeper = {
  async exports(ctx, after) {
    const { ids, last } = await mineByKind(ctx.table, idsOf(ctx.who), 'pairing', after)
    const items = await pairings.byIds(ctx, ids)
    const said = await Promise.all(items.map(item => saidOf(ctx, item)))
    return { items: [...(after ? [] : await starsSaid(ctx)), ...said], last }
  },

  /** A role is being given or taken: the clock looks who is missing once that has been written, whatever becomes of the request. */
  async roleChanges(ctx, user, role) {
    if (!(coverRoles as readonly Role[]).includes(role)) return
    for (const id of await ofUser(ctx, withGoer, user))
      await pairings.rewrite(ctx, id, item =>
        goers(item).includes(user) && isOpen(item)
          ? dated(ctx, { ...item, checkAt: plusMinutes(ctx.now, settledMinutes) })
          : Promise.resolve(item),
      )
  },

  /** Whom one went to see lives elsewhere: staff hear of it. */
  async moved(ctx, user) {
    const home = (await personNow(ctx, user))?.profile.home?.id
    for (const community of await communitiesOf(ctx, user))
      if ((await starOf(ctx, community, user))?.home !== home) await removeStar(ctx, community, user)
    for (const id of await ofUser(ctx, ofResident, user))
      await pairings.rewrite(ctx, id, async item =>
        item.resident === user && isOpen(item) && item.at !== home ? { ...item, news: 'moved' } : item,
      )
  },

  async erases(ctx, user) {
    for (const community of await communitiesOf(ctx, user)) await removeStar(ctx, community, user)
    for (const id of await ofUser(ctx, withGoer, user))
      await pairings.rewrite(ctx, id, async item => {
        const seat = seatOf(item, [user])
        const covers = item.cover === user
        if (!seat && !covers) return item
        const without = {
          ...item,
          ...(seat && { [seat]: undefined }),
          ...(covers && { cover: undefined, coverFor: undefined, coverUntilOn: undefined }),
        }
        return dated(ctx, { ...without, ...(isOpen(item) && (await checked(ctx, without))) })
      })
    // What was known of the home was known of them; nobody goes there for them any more.
    for (const id of await ofUser(ctx, ofResident, user)) {
      const known = await pairings.get(ctx, id)
      if (known?.resident === user) await forget(ctx, await voicesOf(ctx, known))
      await pairings.rewrite(ctx, id, async item =>
        item.resident === user
          ? dated(ctx, {
              ...item,
              ...{ resident: undefined, groups: [], notes: undefined, forgotten: true, changedAt: ctx.now },
              about: await pairings.seal(ctx, item, 'about', {}),
              door: await pairings.seal(ctx, item, 'door', {}),
            })
          : item,
      )
    }
  },
}
