/** Demo builds only: the people one can be. */
import * as z from 'zod/mini'
import { useFetched } from './query.tsx'
import { get } from './request.ts'

const person = z.object({ id: z.string(), name: z.string(), about: z.string(), code: z.string() })
type Person = z.output<typeof person>

/** One of each kind comes first; the two hundredth resident is seldom the one looked for. */
const inOrder = (people: readonly Person[]) => {
  const seen = new Map<string, number>()
  const ranked = people.map(each => {
    const kind = each.id.replace(/-\d+$/, '')
    const rank = (seen.get(kind) ?? 0) + 1
    seen.set(kind, rank)
    return { each, rank }
  })
  return ranked.sort((a, b) => a.rank - b.rank).map(({ each }) => each)
}

export const usePeople = () =>
  useFetched(['demo'], async () => inOrder(z.array(person).parse(await get('/demo/personas'))))
