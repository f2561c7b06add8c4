/** What visits bring to the home page. */
import type { Me } from '../../../shared/identity/identity.ts'
import { coverRoles } from '../../../shared/households/life.ts'
import { households } from '../../../shared/households/households.ts'
import type { AtHome } from '../components/home.ts'
import type { Line } from '../components/facts.tsx'
import { holds } from '../platform/me.ts'
import { open } from '../platform/open.ts'
import { useReply } from '../platform/query.tsx'

const goes = (me: Me) => holds(me, ...coverRoles)
const followSeconds = 60

/** 今天去谁家: how many doors, and in which buildings. */
const useRound = (me: Me): readonly Line[] => {
  const { data } = useReply(households.round, {}, { enabled: goes(me), followSeconds })
  if (!data?.items.length) return []
  const buildings = [...new Set(data.items.map(({ building = '' }) => building))].filter(Boolean)
  const late = data.items.filter(({ near }) => near === 'late').length
  return [
    {
      name: '今天去谁家',
      note: [buildings.join('、'), late > 0 && `${late}户过了日子`],
      value: `${data.items.length}户`,
      onTap: () => open('households/today'),
    },
  ]
}

export const householdsHome: AtHome = {
  name: 'households',
  useToday: useRound,
  tools: [
    {
      ...{ group: 'visit', name: '走访', drawing: 'door', on: 'households' },
      for: me => goes(me) || holds(me, 'communityStaff'),
      go: me => open(goes(me) ? 'households/today' : 'households/homes'),
    },
    {
      ...{ group: 'visit', name: '民情图', drawing: 'map', on: 'households' },
      for: me => holds(me, 'communityStaff', 'gridWorker', 'partyMember'),
      go: () => open('households/map'),
    },
  ],
}
