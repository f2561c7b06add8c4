import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { community } from '../../shared/community/community.ts'
import { mediation } from '../../shared/mediation/mediation.ts'
import { caseStory } from '../testing/case-story.ts'
import { neighbourhood, type Neighbourhood } from '../testing/given.ts'

let given: Neighbourhood
beforeAll(async () => {
  given = await neighbourhood()
})
afterAll(() => given.close())

test('When next year’s holidays are not entered, then the law’s days are closed and the room is told; staff enter what was announced, and that holds', async () => {
  const each = await caseStory(given).heard()
  const on = (fromOn: string) => ({ id: each.id, fromOn, days: 1 })
  const week = { fromOn: '2026-11-23', toOn: '2026-11-29' }
  const free = async (day: string) =>
    (await given.as('room-1').do(mediation.freeSlots, on(day))).starts.length
  const missing = async (who: string, of: object = {}) =>
    (await given.as(who).do(mediation.calendar, { ...week, ...of })).notEntered
  // A Friday, and an ordinary Monday.
  expect(await free('2027-01-01')).toBe(0)
  expect(await free('2027-01-04')).toBeGreaterThan(10)
  // Some six weeks before it they begin to hear of it.
  expect(await missing('room-1')).toEqual([2027])
  expect(await missing('mediator-1')).toBeUndefined()
  expect(await missing('room-1', { fromOn: '2027-12-27', toOn: '2028-01-02' })).toEqual([2027, 2028])

  const { settings, version } = await given.as('staff-1').do(community.settings, {})
  const rooms = settings.mediation.rooms.map(room => ({
    ...room,
    hours: { ...room.hours, closedOn: [...room.hours.closedOn, '2027-01-04'] },
  }))
  const changes = { mediation: { ...settings.mediation, rooms } }
  await given.as('staff-1').do(community.saveSettings, { version, changes })
  expect(await free('2027-01-04')).toBe(0)
  expect(await free('2027-01-01')).toBeGreaterThan(10)
  expect(await missing('room-1')).toBeUndefined()
})
