/** 代办: offered by the one who will act, agreed to by the one it is for, ended by either at any time. */
import { randomUUID } from 'node:crypto'
import type { identity } from '../../shared/identity/identity.ts'
import {
  longestProxyDays,
  mostHelpers,
  offerDays,
  proxyMoves,
  type Proxy,
  type proxyOperations,
} from '../../shared/identity/proxies.ts'
import { idsOf, isMe, scopesOf } from '../../shared/lifecycle.ts'
import { proxyModules } from '../../shared/modules/manifests.ts'
import { Refusal } from '../../shared/api/refusals.ts'
import { onOf, plusMinutes } from '../../shared/time.ts'
import { notify } from '../messages/messages.ts'
import { actedFor, everyIdOf, isActing, personOf, type Profile, type ProxyRecord } from '../people/people.ts'
import { lookItem } from '../people/looks.ts'
import type { Ctx, SignedIn } from '../platform/context.ts'
import type { Handlers } from '../platform/serve.ts'
import { codeFor, codeItem, openedBy } from './codes.ts'
import {
  acceptProxy,
  changeProxy,
  helpersOf,
  offerProxy,
  pastProxies,
  noteIn,
  proxyOf,
} from './proxies-store.ts'

const day = 24 * 60

/** Offered, active or ended, as it stands now: an offer nobody answered and a proxy whose time is over have ended. */
const stateOf = (proxy: ProxyRecord, now: string) => {
  const over = now >= proxy.until || (proxy.state === 'offered' && now >= (proxy.answerBy ?? proxy.until))
  return over ? 'ended' : proxy.state
}

const isStaffOf = (ctx: SignedIn, community: string | undefined) =>
  community !== undefined && scopesOf(ctx.who, 'communityStaff', community).length > 0

/** The community whose staff look after the proxy: where it was witnessed, else where the person lives. */
const communityOf = async (ctx: Ctx, { community, person }: ProxyRecord) =>
  community ?? (person && (await personOf(ctx, person))?.profile.home?.community)

const mayEnd = async (ctx: SignedIn, helper: string, proxy: ProxyRecord) =>
  [helper, proxy.person].some(id => id && idsOf(ctx.who).includes(id)) ||
  isStaffOf(ctx, await communityOf(ctx, proxy))

const noteOf = async (ctx: SignedIn, helper: string, proxy: ProxyRecord) =>
  proxy.note !== undefined && (idsOf(ctx.who).includes(proxy.person ?? '') || isStaffOf(ctx, proxy.community))
    ? noteIn(ctx, helper, proxy).open(proxy.note)
    : undefined

const replyOf = async (ctx: SignedIn, helper: string, proxy: ProxyRecord): Promise<Proxy> => {
  const { id, person, callName = '', modules, until, answerBy = proxy.from } = proxy
  const [called, note, ending] = await Promise.all([
    personOf(ctx, helper),
    noteOf(ctx, helper, proxy),
    mayEnd(ctx, helper, proxy),
  ])
  const state = stateOf(proxy, ctx.now)
  const open = (name: keyof typeof proxyMoves) => (proxyMoves[name].from as readonly string[]).includes(state)
  return {
    id,
    state,
    helper: { id: helper, callName: called?.profile.callName ?? '' },
    person: person === undefined ? undefined : { id: person, callName },
    modules: modules.filter(proxyModules.has),
    until,
    answerBy,
    sensitive: proxy.sensitive === true,
    asksSensitive: proxy.asksSensitiveOn !== undefined && proxy.sensitive !== true,
    urgent: proxy.urgent === true,
    guardian: proxy.guardian === true,
    witnessed: proxy.witness !== undefined,
    note,
    may: [
      ...(open('accept') && helper !== ctx.who.id ? (['accept'] as const) : []),
      ...(open('ask') && helper === ctx.who.id && !proxy.sensitive ? (['ask'] as const) : []),
      ...(open('allow') && person === ctx.who.id ? (['allow'] as const) : []),
      ...(open('end') && ending ? (['end'] as const) : []),
    ],
  }
}

const offerOf = async (ctx: Ctx, code: string) => {
  const opens = await openedBy(ctx, 'proxy', code)
  // What was offered with an account that is joined to another is the other's.
  const [helper] = opens ? await everyIdOf(ctx, opens.user) : []
  const proxy = helper && (await proxyOf(ctx, helper, opens!.id!))
  if (!proxy) throw new Refusal('identity.codeUnknown', {}, { code: '请让他重新发一次' })
  return { helper, proxy }
}

/** The offer agreed to; refuses where it can no longer be, gives it as it is where the same person has agreed to it. */
const agreed = (
  ctx: Ctx,
  helper: string,
  profile: Profile,
  yes: Pick<ProxyRecord, 'sensitive' | 'guardian' | 'witness' | 'community' | 'note'>,
) => {
  if (helper === profile.id) throw new Refusal('identity.notForYourself')
  return (was: ProxyRecord | undefined, helpers: number): ProxyRecord => {
    if (was?.person === profile.id && stateOf(was, ctx.now) === 'active') return was
    if (!was || stateOf(was, ctx.now) !== 'offered') throw new Refusal('identity.offerOver')
    if (helpers >= mostHelpers) throw new Refusal('identity.helpersFull', { most: String(mostHelpers) })
    return {
      ...was,
      ...yes,
      state: 'active',
      // Two people have to agree: somebody who did not ask for it does not get it.
      sensitive: was.sensitive === true && yes.sensitive === true,
      person: profile.id,
      callName: profile.callName,
      from: ctx.now,
    }
  }
}

