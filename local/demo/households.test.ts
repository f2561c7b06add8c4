import { beforeAll, expect, test } from '@jest/globals'
import { readBack } from '../../functions/platform/matter-item.ts'
import type { Pairing } from '../../functions/households/pairings-store.ts'
import { memoryTable } from '../memory/memory-table.ts'
import { chanceOf } from './chance.ts'
import { homeCounts, playHouseholds } from './households.ts'
import { openStage } from './stage.ts'
import { aroundOf } from './testing/around.ts'
import { settle, termOf } from './town.ts'

const now = '2026-11-28T02:00:00.000Z'
const errors: string[] = []
let all: Pairing[]
beforeAll(async () => {
  const table = memoryTable()
  const { from, until } = termOf(now)
  const stage = openStage(aroundOf(table, errors), from)
  await settle(stage, until)
  await playHouseholds(stage, chanceOf(7), now)
  all = table
    .items()
    .filter(({ sk, kind }) => sk === 'MATTER' && kind === 'pairing')
    .map(item => readBack<Pairing>(item))
}, 300_000)

test('When the homes are counted, then they are as many of each as the community has, each at a door of its own', () => {
  expect(errors).toEqual([])
  const of = (group: string) => all.filter(({ groups }) => groups.includes(group)).length
  const homes = all.filter(({ target }) => target === 'home')
  expect([of('alone'), of('emptyNest')]).toEqual([homeCounts.alone, homeCounts.emptyNest])
  expect([homes.length, all.length - homes.length]).toEqual([332, 8])
  expect(new Set(all.map(({ at }) => at)).size).toBe(all.length)
})

test('When visits are counted, then there are some 290 a month, most on time, and five homes wait too long', () => {
  const months = new Map<string, number>()
  for (const { on } of all.flatMap(({ visits = [] }) => visits))
    months.set(on.slice(0, 7), (months.get(on.slice(0, 7)) ?? 0) + 1)
  const whole = ['2026-06', '2026-07', '2026-08', '2026-09', '2026-10'].map(month => months.get(month) ?? 0)
  for (const count of whole) expect([count > 200, count < 420]).toEqual([true, true])
  expect(Math.round(whole.reduce((sum, each) => sum + each, 0) / whole.length / 10)).toBeCloseTo(29, -1)
  expect(all.filter(({ late }) => late)).toHaveLength(5)
})

test('When somebody is on leave, then another goes in their place, and no home that is paired lacks one of the two', () => {
  const away = all.filter(each => each.away)
  expect(away.length).toBeGreaterThan(3)
  expect(new Set(away.map(({ second }) => second)).size).toBe(1)
  for (const { cover, coverFor } of away) expect([cover !== undefined, coverFor]).toEqual([true, 'second'])
  expect(all.filter(({ state, lacks }) => state === 'active' && lacks)).toEqual([])
  expect(all.filter(({ state }) => state === 'listed')).toHaveLength(4)
  for (const { helper, second } of all.filter(({ state }) => state !== 'listed'))
    expect([helper !== undefined, second !== undefined, helper !== second]).toEqual([true, true, true])
})
