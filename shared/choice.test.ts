import { expect, test } from '@jest/globals'
import { choice, states, type Code } from './choice.ts'

const colours = choice({ red: '红', green: '绿' })

test('When a code and its text are said once, then the list, the schema and what pages offer follow', () => {
  expect(colours.codes).toEqual(['red', 'green'])
  expect(colours.text.red).toBe('红')
  expect(colours.options).toEqual([
    { value: 'red', text: '红' },
    { value: 'green', text: '绿' },
  ])
  expect(colours.schema.parse('green')).toBe('green')
  expect(() => colours.schema.parse('blue')).toThrow()
  expect(['red', 'blue', 'toString'].map(colours.say)).toEqual(['红', 'blue', 'toString'])
  const other = choice({ ...colours.text, blue: '蓝' })
  expect(other.codes).toEqual(['red', 'green', 'blue'])
  expect(other.has('blue')).toBe(true)
})

test('When a state has a row, then its name, tone and groups are known', () => {
  const errand = states({
    open: { name: '等人接', tone: 'waiting', group: 'going' },
    taken: { name: '有人接了', tone: 'yours', group: ['going', 'inHand'] },
    done: { name: '办好了', tone: 'ended' },
  })
  expect(errand.text).toEqual({ open: '等人接', taken: '有人接了', done: '办好了' })
  expect(errand.tones).toEqual({ open: 'waiting', taken: 'yours', done: 'ended' })
  expect(errand.groups).toEqual({ going: ['open', 'taken'], inHand: ['taken'] })
  expect([errand.isIn('taken', 'inHand'), errand.isIn('done', 'going')]).toEqual([true, false])
  const inHand: readonly 'taken'[] = errand.groups.inHand
  expect(inHand).toEqual(['taken'])
  // @ts-expect-error: there is no such group
  expect(errand.groups.lost).toBeUndefined()
  // @ts-expect-error: nor such a group to ask for
  expect(errand.isIn('open', 'lost')).toBe(false)
})

test('When a code is misspelt, then it does not compile', () => {
  // @ts-expect-error: there is no such code
  const code: Code<typeof colours> = 'rad'
  // @ts-expect-error: nor a text for it
  expect(colours.text.rad).toBeUndefined()
  expect(colours.has(code)).toBe(false)
})
