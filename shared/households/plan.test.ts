import { describe, expect, test } from '@jest/globals'
import { planOf, staircasesOf } from './plan.ts'

const building = (n: number) => ({ id: `building-${n}`, name: `${n}号楼` })
const buildings = Array.from({ length: 7 }, (_, i) => building(i + 1))
const said = (written: string, of = buildings) =>
  planOf(written, of).map(row =>
    row.map(spot => (spot === undefined ? '-' : 'label' in spot ? spot.label : spot.building.name)),
  )

describe('the plan of a community', () => {
  test('When nobody has drawn it, then buildings stand in rows by their order', () => {
    expect(said('')).toEqual([
      ['1号楼', '2号楼', '3号楼', '4号楼'],
      ['5号楼', '6号楼', '7号楼', '-'],
    ])
  })

  test('When it is drawn, then each stands where it was written, with gaps and what else is there', () => {
    expect(said('3 花园 1号 / —  2、7号楼')).toEqual([
      ['3号楼', '花园', '1号楼'],
      ['-', '2号楼', '7号楼'],
      // Left out of the plan, not off the map.
      ['4号楼', '5号楼', '6号楼'],
    ])
  })

  test('When a building is named twice, or is gone, then it stands there once, and the other place is empty', () => {
    expect(said('1 1 99', [building(1)])).toEqual([['1号楼', '-', '-']])
  })
})

const door = (unit: string, room: string) => ({ unit, room })
const drawn = (...of: Parameters<typeof staircasesOf>) =>
  staircasesOf(...of).map(({ unit, floors, others }) => [
    unit,
    floors.map(({ spots }) => spots.map(({ room, doors }) => room + '*'.repeat(doors.length)).join(' ')),
    others.map(({ room }) => room),
  ])

describe('the doors of a building', () => {
  test('When doors are known, then each staircase is drawn from the top down, as high and wide as it is', () => {
    const doors = [door('2', '301'), door('1', '102'), door('1', '201'), door('10', '101')]
    expect(drawn(doors)).toEqual([
      ['1', ['201* 202', '101 102*'], []],
      ['2', ['301*', '201', '101'], []],
      ['10', ['101*'], []],
    ])
  })

  test('When two families share a door, then they stand in one place; a shop has no floor', () => {
    const doors = [door('1', '501-1'), door('1', '501-2'), door('1', '底商3'), door('A', '1203')]
    const [first, tower] = staircasesOf(doors)
    expect(first!.floors[0]!.spots[0]!.doors).toEqual([doors[0], doors[1]])
    expect(first!.others.map(({ room }) => room)).toEqual(['底商3'])
    expect([tower!.unit, tower!.floors.length, tower!.floors[0]!.spots.at(-1)!.room]).toEqual([
      'A',
      12,
      '1203',
    ])
  })
})
