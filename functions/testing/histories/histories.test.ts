/** That the suite of faults (`npm run test:faults`) sees what it is there to see: each of its rules, once it is broken. */
import { beforeAll, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { MemoryTable } from '../../../local/memory/memory-table.ts'
import type { Key, Step } from '../../platform/table.ts'
import { play, someHistory, type Story } from './history.ts'
import { openStories } from './stories.ts'
import type { Town } from './day.ts'

let town: Town
let stories: readonly Story[]
beforeAll(async () => {
  ;({ town, stories } = await openStories())
})

/** A table that does not look at the conditions of some items. */
const careless =
  (of: (key: Key) => boolean) =>
  (memory: MemoryTable): MemoryTable => {
    const blind = (step: Step): Step => {
      if ('put' in step) return of(step.put) ? { put: step.put } : step
      return 'update' in step && of(step.update) ? { ...step, when: { all: [] } } : step
    }
    return {
      ...memory,
      put: (item, when) => memory.put(item, of(item) ? undefined : when),
      update: (key, change, when) => memory.update(key, change, of(key) ? { all: [] } : when),
      transact: steps => memory.transact(steps.map(blind)),
    }
  }
/** A table that says it has written some items, and has not. */
const lying =
  (of: (key: Key) => boolean) =>
  (memory: MemoryTable): MemoryTable => ({
    ...memory,
    put: async (item, when) => (of(item) ? { done: true } : memory.put(item, when)),
    async transact(steps) {
      const rest = steps.filter(step => !('put' in step && of(step.put)))
      return rest.length ? memory.transact(rest) : { done: true }
    },
  })
/** A table whose stream forgets some of what was written. */
const forgetful =
  (of: (key: Key) => boolean) =>
  (memory: MemoryTable): MemoryTable => ({
    ...memory,
    written: () => memory.written().filter(({ before, after }) => !of((after ?? before)!)),
  })

/** Two read slowly while others act and are followed, so that a few histories are enough. */
const crowded: typeof someHistory = someHistory.map(history => ({
  ...history,
  acts: history.acts.flatMap(act => [
    { ...act, what: 0, fault: { kind: 'slow', at: 0 }, together: true, later: 200, then: 'nothing' },
    { ...act, together: true, later: 0, then: 'followAgain' },
  ]),
}))

/** What the first history that is wrong says is wrong. */
const complaint = async (broken: (memory: MemoryTable) => MemoryTable, story: string) => {
  const found = await fc.check(
    fc.asyncProperty(fc.oneof(someHistory, crowded), async history => {
      await play(
        town,
        stories.find(({ name }) => name === story)!,
        history,
        broken,
      )
    }),
    { numRuns: 1_000, seed: 14, endOnFailure: true },
  )
  return found.errorInstance instanceof Error ? found.errorInstance.message : undefined
}

test('When every promise is kept, then histories with faults end well', async () => {
  for (const story of stories)
    await fc.assert(
      fc.asyncProperty(someHistory, async history => {
        await play(town, story, history)
      }),
      { numRuns: 30 },
    )
}, 240_000)

const breakages: readonly (readonly [string, ReturnType<typeof careless>, RegExp, string])[] = [
  [
    'days of rooms and people',
    careless(({ sk }) => sk.startsWith('DAY#')),
    /in two places|not marked|a time is lost/,
    'cases',
  ],
  [
    'places',
    careless(({ sk }) => sk === 'PLACES'),
    /more than there are seats|one ticket twice|twice in a shift|a place is lost/,
    'shifts',
  ],
  [
    'matters',
    careless(({ sk }) => sk === 'MATTER'),
    /two owners|a hole in the story|the story ends otherwise/,
    'help',
  ],
  ['marks of messages', careless(({ pk }) => pk.startsWith('FX#')), /told twice|unread miscounted/, 'help'],
  ['boxes', careless(({ sk }) => sk === 'BOX'), /unread miscounted|used more than allowed/, 'help'],
  ['own lists', careless(({ pk }) => pk.endsWith('#MINE')), /an old card|among the wrong ones/, 'help'],
]
test.each(breakages)(
  'When %s are written without a look, then it is seen',
  async (_, broken, expected, story) => {
    expect(await complaint(broken, story)).toMatch(expected)
  },
  240_000,
)

test('When hours are said to be written and are not, then it is seen', async () => {
  const hours = lying(({ pk }) => pk.endsWith('#HOURS'))
  expect(await complaint(hours, 'shifts')).toMatch(/came and is not in the books/)
  expect(await complaint(hours, 'help')).toMatch(/the hours do not add up/)
}, 240_000)

test('When the stream forgets changes, then it is seen', async () => {
  expect(
    await complaint(
      forgetful(({ sk }) => sk === 'MATTER'),
      'help',
    ),
  ).toMatch(/a hole in the story|not told/)
})
