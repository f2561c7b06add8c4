import { expect, test } from '@jest/globals'
import { holidays, yearsNotEntered } from './holidays.ts'

test('When a year’s holidays are not entered, then it is named, and no longer once one is', () => {
  const hours = { closedOn: holidays.off }
  expect(yearsNotEntered([hours], '2026-11-23', '2026-12-31')).toEqual([])
  expect(yearsNotEntered([hours], '2026-11-23', '2028-01-07')).toEqual([2027, 2028])
  const entered = { closedOn: [...holidays.off, '2027-01-01'] }
  expect(yearsNotEntered([entered], '2026-12-28', '2027-01-03')).toEqual([])
  // One room’s days are not another’s.
  expect(yearsNotEntered([entered, hours], '2026-12-28', '2027-01-03')).toEqual([2027])
})

test('When hours keep no holidays at all, then none are missed', () => {
  expect(yearsNotEntered([{}, { closedOn: [] }], '2026-11-23', '2030-01-01')).toEqual([])
})
