import { expect, test } from '@jest/globals'
import { complaintOfLines, complaintsInside } from './form.ts'

test('When one of the lines is wrong, then it is said which', () => {
  const inside = complaintsInside({ 'terms.2': '太长了', termsOfOthers: '太短了' }, 'terms')
  expect(inside).toEqual({ 2: '太长了' })
  expect(complaintOfLines('太长了', inside)).toBe('第3行：太长了')
  expect(complaintOfLines('这里还没填', {})).toBe('这里还没填')
})
