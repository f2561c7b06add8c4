import { expect, test } from '@jest/globals'
import { mediation } from '../../../../shared/mediation/mediation.ts'
import { complaintsIn, emptyNote, inputOf } from './note-form.ts'

const key = 'a'.repeat(12)

test('When nothing is typed, then who and what are asked for, and nothing else', () => {
  expect(Object.keys(complaintsIn(emptyNote))).toEqual(['sides', 'what'])
})

test('When a name and a kind are there, then it can be sent: the kind says what it is about', () => {
  const draft = { ...emptyNote, sides: [' 3号楼张阿姨 ', ' '], kind: 'leak' as const }
  expect(complaintsIn(draft)).toEqual({})
  expect(mediation.note.takes.parse(inputOf(draft, key))).toEqual({
    ...{ key, sides: ['3号楼张阿姨'], kind: 'leak', what: '漏水', way: 'walkIn' },
  })
})

test('When the kind is none of those, then a word is needed', () => {
  const draft = { ...emptyNote, sides: ['张', '李'], kind: 'other' as const }
  expect(complaintsIn(draft)).toHaveProperty('what')
  expect(inputOf({ ...draft, what: '借了梯子不还' }, key)).toMatchObject({
    what: '借了梯子不还',
    kind: 'other',
  })
})
