/**
 * Phones, and people of whom only the phone is known (`person_…`): they ring, staff write down what they ask. When a
 * user shows that the phone is theirs, the user *is* that person: the old id stays, as another name of the user, so that
 * nothing asked under it has to be rewritten, and its home passes to the user.
 */
import type { identity } from '../../shared/identity/identity.ts'
import { Refusal } from '../../shared/api/refusals.ts'
import { plusMinutes } from '../../shared/time.ts'
import { deskOf, scopeOf } from '../community/community.ts'
import { countToday } from '../people/tries.ts'
import type { Profile, Ways } from '../people/people.ts'
import { config } from '../platform/config.ts'
import type { Ctx } from '../platform/context.ts'
import type { Handlers } from '../platform/serve.ts'
import type { Step } from '../platform/table.ts'
import { needConsent } from './consents.ts'
import { homeIdOf } from './homes-store.ts'
import { looksAfter } from './homes.ts'
import { addressOf, takeOverSteps } from './moving.ts'
import {
  alsoStep,
  knownAs,
  meStep,
  profilesByFour,
  profilesByPhone,
  together,
  type Known,
} from './identity-store.ts'

const mostChecksADay = 100
const mostPhonesADay = 5
/** Numbers are given to new people: after so long without a call, a number says nothing about who has it. */
const forgottenAfterDays = 400

type At = Ways & Pick<Ctx, 'now'>

const personIdOf = async ({ secrets }: Ways, community: string, phone: string) =>
  `person_${await secrets.derive('person', community, phone)}`

const isUser = ({ id }: Profile) => id.startsWith('user_')

/** The people of the community whose phone ends so; several are normal. */
export const peopleByLastFour = async (ctx: Ways, community: string, four: string): Promise<Profile[]> =>
  (await profilesByFour(ctx, community, four)).filter(({ home }) => home?.community === community)

/** Who has this phone in the community: the user who showed it is theirs, else the person known by it. */
export const personByPhone = async (
  ctx: Ways,
  community: string,
  phone: string,
): Promise<Profile | undefined> => {
  const [known, users] = await Promise.all([
    knownAs(ctx, await personIdOf(ctx, community, phone)),
    profilesByPhone(ctx, phone),
  ])
  const { sameAs } = known?.profile ?? {}
  if (sameAs) return (await knownAs(ctx, sameAs))?.profile
  const user = users.find(
    each => isUser(each) && each.phone === 'checked' && each.home?.community === community,
  )
  return user ?? known?.profile
}

interface ByPhone {
  readonly community: string
  /** The building's scope id. */
  readonly building: string
  /** Where the household is known by its door. */
  readonly unit?: string | undefined
  readonly room?: string | undefined
  readonly phone: string
  readonly name: string
  readonly callName: string
  readonly address: string
}

/**
 * For staff who write down what somebody asks by phone: the user or person who has it, made if there is none. What staff
 * know of a person known only by phone replaces what was known; what a user keeps up themselves stays.
 */
export const ensurePersonByPhone = async (ctx: At, said: ByPhone): Promise<Profile> => {
  const { community, building, unit, room, phone, name, callName, address } = said
  const id = await personIdOf(ctx, community, phone)
  const scope = await scopeOf(ctx, community, building)
  if (scope?.kind !== 'building')
    throw new Refusal('identity.scopeUnknown', {}, { building: '请从名单里选楼号' })
  const home =
    unit && room
      ? await homeIdOf(ctx, { community, building, unit, room })
      : `home_${await ctx.secrets.derive('homeOf', id)}`
  let profile: Profile
  await together(ctx.table, async () => {
    const known = await personByPhone(ctx, community, phone)
    if (known && isUser(known)) {
      profile = known
      return []
    }
    const was = await knownAs(ctx, id)
    profile = {
      ...(was?.profile ?? { id, epoch: 1 }),
      ...{ callName, phone: 'checked', knownAt: ctx.now },
      home: { id: home, community, building: scope.name },
    }
    return [await meStep(ctx, was, { profile, contact: { name, phone, address } })]
  })
  return profile!
}

/** The people known by this phone, in the communities where it can be looked for, who are nobody's yet. */
const knownByPhone = async (ctx: At, community: string | undefined, phone: string): Promise<Known[]> => {
  const at = [community, config.welcome].filter(each => each !== undefined)
  const ids = await Promise.all(at.map(each => personIdOf(ctx, each, phone)))
  const found = (await profilesByPhone(ctx, phone)).filter(each => !isUser(each)).map(({ id }) => id)
  const people = await Promise.all([...new Set([...ids, ...found])].map(id => knownAs(ctx, id)))
  const lately = plusMinutes(ctx.now, -forgottenAfterDays * 24 * 60)
  return people.flatMap(known =>
    known && !known.profile.sameAs && (known.profile.knownAt ?? '') >= lately ? [known] : [],
  )
}

