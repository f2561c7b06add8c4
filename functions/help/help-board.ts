/** 等人接, 队里在办, 要社区管的: which list the caller sees, and of which community or team. */
import { communityIn, scopesOf, type Fields } from '../../shared/lifecycle.ts'
import { Refusal } from '../../shared/api/refusals.ts'
import type { SignedIn } from '../platform/context.ts'
import { helps } from './help-kind.ts'

/** The list asked for, in the community named or the first in which the caller leads or works. */
export const boardOf = (ctx: SignedIn, list: 'open' | 'team' | 'late', wanted: Wanted) => {
  const { who } = ctx
  const roles = {
    open: ['teamLead', 'communityStaff', 'gridWorker'],
    team: ['teamLead', 'communityStaff'],
    late: ['communityStaff'],
  } as const
  const community = communityIn(who, roles[list], wanted.community)
  if (!community) throw new Refusal('community.notFound')
  const [teams, staff] = [scopesOf(who, 'teamLead', community), scopesOf(who, 'communityStaff', community)]
  if (list === 'late')
    return { key: [community], load: (after: After) => helps.lists.late.page(ctx, { community, after }) }
  if (list === 'open') {
    const grids = teams.length || staff.length ? undefined : scopesOf(who, 'gridWorker', community)
    return {
      key: [community, grids],
      async load(after: After) {
        const { items, last } = await helps.lists.open.page(ctx, { community, after })
        return { items: grids ? items.filter(({ grid = '' }) => grids.includes(grid)) : items, last }
      },
    }
  }
  const team = wanted.team ?? teams[0]
  if (!team) throw new Refusal('help.chooseTeam', {}, { team: '请选一个队' })
  if (!teams.includes(team) && !staff.length)
    throw new Refusal('identity.scopeUnknown', {}, { team: '请选您带的队' })
  return {
    key: [community, team],
    load: (after: After) => helps.lists.ofTeam.page(ctx, { community, of: team, after }),
  }
}
type After = Fields | undefined
interface Wanted {
  readonly team?: string | undefined
  readonly community?: string | undefined
}
