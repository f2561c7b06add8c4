import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { api } from '../shared/api/api.ts'
import type { Operation } from '../shared/contract.ts'
import { help } from '../shared/help/help.ts'
import { refusalCodes } from '../shared/api/refusals.ts'
import { neighbourhood, type Neighbourhood } from './testing/given.ts'

let given: Neighbourhood
beforeAll(async () => {
  given = await neighbourhood()
})
afterAll(() => given.close())

const operations = Object.values(api).flatMap(module => Object.values(module) as Operation[])
const pathOf = ({ name }: Operation) => `/api/${name.replace('.', '/')}`

const parting = ['identity.signOutEverywhere', 'identity.leaveHome', 'identity.erase']

describe('rubbish', () => {
  const answers = async (path: string, body: string | undefined, token?: string, method?: string) => {
    const { status, body: answer } = await given.request(path, body, token, method)
    if (status === 200) return status
    expect(refusalCodes).toContain(answer.code)
    expect(answer.text).toMatch(/[\u4e00-\u9fff]/)
    expect([path, body, status < 500]).toEqual([path, body, true])
    return status
  }

  test('When anything at all is sent to any operation, then it is a clear refusal, never a 5xx', async () => {
    const everyone = await given.tokenOf('lead-8')
    const staff = await given.tokenOf('staff-8')
    const resident = await given.tokenOf('resident-8')
    const anything = fc.oneof(
      fc.json({ maxDepth: 3 }),
      fc.string({ unit: 'binary', maxLength: 50 }),
      fc
        .record(
          {
            id: fc.oneof(
              fc.string(),
              fc.constantFrom('help_bchd_x', `help_bchd_${'a'.repeat(32)}`, '__proto__', 'x'.repeat(999)),
            ),
            seq: fc.oneof(fc.integer(), fc.double(), fc.constant('1')),
            op: fc.string(),
            key: fc.string(),
            next: fc.string(),
            kind: fc.constantFrom('groceries', 'medicine', 'urgent', 'errands', 'x'),
            topic: fc.constantFrom('danger', 'bills', 'pharmacy', 'x'),
            whom: fc.constantFrom('asker', 'volunteer'),
            person: fc.string(),
            text: fc.string(),
            paidFen: fc.integer(),
            list: fc.constantFrom('open', 'team', 'late'),
            lines: fc.array(fc.record({ what: fc.string() }), { maxLength: 22 }),
            for: fc.string(),
            user: fc.string(),
            volunteer: fc.string(),
            team: fc.string(),
            scope: fc.string(),
            grant: fc.string(),
            community: fc.string(),
            role: fc.constantFrom('teamLead', 'resident', 'x'),
            code: fc.oneof(fc.string(), fc.constant('a'.repeat(32))),
            building: fc.constantFrom('building-1', 'x', '#'),
            unit: fc.oneof(fc.string(), fc.constant('1')),
            room: fc.oneof(fc.string(), fc.constant('101')),
            as: fc.constantFrom('owner', 'family', 'x'),
            name: fc.string(),
            callName: fc.string(),
            claim: fc.string(),
            number: fc.oneof(fc.string(), fc.constant(`20261123${'a'.repeat(10)}`)),
            fromOn: fc.constantFrom('2026-01-01', '2026-13-01', '1900-01-01'),
            toOn: fc.constantFrom('2026-02-01', '9999-01-01'),
            month: fc.constantFrom('2026-11', '2026-13'),
            minutes: fc.integer(),
            version: fc.oneof(fc.string(), fc.integer()),
            reason: fc.string(),
            digits: fc.string(),
            approve: fc.boolean(),
            verdict: fc.constantFrom('yes', 'no', 'x'),
            phone: fc.oneof(fc.string(), fc.constant('10000000009')),
            four: fc.oneof(fc.string(), fc.constant('0008')),
            what: fc.constantFrom('privacy', 'sensitive', 'x'),
            agree: fc.boolean(),
            spentFen: fc.oneof(fc.integer(), fc.double()),
          },
          { requiredKeys: [] },
        )
        .map(each => JSON.stringify(each)),
    )
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...operations), anything, async (operation, body) => {
        if (parting.includes(operation.name)) return
        for (const token of [everyone, staff, resident]) await answers(pathOf(operation), body, token)
      }),
      { numRuns: 400 },
    )
  })

  test('When the address, the method, the size or the depth is wrong, then it is refused by name', async () => {
    const token = await given.tokenOf('resident-8')
    const deep = '{"id":'.repeat(40) + '1' + '}'.repeat(40)
    const cases = [
      [404, '/api/help/nothing', '{}'],
      [404, '/api/help/constructor', '{}'],
      [404, '/api/__proto__/get', '{}'],
      [404, '/api/help/get/more', '{}'],
      [404, '/else', '{}'],
      [400, '/api/help/get', '{'],
      [400, '/api/help/get', deep],
      [400, '/api/help/get', '[]'],
      [400, '/api/help/get', 'null'],
      [413, '/api/help/get', JSON.stringify({ id: 'x'.repeat(300_000) })],
    ] as const
    for (const [status, path, body] of cases)
      expect([path, body.slice(0, 20), await answers(path, body, token)]).toEqual([
        path,
        body.slice(0, 20),
        status,
      ])
    expect(await answers('/api/help/get', undefined, token, 'GET')).toBe(405)
  })

  test('When fields are wrong, then each is named with what to change', async () => {
    const lines = [{ what: ' ' }, { what: '蛋'.repeat(41) }]
    const { body } = await given.as('resident-8').tryAnything(help.ask, { kind: 'magic', lines, capFen: -1 })
    expect(body).toEqual({
      code: 'request.invalid',
      text: '有几处要改一改，改好再点一次。',
      fields: {
        kind: '请从给出的选项里选一个',
        'lines.0.what': '这里还没填',
        'lines.1.what': '最多 40 个字',
        capFen: '不能小于 0',
      },
    })
  })
})

