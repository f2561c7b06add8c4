/**
 * U#<user>: `ME` (profile, epoch), `G#…` grants, `P#…` people acted for. One strongly consistent Query answers who this
 * is and what they may do, so that a grant taken back is gone on the very next call.
 */
import type { Role } from '../../shared/contract.ts'
import type { ProxyState } from '../../shared/identity/proxies.ts'
import { absent, all, not, type Fields, type Grant } from '../../shared/lifecycle.ts'
import { Refusal } from '../../shared/refusals.ts'
import type { Ctx } from '../platform/context.ts'
import { people } from '../platform/secrets.ts'
import {
  changeItem,
  nextVersion,
  unchanged,
  entry,
  join,
  type Item,
  type Key,
  type Step,
} from '../platform/table.ts'

/** Whether it counts at this moment. */
export const inForce =
  (now: string) => (span: { readonly from: string; readonly until: string; readonly revokedAt?: string }) =>
    span.from <= now && now < span.until && !span.revokedAt

export interface GrantRecord extends Grant {
  readonly id: string
  readonly communityName: string
  readonly scopeName: string
  readonly from: string
  readonly until: string
  readonly grantedBy: string
  readonly revokedAt?: string
  readonly revokedBy?: string
  /** A code of `revokeReasons`. */
  readonly why?: string
  /** What it was before it was given again, oldest first. */
  readonly past?: readonly Omit<GrantRecord, 'past'>[]
}

/** 代办: by this the user in whose partition it stands acts for `person`, once it is active and until it ends. */
export interface ProxyRecord {
  readonly id: string
  readonly state: ProxyState
  /** Nobody yet while it is only offered. */
  readonly person?: string
  /** What neighbours call the person. */
  readonly callName?: string
  readonly modules: readonly string[]
  /** Offered, then agreed to. */
  readonly from: string
  readonly until: string
  readonly answerBy?: string
  readonly sensitive?: boolean
  readonly guardian?: boolean
  /** The staff member before whom it was agreed to, in which community, and the sealed note of it. */
  readonly witness?: string
  readonly community?: string
  readonly note?: string
  readonly endedAt?: string
  readonly endedBy?: string
}

/** Whether it counts at this moment. */
export const isActing = (now: string) => (proxy: ProxyRecord) =>
  proxy.state === 'active' && inForce(now)(proxy)

export interface Profile {
  readonly id: string
  readonly callName: string
  /** Every token carries it; raising it ends all of them. */
  readonly epoch: number
  readonly home?: { readonly id: string; readonly community: string; readonly building: string }
  /** Their data is being taken away: they may do nothing else until it is. */
  readonly leavingAt?: string
}

/** Personal details: encrypted, opened only to show them to someone who may see them. */
export interface Contact {
  readonly name: string
  readonly phone: string
  readonly address: string
}

export interface Person {
  readonly profile: Profile
  readonly grants: readonly GrantRecord[]
  readonly proxies: readonly ProxyRecord[]
}

export const partition = (user: string) => join('U', user)
export const meKey = (user: string): Key => ({ pk: partition(user), sk: 'ME' })
const validId = /^user_[a-z2-7]{32}$/

type Ways = Pick<Ctx, 'table' | 'secrets'>

/**
 * The user of a WeChat account in this mini-program: derived, so that signing in twice at once makes one. Who has left
 * and comes again is somebody new: their next life.
 */
const userOf = async ({ secrets }: Ways, openid: string, life: number) =>
  `user_${await secrets.derive('user', openid, ...(life > 1 ? [String(life)] : []))}`

export const personOf = async ({ table }: Pick<Ctx, 'table'>, user: string): Promise<Person | undefined> => {
  if (!validId.test(user)) return undefined
  const items = await table.queryAll({ pk: partition(user) })
  const me = items.find(item => item.sk === 'ME')
  const under = (prefix: string) => items.filter(item => item.sk.startsWith(prefix))
  if (!me?.profile) return undefined
  const leaving = me.leavingAt ? { leavingAt: me.leavingAt as string } : {}
  return {
    profile: { ...(me.profile as Profile), ...leaving },
    grants: under('G#').map(item => item.grant as GrantRecord),
    proxies: under('P#').map(item => item.proxy as ProxyRecord),
  }
}

/** Makes the user unless there is one already. */
export const createUser = async (
  ways: Ways,
  openid: string,
  callName: string,
  contact?: Contact,
  home?: Profile['home'],
) => {
  for (let life = 1; ; life++) {
    const id = await userOf(ways, openid, life)
    const profile: Profile = { id, callName, epoch: 1, ...(home && { home }) }
    const sealed = contact && { contact: await ways.secrets.seal(people, meKey(id), 'contact', contact) }
    // The openid stays readable: it is a pseudonym within this mini-program, and messages are sent by a function
    // that may not decrypt.
    const outcome = await ways.table.put({ ...meKey(id), profile, openid, ...sealed }, absent('pk'))
    if (outcome.done || outcome.was?.profile) return id
  }
}

