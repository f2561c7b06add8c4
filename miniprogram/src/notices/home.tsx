/** What notices bring to the home page: the newest for residents, all of them for who works here. */
import type { Me } from '../../../shared/identity/identity.ts'
import { notices } from '../../../shared/notices/notices.ts'
import type { AtHome } from '../components/home.ts'
import type { Line } from '../components/facts.tsx'
import { holds } from '../platform/me.ts'
import { open } from '../platform/open.ts'
import { useReply } from '../platform/query.tsx'

const staff = (me: Me) => holds(me, 'communityStaff')
const followSeconds = 120

/** The newest; before it one that asks for an answer and has none. */
const useNewest = (): readonly Line[] => {
  const { data } = useReply(notices.notices, {}, { remember: true, followSeconds })
  const [newest, ...others] = [...(data?.items ?? [])].sort((a, b) => waits(b) - waits(a))
  if (!newest) return []
  return [
    {
      name: newest.title,
      note: ['通知', waits(newest) > 0 && '请回个话', others.length > 0 && `还有${others.length}条`],
      onTap: () =>
        waits(newest) || !others.length ? open('notices/notice', { id: newest.id }) : open('notices/list'),
    },
  ]
}
const waits = ({ ask, known }: { readonly ask: boolean; readonly known?: boolean | undefined }) =>
  Number(ask && known === false)

export const noticesHome: AtHome = {
  name: 'notices',
  useNews: useNewest,
  tools: [
    {
      ...{ group: 'talk', name: '通知', drawing: 'horn', on: 'notices' },
      for: me => staff(me) || holds(me, 'gridWorker', 'buildingHelper'),
      go: me => open(staff(me) ? 'notices/all' : 'notices/list'),
    },
  ],
}
