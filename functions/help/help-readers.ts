/** Who sees a request, and how closely. */
import { idsOf, scopesOf, type Who } from '../../shared/lifecycle.ts'
import type { Help } from './help-store.ts'

/** How close a reader is; undefined: for them it does not exist. */
export type Reader = 'asker' | 'staff' | 'helper' | 'grid' | 'lead' | 'onlooker'

/** A grid worker sees what waits for somebody in their grid, and what they have taken on. */
const ofGridWorker = (help: Help, who: Who) =>
  scopesOf(who, 'gridWorker', help.community).includes(help.grid ?? '') &&
  (idsOf(who).includes(help.staff ?? '') || ['open', 'offered', 'withStaff'].includes(help.state))

export const readerOf = (help: Help, who: Who): Reader | undefined => {
  const { community, team = help.offeredTo ?? '' } = help
  if ([...idsOf(who), ...who.actsFor].includes(help.asker)) return 'asker'
  if (scopesOf(who, 'communityStaff', community).length) return 'staff'
  if (idsOf(who).includes(help.volunteer ?? '') && scopesOf(who, 'volunteer', community).includes(team))
    return 'helper'
  if (ofGridWorker(help, who)) return 'grid'
  const teams = scopesOf(who, 'teamLead', community)
  if (teams.includes(team) || (teams.length && help.state === 'open')) return 'lead'
  return teams.length && !help.danger ? 'onlooker' : undefined
}
