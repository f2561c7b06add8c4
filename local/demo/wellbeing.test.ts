import { expect, test } from '@jest/globals'
import { readBack } from '../../functions/platform/matter-item.ts'
import type { Wellbeing } from '../../functions/wellbeing/wellbeing-store.ts'
import { todayOf } from '../../shared/wellbeing/life.ts'
import { memoryTable } from '../memory/memory-table.ts'
import { openStage } from './stage.ts'
import { aroundOf } from './testing/around.ts'
import { settle, termOf } from './town.ts'
import { playWellbeing } from './wellbeing.ts'

test.each([
  ['2026-11-23T02:30:00.000Z', { silent: 1, fine: 18, away: 2, waiting: 1 }],
  ['2026-11-23T16:30:00.000Z', { silent: 1, waiting: 19, away: 2 }],
])(
  'When the demo begins at %s, then 22 old people are asked for, and of one there is no word',
  async (now, expected) => {
    const table = memoryTable()
    const { from, until } = termOf(now)
    const stage = openStage(aroundOf(table, []), from)
    await settle(stage, until)
    table.written()
    const began = Date.now()
    await playWellbeing(stage, now)
    expect(Date.now() - began).toBeLessThan(10_000)
    const all = table
      .items()
      .filter(({ sk, kind }) => sk === 'MATTER' && kind === 'wellbeing')
      .map(item => readBack<Wellbeing>(item))
    expect(all).toHaveLength(22)
    const counts: Record<string, number> = {}
    for (const each of all) {
      const today = todayOf(each, now)
      counts[today] = (counts[today] ?? 0) + 1
    }
    expect(counts).toEqual(expected)
    expect(all.filter(({ state }) => state === 'silent')).toHaveLength(1)
    // What the clock finds when it starts is nothing new.
    expect(all.filter(({ dueAt = '9' }) => dueAt <= now)).toEqual([])
  },
  60_000,
)
