/** What people's own items hold, and how they are changed. `functions/people` says how they are read. */
import type { Consents } from '../../shared/identity/account.ts'
import { absent, all, not, type Fields } from '../../shared/lifecycle.ts'
import { lastFourOf } from '../../shared/phone.ts'
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

/**
 * By what somebody of a community is found, all by HMAC. gsi1: the name; gsi2: the last four digits of the phone; gsi3:
 * what neighbours call them; gsi4: the household.
 */
const finders = { name: 'gsi1', four: 'gsi2', callName: 'gsi3', home: 'gsi4' } as const
type Finder = keyof typeof finders

const finderKey = async ({ secrets }: Pick<Ctx, 'secrets'>, by: Finder, community: string, what: string) =>
  join('C', community, 'WHO', by, await secrets.derive('who', by, community, what))

/** Who is found so. An index may be a moment behind. */
export const profilesBy = async (ways: Ways, by: Finder, community: string, what: string) => {
  const pk = await finderKey(ways, by, community, what)
  return (await ways.table.getMany(await ways.table.queryAll({ index: finders[by], pk })))
    .map(item => item.profile as Profile)
    .filter(profile => profile && !profile.sameAs && profile.home?.community === community)
}

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
  const found: Readonly<Record<Finder, string | undefined>> = {
    name: contact?.name,
    four: contact && lastFourOf(contact.phone),
    callName: profile.callName,
    home: home?.id,
  }
  const entries = await Promise.all(
    (Object.keys(finders) as Finder[]).map(async by => {
      const what = !sameAs && found[by]
      return what && home ? entry(finders[by], await finderKey(ways, by, home.community, what), id) : {}
    }),
  )
  return {
    ...rest,
    ...meKey(id),
    profile,
    ...(contact && { contact: await sealContact(ways, id, contact) }),
    ...Object.assign({}, ...entries),
  }
}

const sealContact = (ways: Ways, user: string, contact: Contact) =>
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
    const there = await write(ways.table, async lost => {
      if (lost?.step === 0) return { answer: lost.was }
      const steps: Step[] = [{ put: item, when: absent('pk') }]
      const held = contact?.phone ? await heldBy(ways, contact.phone) : undefined
      if (held) steps.push(heldStep(held, [...held.ids, id]))
      return { steps, answer: undefined }
    })
    if (!there) return id
    const { sameAs } = (there.profile ?? {}) as Partial<Profile>
    if (there.profile) return sameAs ? nowAs(ways, sameAs, openid) : id
  }
}

/** A second account of somebody leads to the first. Messages go to the one they signed in with last. */
const nowAs = async (ways: Ways, user: string, openid: string) => {
  await changeMe(ways, user, was => (was.openid === openid ? was : { ...was, openid }))
  return user
}

// ---- whose phone it is ----

/**
 * `PHONE#<hmac>` / `HELD`: a phone holds several people, a couple or a neighbour who lends it. Those who showed that it is
 * theirs, and those whom the community reaches by it. One item, so that two changes at once see each other.
 */
export interface Held {
  readonly key: Key
  readonly ids: readonly string[]
  readonly item: Item | undefined
}

export const heldBy = async ({ table, secrets }: Ways, phone: string): Promise<Held> => {
  const key = { pk: join('PHONE', await secrets.derive('phone', phone)), sk: 'HELD' }
  const item = await table.get(key)
  return { key, item, ids: (item?.ids ?? []) as string[] }
}

export const heldStep = ({ key, item }: Held, ids: readonly string[]): Step =>
  stepFrom(key, item, { ids: [...new Set(ids)] })

/** The phone is no longer this user's; nothing is to be written where it was not. */
export const notHeldSteps = (held: Held | undefined, user: string): readonly Step[] =>
  held?.ids.includes(user)
    ? [
        heldStep(
          held,
          held.ids.filter(each => each !== user),
        ),
      ]
    : []

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
