/** 身份管理: roles given, renewed, taken back, and looked at again before they end. */
import { randomUUID } from 'node:crypto'
import type { Code } from '../../shared/choice.ts'
import { roles, type Role } from '../../shared/contract.ts'
import type { identity } from '../../shared/identity/identity.ts'
import {
  longestGrantDays,
  mayGrant,
  myCodeMinutes,
  recheckDays,
  type revokeReasons,
  scopeKind,
  type grantOperations,
  type Holder,
} from '../../shared/identity/grants.ts'
import { isMe, type Who } from '../../shared/lifecycle.ts'
import { Refusal } from '../../shared/api/refusals.ts'
import { plusMinutes } from '../../shared/time.ts'
import { scopeOf, scopesIn, settingsOf } from '../community/community.ts'
import { notify } from '../messages/messages.ts'
import { namesApart } from '../people/called.ts'
import {
  meKey,
  everyIdOf,
  inForce,
  ownContactOf,
  personOf,
  profilesOf,
  type GrantRecord,
  type Profile,
} from '../people/people.ts'
import type { Ctx, SignedIn } from '../platform/context.ts'
import type { Keeper } from '../platform/keeper.ts'
import { page } from '../platform/lists.ts'
import type { Handlers } from '../platform/serve.ts'
import { codeFor, codeItem, openedBy } from './codes.ts'
import { changeGrant, grantId, grantIn, grantsBy, grantStands, grantStep, members } from './grants-store.ts'

/** Renewals a grant remembers. */
const longestPast = 20
const day = 24 * 60

type Given = Pick<GrantRecord, 'role' | 'community' | 'scope' | 'until' | 'grantedBy'>
type Ways = Pick<Ctx, 'table' | 'now'>

/** What giving it makes of the grant that is there: the same role and scope again is a renewal. */
const renewal = async (ctx: Ways, { role, community, scope, until, grantedBy }: Given) => {
  const communityName = (await settingsOf(ctx, community)).name
  const kind = scopeKind[role]
  const found = kind === 'community' ? undefined : await scopeOf(ctx, community, scope)
  const named = kind === 'community' ? communityName : found?.kind === kind && found.name
  if (!named) throw new Refusal('identity.scopeUnknown', {}, { scope: '请从名单里选' })
  const id = grantId(role, community, scope)
  const names = { communityName, scopeName: named }
  const given = { id, role, community, scope, ...names, from: ctx.now, until, grantedBy }
  return { id, renew: (was: GrantRecord | undefined) => renewed(was, given) }
}

/** The grant, which remembers what it was before. */
export const renewed = (was: GrantRecord | undefined, given: GrantRecord): GrantRecord => {
  if (!was) return given
  const { past = [], ...before } = was
  return { ...given, past: [...past, before].slice(-longestPast) }
}

/** Writes the grant; who may do so is for the caller to decide. */
export const giveGrant = async (ctx: Ways, user: string, given: Given): Promise<GrantRecord> => {
  const { id, renew } = await renewal(ctx, given)
  return changeGrant(ctx, user, id, renew)
}

/** The same, to be written with others. */
export const giveGrantStep = async (ctx: Ways, user: string, given: Given) => {
  const { id, renew } = await renewal(ctx, given)
  return grantStep(ctx, user, id, renew)
}

/** Takes a grant back, to be written with others; none where there is nothing to take. */
export const takeGrantSteps = async (
  ctx: SignedIn | Ctx,
  user: string,
  {
    role,
    community,
    scope,
    by,
    why = 'left',
  }: Pick<Given, 'role' | 'community' | 'scope'> & { readonly by: string; readonly why?: string },
) => {
  const id = grantId(role, community, scope)
  const grant = await grantIn(ctx, user, id)
  if (!grant || grant.revokedAt) return []
  return [
    await grantStep(ctx, user, id, (was = grant) => ({
      ...was,
      revokedAt: ctx.now,
      revokedBy: by,
      why,
    })),
  ]
}

/** Until when somebody holds a role, if they do now. */
export const heldUntil = async (
  ctx: Ways,
  user: string,
  role: Role,
  community: string,
  scope: string,
): Promise<string | undefined> => {
  const grant = await grantIn(ctx, user, grantId(role, community, scope))
  return grant && inForce(ctx.now)(grant) ? grant.until : undefined
}

/** Where and what the caller may give and take: in the community named, or the first in which they may at all. */
const granting = (who: Who, wanted: string | undefined) => {
  const own = who.grants.filter(({ role, community }) => mayGrant[role] && (!wanted || community === wanted))
  const community = own[0]?.community
  if (!community) throw new Refusal('identity.mayNotGrant')
  const roles = own.filter(each => each.community === community).flatMap(({ role }) => mayGrant[role] ?? [])
  return { community, roles }
}

