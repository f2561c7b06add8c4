import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { absent, holds } from '../../shared/lifecycle.ts'
import { neighbourhood, type Neighbourhood } from '../testing/given.ts'
import { entry, join } from './table.ts'
import { someClause, someItem } from '../testing/clauses.ts'

let given: Neighbourhood
beforeAll(async () => {
  given = await neighbourhood()
})
afterAll(() => given.close())
beforeEach(() => given.faults.calm())

const key = (name: string) => ({ pk: join('TEST', name), sk: 'X' })

describe('conditions', () => {
  test('When a clause is judged by DynamoDB, then it says what JavaScript says', async () => {
    await fc.assert(
      fc.asyncProperty(someClause, someItem, async (each, fields) => {
        const at = key('judge')
        await given.table.put({ ...fields, ...at })
        const outcome = await given.table.put({ ...fields, ...at }, each)
        expect(outcome.done).toBe(holds(each, fields))
        if (!outcome.done) expect(outcome.was).toEqual({ ...fields, ...at })
      }),
      { numRuns: 150 },
    )
  })

  test('When 200 write at once, then one has it and every other is told what stands there', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 200 }, (_, n) => given.table.put({ ...key('race'), n }, absent('pk'))),
    )
    const winner = (await given.table.get(key('race')))!.n
    expect(outcomes.filter(({ done }) => done)).toHaveLength(1)
    for (const outcome of outcomes) if (!outcome.done) expect(outcome.was?.n).toBe(winner)
  })
})

describe('when things go wrong on the way', () => {
  test('When the answer to a transaction is lost, then the retry with the same token is one write', async () => {
    given.faults.next('TransactWriteItems', 'answerLost', 'throttled')
    expect(await given.table.transact([{ put: key('lost'), when: absent('pk') }])).toEqual({ done: true })
    expect(await given.table.get(key('lost'))).toBeDefined()
  })

  test('When a transaction meets another, then it is tried again; when its condition fails, then the step is named', async () => {
    given.faults.next('TransactWriteItems', 'conflict', 'conflict')
    const steps = [
      { put: key('t1'), when: absent('pk') },
      { put: key('t2'), when: absent('pk') },
    ]
    expect(await given.table.transact(steps)).toEqual({ done: true })
    await given.table.remove(key('t1'))
    expect(await given.table.transact(steps)).toEqual({ done: false, was: key('t2'), step: 1 })
    expect(await given.table.get(key('t1'))).toBeUndefined()
  })

  test('When it never stops meeting others, then it ends with an error, not with a half', async () => {
    given.faults.next('TransactWriteItems', ...Array<'conflict'>(30).fill('conflict'))
    await expect(given.table.transact([{ put: key('never') }])).rejects.toThrow()
    expect(await given.table.get(key('never'))).toBeUndefined()
  })
})

describe('keys and lists', () => {
  test.each(['', 'a#b', 'x'.repeat(129), 'ü', 'a b', '../x'])(
    'When a key part is %j, then it is refused',
    part => {
      expect(() => join('C', part)).toThrow()
    },
  )

  test('When a list is read through an index, then order, bounds and pages hold', async () => {
    for (const n of [3, 1, 2, 5, 4])
      await given.table.put({ ...key(`list${n}`), ...entry('gsi4', 'LIST', `d${n}`) })
    const ask = (more: object) => given.table.query({ index: 'gsi4', pk: 'LIST', ...more })
    expect((await ask({})).items.map(item => item.gsi4sk)).toEqual(['d1', 'd2', 'd3', 'd4', 'd5'])
    expect((await ask({ newestFirst: true, limit: 2 })).items.map(item => item.gsi4sk)).toEqual(['d5', 'd4'])
    expect((await ask({ sk: { atMost: 'd2' } })).items).toHaveLength(2)
    const first = await ask({ limit: 3 })
    const rest = await ask({ after: first.last })
    expect(rest.items.map(item => item.gsi4sk)).toEqual(['d4', 'd5'])
  })
})