type Happened = 'agreed' | 'ended' | 'asked' | 'allowed'

/** Read on a locked phone, so no names. */
const told: Readonly<
  Record<Happened, { readonly title: string; readonly helper: string; readonly person: string }>
> = {
  agreed: {
    title: '代办办好了',
    helper: '对方同意了，您可以替他办事了。他随时能停。',
    person: '有人能替您办事了。不是您的意思，请点开停止，或打给社区。',
  },
  asked: {
    title: '等您回个话',
    helper: '',
    person: '{who}想替您办看病用药的事。同意不同意，请点开回个话。',
  },
  allowed: {
    title: '可以替他拿药了',
    helper: '他同意您替他办看病用药的事了。他随时能停。',
    person: '有人能替您办看病用药的事了。不是您的意思，请点开停止，或打给社区。',
  },
  ended: {
    title: '代办停了',
    helper: '您不能再替他办事了。还要办，请他再同意一次。',
    person: '这个人不能再替您办事了。',
  },
}

/** Tells both, except the one who did it; each is told once, however often this is called. */
const tell = async (
  ctx: SignedIn,
  happened: Happened,
  by: string,
  helper: string,
  { id, person }: ProxyRecord,
  time = '',
) => {
  if (!person) return
  const { title, ...texts } = told[happened]
  const both = [
    { to: helper, name: 'helper', text: texts.helper },
    { to: person, name: 'person', text: texts.person },
  ]
  const notices = both
    .filter(({ to }) => to !== by)
    .map(each => ({ ...each, title, template: 'matterNews' as const, url: '/identity/proxies', who: helper }))
  await notify(ctx, [id, happened, time].filter(Boolean).join('.'), notices)
}

const profileOf = async (ctx: Ctx, user: string) => {
  const person = await personOf(ctx, user)
  if (!person) throw new Refusal('identity.userUnknown')
  return person.profile
}

export const proxyHandlers: Handlers<Pick<typeof identity, keyof typeof proxyOperations>> = {
  async proxyOffer({ key = randomUUID(), modules, until, sensitive }, ctx) {
    const latest = plusMinutes(ctx.now, longestProxyDays * day)
    if (until && (until <= ctx.now || until > latest))
      throw new Refusal('request.invalid', {}, { until: '到期日要在今天以后、一年以内' })
    const { id: helper } = ctx.who
    const [tail, code] = await Promise.all([
      ctx.secrets.derive('proxy', helper, key),
      codeFor(ctx, 'proxy', helper, key),
    ])
    const proxy: ProxyRecord = {
      id: `proxy_${tail}`,
      state: 'offered',
      modules: [...new Set(modules)],
      from: ctx.now,
      until: until ?? latest,
      answerBy: plusMinutes(ctx.now, offerDays * day),
      sensitive,
    }
    await offerProxy(
      ctx,
      helper,
      proxy,
      codeItem(code, { kind: 'proxy', user: helper, id: proxy.id }, proxy.answerBy!),
      each => stateOf(each, ctx.now),
    )
    const kept = (await proxyOf(ctx, helper, proxy.id))!
    return { proxy: await replyOf(ctx, helper, kept), code }
  },

  async proxySee({ code }, ctx) {
    const { helper, proxy } = await offerOf(ctx, code)
    // Once somebody has agreed, it is a matter between those two.
    if (proxy.person && proxy.person !== ctx.who.id && helper !== ctx.who.id)
      throw new Refusal('identity.offerOver')
    return replyOf(ctx, helper, proxy)
  },

  async proxyAccept({ code, sensitive }, ctx) {
    const { helper, proxy } = await offerOf(ctx, code)
    const profile = await profileOf(ctx, ctx.who.id)
    const made = await acceptProxy(
      ctx,
      helper,
      proxy.id,
      profile.id,
      agreed(ctx, helper, profile, { sensitive }),
    )
    await tell(ctx, 'agreed', profile.id, helper, made)
    return replyOf(ctx, helper, made)
  },

  async proxyWitness({ code, person: named, note, sensitive, guardian }, ctx) {
    const { helper, proxy } = await offerOf(ctx, code)
    const [person] = await everyIdOf(ctx, named)
    const profile = await profileOf(ctx, person)
    const community = profile.home?.community
    if (!community || !isStaffOf(ctx, community)) throw new Refusal('identity.userUnknown')
    // Somebody who gains by it may not also witness it.
    if (isMe(ctx.who, helper) || isMe(ctx.who, person)) throw new Refusal('identity.notYourself')
    const hidden = await noteIn(ctx, helper, { id: proxy.id, community }).seal(note)
    const yes = { sensitive, guardian, witness: ctx.who.id, community, note: hidden }
    const made = await acceptProxy(ctx, helper, proxy.id, person, agreed(ctx, helper, profile, yes))
    await tell(ctx, 'agreed', ctx.who.id, helper, made)
    return replyOf(ctx, helper, made)
  },

  async proxyAsk({ proxy: id }, ctx) {
    const { id: helper } = ctx.who
    const asked = await changeProxy(ctx, helper, id, was => {
      if (stateOf(was, ctx.now) !== 'active') throw new Refusal('identity.proxyUnknown')
      return was.sensitive ? was : { ...was, asksSensitiveOn: onOf(ctx.now) }
    })
    if (!asked.sensitive) await tell(ctx, 'asked', helper, helper, asked, asked.asksSensitiveOn)
    return replyOf(ctx, helper, asked)
  },

  async proxyAllow({ helper, proxy: id, sensitive, urgent }, ctx) {
    const made = await changeProxy(ctx, helper, id, was => {
      if (was.person !== ctx.who.id || stateOf(was, ctx.now) !== 'active')
        throw new Refusal('identity.proxyUnknown')
      // Two people have to agree: somebody who did not ask for it does not get it.
      if (sensitive && !was.sensitive && !was.asksSensitiveOn) throw new Refusal('identity.notAsked')
      return {
        ...was,
        urgent: urgent ?? was.urgent,
        sensitive: sensitive ?? was.sensitive,
        asksSensitiveOn: sensitive === undefined ? was.asksSensitiveOn : undefined,
      }
    })
    if (sensitive) await tell(ctx, 'allowed', ctx.who.id, helper, made, onOf(ctx.now))
    return replyOf(ctx, helper, made)
  },

  async proxyEnd({ helper, proxy: id }, ctx) {
    const proxy = await proxyOf(ctx, helper, id)
    if (!proxy || !(await mayEnd(ctx, helper, proxy))) throw new Refusal('identity.proxyUnknown')
    const ended = await changeProxy(ctx, helper, id, was =>
      was.state === 'ended' ? was : { ...was, state: 'ended', endedAt: ctx.now, endedBy: ctx.who.id },
    )
    await tell(ctx, 'ended', ended.endedBy ?? ctx.who.id, helper, ended)
    return replyOf(ctx, helper, ended)
  },

  proxies: ({ person }, ctx) => listFor(ctx, person ?? ctx.who.id),
}

