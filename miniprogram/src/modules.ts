/** What each module brings to the home page and 我的. Its pages it brings by being there (config/pages.ts). */
import type { AtHome } from './components/home.ts'
import { communityHome } from './community/home.ts'
import { messagesHome } from './messages/home.tsx'
import { identityHome } from './identity/at-home.ts'
import { hazardsHome } from './hazards/home.tsx'
import { helpHome } from './help/home.tsx'
import { householdsHome } from './households/at-home.tsx'
import { mediationHome } from './mediation/home.tsx'
import { noticesHome } from './notices/home.tsx'
import { rollsHome } from './rolls/home.ts'
import { suggestionsHome } from './suggestions/home.ts'
import { volunteersHome } from './volunteers/home.tsx'
import { wellbeingHome } from './wellbeing/home.tsx'

/** Where several stand at one place, they do so in this order. */
export const modules: readonly AtHome[] = [
  messagesHome,
  wellbeingHome,
  noticesHome,
  helpHome,
  householdsHome,
  hazardsHome,
  mediationHome,
  rollsHome,
  suggestionsHome,
  volunteersHome,
  identityHome,
  communityHome,
]
