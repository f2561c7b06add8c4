import type { Manifest } from '../manifest.ts'
import { suggestionsForm, suggestionsSettings } from './settings.ts'

export const suggestionsManifest = {
  name: 'suggestions',
  offAtFirst: true,
  switches: { suggestions: '建议和驿站' },
  kinds: {
    idea: { page: 'idea', called: '建议', asked: '提的', lookedFor: '为了回复建议' },
    stay: { page: 'stay', called: '流动党员' },
  },
  settings: { schema: suggestionsSettings, form: suggestionsForm },
} as const satisfies Manifest
