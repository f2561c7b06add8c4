import type { Manifest } from '../manifest.ts'

export const mediationManifest = {
  name: 'mediation',
  switches: { mediation: '约人调解' },
  kinds: { case: 'case', quarrel: 'quarrel' },
} as const satisfies Manifest
