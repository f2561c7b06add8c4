/** Sign-in, who someone is, and the roles they are given and lose. */
import { jwtVerify, SignJWT } from 'jose'
import type { Role } from '../../shared/contract.ts'
import { longestGrantDays, mayGrant, scopeKind, type identity, type Me } from '../../shared/identity.ts'
import type { Who } from '../../shared/lifecycle.ts'
import { Refusal } from '../../shared/refusals.ts'
import { plusMinutes } from '../../shared/time.ts'
import { scopeOf, settingsOf } from '../community/community.ts'
import type { Ctx, SignedIn } from '../platform/context.ts'
import type { Handlers } from '../platform/serve.ts'
import {
  changeGrant,
  contactOf,
  createUser,
  endSignIns,
  grantIn,
  holdersOf,
  lookItem,
  looksFor,
  personOf,
  putProxy,
  type Contact,
  type GrantRecord,
  type Look,
  type Person,
  type Profile,
  type ProxyRecord,
} from './identity-store.ts'

export { contactOf, createUser, holdersOf, lookItem, looksFor, personOf, putProxy }
export type { Contact, Look, Person, Profile, ProxyRecord }

const tokenDays = 30
/** Renewals a grant remembers. */
const longestPast = 20
const issuer = 'mulin'

const inForce =
  (now: string) => (span: { readonly from: string; readonly until: string; readonly revokedAt?: string }) =>
    span.from <= now && now < span.until && !span.revokedAt

const signToken = async (ctx: Ctx, { id, epoch }: Profile) => {
  const issuedAt = Math.floor(Date.parse(ctx.now) / 1000)
  return new SignJWT({ epoch })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(issuer)
    .setSubject(id)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + tokenDays * 86_400)
    .sign(await ctx.secrets.keyFor('tokens'))
}

/**
 * The holder of a token, with the grants in force at this moment and the people acted for in this module; undefined
 * when the token is forged, expired or ended.
 */
export const whoIs = async (token: string, module: string, ctx: Ctx): Promise<Who | undefined> => {
  const key = await ctx.secrets.keyFor('tokens')
  const verified = await jwtVerify<{ epoch: number }>(token, key, {
    issuer,
    algorithms: ['HS256'],
    currentDate: new Date(ctx.now),
  }).catch(() => undefined)
  const person = verified?.payload.sub && (await personOf(ctx, verified.payload.sub))
  return person && person.profile.epoch === verified.payload.epoch
    ? asWho(person, module, ctx.now)
    : undefined
}

const asWho = ({ profile, grants, proxies }: Person, module: string, now: string): Who => ({
  id: profile.id,
  grants: grants.filter(inForce(now)),
  actsFor: proxies
    .filter(proxy => proxy.modules.includes(module))
    .filter(inForce(now))
    .map(proxy => proxy.person),
})

const asMe = ({ profile, grants, proxies }: Person, now: string): Me => ({
  id: profile.id,
  callName: profile.callName,
  ...(profile.home && { home: { community: profile.home.community, building: profile.home.building } }),
  grants: grants.filter(inForce(now)),
  actsFor: proxies
    .filter(inForce(now))
    .map(({ person, callName, modules, until }) => ({ id: person, callName, modules: [...modules], until })),
})

const meOf = async (ctx: Ctx, user: string): Promise<Person> => {
  const person = await personOf(ctx, user)
  if (!person) throw new Error('a signed-in user has no record')
  return person
}

/** Writes the grant; who may do so is for the caller to decide. The same role and scope again is a renewal. */
export const giveGrant = async (
  ctx: Pick<Ctx, 'table' | 'now'>,
  user: string,
  {
    role,
    community,
    scope,
    until,
    grantedBy,
  }: Pick<GrantRecord, 'role' | 'community' | 'scope' | 'until' | 'grantedBy'>,
): Promise<GrantRecord> => {
  const communityName = (await settingsOf(ctx, community)).name
  const kind = scopeKind[role]
  const found = kind === 'community' ? undefined : await scopeOf(ctx, community, scope)
  const named = kind === 'community' ? communityName : found?.kind === kind && found.name
  if (!named) throw new Refusal('identity.scopeUnknown', {}, { scope: '请从名单里选' })
  const id = `${role}.${community}.${scope}`
  const names = { communityName, scopeName: named }
  const given = { id, role, community, scope, ...names, from: ctx.now, until, grantedBy }
  return changeGrant(ctx, user, id, was => {
    if (!was) return given
    const { past = [], ...before } = was
    return { ...given, past: [...past, before].slice(-longestPast) }
  })
}

/** The community in which the caller may give or take this role. */
const grantingCommunity = (who: Who, role: Role, wanted: string | undefined) => {
  const community = who.grants.find(
    grant => mayGrant[grant.role]?.includes(role) && (!wanted || grant.community === wanted),
  )?.community
  if (!community) throw new Refusal('identity.mayNotGrant')
  return community
}

export const identityHandlers: Handlers<typeof identity> = {
  async signIn({ code }, ctx) {
    const id = await createUser(ctx, await ctx.wechat.openidOf(code), '邻居')
    const person = await meOf(ctx, id)
    return { token: await signToken(ctx, person.profile), me: asMe(person, ctx.now) }
  },

  async me(_, ctx) {
    return asMe(await meOf(ctx, ctx.who.id), ctx.now)
  },

  async signOutEverywhere(_, ctx) {
    await endSignIns(ctx, ctx.who.id)
    return { signedOut: true }
  },

  async grant({ user, role, community: wanted, scope, until }, ctx) {
    const community = grantingCommunity(ctx.who, role, wanted)
    if (user === ctx.who.id) throw new Refusal('identity.notYourself')
    const latest = plusMinutes(ctx.now, longestGrantDays * 24 * 60)
    if (until && (until <= ctx.now || until > latest))
      throw new Refusal('request.invalid', {}, { until: '到期日要在今天以后、一年以内' })
    if ((scopeKind[role] === 'community') !== (scope === undefined))
      throw new Refusal(
        'request.invalid',
        {},
        { scope: scope ? '这个身份管整个社区，不用选' : '请选哪个队或范围' },
      )
    if (!(await personOf(ctx, user))) throw new Refusal('identity.userUnknown', {}, { user: '请重新选人' })
    const grant = {
      role,
      community,
      scope: scope ?? community,
      until: until ?? latest,
      grantedBy: ctx.who.id,
    }
    return giveGrant(ctx, user, grant)
  },

  async revoke({ user, grant: id }, ctx) {
    const grant = await grantIn(ctx, user, id)
    // A grant of another community is as good as not there.
    if (!grant || !ctx.who.grants.some(own => mayGrant[own.role] && own.community === grant.community))
      throw new Refusal('identity.grantUnknown')
    grantingCommunity(ctx.who, grant.role, grant.community)
    if (user === ctx.who.id) throw new Refusal('identity.notYourself')
    await changeGrant(ctx, user, id, (was = grant) =>
      was.revokedAt ? was : { ...was, revokedAt: ctx.now, revokedBy: ctx.who.id },
    )
    return { revoked: true }
  },
}

/** The person's profile, if they hold the role for the scope now. */
export const memberOf = async (ctx: SignedIn, user: string, role: Role, community: string, scope: string) => {
  const person = await personOf(ctx, user)
  const holds = person?.grants
    .filter(inForce(ctx.now))
    .some(grant => grant.role === role && grant.community === community && grant.scope === scope)
  return holds ? person?.profile : undefined
}
