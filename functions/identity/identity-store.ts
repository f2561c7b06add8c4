/**
 * U#<user>: `ME` (profile, epoch), `G#…` grants, `P#…` people acted for, `S#…` sign-ins, `A#…` who they were while only
 * their phone was known, `CLAIM` where they say they live. One strongly consistent Query answers who this is and what
 * they may do, so that a grant taken back or a sign-in ended is gone on the very next call.
 */
import type { ProxyState } from '../../shared/identity/proxies.ts'
import type { ClientKind, Consents } from '../../shared/identity/account.ts'
import type { HomeKind, HomeRefusal } from '../../shared/identity/homes.ts'
import { absent, all, not, type Fields, type Grant } from '../../shared/lifecycle.ts'
import { Refusal } from '../../shared/refusals.ts'
import { shanghai } from '../../shared/time.ts'
import type { Ctx } from '../platform/context.ts'
import { sealed } from '../platform/secrets.ts'
import {
  nextVersion,
  unchanged,
  entry,
  join,
  type Item,
  type Key,
  type Step,
  type Table,
} from '../platform/table.ts'
import { changeItem, write } from '../platform/write.ts'

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
  /** Typed by whoever says it is theirs, or checked: by WeChat, or by the community ringing it. */
  readonly phone?: 'typed' | 'checked'
  readonly consents?: Consents
  /** Known only by phone until this user showed that the phone is theirs. */
  readonly sameAs?: string
  /** When the community last used this phone for this person; only of people known by phone. */
  readonly knownAt?: string
  /** Their data is being taken away: they may do nothing else until it is. */
  readonly leavingAt?: string
}

/** Personal details: encrypted, opened only to show them to someone who may see them. */
export interface Contact {
  readonly name: string
  readonly phone: string
  readonly address: string
}

/** One phone or browser on which someone signed in; its token names it. */
export interface SignInRecord {
  readonly id: string
  readonly at: string
  /** The last day (Shanghai) it was used. */
  readonly usedOn: string
  readonly client: ClientKind
  readonly epoch: number
  /** Of a computer that was allowed for a working day; left out: as long as tokens last. */
  readonly until?: string
}

/** What someone says about where they live, and what became of it. */
export interface ClaimRecord {
  readonly id: string
  readonly home: string
  readonly community: string
  /** The building's scope id, and what people call it. */
  readonly building: string
  readonly buildingName: string
  readonly grid?: string | undefined
  readonly as: HomeKind
  readonly callName: string
  readonly at: string
  /** `doubted`: came by invitation, and somebody of the household does not know them. */
  readonly state: 'waiting' | 'doubted' | 'confirmed' | 'refused' | 'left'
  readonly invitedBy?: string
  readonly doubtedBy?: string
  readonly decidedBy?: string
  readonly decidedAt?: string
  readonly reason?: HomeRefusal | undefined
}

export interface Person {
  readonly profile: Profile
  readonly grants: readonly GrantRecord[]
  readonly proxies: readonly ProxyRecord[]
  readonly signIns: readonly SignInRecord[]
  readonly claim?: ClaimRecord
  /** Ids under which they were known by phone before. */
  readonly also: readonly string[]
}

export const partition = (user: string) => join('U', user)
export const meKey = (user: string): Key => ({ pk: partition(user), sk: 'ME' })
export const validId = /^(user|person)_[a-z2-7]{32}$/
export const isPersonId = (id: string) => validId.test(id)

export type Ways = Pick<Ctx, 'table' | 'secrets'>

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
  const claim = items.find(item => item.sk === 'CLAIM')?.claim as ClaimRecord | undefined
  if (!me?.profile) return undefined
  const also = under('A#').map(item => item.sk.slice('A#'.length))
  // What they were given under an id they were known by before is theirs.
  const before = await Promise.all(
    also.map(each => table.queryAll({ pk: partition(each), sk: { beginsWith: 'G#' } })),
  )
  const leaving = me.leavingAt ? { leavingAt: me.leavingAt as string } : {}
  return {
    profile: { ...(me.profile as Profile), ...leaving },
    grants: [...under('G#'), ...before.flat()].map(item => item.grant as GrantRecord),
    proxies: under('P#').map(item => item.proxy as ProxyRecord),
    signIns: under('S#').map(item => item.signIn as SignInRecord),
    also,
    ...(claim && { claim }),
  }
}

