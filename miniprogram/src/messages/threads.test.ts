import { expect, test } from '@jest/globals'
import { threadsOf } from './threads.ts'

const message = (id: string, url?: string) => ({
  ...{ id, at: '2026-11-23T02:00:00.000Z', title: '有人接了', text: '', read: false },
  ...(url && { url }),
})
const ids = (...items: ReturnType<typeof message>[]) => threadsOf(items).map(each => each.map(({ id }) => id))

test('When several in a row are of the same matter, then they are one; what came between keeps them apart', () => {
  const [one, two] = ['/help/detail?id=1', '/help/detail?id=2']
  expect(ids(message('d', one), message('c', one), message('b', two), message('a', one))).toEqual([
    ['d', 'c'],
    ['b'],
    ['a'],
  ])
})

test('When they lead nowhere, then each stands by itself', () => {
  expect(ids(message('b'), message('a'))).toEqual([['b'], ['a']])
  expect(ids()).toEqual([])
})
