/**
 * Two who are one: a person known by phone who signs in, or a second account. The id that is given up stays, as another
 * name of the other, so that nothing done under it has to be rewritten; `everyIdOf` and `Who.also` know them all.
 */
import type { identity } from '../../shared/identity/identity.ts'
import { mayGrant } from '../../shared/identity/grants.ts'
import { idsOf, isMe, scopesOf } from '../../shared/lifecycle.ts'
import { Refusal } from '../../shared/api/refusals.ts'
import { notify } from '../messages/messages.ts'
import { lookItem } from '../people/looks.ts'
import { everyIdOf, inForce, personOf, type Profile, type Ways } from '../people/people.ts'
import type { Ctx, SignedIn } from '../platform/context.ts'
import { communityOwner, sealed } from '../platform/secrets.ts'
import type { Handlers } from '../platform/serve.ts'
import { join, type Step } from '../platform/table.ts'
import { openedBy } from './codes.ts'
import { alsoStep, heldBy, heldStep, knownAs, meStep, together, type Known } from './identity-store.ts'
import { takeOverSteps, unsaySteps } from './moving.ts'
import { proxiesPassSteps } from './proxies-store.ts'

type At = Ways & Pick<Ctx, 'now'>

/** `other` is `user` from now on, with all that was done under its id; the user's own item is for the caller to write. */
export const sameSteps = async (ctx: At, other: Known, user: string): Promise<Step[]> => {
  const { also = [] } = (await personOf(ctx, other.profile.id)) ?? {}
  const { phone: _, ...profile } = other.profile
  return [
    // Raised, so that a sign-in under it ends and begins anew, as who they are.
    await meStep(ctx, other, { ...other, profile: { ...profile, sameAs: user, epoch: profile.epoch + 1 } }),
    ...[other.profile.id, ...also].map(each => alsoStep(user, each, ctx.now)),
    ...(await proxiesPassSteps(ctx, other.profile.id, user, also)),
  ]
}

/** What the user is once the other is them too: where they have nothing of their own, they have the other's. */
export const withThatOf = ({ profile, contact }: Known, other: Known | undefined): Omit<Known, 'item'> => {
  const moves = !profile.home && other?.profile.home
  const { name = '', phone = '', address = '' } = contact ?? {}
  const { name: itsName = '', address: itsAddress = '' } = other?.contact ?? {}
  return {
    profile: moves ? { ...profile, home: moves, callName: other.profile.callName } : profile,
    contact: { name: name || itsName, phone, address: moves ? itsAddress : address },
  }
}

/** Two that staff have before them, or one of them by its code: in the community of both. */
const isOf = (community: string, { home }: Profile) => home?.community === community

