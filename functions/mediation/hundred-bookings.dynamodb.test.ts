import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { mediation } from '../../shared/mediation/mediation.ts'
import type { CaseReply } from '../../shared/mediation/reply.ts'
import { caseStory, room, tuesday10 } from '../testing/case-story.ts'
import { neighbourhood, type Answer, type Neighbourhood } from '../testing/given.ts'

let given: Neighbourhood
let story: ReturnType<typeof caseStory>
beforeAll(async () => {
  given = await neighbourhood()
  story = caseStory(given)
})
afterAll(() => given.close())

test('When a hundred want one slot at the same time, then one has it, and the others read the next free one', async () => {
  const cases: CaseReply[] = []
  for (let i = 0; i < 5; i++)
    cases.push(await story.heard(`resident-${i * 2 + 1}`, `resident-${i * 2 + 2}`, `mediator-${i + 1}`))
  const once = (i: number): Promise<Answer> => {
    const { id, seq } = cases[i % cases.length]!
    return given
      .as('room-1')
      .try(mediation.book, { id, seq, op: `try-${i}-of-a-hundred`, room, fromAt: tuesday10 })
  }
  const tries = await Promise.all(Array.from({ length: 100 }, (_, i) => once(i)))
  const states = await Promise.all(cases.map(each => story.read('room-1', each)))
  const scheduled = states.filter(({ state }) => state === 'scheduled')
  expect(scheduled).toHaveLength(1)
  expect(tries.filter(({ status }) => status >= 500)).toEqual([])
  const lost = tries.filter(({ body }) => body.code === 'mediation.slotTaken')
  expect(lost.length).toBeGreaterThan(0)
  expect(lost[0]!.body.text).toContain('11月24日周二')
}, 300_000)
