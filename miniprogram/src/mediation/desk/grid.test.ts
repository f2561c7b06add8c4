import { describe, expect, test } from '@jest/globals'
import { hoursFor, lanesOf, meant, placeOf, quarterAt, sayWeek, timesOn, weekOf } from './grid.ts'

const at = (clock: string, on = '2026-11-25') => new Date(`${on}T${clock}:00+08:00`).toISOString()
const span = (from: string, to: string) => ({ fromAt: at(from), toAt: at(to) })

describe('When the week of a day is drawn', () => {
  test('then it goes from Monday to Sunday, over the end of a month as well', () => {
    expect(weekOf('2026-11-29')).toEqual(weekOf('2026-11-23'))
    expect(sayWeek(weekOf('2026-11-25'))).toBe('11月23日–29日')
    expect(sayWeek(weekOf('2026-12-01'))).toBe('11月30日–12月6日')
  })

  test('then all of it can be seen, in whole hours', () => {
    expect(hoursFor([])).toEqual([9, 17])
    expect(hoursFor([span('09:00', '17:00'), span('18:15', '19:15')])).toEqual([9, 20])
    expect(hoursFor([{ fromAt: at('22:00'), toAt: at('02:00', '2026-11-26') }])).toEqual([22, 24])
  })

  test('then each stands where it takes place, cut to its day', () => {
    expect(placeOf(span('11:00', '13:00'), '2026-11-25', [9, 17])).toEqual({ top: 25, height: 25 })
    const leave = { fromAt: at('09:00', '2026-11-24'), toAt: at('13:00', '2026-11-25') }
    expect(placeOf(leave, '2026-11-25', [9, 17])).toEqual({ top: 0, height: 50 })
    expect(placeOf(leave, '2026-11-26', [9, 17])).toBeUndefined()
  })

  test('then a point of it is a quarter of an hour, within the column', () => {
    expect(quarterAt('2026-11-25', 0.5, [9, 17])).toBe(at('13:00'))
    expect(quarterAt('2026-11-25', 0.52, [9, 17])).toBe(at('13:00'))
    expect(quarterAt('2026-11-25', 1.2, [9, 17])).toBe(at('16:45'))
    expect(quarterAt('2026-11-25', -1, [9, 17])).toBe(at('09:00'))
  })
})

test('When something takes several days, then each says which part of it is taken', () => {
  const leave = { fromAt: at('14:00', '2026-11-24'), toAt: at('12:00', '2026-11-26') }
  expect(['24', '25', '26'].map(day => timesOn(leave, `2026-11-${day}`))).toEqual([
    '14:00–24:00',
    '',
    '0:00–12:00',
  ])
  expect(timesOn(span('09:00', '17:00'), '2026-11-25')).toBe('09:00–17:00')
})

test('When sessions go on at the same time, then they stand side by side, and the others have the width', () => {
  const [long, second, third, alone] = [
    span('09:00', '11:00'),
    span('09:30', '10:00'),
    span('10:00', '10:30'),
    span('11:00', '12:00'),
  ]
  const lanes = lanesOf([alone, third, second, long])
  expect([long, second, third, alone].map(each => lanes.get(each))).toEqual([
    { lane: 0, of: 2 },
    { lane: 1, of: 2 },
    { lane: 1, of: 2 },
    { lane: 0, of: 1 },
  ])
})

test('When a time is pointed at, then the free beginning whose slot goes on there is meant', () => {
  const starts = [{ fromAt: at('09:00') }, { fromAt: at('10:30') }]
  expect(meant(starts, at('09:15'), 30)).toEqual(starts[0])
  expect(meant(starts, at('09:30'), 30)).toBeUndefined()
  expect(meant(starts, at('10:45'), 30)).toEqual(starts[1])
})
