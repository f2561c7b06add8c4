import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { mediation } from '../../shared/mediation/mediation.ts'
import { room } from '../testing/case-story.ts'
import { neighbourhood, op, type Neighbourhood } from '../testing/given.ts'

let given: Neighbourhood
beforeAll(async () => {
  given = await neighbourhood()
})
afterAll(() => given.close())

test('When twenty residents book the same quarter of an hour at once, then one has it, and each other reads the next free one', async () => {
  for (const n of [1, 2, 3]) await given.idOf(`mediator-${n}`)
  const people = Array.from({ length: 20 }, (_, i) => `resident-${201 + i}`)
  for (const each of people) await given.idOf(each)
  const [fromAt, next] = ['2026-11-26T02:00:00.000Z', '2026-11-26T02:30:00.000Z']
  const tries = await Promise.all(
    people.map(person =>
      given.as(person).try(mediation.bookTalk, { key: op(), kind: 'noise', room, fromAt }),
    ),
  )
  expect(given.logged.filter(line => line.startsWith('failed'))).toEqual([])
  expect(tries.filter(({ status }) => status === 200)).toHaveLength(1)
  const others = tries.filter(({ status }) => status !== 200)
  expect(new Set(others.map(({ status, body }) => `${status} ${body.code} ${body.text}`))).toEqual(
    new Set(['409 mediation.talkTaken 这个时间刚被约走。最近的是11月26日周四上午10点半。请重新选。']),
  )
  // The calendar has it once, and the next one is there for the others.
  const { items } = await given
    .as('room-1')
    .do(mediation.calendar, { fromOn: '2026-11-26', toOn: '2026-11-26' })
  expect(items.map(item => item.fromAt)).toEqual([fromAt])
  const { starts } = await given.as('resident-400').do(mediation.talkTimes, {})
  const offered = starts.map(start => start.fromAt)
  expect([offered.includes(fromAt), offered.includes(next)]).toEqual([false, true])
}, 120_000)
