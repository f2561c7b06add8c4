import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { onDuty, plusDutyMinutes, plusMinutes, sayClock, sayTime, shanghai } from './time.ts'

const hours = { from: '08:00', to: '20:00' }

test('When it is asked during duty hours, then the clock runs at once; at night it starts in the morning', () => {
  expect(plusDutyMinutes('2026-11-23T02:00:00.000Z', 60, hours)).toBe('2026-11-23T03:00:00.000Z') // 10:00 → 11:00
  expect(plusDutyMinutes('2026-11-23T11:30:00.000Z', 60, hours)).toBe('2026-11-24T00:30:00.000Z') // 19:30 → 8:30
  expect(plusDutyMinutes('2026-11-23T15:00:00.000Z', 60, hours)).toBe('2026-11-24T01:00:00.000Z') // 23:00 → 9:00
  expect(plusDutyMinutes('2026-11-22T19:00:00.000Z', 60, hours)).toBe('2026-11-23T01:00:00.000Z') // 3:00 → 9:00
  expect(plusDutyMinutes('2026-11-23T02:00:00.000Z', 24 * 60, hours)).toBe('2026-11-25T02:00:00.000Z') // two days
})

test('When duty minutes pass, then as many of them as were asked are on duty', () => {
  const someTime = fc
    .integer({ min: 0, max: 60 * 24 * 400 })
    .map(minute => plusMinutes('2026-01-01T00:00:00.000Z', minute))
  fc.assert(
    fc.property(someTime, fc.integer({ min: 1, max: 3000 }), (at, minutes) => {
      const end = plusDutyMinutes(at, minutes, hours)
      let onDutyMinutes = 0
      for (let each = at; each < end; each = plusMinutes(each, 1)) if (onDuty(each, hours)) onDutyMinutes++
      expect(onDutyMinutes).toBe(minutes)
    }),
    { numRuns: 60 },
  )
})

test('When no minute is asked for, then it is the next moment on duty', () => {
  const open = (at: string) => plusDutyMinutes(at, 0, hours)
  expect(open('2026-11-23T02:00:00.000Z')).toBe('2026-11-23T02:00:00.000Z')
  expect(open('2026-11-23T12:00:00.000Z')).toBe('2026-11-24T00:00:00.000Z') // closing time
})

test('When days are closed, then the clock stands still on them, save on those worked in exchange', () => {
  const office = { ...hours, weekdays: [1, 2, 3, 4, 5], closedOn: ['2026-11-23'], openOn: ['2026-11-22'] }
  const friday19 = '2026-11-20T11:00:00.000Z'
  expect(plusDutyMinutes(friday19, 60, office)).toBe('2026-11-20T12:00:00.000Z')
  expect(plusDutyMinutes(friday19, 61, office)).toBe('2026-11-22T00:01:00.000Z') // Sunday, worked
  expect(plusDutyMinutes(friday19, 14 * 60, office)).toBe('2026-11-24T01:00:00.000Z') // Monday is closed
  expect(onDuty('2026-11-21T02:00:00.000Z', office)).toBe(false)
  expect(onDuty('2026-11-22T02:00:00.000Z', office)).toBe(true)
  expect(onDuty('2026-11-23T02:00:00.000Z', office)).toBe(false)
})

test('When no day is ever open, then all hours count', () => {
  const never = { ...hours, weekdays: [] }
  expect(plusDutyMinutes('2026-11-23T02:00:00.000Z', 30, never)).toBe('2026-11-23T02:30:00.000Z')
})

test('When the hours are upside down, then all hours count', () => {
  const night = { from: '20:00', to: '08:00' }
  expect(plusDutyMinutes('2026-11-23T02:00:00.000Z', 30, night)).toBe('2026-11-23T02:30:00.000Z')
})

test('When a time is said, then it is as people say it in Shanghai', () => {
  const now = '2026-11-23T02:00:00.000Z'
  expect(sayTime('2026-11-23T02:30:00.000Z', now)).toBe('10:30')
  expect(sayTime('2026-11-23T16:30:00.000Z', now)).toBe('明天 00:30')
  expect(sayTime('2026-11-22T10:00:00.000Z', now)).toBe('昨天 18:00')
  expect(sayTime('2026-12-01T10:00:00.000Z', now)).toBe('12月1日 18:00')
  expect(shanghai('2026-11-22T16:00:00.000Z').format('YYYY-MM-DD')).toBe('2026-11-23')
})

test('When it is before six, then it is 凌晨, not the forenoon', () => {
  const said = ['16:00', '18:30', '21:59', '22:00', '03:59', '04:00', '15:00'].map(clock =>
    sayClock(`2026-11-23T${clock}:00.000Z`),
  )
  expect(said).toEqual([
    '凌晨0点',
    '凌晨2点半',
    '凌晨5点59分',
    '上午6点',
    '上午11点59分',
    '中午12点',
    '晚上11点',
  ])
})