/** The community in which the caller may give or take this role. */
const grantingCommunity = (who: Who, role: Role, wanted: string | undefined) => {
  const community = who.grants.find(
    grant => mayGrant[grant.role]?.includes(role) && (!wanted || grant.community === wanted),
  )?.community
  if (!community) throw new Refusal('identity.mayNotGrant')
  return community
}

/**
 * The caller under any of their ids, or somebody who is known by the caller's own phone: with one tap of 用微信手机号 they
 * would be one.
 */
const isMeOrMyPhone = async (ctx: SignedIn, user: string) => {
  if (isMe(ctx.who, user)) return true
  if (user.startsWith('user_')) return false
  const [mine, theirs] = await Promise.all([ownContactOf(ctx, ctx.who.id), ownContactOf(ctx, user)])
  return Boolean(mine?.phone) && mine?.phone === theirs?.phone
}

/** Nobody gives an office unseen: the others who may give and take it hear of it, without a name. */
const tellOthers = async (ctx: SignedIn, user: string, { role, community }: Given) => {
  // Teams have many volunteers, and their lead sees each.
  if (role === 'resident' || role === 'volunteer') return
  const givers = roles.codes.filter(giver => mayGrant[giver]?.includes(role))
  const others = await Promise.all(givers.map(giver => holdersOf(ctx, community, giver, community)))
  const notices = others
    .flat()
    .filter(({ id }) => !isMe(ctx.who, id) && id !== user)
    .map(({ id: to }) => ({
      ...{ to, name: 'granted', template: 'matterNews' as const, url: '/identity/grants', who: ctx.who.id },
      ...{
        title: '有人得了新身份',
        text: `{who}给了一个人“${roles.text[role]}”的身份。不对的话，请到身份管理里收回。`,
      },
    }))
  await notify(ctx, ['granted', user, role, Date.parse(ctx.now)].join('.'), notices)
}

/** Someone with the roles that the caller may give and take; other roles and communities are nobody's business here. */
const holderFor = async (
  ctx: Ctx,
  user: string,
  { community, roles }: ReturnType<typeof granting>,
): Promise<Holder | undefined> => {
  const person = await personOf(ctx, user)
  if (!person) return undefined
  const { id, callName, home } = person.profile
  return {
    id,
    callName,
    ...(home?.community === community && { building: home.building }),
    grants: person.grants
      .filter(inForce(ctx.now))
      .filter(grant => grant.community === community && roles.includes(grant.role)),
  }
}

/** Where a role comes with belonging somewhere, the module that keeps the belonging gives and takes the role. */
export interface Belonging {
  /** Makes them belong, and the grant with it. */
  readonly give: (ctx: SignedIn, user: string, given: Given) => Promise<void>
  /** Ends it, and the grant with it; false where there was only the grant. */
  readonly take: (ctx: SignedIn, user: string, grant: GrantRecord, why: RevokeReason) => Promise<boolean>
}
type RevokeReason = Code<typeof revokeReasons>

