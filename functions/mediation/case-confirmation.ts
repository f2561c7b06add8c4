/** Asking the court to confirm an agreement: to which court, when, and what it ruled. */
import { isRuled } from '../../shared/mediation/court.ts'
import type { mediation } from '../../shared/mediation/mediation.ts'
import { Refusal } from '../../shared/api/refusals.ts'
import type { Settings } from '../../shared/community/community.ts'
import type { Input } from '../../shared/contract.ts'
import { onOf, sayMonthDay } from '../../shared/time.ts'
import { settingsOf } from '../community/community.ts'
import { attach } from '../files/files.ts'
import type { SignedIn } from '../platform/context.ts'
import type { Handlers } from '../platform/serve.ts'
import { full } from './case-reply.ts'
import type { Case } from './case-store.ts'
import { lastDayToAsk } from './case-timers.ts'
import { resealed } from './case-tracks.ts'

type Asked = Input<typeof mediation.confirmation>

/** As it stands in the settings now; what was chosen once stays as it was. */
const courtIn = ({ mediation: { courts } }: Settings, item: Case, wanted: string | undefined) => {
  if (wanted === undefined) return item.court
  const found = courts.find(({ id }) => id === wanted)
  if (!found) throw new Refusal('mediation.courtUnknown', {}, { court: '请从名单里选' })
  const { name, place, phone } = found
  return { name, place, phone }
}

/** Between two days, both of them included. */
const within = (on: string, from: string, to: string) => {
  if (on < from || on > to)
    throw new Refusal(
      'mediation.badCourtDay',
      { from: sayMonthDay(from), to: sayMonthDay(to) },
      { on: '请选对的日子' },
    )
}

const applied = ({ now }: SignedIn, { effectiveOn }: Case, lastOn: string, on = onOf(now)): Partial<Case> => {
  // What was asked for in time may be noted later.
  within(on, effectiveOn!, lastOn < onOf(now) ? lastOn : onOf(now))
  return { appliedOn: on }
}

const ruling = ({ now }: SignedIn, item: Case, { state, on, number, files }: Asked): Partial<Case> => {
  const missing = {
    ...(!on && { on: '请选裁定的日子' }),
    ...(!number && state !== 'withdrawn' && { number: '请写裁定书的案号' }),
  }
  if (!on || Object.keys(missing).length > 0) throw new Refusal('mediation.rulingNeeded', {}, missing)
  within(on, item.appliedOn ?? item.effectiveOn!, onOf(now))
  return { ruling: { on, files: files ?? item.ruling?.files } }
}

export const confirmationHandlers: Handlers<Pick<typeof mediation, 'confirmation'>> = {
  confirmation: ({ state, court, on, number, files, ...tap }, ctx) =>
    full(
      ctx,
      'confirmation',
      { ...tap, reason: state },
      {
        wants: { confirmation: state },
        async prepare(item) {
          const settings = await settingsOf(ctx, item.community)
          const lastOn = lastDayToAsk(item, settings)!
          if (state === 'wanted' && lastOn < onOf(ctx.now)) throw new Refusal('mediation.confirmationOver')
          const chosen = { court: courtIn(settings, item, court) }
          const rulingNumber = isRuled(state) ? number : undefined
          const numbered = await resealed(ctx, item, () => ({ rulingNumber }))
          // What was entered wrongly before is gone with it.
          if (!isRuled(state))
            return {
              ...{ ...chosen, ...numbered, ruling: undefined },
              ...(state === 'applied' ? applied(ctx, item, lastOn, on) : { appliedOn: undefined }),
            }
          const made = ruling(ctx, item, { ...tap, state, on, number, files })
          if (files) await attach(ctx, files, item.id)
          return { ...chosen, ...numbered, ...made }
        },
      },
    ),
}
