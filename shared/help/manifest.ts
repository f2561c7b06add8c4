import type { Manifest } from '../manifest.ts'
import { helpForm, helpSettings } from './settings.ts'
import { helpKinds, topics } from './topics.ts'

export const helpManifest = {
  name: 'help',
  switches: { help: '找人帮忙' },
  kinds: { help: { page: 'detail', called: '求助', asked: '求助的', lookedFor: '为了帮忙的事' } },
  settings: { schema: helpSettings, form: helpForm },
  byProxy: '找人帮忙',
  skills: { ...helpKinds.text, ...topics.text },
} as const satisfies Manifest
