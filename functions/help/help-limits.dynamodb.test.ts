import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { help } from '../../shared/help/help.ts'
import { neighbourhood, op, type Neighbourhood } from '../testing/given.ts'
import { helpStory } from '../testing/help-story.ts'

let given: Neighbourhood
beforeAll(async () => {
  given = await neighbourhood()
})
afterAll(() => given.close())

test('When a home asks for more than it may at once, all at the same time, then exactly so many are taken', async () => {
  const outsider = given.as('outsider-1')
  const ask = (kind: 'groceries' | 'urgent') =>
    outsider.try(help.ask, {
      kind,
      key: op(),
      lines: [{ what: '蛋' }],
      ...(kind === 'urgent' && { topic: 'danger' }),
    })
  const answers = await Promise.all(Array.from({ length: 12 }, () => ask('groceries')))
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(3)
  const no = answers.filter(({ status }) => status !== 200)
  expect(no.every(({ body }) => body.code === 'help.tooMany' && body.text!.includes('已有3件'))).toBe(true)
  // Danger is always taken, and what has ended makes room.
  expect((await ask('urgent')).status).toBe(200)
  const mine = answers.find(({ status }) => status === 200)!.body as { id: string; seq: number }
  await outsider.do(help.withdraw, { id: mine.id, seq: mine.seq, op: op() })
  expect((await ask('groceries')).status).toBe(200)
  expect((await ask('groceries')).status).toBe(409)
})

test('When the look cannot be written down, then nothing is shown', async () => {
  const it = await helpStory(given)('accepted')
  given.faults.next('TransactWriteItems', ...Array<'throttled'>(40).fill('throttled'))
  expect(await given.as('volunteer-1').try(help.reveal, { id: it.id })).toMatchObject({ status: 503 })
  given.faults.calm()
  await given
    .as('volunteer-1')
    .do(help.reveal, { id: it.id })
    .catch(() => undefined)
})
