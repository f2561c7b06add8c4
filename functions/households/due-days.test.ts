/** When somebody goes next, against a table written by hand from the calendar on the wall. */
import { describe, expect, test } from '@jest/globals'
import { settings } from '../../shared/community/community.ts'
import type { Tier } from '../../shared/households/life.ts'
import { firstFrom, nextAfter } from './due-days.ts'

const usual = settings.parse({})
const weekdays = settings.parse({ dutyHours: { from: '08:00', to: '18:00', weekdays: [1, 2, 3, 4, 5] } })

type Row = readonly [was: string, tier: Tier, fromOn: string, dueOn: string, toOn: string, why: string]

const table: readonly Row[] = [
  ['2026-11-23', 'weekly', '2026-11-29', '2026-11-30', '2026-12-01', 'a Monday, and the next'],
  ['2026-02-28', 'weekly', '2026-03-06', '2026-03-07', '2026-03-08', 'over the end of February'],
  ['2028-02-25', 'weekly', '2028-03-02', '2028-03-03', '2028-03-04', 'over a leap day'],
  ['2026-01-31', 'monthly', '2026-02-25', '2026-03-02', '2026-03-07', 'February has no 31st'],
  ['2026-11-30', 'monthly', '2026-12-25', '2026-12-30', '2027-01-04', 'over the end of the year'],
  ['2026-12-02', 'monthly', '2026-12-26', '2026-12-31', '2027-01-05', 'New Year of a year not announced yet'],
  ['2026-11-30', 'quarterly', '2027-02-18', '2027-02-28', '2027-03-10', '90 days, not three months'],
  ['2026-07-03', 'quarterly', '2026-09-20', '2026-09-30', '2026-10-10', 'before the National Day week'],
  ['2026-09-24', 'weekly', '2026-09-29', '2026-09-30', '2026-10-08', 'before it, and late only after it'],
  ['2026-09-28', 'weekly', '2026-10-08', '2026-10-08', '2026-10-09', 'the day after it is nearer'],
  ['2026-02-12', 'weekly', '2026-02-13', '2026-02-14', '2026-02-24', 'as near before 春节 as after: before'],
  ['2026-02-14', 'weekly', '2026-02-24', '2026-02-24', '2026-02-25', 'never on the day of the visit itself'],
  ['2026-05-28', 'monthly', '2026-06-22', '2026-06-27', '2026-07-02', 'the window begins after 端午'],
]

describe('The next visit', () => {
  test.each(table)(
    'When somebody was there on %s, %s, then from %s, on %s, to %s: %s',
    (was, tier, fromOn, dueOn, toOn) => {
      expect(nextAfter(usual, was, tier)).toEqual({ fromOn, dueOn, toOn })
    },
  )

  test('When nobody works at weekends, then a Saturday is a Friday, and nobody is late on a Sunday', () => {
    expect(nextAfter(weekdays, '2026-11-21', 'weekly')).toEqual({
      ...{ fromOn: '2026-11-26', dueOn: '2026-11-27', toOn: '2026-11-30' },
    })
  })

  test('When the community has entered its own holidays, then those count', () => {
    const own = settings.parse({ dutyHours: { from: '08:00', to: '18:00', closedOn: ['2026-11-30'] } })
    expect(nextAfter(own, '2026-11-23', 'weekly').dueOn).toBe('2026-11-29')
  })

  test('When two are new to a home, then they go within a week, also where it is once a quarter', () => {
    expect(firstFrom(usual, '2026-11-23', 'quarterly')).toEqual({
      ...{ fromOn: '2026-11-24', dueOn: '2026-11-30', toOn: '2026-12-10' },
    })
  })
})
