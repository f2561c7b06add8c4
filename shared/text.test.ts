import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type * as z from 'zod/mini'
import { fieldComplaints } from './complaints.ts'
import { callName, personName, text } from './contract.ts'
import { cleanName, cleanText, givenNameOf, hasUnseen, isFullName, surnameOf } from './text.ts'

const named = personName(20)
const complaintOf = (schema: z.ZodMiniType, typed: unknown) => {
  const read = schema.safeParse(typed)
  return read.success ? undefined : fieldComplaints(read.error.issues).body
}

describe('a text', () => {
  test.each([
    ['  两棵白菜\r\n一斤肉\t半斤豆腐 ', '两棵白菜\n一斤肉 半斤豆腐'],
    ['\u202d鸡蛋\u202c\u200b2斤\ufeff\u0000', '鸡蛋2斤'],
    ['谢谢👨‍👩‍👧❤️', '谢谢👨‍👩‍👧❤️'],
    ['cafe\u0301', 'café'],
    ['好\ud83d', '好'],
    ['𠮷野家', '𠮷野家'],
  ])('When %j is typed, then %j is kept', (typed, kept) => {
    expect(text(50).parse(typed)).toBe(kept)
  })

  test.each(['', ' ', '\u200b\u2060', '\u3164', '\u2800 ', '\ufe0f', '\u202e\n\u202c', '\ud800', '\u00ad'])(
    'When nothing of %j can be seen, then it is nothing',
    typed => {
      expect(complaintOf(text(50), typed)).toBe('这里还没填')
      expect(complaintOf(named, typed)).not.toBeUndefined()
    },
  )

  test('When anything at all is typed, then what is kept stays as it is, is whole, and can be seen', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), typed => {
        const kept = cleanText(typed)
        expect(cleanText(kept)).toBe(kept)
        expect(kept.normalize('NFC')).toBe(kept)
        expect(kept).not.toMatch(/\p{Cs}/u)
        expect(kept).not.toMatch(
          /[\u0000-\u0009\u000b-\u001f\u007f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/,
        )
      }),
    )
  })
})

describe('a name', () => {
  test.each([
    ['  王秀英 ', '王秀英'],
    ['买买提•艾力', '买买提·艾力'],
    ['古丽・努尔', '古丽·努尔'],
    ['Mary  Jane', 'Mary Jane'],
    ['𬍛石', '𬍛石'],
    ['Zoe\u0308', 'Zoë'],
  ])('When %j is typed, then %j is kept', (typed, kept) => {
    expect(named.parse(typed)).toBe(kept)
  })

  test.each([
    '王\u200b秀英',
    '\u202e王秀英',
    '王\u0007',
    '王\ud83d',
    '王\u3164',
    '王\n秀英',
    '王秀英\u2066',
    '王\ufe0f',
  ])('When there is something in %j that nobody can see, then it is refused, and says what to do', typed => {
    expect(complaintOf(named, typed)).toMatch(/看不见.*重新写/)
  })

  test('When it is cut into surname and given name, then no character is halved and nothing is lost', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }), typed => {
        const name = cleanName(typed)
        const [surname, given] = [surnameOf(name), givenNameOf(name)]
        expect([`${surname}${given}`, `${surname}·${given}`]).toContain(name)
        expect(hasUnseen(name) || !/\p{Cs}/u.test(surname)).toBe(true)
      }),
    )
  })

  test.each([
    ['𠮷田', '𠮷', '田'],
    ['𬍛小英', '𬍛', '小英'],
    ['王秀英', '王', '秀英'],
    ['欧阳震华', '欧阳', '震华'],
    ['司马光', '司马', '光'],
    ['单于', '单', '于'],
    ['买买提·艾力', '买买提', '艾力'],
    ['王', '王', ''],
    ['', '', ''],
  ])('When the name is %s, then the surname is %s', (name, surname, given) => {
    expect([surnameOf(name), givenNameOf(name)]).toEqual([surname, given])
  })
})

test('When somebody wants to be called by an office, however it is written, then it is refused; a trade or a family name is none', () => {
  for (const typed of ['社区民警', '调 解 员', '网格员小王', '居委会', '派出所·李', '官方客服'])
    expect(complaintOf(callName(12), typed)).toContain('单位或职务')
  for (const typed of ['王阿姨', '司师傅', '万老师', '欧阳奶奶'])
    expect(callName(12).parse(typed)).toBe(typed)
})

test.each([
  ['李建国', true],
  ['欧阳娜', true],
  ['𠮷田', true],
  ['阿依古丽·买买提', true],
  ['Anna Schmidt', true],
  ['小区物业', true],
  ['李', false],
  ['老李', false],
  ['楼上李家', false],
  ['李阿姨', false],
  ['王师傅', false],
])('When %s is to stand in an agreement, then that is a full name: %s', (name, full) => {
  expect(isFullName(name)).toBe(full)
})