/** What a look is for when staff looked at a proxy, not at a matter. */
export const proxiesLook = 'identity.proxies'

/** Offered and active ones; what has ended is history. */
const listFor = async (ctx: SignedIn, named: string) => {
  const [id] = await everyIdOf(ctx, named)
  const person = await personOf(ctx, id)
  const own = id === ctx.who.id
  if (!person || (!own && !isStaffOf(ctx, person.profile.home?.community)))
    throw new Refusal('identity.userUnknown')
  // Staff also read what was noted about the person, so their look goes on record.
  if (!own)
    await ctx.table.put(
      lookItem(id, { at: ctx.now, by: ctx.who.id, as: 'communityStaff', matter: proxiesLook }),
    )
  const going = person.proxies.filter(proxy => stateOf(proxy, ctx.now) !== 'ended')
  const [helpers, helped] = await Promise.all([
    Promise.all((await helpersOf(ctx, id)).map(({ helper, proxy }) => replyOf(ctx, helper, proxy))),
    Promise.all(going.map(proxy => replyOf(ctx, id, proxy))),
  ])
  return { helpers, helped }
}

/** By what the caller acts for this person now. */
const actingFor = async (ctx: SignedIn, person: string) => {
  const caller = await personOf(ctx, ctx.who.id)
  return (caller?.proxies ?? []).filter(isActing(ctx.now)).filter(proxy => actedFor(proxy).includes(person))
}

/** Whether the caller may, for this person, do what touches medicine, prescriptions and health. */
export const mayActSensitively = async (ctx: SignedIn, person: string): Promise<boolean> =>
  (await actingFor(ctx, person)).some(({ sensitive }) => sensitive === true)

/** What is in force, what waits, and all that is over. */
export const everyProxyOf = async (ctx: Pick<Ctx, 'table'>, user: string): Promise<ProxyRecord[]> => {
  const [person, past] = await Promise.all([personOf(ctx, user), pastProxies(ctx, user)])
  return [...(person?.proxies ?? []), ...past]
}

/** Who is told when the person asks for urgent help, as the person wished. */
export const toldOfUrgent = async (ctx: Pick<Ctx, 'table' | 'now'>, person: string) =>
  (await helpersOf(ctx, person)).filter(({ proxy }) => proxy.urgent).map(({ helper }) => helper)

/** Whether the person, or a guardian in their place, has said before staff that the caller acts for them. */
export const actsWitnessed = async (ctx: SignedIn, person: string): Promise<boolean> =>
  (await actingFor(ctx, person)).some(({ witness }) => witness !== undefined)

/** Who may act for the person now, in anything. */
export const whoActsFor = async (ctx: Pick<Ctx, 'table' | 'now'>, person: string) =>
  (await helpersOf(ctx, person)).map(({ helper }) => helper)
