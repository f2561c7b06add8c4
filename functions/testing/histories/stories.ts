/** Every story, begun in one town. */
import { caseStory } from './cases.ts'
import { helpStory } from './help.ts'
import type { Story } from './history.ts'
import { shiftStory } from './shifts.ts'
import { openTown } from './town.ts'

export const openStories = async () => {
  const { town, morning } = await openTown()
  const stories: readonly Story[] = [
    await helpStory(town, morning),
    await caseStory(town, morning),
    await shiftStory(town, morning),
  ]
  return { town, stories }
}
