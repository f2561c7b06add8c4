import type { Manifest } from '../manifest.ts'
import { filesSettings } from './settings.ts'

export const filesManifest = {
  name: 'files',
  settings: { schema: filesSettings },
} as const satisfies Manifest
