import type { Manifest } from '../manifest.ts'
import { wellbeingForm, wellbeingSettings } from './settings.ts'

export const wellbeingManifest = {
  name: 'wellbeing',
  offAtFirst: true,
  switches: { wellbeing: '今天我很好' },
  kinds: { wellbeing: { page: 'one', called: '报平安', asked: '开始报平安的', lookedFor: '为了报平安的事' } },
  settings: { schema: wellbeingSettings, form: wellbeingForm },
  byProxy: '报平安',
} as const satisfies Manifest
