import { expect, test } from '@jest/globals'
import { linesOf } from './lines.ts'

test('When something is typed one a line, then empty lines are none', () => {
  expect(linesOf(' 修好水管 \n\n 赔顶\n')).toEqual(['修好水管', '赔顶'])
})