/** Every id of somebody, under whichever of them they are asked for: their own, then those they were known by before. */
export const everyIdOf = async (
  ctx: Pick<Ctx, 'table'>,
  user: string,
): Promise<readonly [string, ...string[]]> => {
  const person = await personOf(ctx, user)
  const { sameAs } = person?.profile ?? {}
  return sameAs ? everyIdOf(ctx, sameAs) : [user, ...(person?.also ?? [])]
}

// ---- the person's own item: profile, contact, and how it is found by phone ----

/** gsi1: who has this phone. gsi2: who of the community has a phone that ends so. Both by HMAC. */
const byPhone = async ({ secrets }: Pick<Ctx, 'secrets'>, phone: string) =>
  join('PHONE', await secrets.derive('phone', phone))
const byFour = async ({ secrets }: Pick<Ctx, 'secrets'>, community: string, four: string) =>
  join('C', community, 'FOUR', await secrets.derive('four', community, four))

const withoutIndexes = (item: Item | undefined): Fields =>
  Object.fromEntries(Object.entries(item ?? {}).filter(([name]) => !/^gsi\d[ps]k$/.test(name)))

/** The item as written: whoever changes profile or contact writes all that follows from them. */
const meItem = async (
  ways: Ways,
  was: Item | undefined,
  { profile, contact }: { readonly profile: Profile; readonly contact?: Contact | undefined },
): Promise<Item> => {
  const { id, home, sameAs } = profile
  const { contact: _, ...rest } = withoutIndexes(was)
  const phone = !sameAs && contact?.phone
  const four = phone && home && (await byFour(ways, home.community, phone.slice(-4)))
  return {
    ...rest,
    ...meKey(id),
    profile,
    ...(contact && { contact: await sealContact(ways, id, contact) }),
    ...(phone && entry('gsi1', await byPhone(ways, phone), id)),
    ...(four && entry('gsi2', four, id)),
  }
}

export const sealContact = (ways: Ways, user: string, contact: Contact) =>
  sealed(ways, 'people', meKey(user)).seal('contact', contact)

export const contactIn = async (ways: Ways, item: Item | undefined): Promise<Contact | undefined> =>
  item?.contact
    ? sealed(ways, 'people', { pk: item.pk, sk: item.sk }).open<Contact>('contact', item.contact as string)
    : undefined

/** How a person comes to be: with what is known of them from the start. */
export interface NewPerson {
  readonly contact?: Contact | undefined
  readonly home?: NonNullable<Profile['home']>
  readonly consents?: Consents
}

/** Makes the user unless there is one already. */
export const createUser = async (
  ways: Ways,
  openid: string,
  callName: string,
  { contact, ...known }: NewPerson = {},
) => {
  for (let life = 1; ; life++) {
    const id = await userOf(ways, openid, life)
    const phone = contact?.phone ? { phone: 'checked' as const } : {}
    const profile: Profile = { id, callName, epoch: 1, ...phone, ...known }
    // The openid stays readable: it is a pseudonym within this mini-program, and messages are sent by a function
    // that may not decrypt.
    const item = { ...(await meItem(ways, undefined, { profile, contact })), openid }
    const outcome = await ways.table.put(item, absent('pk'))
    if (outcome.done || outcome.was?.profile) return id
  }
}

/** Someone known by phone is reached where they are now: as the user who showed that the phone is theirs. */
export const contactOf = async (ways: Ways, user: string): Promise<Contact | undefined> => {
  const item = await ways.table.get(meKey(user))
  const { sameAs } = (item?.profile ?? {}) as Partial<Profile>
  return sameAs ? contactOf(ways, sameAs) : contactIn(ways, item)
}

/** These people by their ids; who has left is nobody any more. */
export const profilesOf = async ({ table }: Pick<Ctx, 'table'>, users: readonly string[]) =>
  new Map(
    (await table.getMany(users.map(meKey))).flatMap(({ profile }) =>
      profile ? [[(profile as Profile).id, profile as Profile] as const] : [],
    ),
  )

/** What neighbours call these people. */
export const callNamesOf = async (ctx: Pick<Ctx, 'table'>, users: readonly string[]) =>
  new Map([...(await profilesOf(ctx, users))].map(([id, { callName }]) => [id, callName]))

