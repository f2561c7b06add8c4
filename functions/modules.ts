/** Every module, once. */
import { api } from '../shared/api/api.ts'
import { communityHandlers } from './community/community-handlers.ts'
import { filesModule } from './files/files.ts'
import { hazardsModule } from './hazards/hazards.ts'
import { helpModule } from './help/help.ts'
import { grantHandlers } from './identity/grants.ts'
import { householdsModule } from './households/households.ts'
import { identityHandlers, movingHandlers } from './identity/identity.ts'
import { identityKeeps, myDataHandlers } from './identity/my-data.ts'
import { mattersHandlers, stillSeen, type Sees } from './matters/matters.ts'
import { mediationModule } from './mediation/mediation.ts'
import { messagesHandlers, messagesKeeps } from './messages/messages.ts'
import { onboardingModule } from './onboarding/onboarding.ts'
import { noticesModule } from './notices/notices.ts'
import { papersModule } from './papers/papers.ts'
import type { Followed } from './platform/followed.ts'
import { module, type Module } from './platform/module.ts'
import type { Service } from './platform/serve.ts'
import { rollsModule } from './rolls/rolls.ts'
import { suggestionsModule } from './suggestions/suggestions.ts'
import { countService } from './volunteers/hours.ts'
import { volunteerRole } from './volunteers/teams.ts'
import { volunteersModule } from './volunteers/volunteers.ts'
import { wellbeingModule } from './wellbeing/wellbeing.ts'

/** Whether a matter exists for somebody, as its kind says. */
const sees: Sees = (matter, who) => kindOf(matter.kind).sees(matter, who)

/** Whether the caller may see it now; what is not there is seen by nobody. */
export const reaches: Service['reaches'] = async (ctx, matter) =>
  (await stillSeen(ctx, [matter], sees)).length > 0

const every = () => Object.values(modules)
const keepers = () => every().flatMap(({ keeps }) => keeps ?? [])

/** A module of the contract that is not here does not compile. */
export const modules: Readonly<Record<keyof typeof api, Module>> = {
  community: module(api.community, {
    handlers: communityHandlers(async (...settings) => {
      for (const { settingsMayChange } of every()) await settingsMayChange?.(...settings)
    }),
  }),
  files: filesModule,
  identity: module(api.identity, {
    handlers: {
      ...identityHandlers,
      ...movingHandlers(keepers),
      ...grantHandlers({ volunteer: volunteerRole }, keepers),
      ...myDataHandlers(keepers),
    },
    keeps: identityKeeps,
  }),
  matters: module(api.matters, { handlers: mattersHandlers(name => kindOf(name)) }),
  messages: module(api.messages, {
    handlers: messagesHandlers({
      says: (ctx, matter, text) => kindOf(matter.kind).phoned(ctx, matter, text),
      reached: (ctx, matter, party) => kindOf(matter.kind).reached(ctx, matter, party),
    }),
    keeps: messagesKeeps,
  }),
  papers: papersModule(sees),
  hazards: hazardsModule,
  help: helpModule,
  households: householdsModule,
  mediation: mediationModule,
  onboarding: onboardingModule,
  notices: noticesModule,
  rolls: rollsModule,
  suggestions: suggestionsModule,
  volunteers: volunteersModule,
  wellbeing: wellbeingModule,
}

/** What its kind says was a volunteer's service counts as hours, whatever module it was for. */
const counted = (kind: Followed): Followed => ({
  ...kind,
  async follows(ctx, change) {
    await kind.follows(ctx, change)
    const service = kind.served(change.after)
    if (service) await countService(ctx, service)
  },
})

const kinds = new Map(every().flatMap(({ kinds = [] }) => kinds.map(kind => [kind.name, counted(kind)])))

/** What is done about items of this kind. */
export const kindOf = (name: string): Followed => {
  const found = kinds.get(name)
  if (!found) throw new Error(`no module has items of the kind ${name}`)
  return found
}
