/** Every module's contract, and how it says no. Only the server needs them all. */
import { communityRefusals } from '../community/refusals.ts'
import { community } from '../community/community.ts'
import { filesRefusals } from '../files/refusals.ts'
import { files } from '../files/files.ts'
import { hazards } from '../hazards/hazards.ts'
import { hazardsRefusals } from '../hazards/refusals.ts'
import { helpRefusals } from '../help/refusals.ts'
import { help } from '../help/help.ts'
import { householdsRefusals } from '../households/refusals.ts'
import { households } from '../households/households.ts'
import { identityRefusals } from '../identity/refusals.ts'
import { identity } from '../identity/identity.ts'
import { matters } from '../matters/matters.ts'
import { mediationRefusals } from '../mediation/refusals.ts'
import { mediation } from '../mediation/mediation.ts'
import { messagesRefusals } from '../messages/refusals.ts'
import { messages } from '../messages/messages.ts'
import { onboardingRefusals } from '../onboarding/refusals.ts'
import { onboarding } from '../onboarding/onboarding.ts'
import { noticesRefusals } from '../notices/refusals.ts'
import { notices } from '../notices/notices.ts'
import { papersRefusals } from '../papers/refusals.ts'
import { papers } from '../papers/papers.ts'
import { rollsRefusals } from '../rolls/refusals.ts'
import { rolls } from '../rolls/rolls.ts'
import { suggestionsRefusals } from '../suggestions/refusals.ts'
import { suggestions } from '../suggestions/suggestions.ts'
import { volunteersRefusals } from '../volunteers/refusals.ts'
import { volunteers } from '../volunteers/volunteers.ts'
import { wellbeingRefusals } from '../wellbeing/refusals.ts'
import { wellbeing } from '../wellbeing/wellbeing.ts'

export const api = {
  community,
  files,
  hazards,
  help,
  households,
  identity,
  matters,
  mediation,
  messages,
  onboarding,
  notices,
  papers,
  rolls,
  suggestions,
  volunteers,
  wellbeing,
}

export const refusals = {
  ...communityRefusals,
  ...filesRefusals,
  ...hazardsRefusals,
  ...helpRefusals,
  ...householdsRefusals,
  ...identityRefusals,
  ...mediationRefusals,
  ...messagesRefusals,
  ...onboardingRefusals,
  ...noticesRefusals,
  ...papersRefusals,
  ...rollsRefusals,
  ...suggestionsRefusals,
  ...volunteersRefusals,
  ...wellbeingRefusals,
}