export const contactIn = async ({ secrets }: Ways, me: Item | undefined): Promise<Contact | undefined> =>
  me?.contact
    ? ((await secrets.open(people, { pk: me.pk, sk: me.sk }, 'contact', me.contact as string)) as Contact)
    : undefined

export const contactOf = async (ways: Ways, user: string): Promise<Contact | undefined> =>
  contactIn(ways, await ways.table.get(meKey(user)))

/** What neighbours call these people; who has left has no name any more. */
export const callNamesOf = async ({ table }: Pick<Ctx, 'table'>, users: readonly string[]) => {
  const names = new Map<string, string>()
  const all = [...new Set(users)]
  for (let at = 0; at < all.length; at += 100)
    for (const { profile } of await table.getMany(all.slice(at, at + 100).map(meKey)))
      if (profile) names.set((profile as Profile).id, (profile as Profile).callName)
  return names
}

/** Changes someone's own item; who has left meanwhile is nobody to change. */
export const changeMe = (
  { table }: Pick<Ctx, 'table'>,
  user: string,
  make: (was: Item, profile: Profile) => Fields | Promise<Fields>,
) =>
  changeItem(table, meKey(user), was => {
    if (!was?.profile) throw new Refusal('identity.signInAgain')
    return make(was, was.profile as Profile)
  })

/** Raises the epoch, whatever it is now. */
export const endSignIns = (ways: Pick<Ctx, 'table'>, user: string) =>
  changeMe(ways, user, (was, profile) => ({ ...was, profile: { ...profile, epoch: profile.epoch + 1 } }))

/** gsi2, who holds a role for a scope: `C#<community>#MEMBERS#<role>#<scope>` / until#user. */
const members = (community: string, role: Role, scope: string) => join('C', community, 'MEMBERS', role, scope)
/** gsi1, whoever holds a role: `C#<community>#ROLE#<role>` / until#user#scope. */
const inRole = (community: string, role: Role) => join('C', community, 'ROLE', role)
/** gsi4, what runs out: `C#<community>#GRANTS` / until#user#role#scope. To live somewhere is no office that runs out. */
const running = (community: string) => join('C', community, 'GRANTS')

const grantEntries = (user: string, { community, role, scope, until }: GrantRecord) => ({
  ...entry('gsi2', members(community, role, scope), join(until, user)),
  ...entry('gsi1', inRole(community, role), join(until, user, scope)),
  ...(role !== 'resident' && entry('gsi4', running(community), join(until, user, role, scope))),
})

export const grantId = (role: Role, community: string, scope: string) => `${role}.${community}.${scope}`
const grantKey = (user: string, grant: string): Key => ({ pk: partition(user), sk: join('G', grant) })

export const grantIn = async ({ table }: Pick<Ctx, 'table'>, user: string, grant: string) =>
  /^[\w.-]{1,160}$/.test(grant) && validId.test(user)
    ? ((await table.get(grantKey(user, grant)))?.grant as GrantRecord | undefined)
    : undefined

/** Writes what `change` makes of the grant that is there; one taken back stays on record but leaves the members. */
export const changeGrant = async (
  { table }: Pick<Ctx, 'table'>,
  user: string,
  id: string,
  change: (was: GrantRecord | undefined) => GrantRecord,
): Promise<GrantRecord> => {
  let grant: GrantRecord
  await changeItem(table, grantKey(user, id), was => {
    grant = change(was?.grant as GrantRecord | undefined)
    return { grant, ...(grant.revokedAt ? { revoked: true } : grantEntries(user, grant)) }
  })
  return grant!
}

/** True of a write only while the user holds this grant: read a moment ago, it may have been taken back since. */
export const grantStands = (user: string, role: Role, community: string, scope: string): Step => ({
  check: grantKey(user, grantId(role, community, scope)),
  when: all(not(absent('pk')), absent('revoked')),
})

/** One page of the grants asked for that are in force, the first to end first. */
export const grantsBy = async (
  { table, now }: Pick<Ctx, 'table' | 'now'>,
  question: { readonly community: string; readonly role?: Role; readonly scope?: string },
  after: Fields | undefined,
) => {
  const { community, role, scope } = question
  const [index, pk] = !role
    ? (['gsi4', running(community)] as const)
    : scope
      ? (['gsi2', members(community, role, scope)] as const)
      : (['gsi1', inRole(community, role)] as const)
  const page = await table.query({ index, pk, sk: { atLeast: `${now}~` }, limit: 20, after })
  const items = await table.getMany(page.items)
  return {
    items: items
      .map(item => ({ user: item.pk.slice('U#'.length), grant: item.grant as GrantRecord }))
      .filter(({ grant }) => inForce(now)(grant)),
    last: page.last,
  }
}

