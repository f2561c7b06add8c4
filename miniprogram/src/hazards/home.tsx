/** What hazards bring to the home page: everybody may show what is wrong, and those who see to it find what waits. */
import type { AtHome } from '../components/home.ts'
import { hasDesk, holds } from '../platform/me.ts'
import { open } from '../platform/open.ts'

export const hazardsHome: AtHome = {
  name: 'hazards',
  doors: [{ name: '随手拍', drawing: 'camera', on: 'hazards', go: () => open('hazards/report') }],
  notes: [{ name: '隐患', drawing: 'camera', on: 'hazards', for: hasDesk, go: () => open('hazards/report') }],
  tools: [
    {
      ...{ group: 'take', name: '隐患', drawing: 'bulb', on: 'hazards' },
      for: me =>
        holds(me, 'communityStaff', 'gridWorker', 'buildingHelper', 'propertyManager', 'departmentOfficer'),
      go: () => open('hazards/list'),
    },
  ],
}
