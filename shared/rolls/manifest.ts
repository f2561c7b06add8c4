import type { Manifest } from '../manifest.ts'

export const rollsManifest = {
  name: 'rolls',
  switches: { rolls: '应急点名' },
  offAtFirst: true,
  kinds: { roll: { page: 'roll', called: '点名', asked: '点名的', lookedFor: '为了应急点名' } },
  byProxy: '应急时报平安',
} as const satisfies Manifest
