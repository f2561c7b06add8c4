import { beforeAll, expect, test } from '@jest/globals'
import type { Hazard } from '../../functions/hazards/hazard-store.ts'
import { isLate, isOpen } from '../../functions/hazards/hazard-store.ts'
import { readBack } from '../../functions/platform/matter-item.ts'
import { hazardLife } from '../../shared/hazards/life.ts'
import { memoryTable } from '../memory/memory-table.ts'
import { chanceOf } from './chance.ts'
import { playHazards } from './hazards.ts'
import { openStage } from './stage.ts'
import { aroundOf } from './testing/around.ts'
import { dutyHours, settle, termOf } from './town.ts'

const now = '2026-11-23T02:00:00.000Z'
let all: Hazard[]
beforeAll(async () => {
  const table = memoryTable()
  const { from, until } = termOf(now)
  const stage = openStage(aroundOf(table, []), from)
  await settle(stage, until)
  table.written()
  await playHazards(stage, chanceOf(1), { today: now, hours: dutyHours })
  all = table
    .items()
    .filter(({ sk, kind }) => sk === 'MATTER' && kind === 'hazard')
    .map(item => readBack<Hazard>(item))
}, 300_000)

test('When they are counted, then they are as many as a community of this size has', () => {
  const open = all.filter(isOpen)
  expect([all.length, open.length]).toEqual([180, 9])
  expect(open.filter(item => isLate(item, now))).toHaveLength(2)
  expect(open.filter(({ extendedTo }) => extendedTo)).toHaveLength(1)
  expect(open.filter(({ byStaff }) => byStaff)).toHaveLength(1)
  expect(open.filter(({ followers }) => followers.length > 0)).toHaveLength(1)
  expect(all.filter(({ reopened }) => reopened > 0).length).toBeGreaterThan(5)
})

test('When a story is read from its beginning, then each step is one that the table knows, and it ends where it stands', () => {
  for (const { state, timeline } of all) {
    let at = 'reported'
    for (const { move, to } of timeline) {
      const known = hazardLife.moves[move as keyof typeof hazardLife.moves]
      if (known) expect([move, known.from]).toEqual([move, expect.arrayContaining([at])])
      at = to
    }
    expect(at).toBe(state)
  }
})
