/** Secrets for stories that are played in memory. */
import { createHmac } from 'node:crypto'
import type { Secrets } from '../platform/secrets.ts'

/** Nothing is hidden and nothing is random, so that all of it can be looked at. */
export const openly: Secrets = {
  derive: async (...parts) =>
    [...createHmac('sha256', 'test').update(JSON.stringify(parts)).digest()]
      .map(byte => 'abcdefghijklmnopqrstuvwxyz234567'[byte & 31])
      .join(''),
  seal: async (_owner, _at, _field, value) => JSON.stringify(value),
  open: async (_owner, _at, _field, sealed) => JSON.parse(sealed) as unknown,
  keyFor: async () => ({ kid: '1', key: new Uint8Array(32) }),
  keyNamed: () => async () => new Uint8Array(32),
}
