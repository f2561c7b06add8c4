import { expect, test } from '@jest/globals'
import { addressOf } from './pages.ts'

test('an address says the page and what it carries, so that nothing in it is taken for something else', () => {
  expect(addressOf('identity/home')).toBe('/identity/home')
  expect(addressOf('help/detail', { id: 'a&b=c/?', do: undefined, new: '1' })).toBe(
    '/help/detail?id=a%26b%3Dc%2F%3F&new=1',
  )
  expect(addressOf('mediation/answer')).toBe('/mediation/answer')
})

test('a misspelt page or parameter does not compile', () => {
  // @ts-expect-error -- there is no such page
  addressOf('help/detial', { id: '1' })
  // @ts-expect-error -- it needs an id
  addressOf('help/detail')
  // @ts-expect-error -- it knows no such parameter
  addressOf('help/detail', { id: '1', move: 'claim' })
  // @ts-expect-error -- it takes none
  addressOf('identity/home', { id: '1' })
  // @ts-expect-error -- these are the only lists
  addressOf('help/board', { list: 'all' })
})
