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
    expect(complaintsAbout('groceries', emptyDraft, now)).toEqual({
      lines: '还没有东西。请点上面的，或自己写一样。',
    })
  })

  test('When there are twenty things, then one more is left in the line and complained about', () => {
    const full = Array.from({ length: 20 }, (_, i) => String(i)).reduce(
      (draft, what) => withItem(draft, what),
      emptyDraft,
    )
    const draft = withTyped({ ...full, typing: '酱油' })
    expect(draft).toMatchObject({ typing: '酱油', items: full.items })
    expect(complaintsAbout('groceries', draft, now)).toEqual({
      'lines.typed': '一次最多20样，剩下的下次再说',
    })
    expect(withItem(draft, '3').items[3]).toMatchObject({ count: 2 })
  })

  test('When there is someone to ask for, then nobody is taken for granted', () => {
    const draft = { ...emptyDraft, errand: '取快递' }
    expect(complaintsAbout('errands', draft, now, true)).toEqual({ for: '请选给谁办' })
    expect(complaintsAbout('errands', { ...draft, for: '' }, now, true)).toEqual({})
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
