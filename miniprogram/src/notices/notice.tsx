/** One notice: what it says, 知道了, and for those who go through the doors how many of each building have heard. */
import { View } from '@tarojs/components'
import { heardWays } from '../../../shared/notices/life.ts'
import { notices, type NoticeReply } from '../../../shared/notices/notices.ts'
import { sayTime } from '../../../shared/time.ts'
import { FactCard, history, rows, said, type FactOf } from '../components/facts.tsx'
import { FileViews } from '../components/FileViews.tsx'
import { matterPage } from '../components/MatterPage.tsx'
import { open } from '../platform/open.ts'
import { acts } from './acts.tsx'
import { sayCounts, sayUntil } from './lines.ts'

type Part = FactOf<NoticeReply>
const now = () => new Date().toISOString()

const Photos: Part = ({ item: { photos } }) => <FileViews files={photos} />

const Known: Part = ({ item: { mine } }) => (
  <FactCard
    lines={mine
      .filter(({ knownAt }) => knownAt)
      .map(({ name, knownAt, via }) => ({
        name: `${name ?? '您家'}知道了`,
        note: [sayTime(knownAt!, now()), via && via !== 'app' && heardWays.text[via]],
      }))}
  />
)

const Buildings: Part = ({ item: { id, byBuilding = [], ask } }) =>
  byBuilding.length ? (
    <FactCard
      title={ask ? '谁家还没回话' : '谁家知道了'}
      lines={byBuilding.map(({ building, name, postedAt, ...counts }) => ({
        name,
        note: postedAt && '楼道贴了',
        value: sayCounts(counts),
        onTap: () => open('notices/doors', { id, building }),
      }))}
    >
      <View className="hint">点开一栋，看还有哪几户，可以打印上门签字。</View>
    </FactCard>
  ) : null

const moveDone: Readonly<Record<string, string>> = {
  post: '发了通知',
  posted: '贴到了楼道',
  takeDown: '撤下了',
}

export default matterPage({
  get: notices.notice,
  title: '通知',
  received: () => '发出去了，楼里的邻居打开就能看到。',
  stands: ({ title, state, stateHint, urgent, stateText }) => ({
    name: title,
    hint: stateHint,
    badge: state === 'down' ? [stateText, 'ended'] : undefined,
    tone: state === 'down' ? 'plain' : urgent ? 'warn' : 'accent',
  }),
  notes: [said<NoticeReply>('', ({ text }) => text), Photos],
  acts,
  order: (_, may) => {
    const has = (...names: readonly (keyof typeof acts)[]) => names.filter(name => may.includes(name))
    const [next, ...beside] = has('know', 'knowFor', 'posted')
    return { next, beside, last: has('others', 'takeDown') }
  },
  between: Known,
  facts: [
    Buildings,
    rows<NoticeReply>(({ buildings, untilOn }) => [
      { name: '给谁看的', value: buildings.length ? buildings.join('、') : '全社区' },
      { name: '到哪天', value: sayUntil(untilOn) },
    ]),
    history<NoticeReply>(({ who, move }) => `${who}${moveDone[move] ?? move}`),
  ],
  calls: ({ byBuilding }) => !byBuilding,
  elsewhere: { text: '看社区通知', go: () => open('notices/list') },
})
