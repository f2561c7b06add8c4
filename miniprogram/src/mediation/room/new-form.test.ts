import { expect, test } from '@jest/globals'
import { caseApply } from '../../../../shared/mediation/cases.ts'
import { complaintsIn, inputOf, noForm } from './new-form.ts'

test('When the form is empty, it says what to fill in, by the field', () => {
  expect(Object.keys(complaintsIn(noForm))).toEqual([
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
  expect(complaintsIn(form)).toEqual({})
  const input = inputOf(form)
  expect(caseApply.parse(input)).toMatchObject(input)
  expect(input).toEqual({
    ...{ origin: 'walkIn', kind: 'leak', facts: '楼上漏水', already: 'nobody', open: false },
    applicant: { name: '张阿姨', building: '3号楼', room: '502' },
    others: [{ name: '李家', phone: '13800000000' }],
  })
})
