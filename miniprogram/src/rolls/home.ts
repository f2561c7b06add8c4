/** What a roll brings to the home page: who calls it, walks and rings finds it among their tools. */
import type { AtHome } from '../components/home.ts'
import { holds } from '../platform/me.ts'
import { open } from '../platform/open.ts'

export const rollsHome: AtHome = {
  name: 'rolls',
  tools: [
    {
      ...{ group: 'visit', name: '点名', drawing: 'roll', on: 'rolls' },
      for: me => holds(me, 'communityStaff', 'gridWorker', 'buildingHelper'),
      go: () => open('rolls/list'),
    },
  ],
}
