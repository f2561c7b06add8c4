/** Any clause over the fields a, b, c, and any item with them. */
import fc from 'fast-check'
import { absent, all, any, below, is, not, type Clause, type Fields } from '../../shared/lifecycle.ts'

const field = fc.constantFrom('a', 'b', 'c')
const value = fc.integer({ min: 0, max: 3 })

export const { clause: someClause } = fc.letrec<{ clause: Clause }>(tie => ({
  clause: fc.oneof(
    { maxDepth: 4 },
    fc.tuple(field, fc.array(value, { maxLength: 2 })).map(([name, of]) => is(name, ...of)),
    field.map(absent),
    fc.tuple(field, value).map(([name, than]) => below(name, than)),
    tie('clause').map(not),
    fc.array(tie('clause'), { maxLength: 3 }).map(parts => all(...parts)),
    fc.array(tie('clause'), { maxLength: 3 }).map(parts => any(...parts)),
  ),
}))

export const someItem = fc.dictionary(field, value) as fc.Arbitrary<Fields>
