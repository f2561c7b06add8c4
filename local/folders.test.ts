import { expect, test } from '@jest/globals'
import { circlesIn, needsOf } from './folders.ts'

const circles = (files: Readonly<Record<string, string>>) =>
  circlesIn(needsOf(new Map(Object.entries(files))))

test('When folders need each other, also a folder and one within it, then it says by which files', () => {
  const files = {
    'shared/api.ts': "import { help } from './help/help.ts'",
    'shared/help/help.ts': "import { text } from '../text.ts'\nimport type { Life } from './life.ts'",
    'shared/help/life.ts': "import { all } from '../papers/all.ts'",
    'shared/papers/all.ts': "export const all = import('../api/all.ts')",
  }
  expect(circles(files)).toEqual([
    'shared/api.ts → shared/help/help.ts',
    'shared/help/help.ts → shared/text.ts',
  ])
  expect(circles({ ...files, 'shared/api.ts': '' })).toEqual([])
  expect(circles({ ...files, 'shared/api.ts': '', 'shared/api/all.ts': "import '../help/life.ts'" })).toEqual(
    [
      'shared/help/life.ts → shared/papers/all.ts',
      'shared/papers/all.ts → shared/api/all.ts',
      'shared/api/all.ts → shared/help/life.ts',
    ],
  )
})