describe('what the outside sees', () => {
  test('When a bug throws, then it is an explicit 500 that repeats nothing', async () => {
    const token = await given.tokenOf('resident-8')
    const get = given.effects.table.query
    given.effects.table.query = () => Promise.reject(new Error('王阿姨 13800000000'))
    const answer = await given.request('/api/identity/me', '{}', token)
    given.effects.table.query = get
    expect(answer).toMatchObject({ status: 500, body: { code: 'server.failed' } })
    expect(JSON.stringify([answer, given.logged.slice(-3)])).not.toContain('13800000000')
  })

  test('When the OpenAPI document is read, then it describes every operation with input, reply and refusal', async () => {
    const { status, body } = await given.request('/api/openapi.json', undefined, undefined, 'GET')
    const document = body as unknown as {
      openapi: string
      paths: Record<string, { post: Record<string, unknown> }>
    }
    expect([status, document.openapi]).toEqual([200, '3.1.0'])
    expect(Object.keys(document.paths).sort()).toEqual(operations.map(pathOf).sort())
    expect(document.paths['/api/help/claim']!.post).toMatchObject({
      operationId: 'help.claim',
      requestBody: {
        content: {
          'application/json': {
            schema: { required: ['id', 'seq'], properties: { id: { type: 'string', maxLength: 128 } } },
          },
        },
      },
    })
  })
})

test('When somebody asks, then the log tells one account and one address from another, and names neither', async () => {
  const before = given.logged.length
  for (const person of ['resident-31', 'resident-31', 'resident-32'])
    await given.as(person).do(api.help.mine, {})
  const lines = given.logged
    .slice(before)
    .filter(line => line.includes('"help.mine"'))
    .map(line => JSON.parse(line.slice(line.indexOf('{'))) as { who?: string; from?: string })
  const [one, again, other] = lines.map(({ who }) => who)
  expect([one, other]).toEqual([
    expect.stringMatching(/^[a-z2-7]{12}$/),
    expect.stringMatching(/^[a-z2-7]{12}$/),
  ])
  expect(again).toBe(one)
  expect(other).not.toBe(one)
  expect(given.logged.join()).not.toContain(await given.idOf('resident-31'))
})
