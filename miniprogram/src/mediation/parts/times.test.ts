import { expect, test } from '@jest/globals'
import { daysUntil, firstOfHalves, monthsBefore } from './times.ts'

const at = (day: number, hour: number) => `2026-11-${day}T${String(hour - 8).padStart(2, '0')}:00:00.000Z`

test('When times are offered, each morning and afternoon gives its first', () => {
  const starts = [at(24, 15), at(24, 9), at(24, 10), at(25, 14), at(25, 16)]
  expect(firstOfHalves(starts)).toEqual([at(24, 9), at(24, 15), at(25, 14)])
})

test('When a day is counted to, midnight in Shanghai decides', () => {
  expect(daysUntil('2026-11-24T15:59:00.000Z', '2026-11-23T15:59:00.000Z')).toBe(1)
  expect(daysUntil('2026-11-23T16:01:00.000Z', '2026-11-23T15:59:00.000Z')).toBe(1)
  expect(daysUntil('2026-11-22T02:00:00.000Z', '2026-11-23T02:00:00.000Z')).toBe(-1)
})

test('When a month has just begun, then the tables of the one before are usually meant', () => {
  const months = ['2027-01', '2026-12', '2026-11']
  expect(monthsBefore('2027-01-04T02:00:00.000Z')).toEqual({ months, usual: '2026-12' })
  expect(monthsBefore('2027-01-27T02:00:00.000Z').usual).toBe('2027-01')
  // Still the 31st in London.
  expect(monthsBefore('2026-12-31T17:00:00.000Z').months[0]).toBe('2027-01')
})
