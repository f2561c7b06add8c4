import { expect, test } from '@jest/globals'
import { complaintAbout, linesOf } from './lines.ts'

test('When something is typed one a line, then empty lines are none', () => {
  expect(linesOf(' 修好水管 \n\n 赔顶\n')).toEqual(['修好水管', '赔顶'])
})

test('When one of the lines is wrong, then it is said which', () => {
  expect(complaintAbout({ terms: '这里还没填' }, 'terms')).toBe('这里还没填')
  expect(complaintAbout({ 'terms.2': '太长了' }, 'terms')).toBe('第3行：太长了')
  expect(complaintAbout({ termsOfOthers: '太长了' }, 'terms')).toBeUndefined()
})
