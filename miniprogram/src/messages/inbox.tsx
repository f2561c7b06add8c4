/** What one was told, newest first; a tap opens what it is about. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import { messages, type MessageReply } from '../../../shared/messages.ts'
import { sayTime } from '../../../shared/time.ts'
import { ListRest } from '../components/Awaited.tsx'
import { Button } from '../components/Button.tsx'
import { Card } from '../components/Card.tsx'
import { Page } from '../components/Page.tsx'
import { StateBadge } from '../components/StateBadge.tsx'
import { Empty, Notice } from '../components/States.tsx'
import { openAddress } from '../platform/open.ts'
import { useList, useListGestures, useMove } from '../platform/query.tsx'
import { sayRefusal } from '../platform/refused.ts'
import { threadsOf, type Thread } from './threads.ts'

const unreadText = '新'

/** With a message those before it are read, where it stands for them all. */
type Open = (item: MessageReply, overtaken?: readonly MessageReply[]) => void

/** The latest of a thread; a tap shows those before it. */
const ThreadCards = ({ thread, open }: { readonly thread: Thread; readonly open: Open }) => {
  const [all, setAll] = useState(false)
  const [latest, ...earlier] = thread
  const unread = earlier.some(({ read }) => !read)
  return (
    <>
      <MessageCard item={latest} open={() => open(latest, all ? [] : earlier)} />
      {all && earlier.map(item => <MessageCard key={item.id} item={item} open={() => open(item)} />)}
      {earlier.length > 0 && (
        <Button
          text={all ? '收起' : `还有${earlier.length}条${unread ? '，有新的' : ''}`}
          kind="plain"
          size="small"
          onTap={() => setAll(!all)}
        />
      )}
    </>
  )
}

const MessageCard = ({ item, open }: { readonly item: MessageReply; readonly open: () => void }) => (
  <Card
    title={item.title}
    tone={item.read ? 'plain' : 'accent'}
    label={`${item.read ? '' : `${unreadText}，`}${item.title}，${item.text}`}
    aside={!item.read && <StateBadge text={unreadText} tone="yours" />}
    onTap={open}
  >
    <View>{item.text}</View>
    <View className="hint">{sayTime(item.at, new Date().toISOString())}</View>
  </Card>
)

export default function Inbox() {
  const list = useList(messages.inbox, {})
  useListGestures(list)
  const { go, error } = useMove()
  const { items, hasMore } = list
  const newest = items?.[0]
  const threads = threadsOf(items ?? [])

  const open: Open = (item, overtaken = []) => {
    // That it was read is noted by the way; the page does not wait for it.
    for (const { id, read } of [item, ...overtaken])
      if (!read) void go(messages.read, { id }).catch(() => undefined)
    if (item.url) void openAddress(item.url)
  }

  return (
    <Page title="消息">
      {error && <Notice text={sayRefusal(error)} tone="warn" />}
      {newest && items?.some(({ read }) => !read) && (
        <View className="moves">
          <Button
            text="都看过了"
            kind="plain"
            onTap={() => go(messages.read, { upTo: newest.at }).catch(() => undefined)}
          />
        </View>
      )}
      {threads.map(thread => (
        <View key={thread[0].id} className="moves">
          <ThreadCards thread={thread} open={open} />
        </View>
      ))}
      {items?.length === 0 && <Empty text="还没有消息。您的事一有进展，就写在这里。" />}
      <ListRest {...list} />
      {items && threads.length > 5 && !hasMore && <View className="empty-text">就这些了</View>}
    </Page>
  )
}
