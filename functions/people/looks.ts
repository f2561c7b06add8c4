/** Who looked at whose details: a row for each look. */
import { roles, type Role } from '../../shared/contract.ts'
import { plusMinutes } from '../../shared/time.ts'
import type { Ctx } from '../platform/context.ts'
import { entry, join, type Item } from '../platform/table.ts'
import { callNamesOf } from './people.ts'

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

/** What a look's row says of someone who has left. */
const goneName = '已注销'

/** The looks at this person's details for one matter, newest first. */
export const looksFor = async ({ table }: Pick<Ctx, 'table'>, person: string, matter: string) => {
  const items = await table.queryAll({ pk: looksAt(person, matter), newestFirst: true })
  const looks = items.map(item => item.look as Look)
  const names = await callNamesOf(
    { table },
    looks.map(({ by }) => by),
  )
  return looks.map(look => ({ ...look, name: names.get(look.by) ?? goneName }))
}

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

/** The same, one line for each person who looked, so that somebody who looks often does not hide the others. */
export const looksByPerson = async (ctx: Pick<Ctx, 'table'>, person: string, matter: string) => {
  const lines = new Map<string, { at: string; name: string; as: string; times: number }>()
  for (const { at, by, name, as } of visitsIn(await looksFor(ctx, person, matter))) {
    const line = lines.get(by) ?? { at, name, as: roles.text[as], times: 0 }
    lines.set(by, { ...line, times: line.times + 1 })
  }
  return [...lines.values()]
}
