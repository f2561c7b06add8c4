import type { Manifest } from '../manifest.ts'

export const helpManifest = {
  name: 'help',
  switches: { help: '找人帮忙' },
  kinds: { help: 'detail' },
} as const satisfies Manifest
