import { expect, test } from '@jest/globals'
import { inGroup } from '../../../shared/volunteers/teams.ts'
import { sayBuildings, sayCorrection, sayRoom, sayStanding } from './words.ts'

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
  const said = (mine: Parameters<typeof sayStanding>[0]['mine'], state: 'open' | 'ended' = 'open') =>
    sayStanding({ mine, state })?.[0]
  expect(said(undefined)).toBeUndefined()
  expect(said({ place: 'seated' })).toBe('您去')
  expect(said({ place: 'seated' }, 'ended')).toBeUndefined()
  expect(said({ place: 'waiting', position: 3 })).toBe('排第3')
  expect(said({ place: 'held', confirmBy: at })).toBe('有位子了')
  expect(said({ place: 'seated', inAt: at })).toBe('已签到')
  expect(said({ place: 'seated', inAt: at, outAt: at }, 'ended')).toBe('来过了')
  expect(said({ place: 'seated', noShow: { at, name: '李队长' } }, 'ended')).toBe('记了没来')
})

test('When a check-out was forgotten, then it is said when they went, and not from nothing to something', () => {
  const correction = { at: '2026-12-01T01:00:00.000Z', name: '李队长', before: 0, after: 90, reason: '忘了' }
  expect(sayCorrection({ ...correction, wentAt: '2026-11-23T03:30:00.000Z' })).toBe(
    '李队长补了签退，11:30走的，记1小时30分',
  )
  expect(sayCorrection({ ...correction, before: 60 })).toBe('李队长把1小时改成1小时30分')
})

test('When a group is meant, then it is called 组; a queue stays a queue, and a team a team', () => {
  expect(inGroup('mutualAid', '队里人满了，您在排队。')).toBe('组里人满了，您在排队。')
  expect(inGroup('service', '退出这个队')).toBe('退出这个队')
})
