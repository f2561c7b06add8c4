import type { Manifest } from '../manifest.ts'
import { mediationForm } from './settings-form.ts'
import { mediationChange, mediationSettings } from './settings.ts'

export const mediationManifest = {
  name: 'mediation',
  switches: { mediation: '约人调解' },
  kinds: { case: { page: 'case', called: '调解' }, quarrel: { page: 'quarrel', called: '说和' } },
  settings: { schema: mediationSettings, change: mediationChange, form: mediationForm },
  byProxy: '约人调解',
} as const satisfies Manifest
