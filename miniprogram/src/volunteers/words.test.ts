import { expect, test } from '@jest/globals'
import { sayBuildings, sayPlace, sayRoom } from './words.ts'

test('When a team serves many buildings, then those that follow each other are drawn together', () => {
  expect(sayBuildings([])).toBe('全小区')
  expect(sayBuildings(['27号楼', '28号楼', '1号楼', '2号楼', '3号楼', '平房区'])).toBe(
    '1–3号楼、27–28号楼、平房区',
  )
  expect(sayBuildings(['7号楼'])).toBe('7号楼')
})

test('When a team is full, then it says so, and who waits already', () => {
  const team = { ...({} as Parameters<typeof sayRoom>[0]), takesOn: true, members: 40, most: 40, waiting: 0 }
  expect(sayRoom({ ...team, members: 39 })).toBe('招人')
  expect(sayRoom(team)).toBe('满了·可排队')
  expect(sayRoom({ ...team, waiting: 3 })).toBe('满了·3人排队')
  expect(sayRoom({ ...team, takesOn: false })).toBe('暂不招人')
})

test('When somebody came, went, or was marked as absent, then that is said rather than their place', () => {
  const at = '2026-11-23T01:00:00.000Z'
  expect(sayPlace({ place: 'seated' })[0]).toBe('您去')
  expect(sayPlace({ place: 'waiting', position: 3 })[0]).toBe('排第3')
  expect(sayPlace({ place: 'held', confirmBy: at })).toEqual(['有位子了', 'yours'])
  expect(sayPlace({ place: 'seated', inAt: at })[0]).toBe('已签到')
  expect(sayPlace({ place: 'seated', inAt: at, outAt: at })[0]).toBe('来过了')
  expect(sayPlace({ place: 'seated', noShow: { at, name: '李队长' } })[0]).toBe('记了没来')
})
