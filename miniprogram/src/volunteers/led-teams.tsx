/** Pages for those who answer for teams: their leads, and staff for all of them. */
import type { FC } from 'react'
import { volunteers } from '../../../shared/volunteers/volunteers.ts'
import { Awaited } from '../components/Awaited.tsx'
import { Page } from '../components/Page.tsx'
import { Empty } from '../components/States.tsx'
import { holds, useMe } from '../platform/me.ts'
import { useReply } from '../platform/query.tsx'
import { words } from './words.ts'

export interface Led {
  readonly id: string
  readonly name: string
}

/** Drawn by `Body` for those it is for, once their teams are known. */
export const ledPage = (title: string, Body: FC<{ readonly teams: readonly Led[] }>, staffOnly = false) =>
  function LedPage() {
    const { data: me } = useMe()
    const staff = holds(me, 'communityStaff')
    const may = staff || (!staffOnly && holds(me, 'teamLead'))
    const { data, error, again } = useReply(volunteers.teams, {}, { enabled: may })
    const teams = data?.items.filter(({ leads }) => staff || leads)
    // What is for staff alone is for them in a community without a team as well.
    if (teams && (staffOnly || teams.length > 0)) return <Body teams={teams} />
    return (
      <Page title={title} wide>
        {teams || (me && !may) ? (
          <Empty text={staffOnly ? words.staffOnly : words.leadOnly} />
        ) : (
          <Awaited asked={{ error, again }} calls={false} />
        )}
      </Page>
    )
  }
