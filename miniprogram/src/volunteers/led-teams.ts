/** The teams the reader answers for: those they lead; for staff all of them. */
import { identity } from '../../../shared/identity.ts'
import { volunteers } from '../../../shared/volunteers.ts'
import { useReply } from '../platform/query.tsx'

export interface Led {
  readonly id: string
  readonly name: string
}

export const useLedTeams = () => {
  const { data: me } = useReply(identity.me, {}, { remember: true })
  const has = (role: string) => me?.grants.some(grant => grant.role === role) ?? false
  const staff = has('communityStaff')
  const may = staff || has('teamLead')
  const { data, error, again } = useReply(volunteers.teams, {}, { enabled: may })
  return {
    me,
    staff,
    /** Neither a lead nor staff: there is nothing to be seen here. */
    none: me !== undefined && !may,
    teams: data?.items.filter(({ leads }) => staff || leads),
    error,
    again,
  }
}
