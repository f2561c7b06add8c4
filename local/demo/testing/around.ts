// What a story is played with in tests: openly, and nobody listens.
import type { Effects } from '../../../functions/platform/context.ts'
import { openly } from '../../../functions/testing/openly.ts'
import type { MemoryTable } from '../memory-table.ts'
import type { Around } from '../stage.ts'

const nobodyListens = {
  push: async () => ({ became: 'refused', errcode: 43101 }),
} as unknown as Effects['wechat']

/** `errors`: where what is logged as one goes. */
export const aroundOf = (table: MemoryTable, errors: string[]): Around => ({
  ...{ table, secrets: openly, wechat: nobodyListens },
  log: { info: () => undefined, error: (message: string) => void errors.push(message) },
})
