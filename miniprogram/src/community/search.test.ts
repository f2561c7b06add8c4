import { expect, test } from '@jest/globals'
import { searched } from './search.ts'

const subjects = [
  { subject: '家里水管漏水', who: '物业', also: '跑水 渗水' },
  { subject: '路灯不亮', who: '城管' },
  { subject: '邻居太吵', who: '社区', also: '噪音 装修' },
]
const found = (typed: string) => searched(subjects, typed).map(({ subject }) => subject)

test('When nothing is typed, then all are there', () => expect(found('  ')).toHaveLength(3))

test('When people use a word of their own, then it is found by what else it is called', () => {
  expect(found('渗水')).toEqual(['家里水管漏水'])
  expect(found('楼上装修')).toEqual(['邻居太吵'])
  expect(found('厨房漏水了')).toEqual(['家里水管漏水'])
  expect(found('物业')).toEqual(['家里水管漏水'])
})

test('When several words are typed, then each has to fit; when none does, nothing is found', () => {
  expect(found('路灯 城管')).toEqual(['路灯不亮'])
  expect(found('路灯 物业')).toEqual([])
  expect(found('结婚')).toEqual([])
})
