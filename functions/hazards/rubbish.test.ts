import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { hazards } from '../../shared/hazards/hazards.ts'
import { neighbourhood, type Neighbourhood } from '../testing/given.ts'
import { hazardStory } from '../testing/hazard-story.ts'
import { tryRubbish } from '../testing/rubbish.ts'

let given: Neighbourhood
let story: ReturnType<typeof hazardStory>
beforeAll(async () => {
  given = await neighbourhood()
  story = hazardStory(given)
})
afterAll(() => given.close())

test('When rubbish is sent about a hazard that is there, then it is done as agreed or clearly refused', async () => {
  const its = [
    await story('reported'),
    await story('dispatched'),
    await story('handled'),
    await story('closed'),
  ]
  const known = {
    id: its.map(({ id }) => id),
    same: its.map(({ id }) => id),
    seq: [1, 2, 3, 4],
    building: ['building-1', 'building-99'],
    unit: ['firm-1', 'department-2', 'x'],
    community: ['bchd', 'other'],
  }
  const callers = ['staff-1', 'resident-1', 'firm-1', 'grid-1', 'outsider-1']
  const { done } = await tryRubbish(given, Object.values(hazards), callers, known)
  expect(done.size).toBeGreaterThan(4)
}, 300_000)