export const holdersOf = async (
  { table, now }: Pick<Ctx, 'table' | 'now'>,
  community: string,
  role: Role,
  scope: string,
) => {
  const pk = members(community, role, scope)
  // Those whose time ends at this very moment (`now#…`) sort before `now~`.
  const { items } = await table.query({ index: 'gsi2', pk, sk: { atLeast: `${now}~` }, limit: 100 })
  const people = await table.getMany(items.map(item => meKey(item.pk.slice('U#'.length))))
  return people.flatMap(item => (item.profile as Profile | undefined) ?? [])
}

// ---- who acts for whom ----

/** Nobody begins to act for or with someone who is leaving or has left. */
const isHere = all(not(absent('profile')), absent('leavingAt'))

export const proxyKey = (helper: string, proxy: string): Key => ({
  pk: partition(helper),
  sk: join('P', proxy),
})

/** U#<person> / HELPERS: those who were ever let act for the person and may still do so, so that they can be counted. */
const helpersKey = (person: string): Key => ({ pk: partition(person), sk: 'HELPERS' })

interface Helper {
  readonly user: string
  readonly proxy: string
}

export const proxyOf = async ({ table }: Pick<Ctx, 'table'>, helper: string, proxy: string) =>
  validId.test(helper) && /^proxy_[a-z2-7_]{1,64}$/.test(proxy)
    ? ((await table.get(proxyKey(helper, proxy)))?.proxy as ProxyRecord | undefined)
    : undefined

/** A new offer and the code that leads to it, together; one made by the same tap before is left as it is. */
export const offerProxy = ({ table }: Pick<Ctx, 'table'>, helper: string, proxy: ProxyRecord, code: Item) =>
  table.transact([{ put: { ...proxyKey(helper, proxy.id), proxy }, when: absent('pk') }, { put: code }])

export const changeProxy = (
  { table }: Pick<Ctx, 'table'>,
  helper: string,
  id: string,
  change: (was: ProxyRecord) => ProxyRecord,
) => changeItem(table, proxyKey(helper, id), was => ({ ...was, proxy: change(was?.proxy as ProxyRecord) }))

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
 * Writes what `accept` makes of the offer, and the helper among those of the person: both or neither, so that no more
 * than are allowed can slip through side by side, and neither of the two has left meanwhile. `accept` refuses by
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
  for (;;) {
    const [was, list] = await Promise.all([table.get(proxyKey(helper, id)), table.get(helpersKey(person))])
    const others = await acting(ctx, person, list)
    const before = was?.proxy as ProxyRecord | undefined
    const proxy = await accept(before, others.length)
    if (proxy === before) return proxy
    const helpers: Helper[] = [
      ...others.map(each => ({ user: each.helper, proxy: each.proxy.id })),
      { user: helper, proxy: id },
    ]
    const outcome = await table.transact([
      { check: meKey(helper), when: isHere },
      { check: meKey(person), when: isHere },
      { put: nextVersion(was, proxyKey(helper, id), { ...was, proxy }), when: unchanged(was) },
      { put: nextVersion(list, helpersKey(person), { helpers }), when: unchanged(list) },
    ])
    if (outcome.done) return proxy
    if (outcome.step! < 2) throw new Refusal('identity.userUnknown')
  }
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

// ---- who looked at whose details ----

/** Whose look it was is an id: a name is asked for when it is shown, so that it goes with its bearer. */
export interface Look {
  readonly at: string
  readonly by: string
  readonly as: Role
  readonly matter: string
}

export const looksAt = (person: string, ...matter: readonly string[]) => join('U', person, 'LOOKS', ...matter)

/** Every look is a row of its own: by matter, and in gsi1 all that concern the person, by time. */
export const lookItem = (person: string, { at, by, as, matter }: Look): Item => ({
  pk: looksAt(person, matter),
  sk: join(at, by),
  look: { at, by, as, matter },
  ...entry('gsi1', looksAt(person), at),
})

/** What a look's row says of someone who has left. */
const goneName = '已注销'

/** The looks at this person's details for one matter, newest first. */
export const looksFor = async ({ table }: Pick<Ctx, 'table'>, person: string, matter: string) => {
  const items = await table.queryAll({ pk: looksAt(person, matter), newestFirst: true })
  const looks = items.map(item => item.look as Look)
  const names = await callNamesOf(
    { table },
    looks.map(({ by }) => by),
  )
  return looks.map(look => ({ ...look, name: names.get(look.by) ?? goneName }))
}
