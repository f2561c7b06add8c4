import { beforeAll, expect, test } from '@jest/globals'
import type { Notice } from '../../functions/notices/notices-store.ts'
import { readBack } from '../../functions/platform/matter-item.ts'
import { memoryTable } from '../memory/memory-table.ts'
import { playNotices } from './notices.ts'
import { openStage } from './stage.ts'
import { aroundOf } from './testing/around.ts'
import { settle, termOf } from './town.ts'

const now = '2026-11-23T02:00:00.000Z'
const table = memoryTable()
let all: Notice[]
beforeAll(async () => {
  const { from, until } = termOf(now)
  const stage = openStage(aroundOf(table, []), from)
  await settle(stage, until)
  table.written()
  await playNotices(stage, now)
  all = table
    .items()
    .filter(({ sk, kind }) => sk === 'MATTER' && kind === 'notice')
    .map(item => readBack<Notice>(item))
}, 300_000)

test('When they are counted, then some are down, one is urgent, and one asks and has got a part of the answers', () => {
  const up = all.filter(({ state }) => state === 'up')
  expect([all.length, up.length]).toEqual([12, 6])
  expect(up.filter(({ urgent }) => urgent)).toHaveLength(1)
  const [asks, ...others] = up.filter(({ ask }) => ask)
  expect(others).toEqual([])
  const rows = table.items().filter(({ pk }) => pk.includes(asks!.id))
  const seen = rows.filter(({ sk }) => sk.startsWith('SEEN#')).length
  const heard = rows.filter(({ sk }) => sk.startsWith('HEARD#'))
  expect(heard).toHaveLength(28)
  expect(heard.reduce((sum, each) => sum + ((each.heard as number | undefined) ?? 0), 0)).toBe(seen)
  expect(heard.reduce((sum, { homes }) => sum + (homes as number), 0)).toBe(1009)
  expect(seen).toBeGreaterThan(100)
  expect(Object.keys(asks!.posted!)).toHaveLength(14)
})
