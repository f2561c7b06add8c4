// What a story is played with in tests: openly, and nobody listens.
import type { Bucket } from '../../../functions/platform/bucket.ts'
import type { Effects } from '../../../functions/platform/context.ts'
import { openly } from '../../../functions/testing/openly.ts'
import type { MemoryTable } from '../../memory/memory-table.ts'
import type { Around } from '../stage.ts'

const nobodyListens = {
  push: async () => ({ became: 'refused', errcode: 43101 }),
} as unknown as Effects['wechat']

const bucket = (): Bucket => {
  const all = new Map<string, Buffer>()
  const under = (prefix: string) => [...all].filter(([key]) => key.startsWith(prefix))
  return {
    put: async (key, bytes) => void all.set(key, bytes),
    get: async key => (all.has(key) ? { bytes: all.get(key)! } : undefined),
    list: async prefix => new Map(under(prefix).map(([key, bytes]) => [key, bytes.length])),
    remove: async key => void all.delete(key),
    removeUnder: async prefix => under(prefix).forEach(([key]) => all.delete(key)),
  }
}

/** `errors`: where what is logged as one goes. */
export const aroundOf = (table: MemoryTable, errors: string[]): Around => ({
  ...{ table, secrets: openly, wechat: nobodyListens },
  log: { info: () => undefined, error: (message: string) => void errors.push(message) },
  ...{ bucket: bucket(), clean: async bytes => ({ type: 'image/jpeg' as const, bytes }) },
})
