/**
 * Phones, and people of whom only the phone is known (`person_…`): they ring, staff write down what they ask. A phone holds
 * several people. When a user shows that it is theirs and the community knows one person by it, the user *is* that person;
 * where it knows several, staff join them in person.
 */
import type { identity } from '../../shared/identity/identity.ts'
import { buildingIn, doorIn } from '../../shared/door.ts'
import { finders } from '../../shared/identity/account.ts'
import { communityIn, scopesOf } from '../../shared/lifecycle.ts'
import { isMe } from '../../shared/lifecycle.ts'
import { lastFourOf, plainPhone } from '../../shared/phone.ts'
import { Refusal } from '../../shared/api/refusals.ts'
import { cleanName } from '../../shared/text.ts'
import { plusMinutes } from '../../shared/time.ts'
import { deskOf } from '../community/community.ts'
import { notify } from '../messages/messages.ts'
import { lookItem } from '../people/looks.ts'
import { meKey, type Profile, type Ways } from '../people/people.ts'
import type { Ctx, SignedIn } from '../platform/context.ts'
import type { Notice } from '../platform/notice.ts'
import type { Handlers } from '../platform/serve.ts'
import type { Step } from '../platform/table.ts'
import { needConsent } from './consents.ts'
import { holdersOf } from './grants.ts'
import { familyIdOf, familyStep, homeIdOf } from './homes-store.ts'
import { looksAfter } from './homes.ts'
import { sameSteps, withThatOf } from './joining.ts'
import { addressOf, buildingOf, homesBehind, takeOverSteps } from './moving.ts'
import {
  heldBy,
  heldStep,
  knownAs,
  meStep,
  notHeldSteps,
  profilesBy,
  together,
  type Known,
} from './identity-store.ts'

/** People who are known by one phone. */
const mostHolders = 20
/** Numbers are given to new people: after so long without a call, a number says nothing about who has it. */
const forgottenAfterDays = 400

type At = Ways & Pick<Ctx, 'now'>

const isUser = ({ profile }: Known) => profile.id.startsWith('user_')

/** Whose phone it is, and what is written when that changes. */
const holdersFor = async (ctx: Ways, phone: string) => {
  const held = await heldBy(ctx, phone)
  const people = await Promise.all(held.ids.map(id => knownAs(ctx, id)))
  return { held, people: people.flatMap(each => (each && !each.profile.sameAs ? [each] : [])) }
}

/** Everybody of the community whose phone this is. */
export const peopleByPhone = async (ctx: Ways, community: string, phone: string): Promise<Known[]> =>
  (await holdersFor(ctx, phone)).people.filter(({ profile }) => profile.home?.community === community)

/** Who has this phone in the community, where it is one person. */
export const personByPhone = async (
  ctx: Ways,
  community: string,
  phone: string,
): Promise<Profile | undefined> => {
  const [one, ...others] = await peopleByPhone(ctx, community, phone)
  return others.length ? undefined : one?.profile
}

/** The people of the community whose phone ends so; several are normal. */
export const peopleByLastFour = (ctx: Ways, community: string, four: string): Promise<Profile[]> =>
  profilesBy(ctx, 'four', community, four)

interface ByPhone {
  readonly community: string
  /** The building's scope id. */
  readonly building: string
  /** Where the household is known by its door. */
  readonly unit?: string | undefined
  readonly room?: string | undefined
  /** Not of the family that is known behind this door. */
  readonly apart?: boolean | undefined
  readonly phone: string
  readonly name: string
  readonly callName: string
  readonly address: string
}

/** The name in full, where more than a call name is known. */
const fullName = (name: string | undefined, callName: string) =>
  name && name !== callName ? name : undefined

/** Whether somebody who has this phone is the one that staff write down: by the full name, or as neighbours call them. */
const isSame = (
  { profile, contact }: Known,
  { building, name, callName }: ByPhone & { building: string },
) => {
  const [known, said] = [fullName(contact?.name, profile.callName), fullName(name, callName)]
  if (known !== undefined && said !== undefined) return known === said
  return profile.home?.building === building && profile.callName === callName
}

/**
 * For staff who write down what somebody asks by phone: the user or person who has it and is called so, made if there is
 * none. What staff know of a person known only by phone replaces what was known; what a user keeps up themselves stays.
 */
