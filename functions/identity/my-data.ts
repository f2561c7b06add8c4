/** 我的信息: seeing it, who saw it, putting it right, taking it along, having it taken away. */
import { leadOf, roles } from '../../shared/contract.ts'
import type { identity } from '../../shared/identity/identity.ts'
import type { myDataOperations } from '../../shared/identity/my-data.ts'
import { idsOf } from '../../shared/lifecycle.ts'
import { looks, proxyModules } from '../../shared/modules/manifests.ts'
import { Refusal } from '../../shared/api/refusals.ts'
import { sayMoment, shanghai } from '../../shared/time.ts'
import type { Ctx, SignedIn } from '../platform/context.ts'
import type { Exported, Keeper } from '../platform/keeper.ts'
import { page } from '../platform/lists.ts'
import { dropHolding } from '../platform/holding.ts'
import { dropMine } from '../platform/mine.ts'
import type { Handlers } from '../platform/serve.ts'
import { consentHistory } from './consents.ts'
import { callNamesOf, ownContactOf, personOf, type ProxyRecord, type ClaimRecord } from '../people/people.ts'
import { lookItem, visitsIn, type Look } from '../people/looks.ts'
import { changeProxy, forgetPast, helpersOf, pastProxies } from './proxies-store.ts'
import { forgetHome, homeLook } from './homes.ts'
import { joinLook } from './joining.ts'
import { findLook, forgetPhone } from './phones.ts'
import { proxiesLook } from './proxies.ts'
import { changePerson, looksPage, removePerson, setLeaving } from './my-data-store.ts'

type MyData = Handlers<Pick<typeof identity, keyof typeof myDataOperations>>

const day = (at: string) => shanghai(at).format('YYYY年M月D日')
/** Where a look was at no matter. */
const takenAlong = 'identity.export'
const purposes: Readonly<Record<string, string>> = {
  [takenAlong]: '导出我的信息',
  [homeLook]: '核对住处',
  [proxiesLook]: '登记代办',
  [findLook]: '接电话找人',
  [joinLook]: '当面合账号',
  ...looks,
}

const detailsOf = async (ctx: SignedIn) => {
  const [person, contact] = await Promise.all([personOf(ctx, ctx.who.id), ownContactOf(ctx, ctx.who.id)])
  if (!person) throw new Refusal('identity.signInAgain')
  const { name, phone, address } = contact ?? {}
  return {
    callName: person.profile.callName,
    name: name || undefined,
    phone: phone || undefined,
    address: address || undefined,
  }
}

const viewersOf = async (ctx: SignedIn, looks: readonly Look[]) => {
  const names = await callNamesOf(
    ctx,
    looks.map(({ by }) => by),
  )
  return looks.map(({ at, by, as, matter }) => {
    const [kind] = matter.split('_', 1)
    const name = names.get(by)
    return {
      at,
      name: name || undefined,
      as: roles.text[as],
      own: by === ctx.who.id && matter === takenAlong,
      matter: kind === matter ? undefined : { kind: kind!, id: matter },
    }
  })
}

// ---- taking it along ----

/** The person it is about does not learn who doubted or decided. */
const withoutOthers = ({ doubtedBy: _doubtedBy, decidedBy: _decidedBy, ...claim }: ClaimRecord) => claim

const sayProxy = ({ state, callName, modules, until, sensitive, guardian }: ProxyRecord, who?: string) => ({
  ...(who ? { 谁替我办: who } : { 我替谁办: callName ?? '还没有人同意' }),
  范围: modules.map(proxyModules.say).join('、'),
  状态: { offered: '等对方同意', active: '在用', ended: '已停' }[state],
  到期: day(until),
  看病用药: sensitive ? '可以' : '不可以',
  监护人: guardian ? '是' : '不是',
})

const consentNames = { privacy: '隐私说明', sensitive: '健康等敏感信息', dispute: '纠纷调解' } as const

const data = (each: object) => ({ ...each }) as Exported['data']

const aboutMe = async (ctx: SignedIn): Promise<Exported[]> => {
  const { id } = ctx.who
  const [person, contact, helpers, consents, past] = await Promise.all([
    personOf(ctx, id),
    ownContactOf(ctx, id),
    helpersOf(ctx, id),
    consentHistory(ctx, id),
    Promise.all(idsOf(ctx.who).map(each => pastProxies(ctx, each))),
  ])
  if (!person) throw new Refusal('identity.signInAgain')
  const { profile, grants, proxies, signIns, claim } = person
  const names = await callNamesOf(
    ctx,
    helpers.map(({ helper }) => helper),
  )
  return [
    {
      section: '我是谁',
      facts: {
        称呼: profile.callName,
        姓名: contact?.name ?? '没有登记',
        电话: contact?.phone ?? '没有登记',
        住址: contact?.address ?? '没有登记',
        楼: profile.home?.building ?? '没有登记',
      },
      data: { ...profile, contact, ...(claim && { claim: withoutOthers(claim) }) },
    },
    ...consents.map(consent => ({
      section: '我同意过什么',
      facts: {
        时间: sayMoment(consent.at),
        什么: consentNames[consent.what],
        版本: consent.version,
        怎么说的: consent.agree ? '同意' : '收回同意',
      },
      data: data(consent),
    })),
    ...signIns.map(signIn => ({
      section: '我在哪儿登录',
      facts: { 从: sayMoment(signIn.at), 最近用: signIn.usedOn, 设备: signIn.client },
      data: data(signIn),
    })),
    ...grants.map(grant => ({
      section: '我的身份',
      facts: {
        身份: grant.role === 'teamLead' ? leadOf(grant.scopeName) : roles.text[grant.role],
        范围: grant.scopeName,
        社区: grant.communityName,
        从: day(grant.from),
        到: day(grant.until),
        ...(grant.revokedAt && { 收回于: day(grant.revokedAt) }),
      },
      data: data(grant),
    })),
    ...[...proxies, ...past.flat()].map(proxy => ({
      section: '我替别人办事',
      facts: sayProxy(proxy),
      data: data(proxy),
    })),
    ...helpers.map(({ helper, proxy }) => ({
      section: '别人替我办事',
      facts: sayProxy(proxy, names.get(helper)),
      data: { ...proxy, helper },
    })),
  ]
}