export const joiningHandlers: Handlers<Pick<typeof identity, 'joinPerson'>> = {
  async joinPerson({ code, into, other: otherCode, note }, ctx) {
    const opens = await openedBy(ctx, 'person', code)
    if (!opens) throw new Refusal('identity.codeUnknown', {}, { code: '请让他再亮一次身份码' })
    // Whose codes are shown at the desk may have been joined a moment ago.
    const [[second], [first]] = await Promise.all([everyIdOf(ctx, opens.user), everyIdOf(ctx, into)])
    const ids = idsOf(ctx.who)
    if (ids.includes(first) || ids.includes(second)) throw new Refusal('identity.notYourself')
    const [theirs, here] = await Promise.all([personOf(ctx, first), personOf(ctx, second)])
    const community = theirs?.profile.home?.community ?? here?.profile.home?.community
    if (!theirs || !here || !community || !scopesOf(ctx.who, 'communityStaff', community).length)
      throw new Refusal('identity.userUnknown')
    const callName = theirs.profile.callName
    if (first === second) return { id: first, callName }
    if (here.profile.home && !isOf(community, here.profile)) throw new Refusal('identity.userUnknown')
    // Nobody comes by this way to a role that the staff may not give.
    const roles = [...theirs.grants, ...here.grants].filter(inForce(ctx.now)).map(({ role }) => role)
    if (roles.some(role => !mayGrant.communityStaff!.includes(role)))
      throw new Refusal('identity.mayNotGrant')
    // Of an account and somebody known by phone, the account is who they are.
    const account = (id: string) => id.startsWith('user_')
    // One code shows that the account is theirs who stand there, and says nothing of whose the other is.
    const vouched =
      account(first) && account(second) ? await vouchedBy(ctx, first, community, otherCode) : undefined
    const [kept, gone] = account(first) ? [first, second] : [second, first]
    await together(ctx.table, async () => {
      const [me, other] = await Promise.all([knownAs(ctx, kept), knownAs(ctx, gone)])
      if (!me || !other) throw new Refusal('identity.userUnknown')
      if (other.profile.sameAs || me.profile.sameAs) return []
      const { profile, contact } = withThatOf(me, other)
      // A phone that is checked counts for more than one that is not.
      const theirPhone = other.contact?.phone ?? ''
      const takes =
        theirPhone !== '' &&
        (!contact?.phone || (profile.phone !== 'checked' && other.profile.phone === 'checked'))
      const { phone: _, phoneTaken: __, ...plain } = profile
      const { phone: itsPhone, phoneTaken } = other.profile
      const held = theirPhone ? await heldBy(ctx, theirPhone) : undefined
      const holds = held?.ids.includes(gone)
      const hidden = await sealed(ctx, communityOwner(community), joinedKey(kept, gone)).seal('note', note)
      return [
        ...(await sameSteps(ctx, other, kept)),
        ...(me.profile.home ? [] : await takeOverSteps(ctx, other.profile, kept)),
        ...(await unsaySteps(ctx, gone)),
        await meStep(
          ctx,
          { ...me, item: other.item.openid ? { ...me.item, openid: other.item.openid } : me.item },
          takes
            ? {
                profile: { ...plain, phone: itsPhone, phoneTaken },
                contact: { ...contact!, phone: theirPhone },
              }
            : { profile, contact },
        ),
        ...(held && holds
          ? [
              heldStep(held, [
                ...held.ids.filter(id => id !== gone),
                ...(takes || held.ids.includes(kept) ? [kept] : []),
              ]),
            ]
          : []),
        { put: { ...joinedKey(kept, gone), by: ctx.who.id, at: ctx.now, vouched, note: hidden } },
        { put: lookItem(kept, { at: ctx.now, by: ctx.who.id, as: 'communityStaff', matter: joinLook }) },
      ]
    })
    await notify(ctx, `joined.${gone}`, [
      { to: kept, name: 'joined', template: 'matterNews', url: '/identity/my-data', ...told },
    ])
    return { id: kept, callName: (await personOf(ctx, kept))?.profile.callName ?? callName }
  },
}

/**
 * The account itself, by its code; or, where its owner can no longer open it, another of the staff who has seen them, and
 * whose own account it is not.
 */
const vouchedBy = async (ctx: SignedIn, account: string, community: string, code: string | undefined) => {
  const shown = code === undefined ? undefined : await openedBy(ctx, 'person', code)
  const [by] = shown ? await everyIdOf(ctx, shown.user) : []
  if (by === account) return by
  const grants = by && !isMe(ctx.who, by) ? ((await personOf(ctx, by))?.grants ?? []) : []
  const isStaff = grants
    .filter(inForce(ctx.now))
    .some(grant => grant.role === 'communityStaff' && grant.community === community)
  if (!isStaff) throw new Refusal('identity.bothCodes', {}, { other: '请再扫一个身份码' })
  return by
}

/** Before whom two became one, and what was noted. */
const joinedKey = (user: string, other: string) => ({ pk: join('U', user), sk: join('J', other) })
export const joinLook = 'identity.join'

/** Read on a locked phone, so no names. */
const told = {
  title: '两个账号合好了',
  text: '社区当面给您合了账号，时长、身份和办过的事都在一起了。不是您的意思，请马上打给社区。',
}
