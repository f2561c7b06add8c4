/**
 * Who acts for whom: the link under the one who acts, and with the person those who may. What is over stands apart, in
 * U#<helper>#PAST, so that what every request reads of somebody does not grow with the years.
 */
import { absent, all, not } from '../../shared/lifecycle.ts'
import { Refusal } from '../../shared/api/refusals.ts'
import { mostOffers, type ProxyState } from '../../shared/identity/proxies.ts'
import { oneMore } from '../platform/at-once.ts'
import type { Ctx } from '../platform/context.ts'
import { communityOwner, sealed } from '../platform/secrets.ts'
import { join, unchanged, type Item, type Key, type Step } from '../platform/table.ts'
import { write } from '../platform/write.ts'
import { stepFrom } from './identity-store.ts'
import { isActing, meKey, partition, validId, type ProxyRecord } from '../people/people.ts'

/** Nobody begins to act for or with someone who is leaving, has left, or is somebody else by now. */
const isHere = all(not(absent('profile')), absent('leavingAt'), absent('profile.sameAs'))

export const proxyKey = (helper: string, proxy: string): Key => ({
  pk: partition(helper),
  sk: join('P', proxy),
})

const pastOf = (helper: string) => join('U', helper, 'PAST')
const pastKey = (helper: string, proxy: string): Key => ({ pk: pastOf(helper), sk: join('P', proxy) })

/** U#<person> / HELPERS: those who were ever let act for the person and may still do so, so that they can be counted. */
const helpersKey = (person: string): Key => ({ pk: partition(person), sk: 'HELPERS' })

interface Helper {
  readonly user: string
  readonly proxy: string
}

const recordIn = (item: Item | undefined) => item?.proxy as ProxyRecord | undefined

export const proxyOf = async ({ table }: Pick<Ctx, 'table'>, helper: string, proxy: string) => {
  if (!validId.test(helper) || !/^proxy_[a-z2-7_]{1,64}$/.test(proxy)) return undefined
  const [found] = await table.getMany([proxyKey(helper, proxy), pastKey(helper, proxy)])
  return recordIn(found)
}

/** All that have ended, and the offers that nobody took. */
export const pastProxies = async ({ table }: Pick<Ctx, 'table'>, helper: string): Promise<ProxyRecord[]> =>
  (await table.queryAll({ pk: pastOf(helper) })).map(item => recordIn(item)!)

export const forgetPast = async ({ table }: Pick<Ctx, 'table'>, helper: string) => {
  for (const { pk, sk } of await table.queryAll({ pk: pastOf(helper) })) await table.remove({ pk, sk })
}

/** Out of what every request reads. */
const putAway = (helper: string, was: Item, proxy: ProxyRecord): Step[] => [
  { put: { ...pastKey(helper, proxy.id), proxy } },
  { remove: proxyKey(helper, proxy.id), when: unchanged(was) },
]

/** U#<helper> / OFFERS: those that wait for an answer, or did. */
const offersKey = (helper: string): Key => ({ pk: partition(helper), sk: 'OFFERS' })

/** Nothing ends them by itself, so those that are over go when there are new ones. */
const mostPutAway = 40

/**
 * A new offer and the code that leads to it, together; one made by the same tap before is left as it is. `stateOf`: how
 * one stands now; at most `mostOffers` may wait.
 */
export const offerProxy = (
  { table }: Pick<Ctx, 'table'>,
  helper: string,
  proxy: ProxyRecord,
  code: Item,
  stateOf: (proxy: ProxyRecord) => ProxyState,
) =>
  write(table, async () => {
    if (await proxyOf({ table }, helper, proxy.id)) return { answer: undefined }
    const own = await table.queryAll({ pk: partition(helper), sk: { beginsWith: 'P#' } })
    const over = own.filter(item => stateOf(recordIn(item)!) === 'ended').slice(0, mostPutAway)
    const underWay = async (ids: readonly string[]) =>
      (await table.getMany(ids.map(id => proxyKey(helper, id))))
        .map(item => recordIn(item)!)
        .filter(each => stateOf(each) === 'offered')
        .map(({ id }) => id)
    const full = () => new Refusal('identity.offersFull')
    const steps = [
      { put: { ...proxyKey(helper, proxy.id), proxy }, when: absent('pk') },
      { put: code },
      ...over.flatMap(item => putAway(helper, item, recordIn(item)!)),
      await oneMore(table, offersKey(helper), proxy.id, mostOffers, underWay, full),
    ]
    return { steps, answer: undefined }
  })

/** Writes what `change` makes of it, or refuses; what has ended before stays as it is. */
export const changeProxy = (
  { table }: Pick<Ctx, 'table'>,
  helper: string,
  id: string,
  change: (was: ProxyRecord) => ProxyRecord,
): Promise<ProxyRecord> =>
  write(table, async () => {
    const item = await table.get(proxyKey(helper, id))
    const was = recordIn(item) ?? (await proxyOf({ table }, helper, id))
    if (!was) throw new Refusal('identity.proxyUnknown')
    const proxy = change(was)
    if (!item || proxy === was) return { answer: proxy }
    const steps =
      proxy.state === 'ended'
        ? putAway(helper, item, proxy)
        : [stepFrom(proxyKey(helper, id), item, { ...item, proxy })]
    return { steps, answer: proxy }
  })

const acting = async ({ table, now }: Pick<Ctx, 'table' | 'now'>, person: string, list: Item | undefined) => {
  const helpers = (list?.helpers ?? []) as Helper[]
  const items = await table.getMany(helpers.map(({ user, proxy }) => proxyKey(user, proxy)))
  return items
    .map(item => ({ helper: item.pk.slice('U#'.length), proxy: item.proxy as ProxyRecord }))
    .filter(({ proxy }) => proxy.person === person && isActing(now)(proxy))
}

