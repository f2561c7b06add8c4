import type { Manifest } from '../manifest.ts'
import { householdsChange, householdsForm, householdsSettings } from './settings.ts'

export const householdsManifest = {
  name: 'households',
  offAtFirst: true,
  switches: { households: '二对一走访' },
  kinds: { pairing: { page: 'home', called: '走访', lookedFor: '为了上门走访' } },
  settings: { schema: householdsSettings, change: householdsChange, form: householdsForm },
  byProxy: '上门走访',
} as const satisfies Manifest
