import type { Manifest } from '../manifest.ts'

export const noticesManifest = {
  name: 'notices',
  switches: { notices: '社区通知' },
  offAtFirst: true,
  kinds: { notice: { page: 'notice', called: '通知', lookedFor: '为了告诉一件通知' } },
  byProxy: '看通知、回话',
} as const satisfies Manifest
