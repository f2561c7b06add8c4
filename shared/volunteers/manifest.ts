import type { Manifest } from '../manifest.ts'

export const volunteersManifest = {
  name: 'volunteers',
  switches: { volunteers: '志愿服务' },
  kinds: { membership: 'membership', shift: 'shift' },
} as const satisfies Manifest
