/** The HTTP function: every module's handlers behind one door. */
import { whoIs } from './identity/identity.ts'
import { modules, reaches } from './modules.ts'
import { openapi } from './openapi.ts'
import { openEffects, type Effects } from './platform/context.ts'
import { serve } from './platform/serve.ts'

export const api = (open: () => Effects) => serve(open, { modules, whoIs, reaches, openapi })

export const handler = api(openEffects)
