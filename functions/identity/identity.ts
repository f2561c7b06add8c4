/** Sign-in, who someone is, and the roles they are given and lose. */
import type { Role } from '../../shared/contract.ts'
import type { identity, Me } from '../../shared/identity/identity.ts'
import type { grantOperations } from '../../shared/identity/grants.ts'
import type { myDataOperations } from '../../shared/identity/my-data.ts'
import type { Who } from '../../shared/lifecycle.ts'
import type { Ctx, SignedIn } from '../platform/context.ts'
import type { Keeper } from '../platform/keeper.ts'
import type { Handlers } from '../platform/serve.ts'
import { consentsHandlers, consentsOf } from './consents.ts'
import { openedBy } from './codes.ts'
import { homesHandlers, openClaim } from './homes.ts'
import { householdHandlers } from './household.ts'
import { actedFor, inForce, isActing, personOf, type Person } from '../people/people.ts'
import { createUser, knownAs, meStep, together } from './identity-store.ts'
import { joiningHandlers } from './joining.ts'
import { phonesHandlers } from './phones.ts'
import { proxyHandlers } from './proxies.ts'
import { deskHandlers } from './desk.ts'
import { atDesk, holderOf, signInsHandlers, startSignIn } from './sign-ins.ts'

/**
 * The holder of a token, with the grants in force at this moment and the people acted for in this module; undefined
 * when the token is forged, expired or ended.
 */
export const whoIs = async (token: string, module: string, ctx: Ctx): Promise<Who | undefined> => {
  const holder = await holderOf(ctx, token)
  return (
    holder && {
      ...asWho(holder.person, module, ctx.now),
      signIn: holder.signIn.id,
      atDesk: atDesk(holder.signIn),
    }
  )
}

/** A caller as the rules see one, in the matters of this module. */
export const asWho = ({ profile, grants, proxies, also }: Person, module: string, now: string): Who => ({
  id: profile.id,
  grants: profile.leavingAt ? [] : grants.filter(inForce(now)),
  actsFor: profile.leavingAt
    ? []
    : [
        ...proxies
          .filter(proxy => proxy.modules.includes(module))
          .filter(isActing(now))
          .flatMap(actedFor),
        ...also,
      ],
  also,
})

/** The people someone acts for now, in the matters of each module: read once for all of them. */
export const actingNow = async (ctx: Pick<Ctx, 'table' | 'now'>, user: string) => {
  const person = await personOf(ctx, user)
  return (module: string) => (person ? asWho(person, module, ctx.now).actsFor : [])
}
export const actsForNow = async (ctx: Pick<Ctx, 'table' | 'now'>, user: string, module: string) =>
  (await actingNow(ctx, user))(module)

/** All of them, with the modules, and what they are called. */
export const helpedNow = async (ctx: Pick<Ctx, 'table' | 'now'>, user: string): Promise<Me['actsFor']> => {
  const person = await personOf(ctx, user)
  return person && !person.profile.leavingAt ? asMe(person, ctx.now).actsFor : []
}

/** The grants of somebody who is not here just now, as they are in force. */
export const grantsNow = async (ctx: Pick<Ctx, 'table' | 'now'>, user: string) =>
  (await personOf(ctx, user))?.grants.filter(inForce(ctx.now)) ?? []

const asMe = ({ profile, grants, proxies, claim }: Person, now: string): Me => ({
  id: profile.id,
  callName: profile.callName,
  home: profile.home && { community: profile.home.community, building: profile.home.building },
  leaving: profile.leavingAt ? true : undefined,
  ...(!profile.home && openClaim(claim)),
  phone: profile.phone,
  consents: consentsOf(profile),
  care: profile.care,
  grants: grants.filter(inForce(now)),
  actsFor: proxies.filter(isActing(now)).map(({ id, person, callName, modules, until, sensitive }) => ({
    id: person!,
    proxy: id,
    sensitive: sensitive === true,
    callName: callName!,
    modules: [...modules],
    until,
  })),
})

const meOf = async (ctx: Ctx, user: string): Promise<Person> => {
  const person = await personOf(ctx, user)
  if (!person) throw new Error('a signed-in user has no record')
  return person
}

/** All handlers except those that need other modules: what each keeps about people, and roles that come with a team. */
export const identityHandlers: Omit<
  Handlers<typeof identity>,
  keyof typeof myDataOperations | keyof typeof grantOperations
> = {
  async signIn({ code, client }, ctx) {
    const id = await createUser(ctx, await ctx.wechat.openidOf(code), '邻居')
    const person = await meOf(ctx, id)
    return { token: await startSignIn(ctx, person, client), me: asMe(person, ctx.now) }
  },

  async me(_, ctx) {
    return asMe(await meOf(ctx, ctx.who.id), ctx.now)
  },

  async prefer({ care }, ctx) {
    await together(ctx.table, async () => {
      const known = (await knownAs(ctx, ctx.who.id))!
      if (known.profile.care === care) return []
      return [await meStep(ctx, known, { ...known, profile: { ...known.profile, care } })]
    })
    return asMe(await meOf(ctx, ctx.who.id), ctx.now)
  },

  ...homesHandlers,
  ...householdHandlers,
  ...consentsHandlers,
  ...phonesHandlers,
  ...joiningHandlers,
  ...signInsHandlers,
  ...deskHandlers,
  ...proxyHandlers,
}

/** After these somebody may live elsewhere: what each module keeps of them hears of it. */
export const movingHandlers = (
  keepersOf: () => readonly Keeper[],
): Handlers<
  Pick<typeof identity, 'confirmHome' | 'endResidence' | 'joinHome' | 'leaveHome' | 'registerByPhone'>
> => {
  const then = async <Reply>(ctx: SignedIn, user: string, reply: Reply) => {
    for (const { moved } of keepersOf()) await moved?.(ctx, user)
    return reply
  }
  return {
    confirmHome: async (input, ctx) => then(ctx, input.user, await homesHandlers.confirmHome(input, ctx)),
    endResidence: async (input, ctx) => then(ctx, input.user, await homesHandlers.endResidence(input, ctx)),
    joinHome: async (input, ctx) => then(ctx, ctx.who.id, await householdHandlers.joinHome(input, ctx)),
    leaveHome: async (input, ctx) => then(ctx, ctx.who.id, await householdHandlers.leaveHome(input, ctx)),
    async registerByPhone(input, ctx) {
      const known = await phonesHandlers.registerByPhone(input, ctx)
      return then(ctx, known.id, known)
    },
  }
}

/** The user who shows this code on their phone now. */
export const userByCode = async (ctx: Ctx, code: string) => (await openedBy(ctx, 'person', code))?.user

/** The person's profile, if they hold the role for the scope now. */
export const memberOf = async (ctx: SignedIn, user: string, role: Role, community: string, scope: string) => {
  const person = await personOf(ctx, user)
  const holds = person?.grants
    .filter(inForce(ctx.now))
    .some(grant => grant.role === role && grant.community === community && grant.scope === scope)
  return holds ? person?.profile : undefined
}
