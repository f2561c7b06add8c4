/** Any clause over the fields a, b, c and the map m, and any item with them. */
import fc from 'fast-check'
import { absent, all, any, below, fewer, is, not, type Clause, type Fields } from '../../shared/lifecycle.ts'

const field = fc.constantFrom('a', 'b', 'c')
const value = fc.integer({ min: 0, max: 3 })

export const { clause: someClause } = fc.letrec<{ clause: Clause }>(tie => ({
  clause: fc.oneof(
    { maxDepth: 4 },
    fc.tuple(field, fc.array(value, { maxLength: 2 })).map(([name, of]) => is(name, ...of)),
    field.map(absent),
    fc.tuple(field, value).map(([name, than]) => below(name, than)),
    fc
      .oneof(
        value,
        field.map(each => ({ field: each })),
      )
      .map(than => fewer('m', than)),
    fc.tuple(field, fc.array(value, { maxLength: 2 })).map(([name, of]) => is(`m.${name}`, ...of)),
    field.map(name => absent(`m.${name}`)),
    tie('clause').map(not),
    fc.array(tie('clause'), { maxLength: 3 }).map(parts => all(...parts)),
    fc.array(tie('clause'), { maxLength: 3 }).map(parts => any(...parts)),
  ),
}))

/** Numbers, and a map `m` of numbers. */
export const someItem: fc.Arbitrary<Fields> = fc
  .tuple(fc.dictionary(field, value), fc.option(fc.dictionary(field, value)))
  .map(([plain, map]) => ({ ...plain, ...(map && { m: map }) }))