export const ensurePersonByPhone = async (ctx: At, said: ByPhone): Promise<Profile> => {
  const { community, building, unit, room, apart, phone, name, callName, address } = said
  const scope = await buildingOf(ctx, community, building)
  const door = unit && room ? { community, building, unit, room } : undefined
  const first = door && (await homeIdOf(ctx, door))
  let profile: Profile
  await together(ctx.table, async () => {
    const { held, people } = await holdersFor(ctx, phone)
    const here = people.filter(each => each.profile.home?.community === community)
    const known = here.find(each => isSame(each, { ...said, building: scope.name }))
    if (known && isUser(known)) {
      profile = known.profile
      return []
    }
    if (!known && people.length >= mostHolders) throw new Refusal('identity.phoneFull')
    const { id, was } = known ? { id: known.profile.id, was: known } : await newPerson(ctx, said)
    const own = first && apart ? await familyIdOf(ctx, first, id) : undefined
    // Whose door is not said keeps the one that is known.
    const home = own ?? first ?? was?.profile.home?.id ?? `home_${await ctx.secrets.derive('homeOf', id)}`
    const { phoneTaken: _, ...before } = was?.profile ?? { id, epoch: 1 }
    profile = {
      ...before,
      ...{ callName, phone: 'checked', knownAt: ctx.now },
      home: { id: home, community, building: scope.name },
    }
    return [
      await meStep(ctx, was, { profile, contact: { name, phone, address } }),
      heldStep(held, [...held.ids, id]),
      ...(own && first ? [await familyStep(ctx.table, { id: first, community, building }, own)] : []),
    ]
  })
  return profile!
}

/** An id that follows from what was said, so that a retry makes nobody twice; not that of somebody who is a user by now. */
const newPerson = async (ctx: Ways, said: ByPhone) => {
  const { community, building, unit = '', room = '', phone, name, callName } = said
  const parts = [community, phone, building, unit, room, name, callName]
  for (let life = 1; ; life++) {
    const id = `person_${await ctx.secrets.derive('person', ...parts, String(life))}`
    const was = await knownAs(ctx, id)
    if (was ? !was.profile.sameAs : !(await ctx.table.get(meKey(id)))) return { id, was }
  }
}

/** `shown`: by WeChat's code; `rung`: staff rang it and reached this user. */
type How = 'typed' | 'shown' | 'rung'

/** What speaks against their being one: another full name, or, unless staff judge it, another home. */
const differ = (me: Known, person: Known, how: How) => {
  const names = [me, person].flatMap(
    ({ contact, profile }) => fullName(contact?.name, profile.callName) ?? [],
  )
  const [mine, theirs] = [me.profile.home, person.profile.home]
  return (
    new Set(names).size > 1 ||
    (how === 'shown' &&
      mine &&
      theirs &&
      (mine.community !== theirs.community || mine.building !== theirs.building))
  )
}

interface Taking {
  readonly steps: readonly Step[]
  /** Those for whom the number is unchecked from now on. */
  readonly fell: readonly Known[]
  /** The community knows several by this number, or one who may be another: staff have to see to it. */
  readonly unsure: boolean
}

/**
 * The user's phone from now on. Checked, and with it they are the one who was known by it, where that is sure. Shown, for
 * others it is unchecked: but for those of their household who are known by it, since they share it. Written at once: of two
 * users who show the same phone at the same moment, one becomes the person.
 */
const takePhone = async (ctx: At, me: Known, phone: string, how: How): Promise<Taking> => {
  const { id, home } = me.profile
  const [there, left] = await Promise.all([
    holdersFor(ctx, phone),
    me.contact?.phone && me.contact.phone !== phone ? heldBy(ctx, me.contact.phone) : undefined,
  ])
  const leaves = notHeldSteps(left, id)
  const { phoneTaken: _, ...profile } = me.profile
  if (how === 'typed') {
    const { name = '', address = '' } = me.contact ?? {}
    const typed = { profile: { ...profile, phone: how }, contact: { name, address, phone } }
    const steps = [...leaves, ...notHeldSteps(there.held, id), await meStep(ctx, me, typed)]
    return { steps, fell: [], unsure: false }
  }
  const others = there.people.filter(each => each.profile.id !== id)
  const lately = plusMinutes(ctx.now, -forgottenAfterDays * 24 * 60)
  const known = others.filter(each => !isUser(each) && (each.profile.knownAt ?? '') >= lately)
  const [one] = known
  const sure = one && known.length === 1 && !others.some(isUser) && !differ(me, one, how)
  const fell =
    how === 'shown'
      ? others.filter(
          each => !(sure && each === one) && (isUser(each) || !home || each.profile.home?.id !== home.id),
        )
      : []
  const gone = [...fell, ...(sure ? [one] : [])].map(each => each.profile.id)
  const { profile: mine, contact } = withThatOf({ ...me, profile }, sure ? one : undefined)
  return {
    steps: [
      ...leaves,
      ...(sure ? await sameSteps(ctx, one, id) : []),
      ...(sure && !home ? await takeOverSteps(ctx, one.profile, id) : []),
      ...(await Promise.all(fell.map(each => meStep(ctx, each, fallen(each, home))))),
      heldStep(there.held, [...there.held.ids.filter(each => !gone.includes(each)), id]),
      await meStep(ctx, me, { profile: { ...mine, phone: 'checked' }, contact: { ...contact!, phone } }),
    ],
    fell,
    unsure: how === 'shown' && !sure && known.some(each => fell.includes(each)),
  }
}

