/** Who sees a hazard, and how closely. */
import { isMe, scopesOf, type Who } from '../../shared/lifecycle.ts'
import type { Hazard } from './hazard-store.ts'

/** How close a reader is; undefined: for them it does not exist. */
export type Reader = 'reporter' | 'staff' | 'grid' | 'addressee' | 'helper' | 'neighbour'

export const readerOf = (item: Hazard, who: Who): Reader | undefined => {
  const { community, grid = '', to = '', place = '', state } = item
  const holds = (role: Parameters<typeof scopesOf>[1], scope: string) =>
    scopesOf(who, role, community).includes(scope)
  if (holds('communityStaff', community)) return 'staff'
  if (isMe(who, item.reporter)) return 'reporter'
  if (holds('gridWorker', grid)) return 'grid'
  if (state === 'withdrawn') return undefined
  if (holds('propertyManager', to) || holds('departmentOfficer', to)) return 'addressee'
  if (holds('buildingHelper', place)) return 'helper'
  return who.grants.some(grant => grant.community === community) ? 'neighbour' : undefined
}
