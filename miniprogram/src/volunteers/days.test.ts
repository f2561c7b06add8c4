import { sayMinutes } from '../../../shared/time.ts'
import { expect, test } from '@jest/globals'
import {
  byDay,
  byMonth,
  checkInCodeIn,
  clockAfter,
  digitsIn,
  recordCodeIn,
  sayDay,
  sayDayOfMonth,
  sayHours,
  sayMonth,
  sayPeriod,
  yearsUntil,
} from './days.ts'

const monday = '2026-11-23T01:00:00.000Z'

test('When a day is near, then it is called as people call it', () => {
  const said = (at: string) => sayDay(at, monday)
  expect(said('2026-11-23T15:59:00.000Z')).toBe('今天')
  // Midnight is Shanghai's.
  expect(said('2026-11-23T16:00:00.000Z')).toBe('明天')
  expect(said('2026-11-25T02:00:00.000Z')).toBe('后天')
  expect(said('2026-11-28T02:00:00.000Z')).toBe('周六（28日）')
  expect(said('2026-11-30T02:00:00.000Z')).toBe('11月30日 周一')
  expect(said('2026-11-21T02:00:00.000Z')).toBe('11月21日 周六')
})

test('When hours and minutes are said, then they are said in full and no longer', () => {
  const hours = (startsAt: string, endsAt: string) => sayHours({ startsAt, endsAt })
  expect(hours('2026-11-23T06:00:00.000Z', '2026-11-23T08:00:00.000Z')).toBe('14:00–16:00')
  expect(hours('2026-11-23T14:00:00.000Z', '2026-11-23T18:00:00.000Z')).toBe('22:00–次日 02:00')
  expect([0, 45, 60, 150].map(sayMinutes)).toEqual(['0分钟', '45分钟', '1小时', '2小时30分'])
  expect(sayMonth('2026-03')).toBe('2026年3月')
})

test('When a time on the clock is said of somebody who came, then it was after that, past midnight as well', () => {
  const evening = '2026-11-23T14:00:00.000Z'
  expect(['22:00', '23:30', '00:15'].map(clock => clockAfter(evening, clock))).toEqual([
    '2026-11-23T14:00:00.000Z',
    '2026-11-23T15:30:00.000Z',
    '2026-11-23T16:15:00.000Z',
  ])
})

test('When shifts are listed, then they stand by day in Shanghai, one’s own first', () => {
  const mine = { place: 'seated' } as const
  const shifts = [
    { id: 'early', startsAt: '2026-11-23T01:00:00.000Z' },
    { id: 'own', startsAt: '2026-11-23T09:00:00.000Z', mine },
    { id: 'next', startsAt: '2026-11-23T16:30:00.000Z' },
  ]
  expect(byDay(shifts).map(({ key, items }) => [key, items.map(({ id }) => id)])).toEqual([
    ['2026-11-23', ['own', 'early']],
    ['2026-11-24', ['next']],
  ])
})

test('When times are listed by month, then the last month is summed up only when nothing more can follow', () => {
  const stints = [
    { on: '2026-11-20', minutes: 60 },
    { on: '2026-11-02', minutes: 30 },
    { on: '2026-10-30', minutes: 45 },
  ]
  const sums = (more: boolean) => byMonth(stints, more).map(({ key, minutes }) => [key, minutes])
  expect(sums(false)).toEqual([
    ['2026-11', 90],
    ['2026-10', 45],
  ])
  expect(sums(true)).toEqual([
    ['2026-11', 90],
    ['2026-10', undefined],
  ])
})

test('When a year is chosen, then this one ends today', () => {
  // 23:30 of the 31st in UTC is New Year in Shanghai.
  expect(yearsUntil('2026-12-31T23:30:00.000Z')).toEqual({
    thisYear: { fromOn: '2027-01-01', toOn: '2027-01-01' },
    lastYear: { fromOn: '2026-01-01', toOn: '2026-12-31' },
  })
})

test('When a period is said, then no year is said twice', () => {
  expect(sayPeriod('2026-01-01', '2026-11-23')).toBe('2026年1月1日–11月23日')
  expect(sayPeriod('2025-01-01', '2025-12-31')).toBe('2025年全年')
  expect(sayPeriod('2025-06-01', '2026-05-31')).toBe('2025年6月1日–2026年5月31日')
  expect(sayDayOfMonth('2026-11-23')).toBe('23日 周一')
})

test('When six digits are typed, then it does not matter how', () => {
  expect(['042817', ' 042 817 ', '０４２８１７', '042-817'].map(digitsIn)).toEqual(Array(4).fill('042817'))
  expect(['', '4281', '0428177', '口令'].map(digitsIn)).toEqual(Array(4).fill(undefined))
})

test('When a code is scanned, then it says which shift it is for; any other code is none', () => {
  expect(checkInCodeIn(' shift_abc23.s3cret-X ')).toEqual({ id: 'shift_abc23', code: 'shift_abc23.s3cret-X' })
  expect(['https://example.com/a.b', 'shift_abc23', 'abcdefghij', ''].map(checkInCodeIn)).toEqual(
    Array(4).fill(undefined),
  )
})

test('When the code of a record sheet is scanned, then it says number and code', () => {
  expect(recordCodeIn('20261123abcdefghij.k7mak7mak7mak7ma')).toEqual({
    number: '20261123abcdefghij',
    code: 'k7mak7mak7mak7ma',
  })
  // The code of a shift is none.
  expect(['https://mulin.example/', 'shift_abc23.s3cret'].map(recordCodeIn)).toEqual([undefined, undefined])
})
