/**
 * U#<user>: `ME` (profile, epoch), `G#…` grants, `P#…` people acted for. One strongly consistent Query answers who this
 * is and what they may do, so that a grant taken back is gone on the very next call.
 */
import type { Role } from '../../shared/contract.ts'
import { absent, is, type Fields, type Grant } from '../../shared/lifecycle.ts'
import type { Ctx } from '../platform/context.ts'
import { people } from '../platform/secrets.ts'
import { entry, join, type Item, type Key, type Table } from '../platform/table.ts'

export interface GrantRecord extends Grant {
  readonly id: string
  readonly communityName: string
  readonly scopeName: string
  readonly from: string
  readonly until: string
  readonly grantedBy: string
  readonly revokedAt?: string
  readonly revokedBy?: string
  /** What it was before it was given again, oldest first. */
  readonly past?: readonly Omit<GrantRecord, 'past'>[]
}

/** A link by which the holder acts for `person`, in the named modules. */
export interface ProxyRecord {
  readonly person: string
  readonly callName: string
  readonly modules: readonly string[]
  readonly from: string
  readonly until: string
}

export interface Profile {
  readonly id: string
  readonly callName: string
  /** Every token carries it; raising it ends all of them. */
  readonly epoch: number
  readonly home?: { readonly id: string; readonly community: string; readonly building: string }
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

const partition = (user: string) => join('U', user)
const meKey = (user: string): Key => ({ pk: partition(user), sk: 'ME' })
const validId = /^user_[a-z2-7]{32}$/

type Ways = Pick<Ctx, 'table' | 'secrets'>

/** The user of a WeChat account in this mini-program: derived, so that signing in twice at once makes one. */
export const userOf = async ({ secrets }: Ways, openid: string) =>
  `user_${await secrets.derive('user', openid)}`

export const personOf = async ({ table }: Pick<Ctx, 'table'>, user: string): Promise<Person | undefined> => {
  if (!validId.test(user)) return undefined
  const items = await table.queryAll({ pk: partition(user) })
  const me = items.find(item => item.sk === 'ME')
  const under = (prefix: string) => items.filter(item => item.sk.startsWith(prefix))
  return (
    me && {
      profile: me.profile as Profile,
      grants: under('G#').map(item => item.grant as GrantRecord),
      proxies: under('P#').map(item => item.proxy as ProxyRecord),
    }
  )
}

/** Makes the user unless there is one already. */
export const createUser = async (
  ways: Ways,
  openid: string,
  callName: string,
  contact?: Contact,
  home?: Profile['home'],
) => {
  const id = await userOf(ways, openid)
  const profile: Profile = { id, callName, epoch: 1, ...(home && { home }) }
  const sealed = contact && { contact: await ways.secrets.seal(people, meKey(id), 'contact', contact) }
  // The openid stays readable: it is a pseudonym within this mini-program, and messages are sent by a function
  // that may not decrypt.
  await ways.table.put({ ...meKey(id), profile, openid, ...sealed }, absent('pk'))
  return id
}

export const contactOf = async ({ table, secrets }: Ways, user: string): Promise<Contact | undefined> => {
  const item = await table.get(meKey(user))
  return item?.contact
    ? ((await secrets.open(people, meKey(user), 'contact', item.contact as string)) as Contact)
    : undefined
}

/** Writes what `make` makes of the item that is there; if somebody else has changed it meanwhile, of that. */
const changeItem = async (table: Table, key: Key, make: (was: Item | undefined) => Fields): Promise<void> => {
  for (;;) {
    const was = await table.get(key)
    const seen = was?.version as number | undefined
    const unchanged = !was ? absent('pk') : seen === undefined ? absent('version') : is('version', seen)
    if ((await table.put({ ...make(was), ...key, version: (seen ?? 0) + 1 }, unchanged)).done) return
  }
}

/** Raises the epoch, whatever it is now. */
export const endSignIns = ({ table }: Pick<Ctx, 'table'>, user: string) =>
  changeItem(table, meKey(user), was => {
    const profile = was?.profile as Profile
    return { ...was, profile: { ...profile, epoch: profile.epoch + 1 } }
  })

/** Who holds a role for a scope, and until when: gsi2, `C#<community>#MEMBERS#<role>#<scope>` / until#user. */
const members = (community: string, role: Role, scope: string) => join('C', community, 'MEMBERS', role, scope)

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
    const { community, role, scope, until, revokedAt } = grant
    return { grant, ...(!revokedAt && entry('gsi2', members(community, role, scope), join(until, user))) }
  })
  return grant!
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
  return people.map(item => item.profile as Profile)
}

export const putProxy = ({ table }: Pick<Ctx, 'table'>, user: string, proxy: ProxyRecord) =>
  table.put({ pk: partition(user), sk: join('P', proxy.person), proxy })

// ---- who looked at whose details ----

export interface Look {
  readonly at: string
  readonly by: string
  readonly name: string
  readonly as: Role
  readonly matter: string
}

const looksAt = (person: string, ...matter: readonly string[]) => join('U', person, 'LOOKS', ...matter)

/** Every look is a row of its own: by matter, and in gsi1 all that concern the person, by time. */
export const lookItem = (person: string, look: Look): Item => ({
  pk: looksAt(person, look.matter),
  sk: join(look.at, look.by),
  look,
  ...entry('gsi1', looksAt(person), look.at),
})

/** The looks at this person's details for one matter, newest first. */
export const looksFor = async (
  { table }: Pick<Ctx, 'table'>,
  person: string,
  matter: string,
): Promise<Look[]> =>
  (await table.queryAll({ pk: looksAt(person, matter), newestFirst: true })).map(item => item.look as Look)
