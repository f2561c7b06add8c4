import { expect, jest, test } from '@jest/globals'

jest.unstable_mockModule('@tarojs/taro', () => ({ default: {} }))
const { lettersFor } = await import('./letters.ts')

test('When WeChat or the browser is set to larger letters, then so are the pages; the usual sizes change nothing', () => {
  expect([15, 16, 17].map(lettersFor)).toEqual([undefined, undefined, undefined])
  expect([18, 20, 22, 26].map(lettersFor)).toEqual([
    'letters-large',
    'letters-larger',
    'letters-largest',
    'letters-largest',
  ])
})
