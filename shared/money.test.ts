import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { fenOf, sayFen } from './money.ts'

test('When an amount is typed, then it becomes fen without a rounding', () => {
  expect(['38.5', '38.50', '0.29', ' 12 ', '3。05', '100000'].map(fenOf)).toEqual([
    3850, 3850, 29, 1200, 305, 10_000_000,
  ])
})

test.each([
  '38。5',
  '38,5',
  '38，5',
  '３８．５',
  '38.50',
  '¥38.5',
  '38.5元',
  '38块5',
  '38元5角',
  '38 . 5',
  '\u202d38.5\u202c',
])('When %j is typed, then it is 38.50 yuan', typed => {
  expect(fenOf(typed)).toBe(3850)
})

test('When thousands are set apart, then they are thousands', () => {
  expect(['1,000', '1,234.5', '12,345'].map(fenOf)).toEqual([100_000, 123_450, 1_234_500])
})

test('When it is no amount of yuan, then there is none', () => {
  expect(['', '三块', '1.234', '-1', '1e3', '1.', '100000.01', '38,555.1.2', '3,8,5'].map(fenOf)).toEqual(
    Array(9).fill(undefined),
  )
})

test('When an amount is said and typed again, then it is the same', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10_000_000 }), amountFen => {
      expect(fenOf(sayFen(amountFen).replace('元', ''))).toBe(amountFen)
    }),
  )
})
