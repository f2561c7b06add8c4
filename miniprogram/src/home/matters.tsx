import { View } from '@tarojs/components'
import { kinds } from '../../../shared/modules/manifests.ts'
import { matters, type Card } from '../../../shared/matters/matters.ts'
import { sayTime } from '../../../shared/time.ts'
import { Button } from '../components/Button.tsx'
import { matterLine } from '../components/home.ts'
import { Lines, type ListLine } from '../components/ListPage.tsx'
import { Page } from '../components/Page.tsx'
import { holds, isResident, useMe } from '../platform/me.ts'
import { openTab } from '../platform/open.ts'
import { words } from './words.ts'

const lineOf = (item: Card): ListLine => {
  const { kind, askedAt, changedAt, title, stateText, hint } = item
  const time = sayTime(askedAt ?? changedAt, new Date().toISOString())
  const when = `${time} ${!askedAt ? '有变化' : (kinds.get(kind)?.asked ?? '申请的')}`
  const label = [title, stateText, hint, when].filter(Boolean).join('，')
  return { ...matterLine(item), label, text: hint, hint: when }
}

const parts = [
  ['yours', '要我办'],
  ['waiting', '我在等'],
  ['ended', '办完的'],
] as const
const inParts = (items: readonly Card[]) =>
  parts
    .map(([tone, title]) => ({ title, items: items.filter(item => item.tone === tone) }))
    .filter(({ items }) => items.length > 0)

export default function Matters() {
  const { data: me } = useMe()
  const asks = !me || isResident(me)
  const none = holds(me, 'communityStaff') ? '没有您跟的事。' : '还没有您的事。'
  return (
    <Page title="我的事" tab>
      <Lines
        of={matters.mine}
        list="all"
        keyOf={({ id }) => id}
        line={lineOf}
        groups={inParts}
        empty={asks ? '还没有您的事。要帮忙，就点“找人帮忙”。' : none}
        instead={asks && <Button text={words.ask} onTap={() => openTab('home/home')} />}
        Rest={({ items, hasMore }) =>
          items.length > 5 && !hasMore && <View className="empty-text">就这些了</View>
        }
      />
    </Page>
  )
}
