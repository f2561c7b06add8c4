import { expect, test } from '@jest/globals'
import { arrivalsFrom } from './windows.ts'

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