/** Within a household the number still reaches somebody who knows them; elsewhere it would be the wrong one. */
const fallen = ({ profile, contact }: Known, home: Profile['home']) => {
  const shared = home !== undefined && profile.home?.id === home.id
  return {
    profile: { ...profile, phone: 'typed' as const, ...(!shared && { phoneTaken: true as const }) },
    contact,
  }
}

/** Read on a locked phone, so no number. Of those known by phone, who cannot be told, staff are. */
const tellFallen = async (ctx: SignedIn, fell: readonly Known[]) => {
  const notices = await Promise.all(
    fell.map(async (each): Promise<Notice[]> => {
      const { id, home } = each.profile
      const about = { template: 'matterNews' as const, name: `phone.${id}` }
      if (isUser(each))
        return [
          {
            ...{ ...about, to: id, url: '/identity/phone', title: '请再登记一次手机号' },
            text: '您登记的号码，刚有别人用微信证明是他的。您的请再核对一次，或换一个。',
          },
        ]
      const staff = home ? await holdersOf(ctx, home.community, 'communityStaff', home.community) : []
      return staff.map(({ id: to }) => ({
        ...{ ...about, to, url: '/identity/find', title: '有个号码要核对' },
        text: `“${home!.building}”一位邻居登记的号码，刚有别人证明是他的。请问问他现在用哪个号码。`,
      }))
    }),
  )
  if (notices.length) await notify(ctx, `phone.${ctx.who.id}.${Date.parse(ctx.now)}`, notices.flat())
}

/** Takes somebody who leaves for good off their phone. */
export const forgetPhone = (ctx: Ways, user: string) =>
  together(ctx.table, async () => {
    const phone = (await knownAs(ctx, user))?.contact?.phone
    return notHeldSteps(phone ? await heldBy(ctx, phone) : undefined, user)
  })

type Ops = Pick<
  typeof identity,
  'setPhone' | 'confirmPhone' | 'findByPhone' | 'findPeople' | 'registerByPhone'
>

/** What a look is for when staff looked for somebody who has rung. */
export const findLook = 'identity.find'

/** Those found, by name and door; each look at them is on record before it is shown. */
const found = async (ctx: SignedIn, people: readonly Profile[], community: string) => {
  const known = (await Promise.all(people.map(({ id }) => knownAs(ctx, id)))).flatMap(each => each ?? [])
  const as = finders.find(role => scopesOf(ctx.who, role, community).length) ?? 'communityStaff'
  const by = { at: ctx.now, by: ctx.who.id, as, matter: findLook }
  await Promise.all(known.map(({ profile }) => ctx.table.put(lookItem(profile.id, by))))
  return known
    .map(asFound)
    .sort((a, b) => a.building.localeCompare(b.building, 'zh', { numeric: true }) || a.id.localeCompare(b.id))
}

const asFound = ({ profile: { id, callName, home, phone }, contact }: Known) => {
  const name = fullName(contact?.name, callName)
  const [building, address] = [home!.building, contact?.address ?? '']
  return {
    ...{ id, callName, building, name },
    door: address.startsWith(building) ? address.slice(building.length) || undefined : address || undefined,
    phoneChecked: phone === 'checked',
  }
}

const mostFound = 20

