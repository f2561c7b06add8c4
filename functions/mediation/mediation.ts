/** 调解: everything the module brings. */
import { mediation } from '../../shared/mediation/mediation.ts'
import { module } from '../platform/module.ts'
import type { Handlers } from '../platform/serve.ts'
import { consentHandlers } from './case-consent.ts'
import { caseMatters } from './case-kind.ts'
import { listHandlers } from './case-lists.ts'
import { sessionHandlers } from './case-session.ts'
import { sittingHandlers } from './case-sittings.ts'
import { confirmationHandlers } from './case-confirmation.ts'
import { signingHandlers } from './case-signing.ts'
import { timesHandlers } from './case-times.ts'
import { deskHandlers } from './desk.ts'
import { filingHandlers } from './filing.ts'
import { calendarRoute, feedHandlers } from './feed.ts'
import { mediationKeeps } from './mediation-people.ts'
import { invitationHandlers } from './invitation.ts'
import { paperHandlers } from './case-papers-orders.ts'
import { recordHandlers } from './records.ts'
import { quarrelMatters } from './quarrels-kind.ts'
import { quarrelHandlers } from './quarrels.ts'
import { roomsMayChange } from './room-changes.ts'
import { talkHandlers } from './talks.ts'

const handlers: Handlers<typeof mediation> = {
  ...quarrelHandlers,
  ...talkHandlers,
  ...consentHandlers,
  ...timesHandlers,
  ...sittingHandlers,
  ...recordHandlers,
  ...sessionHandlers,
  ...signingHandlers,
  ...filingHandlers,
  ...confirmationHandlers,
  ...listHandlers,
  ...deskHandlers,
  ...feedHandlers,
  ...paperHandlers,
  ...invitationHandlers,
}

export const mediationModule = module(mediation, {
  handlers,
  routes: [calendarRoute],
  kinds: [caseMatters.followed, quarrelMatters.followed],
  keeps: mediationKeeps,
  settingsMayChange: roomsMayChange,
})
