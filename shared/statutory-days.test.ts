import { expect, test } from '@jest/globals'
import { holidays } from './holidays.ts'
import { isStatutory } from './statutory-days.ts'
import { dayOf, isOpenOn, plusDays } from './time.ts'

const daysOf = (year: number) => Array.from({ length: 365 }, (_, i) => plusDays(`${year}-01-01`, i))

test('When a year is not announced yet, then the days that the law fixes by the sun are known', () => {
  expect(daysOf(2027).filter(isStatutory)).toEqual([
    ...['2027-01-01', '2027-04-05', '2027-05-01', '2027-05-02'],
    ...['2027-10-01', '2027-10-02', '2027-10-03'],
  ])
  expect(['2026-04-05', '2028-04-04', '2029-04-04', '2030-04-05'].every(isStatutory)).toBe(true)
  expect(daysOf(2026).filter(on => isStatutory(on) && !holidays.off.includes(on))).toEqual([])
})

test('When hours keep holidays, then the law’s are kept until the year is entered, unless it is a day that is worked', () => {
  const hours = { from: '09:00', to: '17:00', closedOn: holidays.off }
  const newYear = dayOf('2027-01-01')
  expect(isOpenOn(newYear, hours)).toBe(false)
  expect(isOpenOn(dayOf('2027-01-04'), hours)).toBe(true)
  expect(isOpenOn(newYear, { ...hours, openOn: ['2027-01-01'] })).toBe(true)
  expect(isOpenOn(newYear, { ...hours, closedOn: [...holidays.off, '2027-05-03'] })).toBe(true)
  expect(isOpenOn(newYear, { ...hours, closedOn: [] })).toBe(true)
})
