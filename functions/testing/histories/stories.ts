/** Every story, begun in one town. */
import { helpStory } from './help.ts'
import type { Story } from './history.ts'
import { openTown } from './town.ts'

export const openStories = async () => {
  const { town, morning } = await openTown()
  const stories: readonly Story[] = [await helpStory(town, morning)]
  return { town, stories }
}
