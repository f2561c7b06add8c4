/** 我家的人: a household sees who belongs to it, invites its own, and says whom it does not know. */
import type { identity } from '../../shared/identity/identity.ts'
import { invitationDays, invitationUses, joinPath } from '../../shared/identity/homes.ts'
import { Refusal } from '../../shared/api/refusals.ts'
import { plusMinutes } from '../../shared/time.ts'
import type { Ctx, SignedIn } from '../platform/context.ts'
import type { Handlers } from '../platform/serve.ts'
import { randomCode } from './codes.ts'
import { needConsent } from './consents.ts'
import {
  claimStep,
  homeOf,
  invitationOf,
  invitationStep,
  putInvitation,
  saidBy,
  type Invitation,
} from './homes-store.ts'
import { buildingOf, inSteps, membersOf, moveOutSteps, needed, profileOf, unsaySteps } from './moving.ts'
import { knownAs, together, type Known } from './identity-store.ts'
import type { ClaimRecord, Ways } from '../people/people.ts'

const day = 24 * 60

/** The invitation, while it is good; the refusal does not say why it is not. */
const goodInvitation = (ctx: Pick<Ctx, 'now'>, invitation: Invitation | undefined, user: string) => {
  const good =
    invitation &&
    ctx.now < invitation.until &&
    (invitation.joined.length < invitationUses || invitation.joined.includes(user))
  if (!good) throw new Refusal('identity.invitationUnknown')
  return invitation
}
/** The one who invited, as long as they still live there. */
const stillFrom = async (ctx: Ways, { by, home }: Invitation): Promise<Known> => {
  const inviter = await knownAs(ctx, by)
  if (inviter?.profile.home?.id !== home) throw new Refusal('identity.invitationUnknown')
  return inviter
}

const ownHome = async (ctx: SignedIn) => {
  const profile = await profileOf(ctx, ctx.who.id)
  if (!profile.home) throw new Refusal('identity.noHome')
  return { ...profile, home: profile.home }
}

type Ops = 'household' | 'inviteHousehold' | 'invitation' | 'joinHome' | 'doubtMember' | 'leaveHome'

export const householdHandlers: Handlers<Pick<typeof identity, Ops>> = {
  async household(_, ctx) {
    const { home, id: me } = await ownHome(ctx)
    const members = await membersOf(ctx, home.community, home.id)
    const nameOf = (user: string) => members.find(({ profile }) => profile.id === user)?.profile.callName
    return {
      building: home.building,
      members: members.map(({ profile, as, since, by, invited, claim }) => {
        return {
          ...{ user: profile.id, callName: profile.callName, as, since, me: profile.id === me },
          invitedBy: invited ? nameOf(by) : undefined,
          doubted: claim?.state === 'doubted' && claim.home === home.id,
        }
      }),
    }
  },

  async inviteHousehold(_, ctx) {
    const { home, id } = await ownHome(ctx)
    const place = await homeOf(ctx, home.community, home.id)
    if (!place?.members[id]) throw new Refusal('identity.noHome')
    const code = randomCode()
    const until = plusMinutes(ctx.now, invitationDays * day)
    await putInvitation(ctx, code, {
      home: place.id,
      community: place.community,
      building: place.building,
      by: id,
      until,
      joined: [],
    })
    return { code, path: joinPath(code), until, people: invitationUses }
  },

  async invitation({ code }, ctx) {
    const invitation = goodInvitation(ctx, await invitationOf(ctx, code), ctx.who.id)
    const { callName, home } = (await stillFrom(ctx, invitation)).profile
    return { building: home!.building, from: callName, until: invitation.until }
  },

  async joinHome({ code, as, name, callName }, ctx) {
    const user = ctx.who.id
    needConsent(await profileOf(ctx, user), 'privacy')
    let building = ''
    await together(ctx.table, async () => {
      const invitation = goodInvitation(ctx, await invitationOf(ctx, code), user)
      const { home: id, community, by } = invitation
      const inviter = await stillFrom(ctx, invitation)
      building = inviter.profile.home!.building
      const me = await needed(ctx, user)
      if (me.profile.home?.id === id) return []
      // Somebody who has already moved in by this invitation, and out again, needs a new one.
      if (invitation.joined.includes(user)) throw new Refusal('identity.invitationUnknown')
      if (me.profile.home)
        throw new Refusal('identity.livesElsewhere', { building: me.profile.home.building })
      const address = inviter.contact?.address ?? ''
      const home = { id, community, building: invitation.building }
      return [
        await invitationStep(ctx, code, was => {
          const good = goodInvitation(ctx, was, user)
          return { ...good, joined: [...new Set([...good.joined, user])] }
        }),
        ...(await inSteps(ctx, me, {
          ...{ home, buildingName: building, as, by, invited: true, callName, name, address },
        })),
        // This settles anything they said before.
        ...(await unsaySteps(ctx, user)),
      ]
    })
    return { building }
  },

  async doubtMember({ user }, ctx) {
    const { home, id: me } = await ownHome(ctx)
    await together(ctx.table, async () => {
      const place = await homeOf(ctx, home.community, home.id)
      const member = place?.members[user]
      const them = member?.invited && place?.members[me] && user !== me && (await knownAs(ctx, user))
      if (!them || !member || !place) throw new Refusal('identity.memberUnknown')
      const said = await saidBy(ctx, user)
      if (said?.claim.state === 'doubted') return []
      const { community, building } = place
      const { grid } = await buildingOf(ctx, community, building)
      const claim: ClaimRecord = {
        ...{ id: `claim_${await ctx.secrets.derive('doubt', user, place.id, ctx.now)}`, home: place.id },
        ...{ community, building, buildingName: home.building, grid, as: member.as },
        ...{ callName: them.profile.callName, at: ctx.now, state: 'doubted' },
        ...{ invitedBy: member.by, doubtedBy: me },
      }
      const { name = '', address = '' } = them.contact ?? {}
      return [await claimStep(ctx, user, said, claim, { name, address })]
    })
    return { told: true }
  },

  async leaveHome(_, ctx) {
    const user = ctx.who.id
    await together(ctx.table, async () => [
      ...(await moveOutSteps(ctx, await needed(ctx, user), user)),
      ...(await unsaySteps(ctx, user)),
    ])
    return { left: true }
  },
}
