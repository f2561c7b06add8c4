import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { absent, is } from '../../shared/lifecycle.ts'
import { waits } from './pause.ts'
import type { Item, Step, Table } from './table.ts'
import { again, write, type Lost } from './write.ts'

const real = { ...waits }
let slept: number[]
beforeEach(() => {
  slept = []
  waits.sleep = async ms => void slept.push(ms)
  waits.random = () => 0.5
  waits.now = () => 0
})
afterEach(() => {
  Object.assign(waits, real)
})

const key = { pk: 'TEST', sk: 'X' }
const put: Step = { put: key, when: absent('pk') }
const update: Step = { update: key, change: { add: { a: 1 } }, when: is('a', 1) }
const check: Step = { check: key, when: is('a', 1) }

/** Answers each write with the next of these, the last one for ever; says what it was asked to do. */
const answering = (...outcomes: readonly object[]) => {
  const asked: string[] = []
  let at = 0
  const answer = (verb: string) => async () => {
    asked.push(verb)
    return outcomes[Math.min(at++, outcomes.length - 1)]
  }
  const verbs = ['put', 'remove', 'update', 'transact'].map(verb => [verb, answer(verb)])
  return { asked, table: Object.fromEntries(verbs) as unknown as Table }
}
const lostTo = (was: Item | undefined) => ({ done: false, was })

test('When nothing is to be written, then the answer comes without a write', async () => {
  const { table, asked } = answering({ done: true })
  expect(await write(table, async () => ({ answer: 'there' }))).toBe('there')
  expect(await write(table, async () => ({ steps: [], answer: 'there' }))).toBe('there')
  expect(asked).toEqual([])
})

test('When a step alone is to be written, then no transaction is paid for; a list is one', async () => {
  const { table, asked } = answering({ done: true })
  for (const steps of [put, { remove: key }, update, check, [put]])
    await write(table, async () => ({ steps, answer: 1 }))
  expect(asked).toEqual(['put', 'remove', 'update', 'transact', 'transact'])
})

test('When somebody else was quicker, then it is decided again, knowing what stood in the way', async () => {
  const was = { ...key, a: 2 }
  const { table } = answering(lostTo(was), { ...lostTo(undefined), step: 1 }, { done: true })
  const seen: (Lost | undefined)[] = []
  const answer = await write(table, async lost => {
    seen.push(lost)
    return { steps: put, answer: seen.length }
  })
  expect(answer).toBe(3)
  expect(seen).toEqual([undefined, { step: 0, was }, { step: 1, was: undefined }])
})

test('When it loses and loses, then pauses grow to a bound, jittered, and in the end it says that we are busy', async () => {
  const { table, asked } = answering(lostTo(undefined))
  const never = write(table, async () => ({ steps: put, answer: 1 }))
  await expect(never).rejects.toMatchObject({ code: 'server.busy' })
  expect(asked).toHaveLength(60)
  // The first time it is tried again at once.
  expect(slept).toHaveLength(58)
  expect(slept.slice(0, 5)).toEqual([15, 30, 60, 120, 187.5])
  expect(Math.max(...slept)).toBe(187.5)
})

test('When nothing can be decided, then it is asked again, and not for ever', async () => {
  const { table, asked } = answering({ done: true })
  let times = 0
  const soon = async () => (++times < 3 ? again : { answer: times })
  expect(await write<number>(table, soon)).toBe(3)
  await expect(write(table, async () => again)).rejects.toMatchObject({ code: 'server.busy' })
  expect(asked).toEqual([])
})

test('When its time is over, then it is not tried again', async () => {
  const { table, asked } = answering(lostTo(undefined))
  let passed = 0
  waits.now = () => (passed += 2_000)
  const late = write(table, async () => ({ steps: put, answer: 1 }))
  await expect(late).rejects.toMatchObject({ code: 'server.busy' })
  expect(asked.length).toBeLessThan(4)
})

test('When it is refused, then the refusal ends it', async () => {
  const { table, asked } = answering({ done: true })
  const refused = write(table, async () => {
    throw new Error('no')
  })
  await expect(refused).rejects.toThrow('no')
  expect(asked).toEqual([])
})
