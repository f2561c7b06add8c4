import { expect, test } from '@jest/globals'
import { arrivalsFrom, sayWindow } from './windows.ts'

const texts = (now: string, wantedFromAt?: string) => arrivalsFrom(now, wantedFromAt).map(({ text }) => text)

test('When a volunteer says about when they come, then soon comes first, then the next full hours by day', () => {
  // 10:10
  expect(texts('2026-11-23T02:10:00.000Z')).toEqual(['半小时内', '今天11点', '今天12点', '今天13点'])
  expect(arrivalsFrom('2026-11-23T02:10:00.000Z')[0]?.at).toBe('2026-11-23T02:40:00.000Z')
  // 18:40
  expect(texts('2026-11-23T10:40:00.000Z')).toEqual(['半小时内', '明天8点', '明天9点', '明天10点'])
})

test('When it is wanted later, then no earlier time is offered', () => {
  const tomorrow = '2026-11-24T06:00:00.000Z'
  expect(texts('2026-11-23T02:10:00.000Z', tomorrow)).toEqual([
    ...['明天14点', '明天15点', '明天16点', '明天17点'],
  ])
})

test('When a window is said, then the day comes first and full hours are said as such', () => {
  const said = (day: string, from: string, to: string) =>
    sayWindow(`2026-11-${day}T${from}:00.000Z`, `2026-11-${day}T${to}:00.000Z`, '2026-11-23T02:10:00.000Z')
  expect(said('23', '00:00', '04:00')).toBe('今天 8–12点')
  expect(said('24', '04:00', '10:00')).toBe('明天 12–18点')
  expect(said('26', '00:30', '02:00')).toBe('11月26日 08:30–10:00')
  expect(sayWindow(undefined, undefined, '2026-11-23T02:10:00.000Z')).toBeUndefined()
})