const profilesAt = async ({ table }: Pick<Ctx, 'table'>, index: 'gsi1' | 'gsi2', pk: string) => {
  const { items } = await table.query({ index, pk, limit: 50 })
  return (await table.getMany(items))
    .map(item => item.profile as Profile)
    .filter(profile => profile && !profile.sameAs)
}
export const profilesByPhone = async (ways: Ways, phone: string) =>
  profilesAt(ways, 'gsi1', await byPhone(ways, phone))
export const profilesByFour = async (ways: Ways, community: string, four: string) =>
  profilesAt(ways, 'gsi2', await byFour(ways, community, four))

// ---- changing what is there ----

/** The write of an item, on condition that nobody has changed it since it was read. */
export const stepFrom = (key: Key, was: Item | undefined, content: Fields): Step => ({
  put: nextVersion(was, key, content),
  when: unchanged(was),
})

/** The write of what `make` makes of the item that is there. */
export const stepOf = async (
  table: Table,
  key: Key,
  make: (was: Item | undefined) => Fields,
): Promise<Step> => {
  const was = await table.get(key)
  return stepFrom(key, was, make(was))
}

/**
 * Several items at once, all or nothing: `steps` reads what is there and says what is to be written, or refuses. When
 * somebody else was quicker, it is asked again about what stands there now. No steps: nothing is left to do.
 */
export const together = (table: Table, steps: () => Promise<readonly Step[]>): Promise<void> =>
  write(table, async () => ({ steps: await steps(), answer: undefined }))

/** What is known of a person, as it was read. */
export interface Known {
  readonly profile: Profile
  readonly contact: Contact | undefined
  readonly item: Item
}

export const knownAs = async (ways: Ways, user: string): Promise<Known | undefined> => {
  const item = validId.test(user) ? await ways.table.get(meKey(user)) : undefined
  if (!item?.profile) return undefined
  return { profile: item.profile as Profile, contact: await contactIn(ways, item), item }
}

/** A change of someone's own item, to be written with others, if nobody has changed it since it was read. */
export const meStep = async (
  ways: Ways,
  was: Known | undefined,
  to: { readonly profile: Profile; readonly contact: Contact | undefined },
): Promise<Step> => {
  const put = nextVersion(was?.item, meKey(to.profile.id), await meItem(ways, was?.item, to))
  // Who has left meanwhile is nobody to change.
  return { put, when: was ? all(unchanged(was.item), not(absent('profile'))) : absent('pk') }
}

/** From now on this user is the one who was known by phone. */
export const alsoStep = (user: string, person: string, now: string): Step => ({
  put: { pk: partition(user), sk: join('A', person), since: now },
})

/** Counts what someone tries, by the day in Shanghai; past `most` it is refused until tomorrow. */
export const countToday = (
  { table, now }: Pick<Ctx, 'table' | 'now'>,
  user: string,
  what: string,
  most: number,
) => {
  const on = shanghai(now).format('YYYY-MM-DD')
  const expiresAt = Math.floor(Date.parse(now) / 1000) + 2 * 86_400
  return changeItem(table, { pk: join('U', user, 'TODAY'), sk: what }, was => {
    const count = was?.on === on ? (was.count as number) : 0
    if (count >= most) throw new Refusal('identity.tooOften')
    return { on, count: count + 1, expiresAt }
  })
}

// ---- sign-ins ----

const signInKey = (user: string, id: string): Key => ({ pk: partition(user), sk: join('S', id) })

export const signInItem = (user: string, signIn: SignInRecord, endsAt: string): Item => ({
  ...signInKey(user, signIn.id),
  signIn,
  expiresAt: Math.floor(Date.parse(endsAt) / 1000),
})

/** `ifThere`: it is only brought up to date, so that one that was ended meanwhile stays ended. */
export const putSignIn = (
  { table }: Pick<Ctx, 'table'>,
  user: string,
  signIn: SignInRecord,
  endsAt: string,
  ifThere?: 'ifThere',
) => table.put(signInItem(user, signIn, endsAt), ifThere && not(absent('pk')))

export const dropSignIns = ({ table }: Pick<Ctx, 'table'>, user: string, gone: readonly SignInRecord[]) =>
  Promise.all(gone.map(({ id }) => table.remove(signInKey(user, id))))

/** A change of someone's own item; who has left meanwhile is nobody to change. */
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
