/** What notices bring to the home page: the newest for residents, all of them for who works here. */
import { View } from '@tarojs/components'
import type { Me } from '../../../shared/identity/identity.ts'
import { notices } from '../../../shared/notices/notices.ts'
import { Card } from '../components/Card.tsx'
import type { AtHome } from '../components/home.ts'
import type { Line } from '../components/facts.tsx'
import { holds } from '../platform/me.ts'
import { open } from '../platform/open.ts'
import { useReply } from '../platform/query.tsx'

const staff = (me: Me) => holds(me, 'communityStaff')
const followSeconds = 120

/** Newest first; before them those that ask for an answer and have none. */
const useHanging = () => {
  const { data } = useReply(notices.notices, {}, { remember: true, followSeconds })
  return [...(data?.items ?? [])].sort((a, b) => waits(b) - waits(a))
}

const useNewest = (): readonly Line[] => {
  const [newest, ...others] = useHanging()
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

/** 长辈版: only what is urgent, or wants an answer. */
const InCare = () => {
  const found = useHanging().find(each => waits(each) > 0 || (each.urgent && each.known === false))
  return (
    found && (
      <Card
        title={`通知：${found.title}`}
        tone="accent"
        onTap={() => open('notices/notice', { id: found.id })}
      >
        <View>点开看看，看过点“知道了”。</View>
      </Card>
    )
  )
}

export const noticesHome: AtHome = {
  name: 'notices',
  useNews: useNewest,
  care: InCare,
  tools: [
    {
      ...{ group: 'talk', name: '通知', drawing: 'horn', on: 'notices' },
      for: me => staff(me) || holds(me, 'gridWorker', 'buildingHelper'),
      go: me => open(staff(me) ? 'notices/all' : 'notices/list'),
    },
  ],
}
