/** What hazards bring to the home page: everybody may show what is wrong, and those who see to it find what waits. */
import type { AtHome } from '../components/home.ts'
import { hasDesk, holds } from '../platform/me.ts'
import { open } from '../platform/open.ts'
import { useWaiting } from '../platform/outbox.ts'

/** What was made without a network, and whether it was sent. */
const useWaits = () => {
  const all = useWaiting()
  const refused = all.filter(({ refusal }) => refusal !== undefined).length
  const go = () => open('hazards/report')
  return [
    all.length > refused && {
      name: `有${all.length - refused}件等着发出去`,
      note: '一有网络自己发，不用再点',
    },
    refused > 0 && { name: `有${refused}件没发出去`, note: '点开看看为什么', onTap: go },
  ]
}

export const hazardsHome: AtHome = {
  name: 'hazards',
  useNews: useWaits,
  useToday: useWaits,
  doors: [{ name: '随手拍', drawing: 'camera', on: 'hazards', go: () => open('hazards/report') }],
  notes: [{ name: '隐患', drawing: 'camera', on: 'hazards', for: hasDesk, go: () => open('hazards/report') }],
  tools: [
    {
      ...{ group: 'take', name: '隐患', drawing: 'camera', on: 'hazards' },
      for: me =>
        holds(me, 'communityStaff', 'gridWorker', 'buildingHelper', 'propertyManager', 'departmentOfficer'),
      go: () => open('hazards/list'),
    },
  ],
}
