import type { Manifest } from '../manifest.ts'
import { hazardsForm, hazardsSettings } from './settings.ts'

export const hazardsManifest = {
  name: 'hazards',
  offAtFirst: true,
  switches: { hazards: '随手拍' },
  kinds: { hazard: { page: 'hazard', called: '隐患', asked: '上报的', lookedFor: '为了随手拍的隐患' } },
  settings: { schema: hazardsSettings, form: hazardsForm },
} as const satisfies Manifest
