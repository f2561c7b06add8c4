/** Who makes which paper, by the names that modules order them under. Apart from modules.ts, so that only the papers function loads what writes PDF and XLSX. */
import { householdsMakers } from './households/households-papers.ts'
import { mediationMakers } from './mediation/papers/makers.ts'
import { noticesMakers } from './notices/notices-papers.ts'
import type { Makers } from './papers/make.ts'
import { onboardingMakers } from './onboarding/onboarding-papers.ts'
import { rollsMakers } from './rolls/roll-sheet.ts'
import { volunteersMakers } from './volunteers/volunteers-papers.ts'

export const makers: Makers = {
  ...householdsMakers,
  ...mediationMakers,
  ...noticesMakers,
  ...onboardingMakers,
  ...rollsMakers,
  ...volunteersMakers,
}
