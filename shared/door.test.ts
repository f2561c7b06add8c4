import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { buildingIn, doorIn, plainDoor, sayDoor } from './door.ts'
import { doorPart } from './contract.ts'

test.each([
  [['2', '二单元', '２单元', ' 2 单元', '02', '2门'], '2'],
  [['A', 'A座', 'ａ座', 'a单元'], 'A'],
  [['501-1', '501－1', '501室-1', '0501-01', '五零一-1'], '501-1'],
  [['底商3', '底商三', '底商 3号'], '底商3'],
  [['东户', '东'], '东'],
  [['101', '0101', '101室', '一零一', '１０１室'], '101'],
  [['12', '十二', '12单元'], '12'],
  [['20', '二十'], '20'],
  [['甲单元', '甲'], '甲'],
])('When people write %j, then it is one door', (written, door) => {
  expect(written.map(each => doorPart.parse(each))).toEqual(written.map(() => door))
})

test('When it is no door, then it is refused and says how to write one', () => {
  for (const typed of ['', '  ', '!!', '在菜市场旁边那栋', '1-2-3-4', '单元'])
    expect([typed, doorPart.safeParse(typed).success]).toEqual([typed, false])
})

test('When a door is read again, then it stays as it is', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 12 }), typed => {
      expect(plainDoor(plainDoor(typed))).toBe(plainDoor(typed))
    }),
  )
})

test.each([
  ['3号楼2单元301室', { building: '3', unit: '2', room: '301' }],
  ['三号楼二单元三零一', { building: '3', unit: '2', room: '301' }],
  ['３号楼 2-301', { building: '3', unit: '2', room: '301' }],
  ['3-2-301', { building: '3', unit: '2', room: '301' }],
  ['2单元0301', { unit: '2', room: '301' }],
  ['2-301', { unit: '2', room: '301' }],
  ['301', { room: '301' }],
  ['501-1', { room: '501-1' }],
  ['A座501-1', { unit: 'A', room: '501-1' }],
  ['5号楼1单元东户', { building: '5', unit: '1', room: '东' }],
  ['12栋底商3', { building: '12', room: '底商3' }],
  ['5号楼', { building: '5' }],
  ['5号楼2单元', { building: '5', unit: '2' }],
])('When %s is written in one go, then its parts are found', (typed, parts) => {
  expect(doorIn(typed)).toEqual({ building: undefined, unit: undefined, room: undefined, ...parts })
})

test('When doors are said, then as on an envelope, and that can be read again', () => {
  const doors = [
    ['2', '301', '2单元301室'],
    ['A', '501-1', 'A座501-1室'],
    ['1', '东', '1单元东户'],
    ['1', '底商3', '1单元底商3'],
  ] as const
  for (const [unit, room, said] of doors) {
    expect(sayDoor({ unit, room })).toBe(said)
    expect(doorIn(`7号楼${said}`)).toEqual({ building: '7', unit, room })
  }
  expect(['3号楼', '三号楼', '３号楼', '03号楼', 'A座', '瑞景东里'].map(buildingIn)).toEqual([
    ...['3', '3', '3', '3', 'A', undefined],
  ])
})
