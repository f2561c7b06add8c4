/** What mediation brings to the home page. */
import type { Me } from '../../../shared/identity/identity.ts'
import { mediation } from '../../../shared/mediation/mediation.ts'
import type { AtHome } from '../components/home.ts'
import { holds } from '../platform/me.ts'
import { open } from '../platform/open.ts'
import { useReply } from '../platform/query.tsx'

const room = (me: Me) => holds(me, 'mediationStaff', 'mediator')
/** They meet quarrels in their work. */
const meets = (me: Me) => room(me) || holds(me, 'communityStaff', 'gridWorker', 'buildingHelper')

/** 矛调日 at the door: when others sit with the mediator, and a tap books a time of it. */
const useMediationDay = () => {
  const { data } = useReply(mediation.mediationDay, {}, { remember: true })
  return [data?.says && { name: '矛调日', note: data.says, onTap: () => open('mediation/talk') }]
}

export const mediationHome: AtHome = {
  name: 'mediation',
  doors: [{ name: '约人说和', drawing: 'talk', on: 'mediation', go: () => open('mediation/talk') }],
  useNews: useMediationDay,
  notes: [
    { name: '吵架了', drawing: 'quarrel', for: meets, go: () => open('mediation/note') },
    {
      ...{ name: '约说和', drawing: 'calendar', for: room },
      go: () => open('mediation/talk', { staff: '1' }),
    },
  ],
  tools: [
    { group: 'take', name: '说和', drawing: 'talk', for: meets, go: () => open('mediation/notes') },
    { group: 'talk', name: '今天', drawing: 'today', for: room, go: () => open('mediation/today') },
    { group: 'talk', name: '案件', drawing: 'folder', for: room, go: () => open('mediation/cases') },
    { group: 'talk', name: '排期', drawing: 'calendar', for: room, go: () => open('mediation/desk') },
  ],
}
