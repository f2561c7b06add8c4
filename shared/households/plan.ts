/** What 民情图 is drawn from: where the buildings stand in the community, and where the doors are in a building. */
import { buildingIn } from '../door.ts'

/** A building, what else stands there (花园, 大门), or nothing. */
export type Spot<B> = { readonly building: B } | { readonly label: string } | undefined

/** Buildings beside each other where nobody has drawn a plan. */
const beside = 4

/** 1, 1号 and 1号楼 are the same building. */
const numberIn = (name: string) => buildingIn(name) ?? name

/**
 * The plan row by row, all of one length. Staff write `1 2 花园 3 / 4 - 5`: rows with a stroke between them, `-` where nothing
 * stands. Buildings that are not in it come below, in the order in which they are given.
 */
export const planOf = <B extends { readonly name: string }>(
  written: string,
  buildings: readonly B[],
): Spot<B>[][] => {
  const rest = new Map(buildings.map(each => [numberIn(each.name), each]))
  const spotOf = (written: string): Spot<B> => {
    if (/^[-－—–]+$/.test(written)) return undefined
    const number = numberIn(written)
    const building = rest.get(number)
    rest.delete(number)
    // A building that is gone, or was named before, leaves its place empty.
    return building ? { building } : /\d/.test(written) ? undefined : { label: written }
  }
  const rows = written.split(/[/／；;\n]/).map(row => row.split(/[\s、，,]+/).filter(Boolean))
  const drawn = rows.filter(row => row.length > 0).map(row => row.map(spotOf))
  const width = Math.max(0, ...drawn.map(row => row.length)) || beside
  const left = [...rest.values()].map(building => ({ building }))
  const below = Array.from({ length: Math.ceil(left.length / width) }, (_, i) =>
    left.slice(i * width, (i + 1) * width),
  )
  return [...drawn, ...below].map(row => Array.from({ length: width }, (_, i) => row[i]))
}

interface Numbered {
  readonly unit: string
  readonly room: string
}

/** A place for a door, with what is known behind it: nothing, one home or two families. */
export interface Spotted<D> {
  readonly room: string
  readonly doors: readonly D[]
}
export interface Staircase<D> {
  readonly unit: string
  /** From the top down. */
  readonly floors: readonly { readonly floor: number; readonly spots: readonly Spotted<D>[] }[]
  /** Doors that no floor is read from: 底商3, 东户. */
  readonly others: readonly Spotted<D>[]
}

/** 2 before 10, and numbers before letters; WeChat's engine has no `Intl`. */
const inOrder = (one: string, other: string) => {
  const [n, m] = [one, other].map(text => Number.parseInt(text, 10) || Number.MAX_SAFE_INTEGER) as [
    number,
    number,
  ]
  return n - m || (one === other ? 0 : one < other ? -1 : 1)
}
const numbers = (count: number) => Array.from({ length: count }, (_, i) => i + 1)

/** 1203 and 1203-1: the third door on the twelfth floor. */
const placeOf = (room: string) => {
  const [, floor, door] = /^(\d{1,2})(\d{2})(?:-|$)/.exec(room) ?? []
  return door === undefined ? undefined : { floor: Number(floor), door: Number(door) }
}

/** A building door by door. A staircase is drawn as high and as wide as the doors that are known in it. */
export const staircasesOf = <D extends Numbered>(doors: readonly D[]): Staircase<D>[] =>
  [...new Set(doors.map(({ unit }) => unit))].sort(inOrder).map(unit => {
    const here = doors.filter(each => each.unit === unit)
    const placed = here.flatMap(door => {
      const place = placeOf(door.room)
      return place ? [{ ...place, at: door }] : []
    })
    const high = Math.max(0, ...placed.map(({ floor }) => floor))
    const wide = Math.max(0, ...placed.map(({ door }) => door))
    const others = here.filter(({ room }) => !placeOf(room))
    return {
      unit,
      floors: numbers(high)
        .reverse()
        .map(floor => ({
          floor,
          spots: numbers(wide).map(door => ({
            room: `${floor}${String(door).padStart(2, '0')}`,
            doors: placed.filter(each => each.floor === floor && each.door === door).map(({ at }) => at),
          })),
        })),
      others: [...new Set(others.map(({ room }) => room))].sort(inOrder).map(room => ({
        room,
        doors: others.filter(each => each.room === room),
      })),
    }
  })
