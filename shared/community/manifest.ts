import type { Manifest } from '../manifest.ts'

export const communityManifest = {
  name: 'community',
  switches: { phoneBook: '社区电话', whoseIsIt: '归谁管' },
} as const satisfies Manifest
