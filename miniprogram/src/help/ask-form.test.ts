import { describe, expect, test } from '@jest/globals'
import { complaintsAbout, emptyDraft, inputOf, withItem, withTyped } from './ask-form.ts'
import { windowsFrom } from './windows.ts'

// 11:30 in Shanghai
const now = '2026-11-23T03:30:00.000Z'

describe('the times to choose from', () => {
  test('When the morning is nearly over, then it is not offered', () => {
    expect(windowsFrom(now).map(({ text }) => text)).toEqual([
      '今天下午',
      '明天上午',
      '明天下午',
      '后天上午',
      '后天下午',
    ])
  })

  test('When it is past midnight in UTC, then the day is still that of Shanghai', () => {
    const [first] = windowsFrom('2026-11-23T16:30:00.000Z')
    expect(first).toMatchObject({ id: '2026-11-24.am', text: '今天上午', fromAt: '2026-11-24T00:00:00.000Z' })
  })
})

describe('the form', () => {
  test('When a thing is tapped twice and another typed but not added, then both are sent', () => {
    const twice = withItem(withItem(emptyDraft, '鸡蛋', '斤'), '鸡蛋', '斤')
    const draft = withTyped({ ...twice, typing: ' 酱油 ' })
    expect(inputOf('groceries', draft, now).lines).toEqual([
      { what: '鸡蛋', howMany: '2斤' },
      { what: '酱油', howMany: '1个' },
    ])
  })

  test('When nothing is asked for, then the form says so before the server has to', () => {
    expect(complaintsAbout('groceries', emptyDraft, now)).toEqual({ lines: '这里还没填' })
  })

  test('When the chosen time has passed since the draft was kept, then it is dropped, not sent', () => {
    const draft = withItem({ ...emptyDraft, window: '2026-11-20.am' }, '鸡蛋')
    expect(inputOf('groceries', draft, now)).not.toHaveProperty('wantedFromAt')
  })

  test('When it is an errand, then no spending limit goes along', () => {
    expect(inputOf('errands', { ...emptyDraft, errand: '取快递' }, now)).toEqual({
      kind: 'errands',
      lines: [{ what: '取快递' }],
    })
  })
})
