/** The HTTP function: every module's handlers behind one door. */
import { api as modules } from '../shared/api.ts'
import { roleNames } from '../shared/identity.ts'
import { communityHandlers } from './community/community.ts'
import { helpHandlers } from './help/help.ts'
import { identityHandlers, whoIs } from './identity/identity.ts'
import { openapi } from './openapi.ts'
import { openEffects, type Effects } from './platform/context.ts'
import { serve, type Handlers } from './platform/serve.ts'

const handlers: { readonly [M in keyof typeof modules]: Handlers<(typeof modules)[M]> } = {
  community: communityHandlers,
  help: helpHandlers,
  identity: identityHandlers,
}

export const api = (open: () => Effects) => serve(open, { modules, handlers, whoIs, roleNames, openapi })

export const handler = api(openEffects)