/** By name, by what neighbours call them, or by door; with a building before the name, of that one. */
const peopleSaid = async (ctx: SignedIn, community: string, said: string): Promise<Profile[]> => {
  const door = doorIn(said)
  const { building } = door
  const name = cleanName(building ? said.replace(/^.*?(号楼|楼|栋|幢)/, '') : said)
  const lists = await Promise.all([
    ...(name ? [profilesBy(ctx, 'name', community, name), profilesBy(ctx, 'callName', community, name)] : []),
    ...(await homesBehind(ctx, community, door)).map(home => profilesBy(ctx, 'home', community, home)),
  ])
  const all = new Map(lists.flat().map(each => [each.id, each]))
  const inBuilding = ({ home }: Profile) => !building || buildingIn(home!.building) === building
  return [...all.values()].filter(inBuilding).slice(0, mostFound)
}

/** Whom staff mean who have heard four digits, a name or a door: their ids. That each was found is on record. */
export const peopleMeant = async (ctx: SignedIn, community: string, said: string) => {
  const four = lastFourOf(said)
  const lists = await Promise.all([
    peopleSaid(ctx, community, said),
    four.length === 4 ? peopleByLastFour(ctx, community, four) : [],
  ])
  const meant = new Map(lists.flat().map(each => [each.id, each]))
  return (await found(ctx, [...meant.values()], community)).map(({ id }) => id)
}

/** Where the caller may look for people. */
const findingIn = (ctx: SignedIn, wanted: string | undefined) => {
  const community = communityIn(ctx.who, finders, wanted)
  if (!community) throw new Refusal('community.notFound')
  return community
}

export const phonesHandlers: Handlers<Ops> = {
  async setPhone({ code, phone: typed }, ctx) {
    if ((code === undefined) === (typed === undefined))
      throw new Refusal('request.invalid', {}, { phone: '请填手机号，或点“用微信手机号”' })
    const user = ctx.who.id
    needConsent((await knownAs(ctx, user))!.profile, 'privacy')
    const phone = typed ?? plainPhone(await ctx.wechat.phoneOf(code!))
    let now: 'typed' | 'checked' = typed ? 'typed' : 'checked'
    let taking: Taking | undefined
    await together(ctx.table, async () => {
      const me = (await knownAs(ctx, user))!
      const same = me.contact?.phone === phone
      // Typed again, a checked phone stays checked.
      if (same && me.profile.phone === 'checked') now = 'checked'
      taking = undefined
      if (same && me.profile.phone === now && typed) return []
      taking = await takePhone(ctx, me, phone, typed ? 'typed' : 'shown')
      return taking.steps
    })
    const { fell = [], unsure = false } = (taking as Taking | undefined) ?? {}
    await tellFallen(ctx, fell)
    return { phone: now, four: lastFourOf(phone), askStaff: unsure || undefined }
  },

  async confirmPhone({ user, four }, ctx) {
    await together(ctx.table, async () => {
      const me = isMe(ctx.who, user) ? undefined : await knownAs(ctx, user)
      if (!me || !(await looksAfter(ctx, me.profile))) throw new Refusal('identity.memberUnknown')
      const phone = me.contact?.phone
      if (!phone || lastFourOf(phone) !== four) throw new Refusal('identity.phoneChanged')
      if (me.profile.phone === 'checked') return []
      // One who is known by this phone may become this user, which only somebody who looks after all may confirm.
      const known = (await holdersFor(ctx, phone)).people.filter(
        each => !isUser(each) && each.profile.id !== user,
      )
      const all = await Promise.all(known.map(({ profile }) => looksAfter(ctx, profile)))
      if (!all.every(Boolean)) throw new Refusal('identity.phoneOfOthers')
      return (await takePhone(ctx, me, phone, 'rung')).steps
    })
    return { confirmed: true }
  },

  async findByPhone({ four, community: wanted }, ctx) {
    const community = findingIn(ctx, wanted)
    return { items: await found(ctx, await peopleByLastFour(ctx, community, four), community) }
  },

  async findPeople({ said, community: wanted }, ctx) {
    const community = findingIn(ctx, wanted)
    return { items: await found(ctx, await peopleSaid(ctx, community, said), community) }
  },

  async registerByPhone({ community: wanted, ...said }, ctx) {
    const community = deskOf(ctx, wanted)
    if ((said.unit === undefined) !== (said.room === undefined))
      throw new Refusal('request.invalid', {}, { room: '单元和房号要一起填，或都不填' })
    const { name } = await buildingOf(ctx, community, said.building)
    const { unit, room } = said
    const address = unit && room ? addressOf(name, { unit, room }) : name
    const { id } = await ensurePersonByPhone(ctx, { ...said, community, address })
    // Somebody who is known by it already is shown with name and door: that is a look.
    return (await found(ctx, [(await knownAs(ctx, id))!.profile], community))[0]!
  },
}
