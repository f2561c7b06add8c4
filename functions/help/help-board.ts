/** 等人接, 队里在办, 要社区管的: which list the caller sees, and of which community or team. */
import { communityIn, scopesOf } from '../../shared/lifecycle.ts'
import { Refusal } from '../../shared/refusals.ts'
import type { SignedIn } from '../platform/context.ts'
import { inHandOfTeam, lateOnes, openByDeadline } from './help-store.ts'

/** The list asked for, in the community named or the first in which the caller leads or works. */
export const boardOf = ({ who }: SignedIn, list: 'open' | 'team' | 'late', wanted: Wanted) => {
  const roles = {
    open: ['teamLead', 'communityStaff', 'gridWorker'],
    team: ['teamLead', 'communityStaff'],
    late: ['communityStaff'],
  } as const
  const community = communityIn(who, roles[list], wanted.community)
  if (!community) throw new Refusal('community.notFound')
  const [teams, staff] = [scopesOf(who, 'teamLead', community), scopesOf(who, 'communityStaff', community)]
  if (list === 'late') return { key: [community], load: lateOnes(community) }
  if (list === 'open') {
    const grids = teams.length || staff.length ? undefined : scopesOf(who, 'gridWorker', community)
    return { key: [community, grids], load: openByDeadline(community, grids) }
  }
  const team = wanted.team ?? teams[0]
  if (!team) throw new Refusal('help.chooseTeam', {}, { team: '请选一个队' })
  if (!teams.includes(team) && !staff.length)
    throw new Refusal('identity.scopeUnknown', {}, { team: '请选您带的队' })
  return { key: [community, team], load: inHandOfTeam(community, team) }
}
interface Wanted {
  readonly team?: string | undefined
  readonly community?: string | undefined
}
