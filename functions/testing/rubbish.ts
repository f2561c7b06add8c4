/** Anything that fits a contract, or nearly: with ids of what is there, so that it gets somewhere. */
import { expect } from '@jest/globals'
import fc from 'fast-check'
import * as z from 'zod/mini'
import { refusalCodes } from '../../shared/api/refusals.ts'
import type { Operation } from '../../shared/contract.ts'
import { op, type Neighbourhood } from './given.ts'

/** What is there, by the name of the field that would hold it. */
export type Known = Readonly<Record<string, readonly unknown[]>>

interface Schema {
  readonly type?: string
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly anyOf?: readonly Schema[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly maxItems?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly maxLength?: number
}

const odd = fc.constantFrom<unknown>(
  ...['', ' ', '#', 'a#b', '__proto__', 'constructor', '\u0000', '\ud800', '漏'.repeat(3000), '=1+1'],
  ...['9999-12-31', '2026-02-30', '2026-11-24T02:00:00.001Z', '+275760-09-13T00:00:00.000Z', '-1', '1e9'],
  ...['case_bchd_x', `case_bchd_${'a'.repeat(32)}`, `block_${'a'.repeat(32)}`, `person_${'a'.repeat(32)}`],
  ...[null, -1, 0, 0.5, 1e308, Number.MAX_SAFE_INTEGER, true, [], {}, [[]], { constructor: 1 }],
)

/** What the schema allows, with what is there where the field's name says so; now and then something that is not allowed. */
const fitting = (known: Known, schema: Schema, name = ''): fc.Arbitrary<unknown> => {
  const there = known[name]
  if (there) return fc.constantFrom(...there)
  if (name === 'op' || name === 'key') return fc.uuid()
  if (schema.enum) return fc.constantFrom(...schema.enum)
  if ('const' in schema) return fc.constant(schema.const)
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map(each => fitting(known, each, name)))
  if (schema.type === 'object') {
    const fields = Object.entries(schema.properties ?? {})
    const record = Object.fromEntries(fields.map(([field, each]) => [field, wild(known, each, field)]))
    return fc.record(record, { requiredKeys: [...(schema.required ?? [])] })
  }
  if (schema.type === 'array')
    return fc.array(wild(known, schema.items ?? {}, name), { maxLength: Math.min(schema.maxItems ?? 3, 3) })
  if (schema.type === 'boolean') return fc.boolean()
  if (schema.type === 'integer')
    return fc.oneof(
      fc.constantFrom(15, 30, 60),
      fc.integer({ min: schema.minimum ?? -1000, max: schema.maximum ?? 1000 }),
    )
  return fc.constantFrom('说好了', '1单元201室', '10012340000', 'p1', 'p2', 'a'.repeat(32), op())
}
const wild = (known: Known, schema: Schema, name: string): fc.Arbitrary<unknown> =>
  fc.oneof({ arbitrary: fitting(known, schema, name), weight: 12 }, { arbitrary: odd, weight: 1 })

/**
 * What any tap may carry (代录, and what it comes of): most carry nothing of it, or all that is tried would end there, for it
 * is refused to most people.
 */
const entered: Known = {
  via: [undefined, undefined, undefined, undefined, 'phone'],
  ref: [undefined, undefined, undefined, undefined, '2026-8'],
  from: [undefined, undefined, undefined, undefined, { kind: 'help', id: `help_bchd_${'a'.repeat(32)}` }],
}

/** Sends it to each operation, by anybody: it is done as the contract says or clearly refused, never a 5xx. */
export const tryRubbish = async (
  given: Neighbourhood,
  operations: readonly Operation[],
  callers: readonly string[],
  known: Known,
) => {
  const done = new Set<string>()
  const codes = new Set<string>()
  const all: Known = { ...entered, ...known }
  for (const operation of operations) {
    const schema = z.toJSONSchema(operation.takes, { io: 'input', unrepresentable: 'any' }) as Schema
    const tried = fc.asyncProperty(fc.constantFrom(...callers), fitting(all, schema), async (who, input) => {
      const { status, body } = await given.as(who).tryAnything(operation, input)
      if (status === 200) {
        done.add(operation.name)
        operation.gives.parse(body)
        return
      }
      codes.add(body.code!)
      expect([operation.name, who, input, status < 500]).toEqual([operation.name, who, input, true])
      expect(refusalCodes).toContain(body.code)
      expect(body.text).toMatch(/[\u4e00-\u9fff]/)
    })
    await fc.assert(tried, { numRuns: 200 })
  }
  expect(given.logged.filter(line => line.startsWith('failed'))).toEqual([])
  return { done, codes }
}
