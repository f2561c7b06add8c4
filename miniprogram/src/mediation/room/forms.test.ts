import { expect, test } from '@jest/globals'
import { caseApply } from '../../../../shared/mediation/cases.ts'
import { caseComplaints, caseInput, noForm } from './forms.ts'
import { mediation } from '../../../../shared/mediation/mediation.ts'
import { emptyNote, noteComplaints, noteInput } from './forms.ts'

test('When the form is empty, it says what to fill in, by the field', () => {
  expect(Object.keys(caseComplaints(noForm))).toEqual([
    ...['applicant.name', 'applicant.phone', 'others.0.name', 'others.0.phone', 'facts'],
  ])
})

test('When it is filled in, what is sent is what the server takes; what was left empty is not sent', () => {
  const form = {
    ...noForm,
    applicant: { name: ' 张阿姨 ', building: '3号楼', room: '502', phone: '' },
    others: [{ name: '李家', building: '', room: '', phone: '13800000000' }],
    facts: '楼上漏水',
  }
  expect(caseComplaints(form)).toEqual({})
  const input = caseInput(form)
  expect(caseApply.parse(input)).toMatchObject(input)
  expect(input).toEqual({
    ...{ origin: 'walkIn', kind: 'leak', facts: '楼上漏水', already: 'nobody', open: false },
    applicant: { name: '张阿姨', building: '3号楼', room: '502' },
    others: [{ name: '李家', phone: '13800000000' }],
  })
})

const key = 'a'.repeat(12)

test('When nothing is typed, then who and what are asked for, and nothing else', () => {
  expect(Object.keys(noteComplaints(emptyNote))).toEqual(['sides', 'what'])
})

test('When a name and a kind are there, then it can be sent: the kind says what it is about', () => {
  const draft = { ...emptyNote, sides: [' 3号楼张阿姨 ', ' '], kind: 'leak' as const }
  expect(noteComplaints(draft)).toEqual({})
  expect(mediation.note.takes.parse(noteInput(draft, key))).toEqual({
    ...{ key, sides: ['3号楼张阿姨'], kind: 'leak', what: '漏水', way: 'walkIn' },
  })
})

test('When the kind is none of those, then a word is needed', () => {
  const draft = { ...emptyNote, sides: ['张', '李'], kind: 'other' as const }
  expect(noteComplaints(draft)).toHaveProperty('what')
  expect(noteInput({ ...draft, what: '借了梯子不还' }, key)).toMatchObject({
    what: '借了梯子不还',
    kind: 'other',
  })
})
