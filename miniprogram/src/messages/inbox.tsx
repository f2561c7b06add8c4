/** What one was told, newest first; a tap opens what it is about. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import { messages, type MessageReply } from '../../../shared/messages/messages.ts'
import { sayTime } from '../../../shared/time.ts'
import { ListRest } from '../components/Awaited.tsx'
import { Button } from '../components/Button.tsx'
import { LineCard, type ListLine } from '../components/ListPage.tsx'
import { Page } from '../components/Page.tsx'
import { Empty, Refusal } from '../components/States.tsx'
import { openAddress } from '../platform/open.ts'
import { useList, useMove } from '../platform/query.tsx'
import { threadsOf, type Thread } from './threads.ts'

const unreadText = '新'

/** With a message those before it are read, where it stands for them all. */
type Open = (item: MessageReply, overtaken?: readonly MessageReply[]) => void

const lineOf = ({ read, title, text, at }: MessageReply, open: () => void): ListLine => ({
  title,
  tone: read ? 'plain' : 'accent',
  badge: read ? undefined : [unreadText, 'yours'],
  text,
  hint: sayTime(at, new Date().toISOString()),
  label: `${read ? '' : `${unreadText}，`}${title}，${text}`,
  open,
})

/** The latest of a thread; a tap shows those before it. */
const ThreadCards = ({ thread, open }: { readonly thread: Thread; readonly open: Open }) => {
  const [all, setAll] = useState(false)
  const [latest, ...earlier] = thread
  const unread = earlier.some(({ read }) => !read)
  return (
    <View className="moves">
      <LineCard line={lineOf(latest, () => open(latest, all ? [] : earlier))} />
      {all && earlier.map(item => <LineCard key={item.id} line={lineOf(item, () => open(item))} />)}
      {earlier.length > 0 && (
        <Button
          text={all ? '收起' : `还有${earlier.length}条${unread ? '，有新的' : ''}`}
          kind="plain"
          size="small"
          onTap={() => setAll(!all)}
        />
      )}
    </View>
  )
}

export default function Inbox() {
  const list = useList(messages.inbox, {})
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
      <Refusal error={error} />
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
        <ThreadCards key={thread[0].id} thread={thread} open={open} />
      ))}
      {items?.length === 0 && <Empty text="还没有消息。您的事一有进展，就写在这里。" />}
      <ListRest {...list} />
      {items && threads.length > 5 && !hasMore && <View className="empty-text">就这些了</View>}
    </Page>
  )
}
