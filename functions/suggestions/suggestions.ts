/** 建议和驿站: what the module brings, and what hangs at the door of a station. */
import { suggestions } from '../../shared/suggestions/suggestions.ts'
import { Refusal } from '../../shared/api/refusals.ts'
import { settingsOf } from '../community/community.ts'
import { module } from '../platform/module.ts'
import type { Handlers } from '../platform/serve.ts'
import { ideas } from './ideas-kind.ts'
import { ideaHandlers, wallOf } from './ideas.ts'
import { stayHandlers, stays } from './stays.ts'
import { suggestionsKeeps } from './suggestions-people.ts'

const shownOnWall = 10

const handlers: Handlers<typeof suggestions> = {
  ...ideaHandlers,
  ...stayHandlers,

  async station({ community, station: id }, ctx) {
    const { name, phone, on, suggestions } = await settingsOf(ctx, community)
    const { stations } = suggestions
    const station = stations.find(each => each.id === id)
    // A community without a station has no door here.
    if (!stations.length || (id && !station)) throw new Refusal('suggestions.noStation')
    const wall = await wallOf(ctx, community, shownOnWall)
    return { community: name, phone, station: station ?? stations[0], on: on.includes('suggestions'), wall }
  },
}

export const suggestionsModule = module(suggestions, {
  handlers,
  kinds: [ideas.followed, stays.followed],
  keeps: suggestionsKeeps,
})
