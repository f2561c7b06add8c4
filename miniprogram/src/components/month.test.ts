import { expect, test } from '@jest/globals'
import { daysShown, isWithin, monthAfter, monthToOpen } from './month.ts'

test.each([
  ['2026-11', '2026-10-26', '2026-12-06', 42],
  ['2027-02', '2027-02-01', '2027-02-28', 28],
  ['2026-12', '2026-11-30', '2027-01-03', 35],
])('When %s is shown, then its weeks begin on a Monday, %s, and end on %s', (month, first, last, count) => {
  const days = daysShown(month)
  expect([days[0], days.at(-1), days.length]).toEqual([first, last, count])
  expect(new Set(days).size).toBe(count)
})

test('When another month is turned to, then the year turns with it', () => {
  expect([monthAfter('2026-12', 1), monthAfter('2026-01', -1), monthAfter('2026-03', -12)]).toEqual([
    '2027-01',
    '2025-12',
    '2025-03',
  ])
})

test('When only some days can be meant, then the month of one of them is opened, and the others cannot be chosen', () => {
  expect(monthToOpen('', '2026-11-28')).toBe('2026-11')
  expect(monthToOpen('2026-09-02', '2026-11-28')).toBe('2026-09')
  expect(monthToOpen('', '2026-11-28', '2027-01-04')).toBe('2027-01')
  expect(monthToOpen('', '2026-11-28', undefined, '2026-10-31')).toBe('2026-10')
  expect([
    isWithin('2026-11-28', '2026-11-28', '2026-11-28'),
    isWithin('2026-11-29', '', '2026-11-28'),
  ]).toEqual([true, false])
})