export const grantHandlers = (
  belongings: { readonly [R in Role]?: Belonging } = {},
  keepersOf: () => readonly Keeper[] = () => [],
): Handlers<Pick<typeof identity, keyof typeof grantOperations>> => ({
  async grant({ user: named, role, community: wanted, scope, until }, ctx) {
    const community = grantingCommunity(ctx.who, role, wanted)
    const [user] = await everyIdOf(ctx, named)
    if (await isMeOrMyPhone(ctx, user)) throw new Refusal('identity.notYourself')
    const latest = plusMinutes(ctx.now, longestGrantDays * day)
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
    const belonging = belongings[role]
    for (const { roleChanges } of keepersOf()) await roleChanges?.(ctx, user, role)
    await (belonging ? belonging.give(ctx, user, grant) : giveGrant(ctx, user, grant))
    await tellOthers(ctx, user, grant)
    return (await grantIn(ctx, user, grantId(role, community, grant.scope)))!
  },

  async revoke({ user: named, grant: id, reason }, ctx) {
    const users = await everyIdOf(ctx, named)
    const grants = await Promise.all(users.map(each => grantIn(ctx, each, id)))
    const at = grants.findIndex(each => each && !each.revokedAt)
    const [user, grant] = at < 0 ? [named, await grantIn(ctx, named, id)] : [users[at]!, grants[at]]
    // A grant of another community is treated as if it did not exist.
    if (!grant || !ctx.who.grants.some(own => mayGrant[own.role] && own.community === grant.community))
      throw new Refusal('identity.grantUnknown')
    grantingCommunity(ctx.who, grant.role, grant.community)
    if (isMe(ctx.who, users[0])) throw new Refusal('identity.notYourself')
    for (const { roleChanges } of keepersOf())
      for (const each of users) await roleChanges?.(ctx, each, grant.role)
    if (await belongings[grant.role]?.take(ctx, user, grant, reason)) return { revoked: true as const }
    await changeGrant(ctx, user, id, (was = grant) =>
      was.revokedAt ? was : { ...was, revokedAt: ctx.now, revokedBy: ctx.who.id, why: reason },
    )
    return { revoked: true }
  },

  async grants({ list, role, scope, community: wanted, next }, ctx) {
    const where = granting(ctx.who, wanted)
    const { community, roles } = where
    if (list === 'role' && !role) throw new Refusal('request.invalid', {}, { role: '请选一种身份' })
    if (role && !roles.includes(role)) throw new Refusal('identity.mayNotGrant')
    const question = { community, ...(list === 'role' && { role: role!, ...(scope && { scope }) }) }
    const horizon = plusMinutes(ctx.now, recheckDays * day)
    return page(ctx, ['identity.grants', list, question], next, async after => {
      const found = await grantsBy(ctx, question, after)
      const wantedOnes = found.items.filter(
        ({ grant }) => roles.includes(grant.role) && (list === 'role' || grant.until <= horizon),
      )
      const lines = await Promise.all(
        wantedOnes.map(async ({ user, grant }) => ({ grant, holder: await holderFor(ctx, user, where) })),
      )
      const names = await namesApart(
        ctx,
        lines.flatMap(({ holder }) => holder?.id ?? []),
      )
      const items = lines.flatMap(({ grant, holder }) =>
        holder ? [{ grant, holder: { ...holder, callName: names.get(holder.id) ?? holder.callName } }] : [],
      )
      // They are sorted by when they end: after the first one past the horizon, none is left.
      const over = list === 'ending' && found.items.some(({ grant }) => grant.until > horizon)
      return { items, last: over ? undefined : found.last }
    })
  },

  async grantChoices({ community: wanted }, ctx) {
    const { community, roles } = granting(ctx.who, wanted)
    const scopes = async (role: Role) => {
      const kind = scopeKind[role]
      if (kind === 'community') return {}
      return { scopes: (await scopesIn(ctx, community, kind)).map(({ id, name }) => ({ id, name })) }
    }
    return {
      community,
      communityName: (await settingsOf(ctx, community)).name,
      roles: await Promise.all(roles.map(async role => ({ role, ...(await scopes(role)) }))),
    }
  },

  async myCode(_, ctx) {
    const until = plusMinutes(ctx.now, myCodeMinutes)
    const code = await codeFor(ctx, 'person', ctx.who.id, randomUUID())
    await ctx.table.put(codeItem(code, { kind: 'person', user: ctx.who.id }, until))
    return { code, until }
  },

  async holder({ code, community }, ctx) {
    const where = granting(ctx.who, community)
    const opens = await openedBy(ctx, 'person', code)
    if (!opens) throw new Refusal('identity.codeUnknown', {}, { code: '请让他再亮一次身份码' })
    const holder = await holderFor(ctx, opens.user, where)
    if (!holder) throw new Refusal('identity.userUnknown')
    return holder
  },
})

/**
 * Holds only while the caller still has this role. It goes into the transaction that writes a look, so that a role
 * taken back a moment ago shows nothing. `scope` is left out for roles that cover the whole community.
 */
export const grantCheck = (ctx: SignedIn, role: Role, community: string, scope = community) =>
  grantStands(ctx.who.id, role, community, scope)

/** The profiles of those who hold a role for a scope now. */
export const holdersOf = async (
  { table, now }: Pick<Ctx, 'table' | 'now'>,
  community: string,
  role: Role,
  scope: string,
) => {
  const pk = members(community, role, scope)
  // Those whose time ends at this very moment (`now#…`) sort before `now~`.
  const items = await table.queryAll({ index: 'gsi2', pk, sk: { atLeast: `${now}~` } })
  const people = await table.getMany(items.map(item => meKey(item.pk.slice('U#'.length))))
  const profiles = people.flatMap(item => (item.profile as Profile | undefined) ?? [])
  // What somebody was given under another id of theirs is theirs.
  const theirs = await profilesOf(
    { table },
    profiles.flatMap(({ sameAs }) => sameAs ?? []),
  )
  const current = profiles.flatMap(each => (each.sameAs ? (theirs.get(each.sameAs) ?? []) : each))
  return [...new Map(current.map(each => [each.id, each])).values()]
}

/** Their ids; without a scope, for what covers the whole community. */
export const holderIds = async (
  ctx: Pick<Ctx, 'table' | 'now'>,
  community: string,
  role: Role,
  scope = community,
): Promise<string[]> => (await holdersOf(ctx, community, role, scope)).map(({ id }) => id)
