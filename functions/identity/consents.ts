/** What someone agreed to, to which version, and when. */
import type { identity } from '../../shared/identity/identity.ts'
import { agreed, consentVersions, type ConsentKind, type Consents } from '../../shared/identity/account.ts'
import { Refusal } from '../../shared/api/refusals.ts'
import type { Ctx } from '../platform/context.ts'
import type { Handlers } from '../platform/serve.ts'
import { join } from '../platform/table.ts'
import { knownAs, meStep, together } from './identity-store.ts'
import type { Profile } from '../people/people.ts'

/** Refuses with `identity.consentNeeded`, which the client turns into the sheet that asks. */
export const needConsent = ({ consents }: Pick<Profile, 'consents'>, what: ConsentKind) => {
  if (!agreed(consents, what)) throw new Refusal('identity.consentNeeded', {}, { [what]: '请先看一眼说明' })
}

/** For people who come from elsewhere, like an import: agreed to all that is in force. */
export const everyConsent = (at: string): Consents => ({
  privacy: { version: consentVersions.privacy, at },
  sensitive: { version: consentVersions.sensitive, at },
  dispute: { version: consentVersions.dispute, at },
})

export const consentsOf = ({ consents }: Profile) => ({
  privacy: agreed(consents, 'privacy'),
  sensitive: agreed(consents, 'sensitive'),
  dispute: agreed(consents, 'dispute'),
})

/** All that someone has agreed to and taken back, oldest first. */
export const consentHistory = async ({ table }: Pick<Ctx, 'table'>, user: string) =>
  (await table.queryAll({ pk: history(user) })).map(item => item.consent as ConsentEntry)
const history = (user: string) => join('U', user, 'CONSENTS')
export interface ConsentEntry {
  readonly at: string
  readonly what: ConsentKind
  readonly version: string
  readonly agree: boolean
}

export const consentsHandlers: Handlers<Pick<typeof identity, 'consent'>> = {
  async consent({ what, version, agree }, ctx) {
    if (agree && version !== consentVersions[what]) throw new Refusal('identity.consentOld')
    const user = ctx.who.id
    let after: Profile
    await together(ctx.table, async () => {
      const me = (await knownAs(ctx, user))!
      const { [what]: was, ...others } = me.profile.consents ?? {}
      after = me.profile
      // The same said again changes nothing, nor when it was said.
      if (agree ? was?.version === version : was === undefined) return []
      after = { ...me.profile, consents: { ...others, ...(agree && { [what]: { version, at: ctx.now } }) } }
      const consent: ConsentEntry = { at: ctx.now, what, version, agree }
      return [
        await meStep(ctx, me, { ...me, profile: after }),
        { put: { pk: history(user), sk: join(ctx.now, what), consent } },
      ]
    })
    return consentsOf(after!)
  },
}
