import { expect, test } from '@jest/globals'
import { bookOf, complaintsIn, earlier, linesOfBook, linesOfSubjects, subjectsOf, withLine } from './lines.ts'

const book = {
  sections: [
    { title: '看病', entries: [{ name: '社区医院', phone: '10000000008', hours: '8:00–17:00' }] },
    { title: '物业', entries: [{ name: '报修', phone: '10000000009', note: '全天' }] },
  ],
}

test('When nothing is changed, then what is saved is what was read', () => {
  expect(bookOf(linesOfBook(book))).toEqual(book)
  const whose = { subjects: [{ subject: '路灯', who: '城管', also: '灯' }] }
  expect(subjectsOf(linesOfSubjects(whose))).toEqual(whose)
})

test('When a line is added to a section, then it stands with it; a field left empty is not there', () => {
  const lines = withLine(linesOfBook(book), -1, {
    title: '看病',
    name: '药店',
    phone: '10000000010',
    note: ' ',
  })
  expect(bookOf(lines).sections[0]!.entries).toEqual([
    book.sections[0]!.entries[0],
    { name: '药店', phone: '10000000010' },
  ])
})

test('When a line goes before its neighbour, then all are still there', () => {
  const lines = ['a', 'b', 'c'].map(name => ({ name }))
  expect(earlier(lines, 2).map(({ name }) => name)).toEqual(['a', 'c', 'b'])
  expect(earlier(lines, 0)).toEqual(lines)
})

test('When a name is missing or a phone is none, then it says where', () => {
  expect(Object.keys(complaintsIn('phones', { title: '看病', name: ' ', phone: '找老张' }))).toEqual([
    'name',
    'phone',
  ])
  expect(complaintsIn('whose', { subject: '路灯', who: '城管' })).toEqual({})
})
