/**
 * Who people are, as it is stored and as every module reads it. U#<user>: `ME` (profile, epoch), `G#…` grants, `P#…`
 * people acted for, `S#…` sign-ins, `A#…` their other ids, from when only their phone was known or of a second account,
 * `CLAIM` where they say they live. One strongly consistent Query answers who this is and what they may do, so that a grant taken back or a sign-in
 * ended is gone on the very next call. Identity alone writes it.
 */
import type { ProxyState } from '../../shared/identity/proxies.ts'
import type { ClientKind, Consents } from '../../shared/identity/account.ts'
import type { HomeKind, HomeRefusal } from '../../shared/identity/homes.ts'
import type { Grant } from '../../shared/lifecycle.ts'
import type { Ctx } from '../platform/context.ts'
import { sealed } from '../platform/secrets.ts'
import { join, type Item, type Key } from '../platform/table.ts'

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
  /** Missing while it is only offered. */
  readonly person?: string
  /** Other ids of the person, under which they were known before. */
  readonly was?: readonly string[] | undefined
  /** What neighbours call the person. */
  readonly callName?: string
  readonly modules: readonly string[]
  /** Offered, then agreed to. */
  readonly from: string
  readonly until: string
  readonly answerBy?: string
  readonly sensitive?: boolean
  /** Asked for by the one who acts, on this day (Shanghai). */
  readonly asksSensitiveOn?: string | undefined
  /** Told of the person's urgent requests. */
  readonly urgent?: boolean
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

/** Every id of the one acted for. */
export const actedFor = ({ person, was = [] }: ProxyRecord) => (person ? [person, ...was] : [])

export interface Profile {
  readonly id: string
  readonly callName: string
  /** Every token carries it; raising it ends all of them. */
  readonly epoch: number
  readonly home?: { readonly id: string; readonly community: string; readonly building: string }
  /** Typed by the person, or checked: by WeChat, or by the community ringing it. */
  readonly phone?: 'typed' | 'checked'
  /** Somebody else has shown that it is theirs: nobody is rung by it until it is checked anew. */
  readonly phoneTaken?: true | undefined
  readonly consents?: Consents
  /** 长辈版; left out while they have not been asked. */
  readonly care?: boolean
  /** Another id of this user: known only by phone until they signed in, or a second account of theirs. */
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
  /** Another family than the one behind that door. */
  readonly apart?: true | undefined
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

/**
 * Given to one id of theirs by another, before the two were known to be one: it counts for nothing, by whichever road they
 * became one. Living somewhere is not an office, and comes along.
 */
const isOwnGift = (ids: readonly string[], { pk, grant }: Item) => {
  const { role, grantedBy } = grant as GrantRecord
  return role !== 'resident' && ids.includes(grantedBy) && pk !== partition(grantedBy)
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

export const personOf = async ({ table }: Pick<Ctx, 'table'>, user: string): Promise<Person | undefined> => {
  if (!validId.test(user)) return undefined
  const items = await table.queryAll({ pk: partition(user) })
  const me = items.find(item => item.sk === 'ME')
  const under = (prefix: string) => items.filter(item => item.sk.startsWith(prefix))
  const claim = items.find(item => item.sk === 'CLAIM')?.claim as ClaimRecord | undefined
  if (!me?.profile) return undefined
  const also = under('A#').map(item => item.sk.slice('A#'.length))
  // What they were given under another id of theirs is theirs.
  const before = await Promise.all(
    also.map(each => table.queryAll({ pk: partition(each), sk: { beginsWith: 'G#' } })),
  )
  const leaving = me.leavingAt ? { leavingAt: me.leavingAt as string } : {}
  const grants = [...under('G#'), ...before.flat()].filter(item => !isOwnGift([user, ...also], item))
  return {
    profile: { ...(me.profile as Profile), ...leaving },
    grants: grants.map(item => item.grant as GrantRecord),
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

// ---- how they are called and reached ----

export const contactIn = async (ways: Ways, item: Item | undefined): Promise<Contact | undefined> =>
  item?.contact
    ? sealed(ways, 'people', { pk: item.pk, sk: item.sk }).open<Contact>('contact', item.contact as string)
    : undefined

/** As they keep it themselves. Someone known by phone is who they are now: the user who showed that the phone is theirs. */
export const ownContactOf = async (ways: Ways, user: string): Promise<Contact | undefined> => {
  if (!isPersonId(user)) return undefined
  const item = await ways.table.get(meKey(user))
  const { sameAs } = (item?.profile ?? {}) as Partial<Profile>
  return sameAs ? ownContactOf(ways, sameAs) : contactIn(ways, item)
}

/** As others may reach them: without a phone that turned out to be somebody else's. */
export const contactOf = async (ways: Ways, user: string): Promise<Contact | undefined> => {
  if (!isPersonId(user)) return undefined
  const item = await ways.table.get(meKey(user))
  const { sameAs, phoneTaken } = (item?.profile ?? {}) as Partial<Profile>
  if (sameAs) return contactOf(ways, sameAs)
  const contact = await contactIn(ways, item)
  return contact && phoneTaken ? { ...contact, phone: '' } : contact
}

/** These people by their ids, without those who have left. */
export const profilesOf = async ({ table }: Pick<Ctx, 'table'>, users: readonly string[]) =>
  new Map(
    (await table.getMany(users.filter(isPersonId).map(meKey))).flatMap(({ profile }) =>
      profile ? [[(profile as Profile).id, profile as Profile] as const] : [],
    ),
  )

/** What neighbours call these people. */
export const callNamesOf = async (ctx: Pick<Ctx, 'table'>, users: readonly string[]) =>
  new Map([...(await profilesOf(ctx, users))].map(([id, { callName }]) => [id, callName]))

interface Reach {
  /** Who they are by now: someone known by phone may have become a user. */
  readonly id: string
  readonly openid: string | undefined
  readonly community: string | undefined
  /** What people call the building. */
  readonly building: string | undefined
}

/** In WeChat, if they ever signed in with it, and by the rules of which community; undefined: nobody. */
export const reachOf = async ({ table }: Pick<Ctx, 'table'>, user: string): Promise<Reach | undefined> => {
  const me = await table.get(meKey(user))
  const profile = me?.profile as Profile | undefined
  if (profile?.sameAs) return reachOf({ table }, profile.sameAs)
  const { community, building } = profile?.home ?? {}
  return profile && { id: user, openid: me?.openid as string | undefined, community, building }
}
