import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { dialled, lastFour, phone } from './contract.ts'
import { isPhone, lastFourOf, plainPhone, sayPhone } from './phone.ts'

describe('a phone', () => {
  test.each([
    ['\u202d100 5550 1234\u202c', '10055501234'],
    ['+86 100 5550 1234', '10055501234'],
    ['0086-100-5550-1234', '10055501234'],
    ['8610055501234', '10055501234'],
    ['１００５５５０１２３４', '10055501234'],
    ['100.5550.1234', '10055501234'],
    ['010055501234', '10055501234'],
    ['tel:100-5550-1234', '10055501234'],
    ['022-2681 0123', '02226810123'],
    ['(022)26810123', '02226810123'],
    ['（022）2681—0123', '02226810123'],
    ['+86 22 2681 0123', '02226810123'],
    ['+86 10 6552 9988', '01065529988'],
    ['0311-8765432', '03118765432'],
    ['022-26810123转8001', '02226810123-8001'],
    ['022-26810123-8001', '02226810123-8001'],
  ])('When %j is typed, then it is %s', (typed, kept) => {
    expect(phone.parse(typed)).toBe(kept)
  })

  test.each(['', '123', '26810123', '1005550123', '+1 650 253 0000', '不知道', '100555012345', '110'])(
    'When %j is typed, then it is nobody’s phone',
    typed => {
      expect(phone.safeParse(typed).success).toBe(false)
    },
  )

  test('When the community writes one for its phone book, then short numbers are right as well', () => {
    expect(
      ['110', '12345', '400-810-1234', '+86 400 810 1234', '2681 0123'].map(each => dialled.parse(each)),
    ).toEqual([...['110', '12345', '4008101234', '4008101234', '26810123']])
    expect(['', '找物业', '1'].map(each => dialled.safeParse(each).success)).toEqual([false, false, false])
  })

  test('When it is read again, then it stays as it is; and as it is said, it is the same', () => {
    const numbers = fc.oneof(
      fc.stringMatching(/^1\d{10}$/),
      fc.stringMatching(/^0(10|2\d|[3-9]\d{2})\d{8}(-\d{1,6})?$/),
    )
    const signs = fc.constantFrom(' ', '-', '\u202d', '\u200b', '\u00a0', '‐', '(', ')')
    fc.assert(
      fc.property(
        numbers,
        fc.array(signs, { maxLength: 6 }),
        fc.constantFrom('', '+86 ', '0086'),
        (number, put, code) => {
          expect(plainPhone(number)).toBe(number)
          expect(plainPhone(sayPhone(number))).toBe(number)
          const [main, extension] = number.split('-')
          const spread = [...main!].map((digit, i) => digit + (put[i] ?? '')).join('')
          const typed = code + spread + (extension ? `转${extension}` : '')
          expect([typed, plainPhone(typed)]).toEqual([typed, number])
        },
      ),
    )
    fc.assert(
      fc.property(fc.string(), typed => {
        expect(plainPhone(plainPhone(typed))).toBe(plainPhone(typed))
      }),
    )
  })

  test('When landlines are said, then the area code stands apart', () => {
    expect(['02226810123', '03118765432', '10055501234'].map(sayPhone)).toEqual([
      ...['022-26810123', '0311-8765432', '10055501234'],
    ])
  })
})

test('When a number is pasted to find somebody, then its last four digits are taken', () => {
  expect(
    [
      '1234',
      ' １２３４ ',
      '+86 100 5550 1234',
      '\u202d100 5550 1234\u202c',
      '来电 100-5550-1234',
      '022-26811234转8001',
    ].map(each => lastFour.parse(each)),
  ).toEqual(Array(6).fill('1234'))
  expect([lastFourOf('123'), lastFour.safeParse('123').success]).toEqual(['123', false])
  expect(isPhone('1234')).toBe(false)
})
