import { afterAll, beforeAll, expect, test } from '@jest/globals'
import fc from 'fast-check'
import * as z from 'zod/mini'
import type { Operation } from '../../shared/contract.ts'
import { mediation } from '../../shared/mediation/mediation.ts'
import { refusalCodes } from '../../shared/api/refusals.ts'
import { plusMinutes } from '../../shared/time.ts'
import { caseStory, room, tuesday10 } from '../testing/case-story.ts'
import { monday10, neighbourhood, op, type Neighbourhood } from '../testing/given.ts'

let given: Neighbourhood
let story: ReturnType<typeof caseStory>
/** What is there, by the name of the field that would hold it. */
let known: Readonly<Record<string, readonly unknown[]>>
beforeAll(async () => {
  given = await neighbourhood()
  story = caseStory(given)
  const sides = Array.from({ length: 10 }, (_, i) => `resident-${i + 1}`)
  const [a, b, c, d, e, f, g, h] = sides
  const applied = await story.applied(a)
  const asked = await story.accepted(b)
  const code = await story.linked(asked)
  const heard = await story.heard(c, d)
  const booked = await story.booked(tuesday10, e, f)
  const held = await story.held(plusMinutes(tuesday10, 120), g, h)
  given.setNow(monday10)
  const noted = { key: op(), sides: ['张家', '李家'], kind: 'noise', what: '半夜拖椅子' } as const
  const note = await given.as('room-1').do(mediation.note, { ...noted, sides: [...noted.sides] })
  const block = { of: 'room', which: room, reason: '检修', key: op() } as const
  const [fromAt, toAt] = ['2026-11-30T02:00:00.000Z', '2026-11-30T03:00:00.000Z']
  const blocked = await given.as('room-1').do(mediation.block, { ...block, fromAt, toAt })
  const mediators = [await given.idOf('mediator-1'), await given.idOf('mediator-2')]
  const cases = [applied, asked, heard, booked, held].map(({ id }) => id)
  known = {
    id: [...cases, ...cases, note.id, blocked.id],
    seq: [1, 2, 3, 5, 8, 9, 10, 11],
    code: [code],
    mediator: mediators,
    which: [room, ...mediators],
    user: [await given.idOf('resident-9')],
    for: [await given.idOf('elder-1')],
    quarrel: [note.id],
    room: [room],
    community: ['bchd', 'other'],
    fromOn: ['2026-11-23', '2026-12-01'],
    toOn: ['2026-11-29', '2026-12-03'],
    fromAt: [tuesday10, fromAt, '2026-12-02T01:30:00.000Z'],
    toAt: [toAt, '2026-12-02T03:30:00.000Z'],
    starts: [[tuesday10], []],
    month: ['2026-11'],
  }
}, 60_000)
afterAll(() => given.close())

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
const fitting = (schema: Schema, name = ''): fc.Arbitrary<unknown> => {
  const there = known[name]
  if (there) return fc.constantFrom(...there)
  if (name === 'op' || name === 'key') return fc.uuid()
  if (schema.enum) return fc.constantFrom(...schema.enum)
  if ('const' in schema) return fc.constant(schema.const)
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map(each => fitting(each, name)))
  if (schema.type === 'object') {
    const fields = Object.entries(schema.properties ?? {})
    const record = Object.fromEntries(fields.map(([field, each]) => [field, wild(each, field)]))
    return fc.record(record, { requiredKeys: [...(schema.required ?? [])] })
  }
  if (schema.type === 'array')
    return fc.array(wild(schema.items ?? {}, name), { maxLength: Math.min(schema.maxItems ?? 3, 3) })
  if (schema.type === 'boolean') return fc.boolean()
  if (schema.type === 'integer')
    return fc.oneof(
      fc.constantFrom(15, 30, 60),
      fc.integer({ min: schema.minimum ?? -1000, max: schema.maximum ?? 1000 }),
    )
  return fc.constantFrom('说好了', '1单元201室', '10012340000', 'p1', 'p2', 'a'.repeat(32), op())
}
const wild = (schema: Schema, name: string): fc.Arbitrary<unknown> =>
  fc.oneof({ arbitrary: fitting(schema, name), weight: 12 }, { arbitrary: odd, weight: 1 })

const callers = [
  ...(['room-1', 'room-1', 'mediator-1', 'mediator-2', 'staff-1', 'grid-1', 'helper-1'] as const),
  ...(['resident-1', 'resident-3', 'resident-5', 'resident-8', 'resident-9', 'child-1', 'lead-1'] as const),
  ...(['supervisor-1', 'outsider-1', 'visitor-1', 'newcomer-1'] as const),
]

test('When anything that fits, or nearly, is sent to any operation of mediation by anybody, then it is done as the contract says or clearly refused, never a 5xx', async () => {
  const done = new Set<string>()
  const codes = new Set<string>()
  for (const operation of Object.values<Operation>(mediation)) {
    const schema = z.toJSONSchema(operation.takes, { io: 'input', unrepresentable: 'any' }) as Schema
    const tried = fc.asyncProperty(fc.constantFrom(...callers), fitting(schema), async (who, input) => {
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
    await fc.assert(tried, { numRuns: 120 })
  }
  expect(given.logged.filter(line => line.startsWith('failed'))).toEqual([])
  // A check that never gets anywhere proves nothing.
  expect(done.size).toBeGreaterThan(20)
  expect(codes.size).toBeGreaterThan(15)
}, 300_000)
