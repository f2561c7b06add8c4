/** Who looked at whose details: a row for each look. */
import { roles, type Role } from '../../shared/contract.ts'
import { plusMinutes } from '../../shared/time.ts'
import type { Ctx } from '../platform/context.ts'
import { entry, join, nextVersion, unchanged, type Item, type Key } from '../platform/table.ts'
import { callNamesOf } from './people.ts'
import { goneName } from './called.ts'

/** `by` is an id: the name is looked up when it is shown, so that it is gone when the person has left. */
export interface Look {
  readonly at: string
  readonly by: string
  readonly as: Role
  readonly matter: string
}

export const looksAt = (person: string, ...matter: readonly string[]) => join('U', person, 'LOOKS', ...matter)

/** Every look is a row of its own: by matter, and in gsi1 all that concern the person, by time. */
export const lookItem = (person: string, { at, by, as, matter }: Look): Item => ({
  pk: looksAt(person, matter),
  sk: join(at, by),
  look: { at, by, as, matter },
  ...entry('gsi1', looksAt(person), at),
})

const visitMinutes = 10

/**
 * Newest first, each time somebody came to look. Looks within minutes of each other are one visit, for each step taken
 * on a page shows the details anew. The rows stay, and the person has all of them in their data.
 */
export const visitsIn = <L extends Look>(looks: readonly L[]): L[] => {
  const last = new Map<string, string>()
  return looks.filter(({ at, by, matter }) => {
    const later = last.get(join(by, matter))
    last.set(join(by, matter), at)
    return later === undefined || plusMinutes(at, visitMinutes) < later
  })
}

interface Line {
  /** The last look. */
  readonly at: string
  readonly as: Role
  readonly times: number
}
type Lines = Map<string, Line>

const countLook = (lines: Lines, { at, by, as }: Look) => {
  const was = lines.get(by)
  const again = was !== undefined && plusMinutes(was.at, visitMinutes) >= at
  lines.set(by, { at, as, times: (was?.times ?? 0) + (again ? 0 : 1) })
}

/** What has been counted of the looks at somebody for a matter: all before that moment. */
const countedKey = (person: string, matter: string): Key => ({
  pk: join('U', person, 'LOOKED', matter),
  sk: 'COUNTED',
})
/** No request goes on for so long: what was to be written before then is there. */
const settledMinutes = 10
/** Fewer are read again rather than written down. */
const worthCounting = 50

/**
 * The same, one line for each person who looked, so that somebody who looks often does not hide the others. Each look is
 * read and counted once or a few times, not whenever somebody asks: what was counted is kept.
 */
export const looksByPerson = async (
  { table, now }: Pick<Ctx, 'table' | 'now'>,
  person: string,
  matter: string,
) => {
  const key = countedKey(person, matter)
  const counted = await table.get(key)
  const lines: Lines = new Map(Object.entries((counted?.lines ?? {}) as Readonly<Record<string, Line>>))
  const sk = counted && { atLeast: counted.before as string }
  const looks = (await table.queryAll({ pk: looksAt(person, matter), sk })).map(item => item.look as Look)
  const before = plusMinutes(now, -settledMinutes)
  const [settled, fresh] = [looks.filter(({ at }) => at < before), looks.filter(({ at }) => at >= before)]
  for (const look of settled) countLook(lines, look)
  if (settled.length >= worthCounting) {
    const next = nextVersion(counted, key, { before, lines: Object.fromEntries(lines) })
    // Where somebody else has counted meanwhile, theirs is as good.
    await table.put(next, unchanged(counted))
  }
  for (const look of fresh) countLook(lines, look)
  const names = await callNamesOf({ table }, [...lines.keys()])
  return [...lines]
    .map(([by, { at, as, times }]) => ({ at, name: names.get(by) ?? goneName, as: roles.text[as], times }))
    .sort((a, b) => (a.at < b.at ? 1 : -1))
}