const looksAtMe = async (ctx: SignedIn, after: Parameters<typeof looksPage>[2]) => {
  const { items, last } = await looksPage(ctx, idsOf(ctx.who), after)
  const viewers = await viewersOf(ctx, items)
  return {
    items: viewers.map(({ at, name = '', as, own, matter }, i) => ({
      section: '谁看过我的信息',
      facts: {
        时间: sayMoment(at),
        谁: own ? '我自己' : `${name}（${as}）`,
        为了: matter?.id ?? purposes[items[i]!.matter] ?? '',
      },
      data: { at, name, as, own, matter },
    })),
    last,
  }
}

/** What this module keeps; the first page of all of them says who one is. */
export const identityKeeps: Keeper = {
  async exports(ctx, after) {
    const looks = await looksAtMe(ctx, after?.looks as typeof after)
    const last = looks.last && { looks: looks.last }
    return { items: [...(after ? [] : await aboutMe(ctx)), ...looks.items], last }
  },

  async erases(ctx, user) {
    await forgetHome(ctx, user)
    await forgetPhone(ctx, user)
    for (const { helper, proxy } of await helpersOf(ctx, user))
      await changeProxy(ctx, helper, proxy.id, ({ callName: _, note: __, ...was }) => ({
        ...was,
        state: 'ended',
        endedAt: ctx.now,
        endedBy: user,
      }))
    await forgetPast(ctx, user)
  },
}

const firstHold = async (ctx: Ctx, keepers: readonly Keeper[], users: readonly string[]) => {
  for (const { holds } of keepers)
    for (const user of users) {
      const refusal = await holds?.(ctx, user)
      if (refusal) return refusal
    }
  return undefined
}

/** `keepersOf`: what each module keeps of people. */
export const myDataHandlers = (keepersOf: () => readonly Keeper[]): MyData => ({
  details: (_, ctx) => detailsOf(ctx),

  viewers: ({ next }, ctx) =>
    page(ctx, ['identity.viewers'], next, async after => {
      const { items, last } = await looksPage(ctx, idsOf(ctx.who), after)
      return { items: await viewersOf(ctx, visitsIn(items)), last }
    }),

  async correct({ callName, name }, ctx) {
    await changePerson(ctx, ctx.who.id, ({ profile, contact }) => {
      if (name !== undefined && !contact)
        throw new Refusal('identity.noContact', {}, { name: '先登记住哪户' })
      return {
        profile: { ...profile, ...(callName !== undefined && { callName }) },
        contact: contact && { ...contact, ...(name !== undefined && { name }) },
      }
    })
    return detailsOf(ctx)
  },

  export: ({ next }, ctx) =>
    page(ctx, ['identity.export'], next, async after => {
      const { part = 0, within } = (after ?? {}) as { part?: number; within?: typeof after }
      const { id: me } = ctx.who
      if (!after)
        await ctx.table.put(lookItem(me, { at: ctx.now, by: me, as: 'resident', matter: takenAlong }))
      const keepers = keepersOf().flatMap(({ exports }) => exports ?? [])
      const exports = keepers[part]
      if (!exports) return { items: [] }
      const { items, last } = await exports(ctx, within)
      const goesOn = last
        ? { part, within: last }
        : part + 1 < keepers.length
          ? { part: part + 1 }
          : undefined
      return { items, last: goesOn }
    }),

  async erase(_, ctx) {
    const { id: user } = ctx.who
    // Themselves last, so that an erasure taken up again still knows all their ids.
    const users = idsOf(ctx.who).reverse()
    const keepers = keepersOf()
    const before = await firstHold(ctx, keepers, users)
    if (before) throw before
    await setLeaving(ctx, user, ctx.now)
    // Looked at once more: what was begun before they were leaving has been written by now.
    const since = await firstHold(ctx, keepers, users)
    if (since) {
      await setLeaving(ctx, user, undefined)
      throw since
    }
    for (const each of users) {
      for (const { erases } of keepers) await erases?.(ctx, each)
      await dropMine(ctx.table, each)
      await dropHolding(ctx.table, each)
      await removePerson(ctx, each, ctx.now)
    }
    return { erased: true }
  },
})
