import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { notices } from '../../shared/notices/notices.ts'
import { addHome, addMember } from '../identity/moving.ts'
import { neighbourhood, op, type Neighbourhood } from '../testing/given.ts'

let given: Neighbourhood
beforeAll(async () => {
  given = await neighbourhood()
})
afterAll(() => given.close())

test('When two of a home, staff and a helper say at once that it knows, and answers are lost, then it counts once', async () => {
  const ctx = { ...given.effects, now: given.now() }
  const door = { community: 'bchd', building: 'building-1', unit: '1', room: '101' }
  const homes = [await addHome(ctx, door), await addHome(ctx, { ...door, room: '102' })]
  for (const person of ['resident-1', 'elder-1'])
    await addMember(ctx, { ...door, user: await given.idOf(person), as: 'owner', by: 'test' })
  const form = { title: '停水', text: '明天停水。', untilOn: '2026-11-30', key: op() }
  const { id } = await given.as('staff-1').do(notices.postNotice, { ...form, buildings: ['building-1'] })
  await given.settled()
  for (const person of ['staff-1', 'helper-1']) await given.tokenOf(person)
  given.faults.next('TransactWriteItems', 'answerLost', 'conflict', 'answerLost')
  const told = { id, building: 'building-1', homes, via: 'paper' as const }
  const answers = await Promise.all([
    ...['resident-1', 'elder-1', 'resident-1'].map(person =>
      given.as(person).try(notices.knowNotice, { id }),
    ),
    ...['staff-1', 'helper-1'].map(person => given.as(person).try(notices.knowNotice, told)),
  ])
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
  given.faults.calm()
  const rows = (await given.items()).filter(({ pk, sk }) => pk.includes(id) && sk.startsWith('SEEN#'))
  expect(rows).toHaveLength(2)
  expect((await given.as('staff-1').do(notices.notice, { id })).counts).toEqual({ heard: 2, homes: 2 })
})
