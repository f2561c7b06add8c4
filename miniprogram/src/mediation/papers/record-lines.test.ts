import { expect, test } from '@jest/globals'
import { asText, linesOf, moved, savable } from './record-lines.ts'

const lines = [
  { who: '张阿姨', text: '天花板在滴水' },
  { who: '李家', text: ' ' },
  { who: '调解员', text: '先看看哪里漏 ' },
]

test('When a line is moved, the others keep their order; past the ends nothing moves', () => {
  expect(moved(lines, 2, 0).map(({ who }) => who)).toEqual(['调解员', '张阿姨', '李家'])
  expect(moved(lines, 0, -1)).toBe(lines)
  expect(moved(lines, 2, 3)).toBe(lines)
})

test('When it is saved, what is empty is left out', () => {
  expect(savable({ blocks: [...lines], points: '李家修水管\n\n 11月30日前 \n' })).toEqual({
    blocks: [
      { who: '张阿姨', text: '天花板在滴水' },
      { who: '调解员', text: '先看看哪里漏' },
    ],
    points: ['李家修水管', '11月30日前'],
  })
})

test('When it is copied, each line says who said it', () => {
  expect(asText({ blocks: [lines[0]!], points: '修好' })).toBe('张阿姨：天花板在滴水\n修好')
  expect(asText({ blocks: [lines[0]!], points: '' })).toBe('张阿姨：天花板在滴水')
})

test('When something is typed one a line, then empty lines are none', () => {
  expect(linesOf(' 修好水管 \n\n 赔顶\n')).toEqual(['修好水管', '赔顶'])
})
