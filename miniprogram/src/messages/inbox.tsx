/** What one was told, newest first; a tap opens what it is about. */
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { messages, type MessageReply } from '../../../shared/messages.ts'
import { sayTime } from '../../../shared/time.ts'
import { Button } from '../components/Button.tsx'
import { Card } from '../components/Card.tsx'
import { ListRest } from '../components/ListRest.tsx'
import { Page } from '../components/Page.tsx'
import { StateBadge } from '../components/StateBadge.tsx'
import { Empty, Notice } from '../components/States.tsx'
import { useList, useListGestures, useMove } from '../platform/query.tsx'
import { sayRefusal } from '../platform/refused.ts'
import { words } from './words.ts'

export default function Inbox() {
  const list = useList(messages.inbox, {})
  useListGestures(list)
  const { go, error } = useMove()
  const { items, hasMore } = list
  const newest = items?.[0]

  const open = (item: MessageReply) => {
    // That it was read is noted by the way; the page does not wait for it.
    if (!item.read) void go(messages.read, { id: item.id }).catch(() => undefined)
    if (item.url) void Taro.navigateTo({ url: item.url })
  }

  return (
    <Page title={words.title}>
      {error && <Notice text={sayRefusal(error)} tone="warn" />}
      {newest && items?.some(({ read }) => !read) && (
        <View className="moves">
          <Button
            text={words.allRead}
            kind="plain"
            onTap={() => go(messages.read, { upTo: newest.at }).catch(() => undefined)}
          />
        </View>
      )}
      {items?.map(item => (
        <Card
          key={item.id}
          title={item.title}
          tone={item.read ? 'plain' : 'accent'}
          label={`${item.read ? '' : `${words.unread}，`}${item.title}，${item.text}`}
          {...(!item.read && { aside: <StateBadge text={words.unread} tone="yours" /> })}
          onTap={() => open(item)}
        >
          <View>{item.text}</View>
          <View className="hint">{sayTime(item.at, new Date().toISOString())}</View>
        </Card>
      ))}
      {items?.length === 0 && <Empty text={words.none} />}
      <ListRest {...list} />
      {items && items.length > 5 && !hasMore && <View className="empty-text">{words.end}</View>}
    </Page>
  )
}
