import { View } from '@tarojs/components'
import { identity } from '../../../shared/identity.ts'
import { matters, type Card } from '../../../shared/matters.ts'
import { sayTime } from '../../../shared/time.ts'
import { ListRest } from '../components/Awaited.tsx'
import { Button } from '../components/Button.tsx'
import { LineCard, type ListLine } from '../components/ListPage.tsx'
import { Page } from '../components/Page.tsx'
import { Empty } from '../components/States.tsx'
import { openTab } from '../platform/open.ts'
import { useList, useListGestures, useReply } from '../platform/query.tsx'
import { matterLine, words } from './words.ts'

const lineOf = (item: Card): ListLine => {
  const { kind, askedAt, changedAt, title, stateText } = item
  const time = sayTime(askedAt ?? changedAt, new Date().toISOString())
  const when = `${time} ${!askedAt ? '有变化' : kind === 'help' ? '求助的' : '申请的'}`
  const label = [title, when, stateText].join('，')
  return { ...matterLine(item), label, ...(askedAt ? { text: when } : { hint: when }) }
}

export default function Matters() {
  const { data: me } = useReply(identity.me, {}, { remember: true })
  const list = useList(matters.mine, {})
  useListGestures(list)
  const { items, hasMore } = list
  const has = (role: string) => me?.grants.some(grant => grant.role === role)
  const asks = !me || has('resident') || me.actsFor.length > 0
  const none = has('communityStaff') ? '没有您跟的事。' : '还没有您的事。'
  return (
    <Page title="我的事" tab>
      {items?.map(item => (
        <LineCard key={item.id} line={lineOf(item)} />
      ))}
      {items?.length === 0 && (
        <Empty text={asks ? '还没有您的事。要帮忙，就点“找人帮忙”。' : none}>
          {asks && <Button text={words.ask} onTap={() => openTab('home/home')} />}
        </Empty>
      )}
      <ListRest {...list} />
      {items && items.length > 5 && !hasMore && <View className="empty-text">就这些了</View>}
    </Page>
  )
}
