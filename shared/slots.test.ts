import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { holidays } from './holidays.ts'
import { freeStarts, isTaken, quarterAt, quarterOf, quartersOf, usedOf, type ResourceDay } from './slots.ts'
import { dayOf, plusMinutes, sayTime } from './time.ts'

/** 10:00 on Monday, 23 November. */
const now = '2026-11-23T02:00:00.000Z'
const monday = '2026-11-23'

test('When a span is cut into quarters, then they are those of the days in Shanghai', () => {
  const spans = (fromAt: string, toAt: string) => Object.fromEntries(quartersOf({ fromAt, toAt }))
  expect(spans('2026-11-23T02:00:00.000Z', '2026-11-23T02:45:00.000Z')).toEqual({
    [monday]: ['q40', 'q41', 'q42'],
  })
  expect(spans('2026-11-23T15:30:00.000Z', '2026-11-23T16:30:00.000Z')).toEqual({
    [monday]: ['q94', 'q95'],
    '2026-11-24': ['q00', 'q01'],
  })
})

test('When somebody stands in the door, the quarter that has begun is theirs', () => {
  expect(quarterOf('2026-11-23T02:14:59.000Z')).toBe('2026-11-23T02:00:00.000Z')
  expect(quarterOf('2026-11-23T02:15:00.000Z')).toBe('2026-11-23T02:15:00.000Z')
})

test('When a booked time ends early, then it has used its quarters up to the one under way, and at least the first where that is kept', () => {
  const until = (time: string, kept: boolean) =>
    usedOf({ fromAt: `${monday}T02:00:00.000Z`, toAt: `${monday}T03:00:00.000Z` }, `${monday}T${time}Z`, kept)
  const ends = (time: string, kept = false) => until(time, kept)?.toAt.slice(11, 16)
  expect(['01:40:00.000', '02:14:59.999'].map(time => ends(time))).toEqual([undefined, undefined])
  expect(['01:40:00.000', '02:14:59.999'].map(time => ends(time, true))).toEqual(['02:15', '02:15'])
  expect(['02:15:00.000', '02:44:00.000', '03:20:00.000'].map(time => ends(time))).toEqual([
    ...['02:15', '02:30', '03:00'],
  ])
})

test.each([
  ['2026-11-23T02:05:00.000Z', '2026-11-23T03:00:00.000Z'],
  ['2026-11-23T02:00:00.000Z', '2026-11-23T03:00:00.001Z'],
  ['2026-11-23T02:00:00.000Z', '2026-11-23T02:00:00.000Z'],
  ['2026-11-23T03:00:00.000Z', '2026-11-23T02:00:00.000Z'],
  ['soon', '2026-11-23T02:00:00.000Z'],
])('When a span goes from %s to %s, then it is none', (fromAt, toAt) => {
  expect(() => quartersOf({ fromAt, toAt })).toThrow(RangeError)
})

test('When any span is cut, then its quarters follow one another from its beginning to its end', () => {
  const quarters = fc.integer({ min: 0, max: 4 * 24 * 400 })
  fc.assert(
    fc.property(quarters, fc.integer({ min: 1, max: 200 }), (from, length) => {
      const fromAt = plusMinutes('2026-01-01T00:00:00.000Z', from * 15)
      const cut = [...quartersOf({ fromAt, toAt: plusMinutes(fromAt, length * 15) })]
      const starts = cut.flatMap(([on, names]) => names.map(name => quarterAt(on, name)))
      expect(starts).toEqual(Array.from({ length }, (_, i) => plusMinutes(fromAt, i * 15)))
    }),
  )
})

test('When a hold has run out, then nothing stands there; until that instant it does', () => {
  expect(isTaken({ b: 'x' }, now)).toBe(true)
  expect(isTaken({ b: 'x', freeAt: now }, now)).toBe(true)
  expect(isTaken({ b: 'x', freeAt: plusMinutes(now, -1) }, now)).toBe(false)
  expect(isTaken(undefined, now)).toBe(false)
})

const wish = {
  ...{ fromOn: monday, toOn: monday, minutes: 60, slotMinutes: 30 },
  hours: { from: '08:30', to: '12:00', weekdays: [1, 2, 3, 4, 5] },
  resources: ['room:talk', 'person:a'],
}
const clocks = (starts: readonly string[]) => starts.map(at => sayTime(at, now))
const day = (resource: string, quarters: ResourceDay['quarters'], on = monday) => ({
  ...{ resource, on, quarters },
})

test('When times are looked for, then they fit between now and closing, at whole slots from opening', () => {
  expect(clocks(freeStarts(wish, [], now))).toEqual(['10:00', '10:30', '11:00'])
  expect(clocks(freeStarts({ ...wish, slotMinutes: 45 }, [], now))).toEqual(['10:00', '10:45'])
  const later = { ...wish, fromOn: '2026-11-20', toOn: '2026-11-24' }
  expect(freeStarts(later, [], now)).toHaveLength(3 + 6)
  expect(freeStarts({ ...wish, minutes: 240 }, [], now)).toEqual([])
  expect(freeStarts({ ...wish, fromOn: '2026-11-28', toOn: '2026-11-29' }, [], now)).toEqual([])
  expect(() => freeStarts({ ...wish, minutes: 50 }, [], now)).toThrow(RangeError)
  expect(() => freeStarts({ ...wish, slotMinutes: 0 }, [], now)).toThrow(RangeError)
})

test('When one of the resources is taken, then no meeting overlaps that, whoever else is free', () => {
  const starts = (...days: readonly ResourceDay[]) => clocks(freeStarts(wish, days, now))
  expect(starts(day('person:a', { q43: { b: 'x' } }))).toEqual(['11:00'])
  expect(starts(day('person:other', { q43: { b: 'x' } }))).toHaveLength(3)
  expect(starts(day('person:a', { q43: { b: 'x' } }, '2026-11-24'))).toHaveLength(3)
  expect(starts(day('room:talk', { q43: { b: 'x', freeAt: plusMinutes(now, -1) } }))).toHaveLength(3)
  expect(starts(day('room:talk', { q40: { b: 'x' } }), day('person:a', { q47: { b: 'y' } }))).toEqual([
    '10:30',
  ])
  expect(freeStarts({ ...wish, b: 'x' }, [day('room:talk', { q40: { b: 'x' } })], now)).toHaveLength(3)
})

test('When the calendar of 2026 is kept, then it makes up on weekends only and gives the days off that the law counts', () => {
  const { off, worked } = holidays
  expect([off.length, worked.length]).toEqual([33, 6])
  expect(worked.every(on => [0, 6].includes(dayOf(on).day()))).toBe(true)
  // 国务院令第795号: thirteen days more than the weekends, whichever days are put together.
  const weekdaysOff = off.filter(on => ![0, 6].includes(dayOf(on).day()))
  expect(weekdaysOff.length - worked.length).toBe(13)
})

test('When a room keeps the holidays, then it is open on the days worked in exchange', () => {
  const hours = { ...wish.hours, closedOn: holidays.off, openOn: holidays.worked }
  const open = (on: string) =>
    freeStarts({ ...wish, hours, fromOn: on, toOn: on }, [], '2026-01-01T00:00:00.000Z').length > 0
  const days = ['2026-10-07', '2026-10-08', '2026-10-09', '2026-10-10', '2026-10-11']
  expect(days.filter(open)).toEqual(['2026-10-08', '2026-10-09', '2026-10-10'])
})