/** Those who may act for the person now, and by what. */
export const helpersOf = async (ctx: Pick<Ctx, 'table' | 'now'>, person: string) =>
  acting(ctx, person, await ctx.table.get(helpersKey(person)))

/**
 * Writes what `accept` makes of the offer, and the helper among those of the person: both or neither, so that two at
 * the same moment cannot exceed the number allowed, and nothing is written for somebody who has left meanwhile. `accept` refuses by
 * throwing, and gives the same record where it is done already.
 */
export const acceptProxy = async (
  ctx: Pick<Ctx, 'table' | 'now'>,
  helper: string,
  id: string,
  person: string,
  accept: (was: ProxyRecord | undefined, helpers: number) => ProxyRecord | Promise<ProxyRecord>,
): Promise<ProxyRecord> => {
  const { table } = ctx
  return write(table, async lost => {
    if (lost && lost.step < 2) throw new Refusal('identity.userUnknown')
    const [was, list] = await Promise.all([table.get(proxyKey(helper, id)), table.get(helpersKey(person))])
    const others = await acting(ctx, person, list)
    const before = was?.proxy as ProxyRecord | undefined
    const proxy = await accept(before, others.length)
    if (proxy === before) return { answer: proxy }
    const helpers: Helper[] = [
      ...others.map(each => ({ user: each.helper, proxy: each.proxy.id })),
      { user: helper, proxy: id },
    ]
    const steps = [
      { check: meKey(helper), when: isHere },
      { check: meKey(person), when: isHere },
      stepFrom(proxyKey(helper, id), was, { ...was, proxy }),
      stepFrom(helpersKey(person), list, { helpers }),
    ]
    return { steps, answer: proxy }
  })
}

/** What is witnessed of a proxy is for the person and their community's staff; sealed where the proxy stands. */
export const noteIn = (
  ways: Pick<Ctx, 'secrets'>,
  helper: string,
  { id, community }: Pick<ProxyRecord, 'id' | 'community'>,
) => {
  const at = sealed(ways, communityOwner(community!), proxyKey(helper, id))
  return {
    seal: (note: string) => at.seal('note', note),
    open: (note: string) => at.open<string>('note', note),
  }
}

const resealed = async (
  ways: Pick<Ctx, 'secrets'>,
  from: string,
  to: string,
  proxy: ProxyRecord,
): Promise<ProxyRecord> =>
  proxy.note === undefined
    ? proxy
    : { ...proxy, note: await noteIn(ways, to, proxy).seal(await noteIn(ways, from, proxy).open(proxy.note)) }

/**
 * Whom they act for and who acts for them stands under `to` from now on, who is the same person. `also`: what else `from`
 * was known by.
 */
export const proxiesPassSteps = async (
  ctx: Pick<Ctx, 'table' | 'now' | 'secrets'>,
  from: string,
  to: string,
  also: readonly string[],
): Promise<Step[]> => {
  const { table } = ctx
  const helped = (await table.queryAll({ pk: partition(from), sk: { beginsWith: 'P#' } })).filter(item => {
    const proxy = item.proxy as ProxyRecord
    return (proxy.state === 'offered' || isActing(ctx.now)(proxy)) && proxy.person !== to
  })
  const people = new Set(helped.flatMap(item => (item.proxy as ProxyRecord).person ?? []))
  const [own, theirs] = await Promise.all([table.get(helpersKey(from)), table.get(helpersKey(to))])
  const helping = (await acting(ctx, from, own)).filter(({ helper }) => helper !== to)
  const lists = await Promise.all(
    [...people].map(async person => {
      const key = helpersKey(person)
      const was = await table.get(key)
      const helpers = ((was?.helpers ?? []) as Helper[]).map(each =>
        each.user === from ? { ...each, user: to } : each,
      )
      return stepFrom(key, was, { helpers })
    }),
  )
  const moved = await Promise.all(
    helping.map(async ({ helper, proxy }) => {
      const key = proxyKey(helper, proxy.id)
      const was = await table.get(key)
      return stepFrom(key, was, {
        ...was,
        proxy: { ...proxy, person: to, was: [...(proxy.was ?? []), from, ...also] },
      })
    }),
  )
  const helpers: Helper[] = [
    ...((theirs?.helpers ?? []) as Helper[]),
    ...helping.map(({ helper, proxy }) => ({ user: helper, proxy: proxy.id })),
  ]
  const passed = await Promise.all(
    helped.map(async (item): Promise<Step[]> => {
      const { pk, sk } = item
      const proxy = await resealed(ctx, from, to, recordIn(item)!)
      return [{ put: { ...item, proxy, pk: partition(to) } }, { remove: { pk, sk }, when: unchanged(item) }]
    }),
  )
  return [
    ...passed.flat(),
    ...lists,
    ...moved,
    ...(helping.length ? [stepFrom(helpersKey(to), theirs, { helpers })] : []),
    // Somebody whom they let act at this very moment would stand under an id that is nobody's list.
    stepFrom(helpersKey(from), own, { helpers: [] }),
  ]
}

/** An active one as an import writes it. */
export const putProxy = async (
  { table }: Pick<Ctx, 'table'>,
  helper: string,
  proxy: Pick<ProxyRecord, 'callName' | 'modules' | 'from' | 'until'> & { readonly person: string },
) => {
  const id = `proxy_${proxy.person}`
  const now = proxy.from
  await acceptProxy({ table, now }, helper, id, proxy.person, () => ({ ...proxy, id, state: 'active' }))
}