/**
 * The user's phone from now on, and with it everybody who was known by it and is nobody's yet: their id becomes another
 * name of the user's, their home the user's where there was none. Written at once: of two users who show the same phone
 * at the same moment, one becomes the person.
 */
const phoneSteps = async (ctx: At, me: Known, phone: string, how: 'typed' | 'checked'): Promise<Step[]> => {
  const { profile, contact } = me
  const user = profile.id
  const people = how === 'checked' ? await knownByPhone(ctx, profile.home?.community, phone) : []
  const [before] = people
  const movesIn = profile.home ? undefined : before
  const steps = people.map(async person => [
    await meStep(ctx, person, { ...person, profile: { ...person.profile, sameAs: user } }),
    alsoStep(user, person.profile.id, ctx.now),
  ])
  const { name = '', address = '' } = contact ?? {}
  const { name: itsName = '', address: itsAddress = '' } = movesIn?.contact ?? {}
  return [
    ...(await Promise.all(steps)).flat(),
    ...(movesIn ? await takeOverSteps(ctx, movesIn.profile, user) : []),
    await meStep(ctx, me, {
      profile: {
        ...profile,
        phone: how,
        ...(movesIn && { home: movesIn.profile.home, callName: movesIn.profile.callName }),
      },
      contact: { name: name || itsName, address: address || itsAddress, phone },
    }),
  ]
}

type Ops = Pick<typeof identity, 'setPhone' | 'confirmPhone' | 'findByPhone' | 'registerByPhone'>

const asFound = ({ id, callName, home, phone }: Profile) => ({
  ...{ id, callName, building: home!.building },
  phoneChecked: phone === 'checked',
})

export const phonesHandlers: Handlers<Ops> = {
  async setPhone({ code, phone: typed }, ctx) {
    if ((code === undefined) === (typed === undefined))
      throw new Refusal('request.invalid', {}, { phone: '请填手机号，或点“用微信手机号”' })
    const user = ctx.who.id
    needConsent((await knownAs(ctx, user))!.profile, 'privacy')
    await countToday(ctx, user, 'setPhone', mostPhonesADay)
    const phone = typed ?? (await ctx.wechat.phoneOf(code!))
    let how: 'typed' | 'checked' = typed ? 'typed' : 'checked'
    await together(ctx.table, async () => {
      const me = (await knownAs(ctx, user))!
      const same = me.contact?.phone === phone
      // Typed again, a checked phone stays checked.
      if (same && me.profile.phone === 'checked') how = 'checked'
      return same && me.profile.phone === how && typed ? [] : phoneSteps(ctx, me, phone, how)
    })
    return { phone: how, four: phone.slice(-4) }
  },

  async confirmPhone({ user, four }, ctx) {
    await countToday(ctx, ctx.who.id, 'confirmPhone', mostChecksADay)
    await together(ctx.table, async () => {
      const me = user === ctx.who.id ? undefined : await knownAs(ctx, user)
      if (!me || !(await looksAfter(ctx, me.profile))) throw new Refusal('identity.memberUnknown')
      const phone = me.contact?.phone
      if (!phone?.endsWith(four)) throw new Refusal('identity.phoneChanged')
      if (me.profile.phone === 'checked') return []
      // The person known by this phone becomes this user, which only somebody who looks after both may confirm.
      const known = await knownByPhone(ctx, me.profile.home?.community, phone)
      const both = await Promise.all(known.map(({ profile }) => looksAfter(ctx, profile)))
      if (!both.every(Boolean)) throw new Refusal('identity.phoneOfOthers')
      return phoneSteps(ctx, me, phone, 'checked')
    })
    return { confirmed: true }
  },

  async findByPhone({ four, community: wanted }, ctx) {
    const items = (await peopleByLastFour(ctx, deskOf(ctx, wanted), four)).map(asFound)
    return { items }
  },

  async registerByPhone({ community: wanted, ...said }, ctx) {
    const community = deskOf(ctx, wanted)
    if ((said.unit === undefined) !== (said.room === undefined))
      throw new Refusal('request.invalid', {}, { room: '单元和房号要一起填，或都不填' })
    const scope = await scopeOf(ctx, community, said.building)
    const { unit, room } = said
    const name = scope?.name ?? ''
    const address = unit && room ? addressOf(name, { unit, room }) : name
    return asFound(await ensurePersonByPhone(ctx, { ...said, community, address }))
  },
}
