import { expect, test } from '@jest/globals'
import { rolls } from '../../shared/rolls/rolls.ts'
import { memoryTable } from '../memory/memory-table.ts'
import { chanceOf } from './chance.ts'
import { householdCount } from './people.ts'
import { playRolls } from './rolls.ts'
import { openStage } from './stage.ts'
import { aroundOf } from './testing/around.ts'
import { settle, termOf } from './town.ts'

const now = '2026-11-23T02:30:00.000Z'

test('When the demo begins, then a windy night is behind it, with every home counted once and few left', async () => {
  const table = memoryTable()
  const { from, until } = termOf(now)
  const stage = openStage(aroundOf(table, []), from)
  await settle(stage, until)
  table.written()
  const began = Date.now()
  await playRolls(stage, chanceOf(1), now)
  expect(Date.now() - began).toBeLessThan(10_000)
  const { items } = await stage.as('staff-1', rolls.rolls, {})
  expect(items.map(({ title, state }) => [title, state])).toEqual([['大风点名', 'closed']])
  const { buildings = [], total } = await stage.as('staff-1', rolls.roll, { id: items[0]!.id })
  expect(buildings).toHaveLength(28)
  expect(total!.of).toBe(householdCount)
  expect(total!.left).toBeGreaterThan(20)
  expect(total!.left).toBeLessThan(80)
  expect(total!.needsHelp).toBe(4)
  // What the clock finds when it starts is nothing new.
  expect(table.items().filter(({ kind, dueAt }) => kind === 'rollPart' && dueAt)).toEqual([])
}, 60_000)
