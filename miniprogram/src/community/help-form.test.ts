import { expect, test } from '@jest/globals'
import { settings } from '../../../shared/community.ts'
import { clockOf, helpFormOf, helpOf, minutesOf, sayMinutes, wrongIn } from './help-form.ts'

const { help } = settings.parse({})

test('When nothing is changed, then what is saved is what was read, in the same order', () => {
  const form = helpFormOf(help)
  expect(JSON.stringify(helpOf(help, form))).toBe(JSON.stringify(help))
  expect(wrongIn(form)).toEqual({})
})

test('When a time is typed as people write it, then it is read as minutes, and said back', () => {
  const typed = ['30', '30分', '90分钟', '2小时', '1小时30分', '1.5小时', '２ 小时', '48个小时']
  expect(typed.map(minutesOf)).toEqual([30, 30, 90, 120, 90, 90, 120, 2880])
  expect([30, 60, 90, 2880].map(sayMinutes)).toEqual(['30分钟', '1小时', '1小时30分钟', '48小时'])
  for (const none of ['', '0', '很快', '-5', '2天', '721小时'])
    expect([none, minutesOf(none)]).toEqual([none, undefined])
})

test('When an hour is typed as people write it, then it is one of the clock', () => {
  const typed = ['9:00', '09:00', '９：30', '9点', '14点半', ' 8 点15分', '17:00']
  expect(typed.map(clockOf)).toEqual(['09:00', '09:00', '09:30', '09:00', '14:30', '08:15', '17:00'])
  expect(['早上', '', '9'].map(clockOf)).toEqual(['早上', '', '9'])
})

test('When something cannot be read, then it is said where, and what was stays', () => {
  const form = {
    ...helpFormOf(help),
    'seenMinutes.groceries': '马上',
    mostAtOnce: '很多',
    acceptMinutes: '1小时',
  }
  expect(Object.keys(wrongIn(form)).sort()).toEqual(['mostAtOnce', 'seenMinutes.groceries'])
  expect(helpOf(help, form)).toEqual({ ...help, acceptMinutes: 60 })
})

test('When words are typed, then each counts once, however they are parted', () => {
  const form = { ...helpFormOf(help), notFetched: '胰岛素、疫苗，胰岛素 针剂' }
  expect(helpOf(help, form).notFetched).toEqual(['胰岛素', '疫苗', '针剂'])
})
