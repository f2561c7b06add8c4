/** What people's own items hold, and how they are changed. `functions/people` says how they are read. */
import type { Consents } from '../../shared/identity/account.ts'
import { absent, all, not, type Fields } from '../../shared/lifecycle.ts'
import { Refusal } from '../../shared/api/refusals.ts'
import {
  contactIn,
  meKey,
  partition,
  validId,
  type Contact,
  type Profile,
  type SignInRecord,
  type Ways,
} from '../people/people.ts'
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

/**
 * The user of a WeChat account in this mini-program: derived, so that signing in twice at once makes one. Somebody
 * who has left and comes again is a new user, counted as their next life.
 */
const userOf = async ({ secrets }: Ways, openid: string, life: number) =>
  `user_${await secrets.derive('user', openid, ...(life > 1 ? [String(life)] : []))}`

// ---- the person's own item: profile, contact, and how it is found by phone ----

/** gsi1: who has this phone. gsi2: who of the community has a phone that ends so. Both by HMAC. */
const byPhone = async ({ secrets }: Pick<Ctx, 'secrets'>, phone: string) =>
  join('PHONE', await secrets.derive('phone', phone))
const byFour = async ({ secrets }: Pick<Ctx, 'secrets'>, community: string, four: string) =>
  join('C', community, 'FOUR', await secrets.derive('four', community, four))

const withoutIndexes = (item: Item | undefined): Fields =>
  Object.fromEntries(Object.entries(item ?? {}).filter(([name]) => !/^gsi\d[ps]k$/.test(name)))

/** The item as written: each change of profile or contact also writes everything that follows from them. */
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
  // Somebody who has left meanwhile is not there to be changed.
  return { put, when: was ? all(unchanged(was.item), not(absent('profile'))) : absent('pk') }
}

/** From now on this user is the one who was known by phone. */
export const alsoStep = (user: string, person: string, now: string): Step => ({
  put: { pk: partition(user), sk: join('A', person), since: now },
})

// ---- sign-ins ----

const signInKey = (user: string, id: string): Key => ({ pk: partition(user), sk: join('S', id) })

export const signInItem = (user: string, signIn: SignInRecord, endsAt: string): Item => ({
  ...signInKey(user, signIn.id),
  signIn,
  expiresAt: Math.floor(Date.parse(endsAt) / 1000),
})

/** `ifThere`: only brings one up to date that still exists, so that one that was ended meanwhile stays ended. */
export const putSignIn = (
  { table }: Pick<Ctx, 'table'>,
  user: string,
  signIn: SignInRecord,
  endsAt: string,
  ifThere?: 'ifThere',
) => table.put(signInItem(user, signIn, endsAt), ifThere && not(absent('pk')))

export const dropSignIns = ({ table }: Pick<Ctx, 'table'>, user: string, gone: readonly SignInRecord[]) =>
  Promise.all(gone.map(({ id }) => table.remove(signInKey(user, id))))

/** A change of someone's own item; refused when they have left meanwhile. */
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
