/** What the home page shows beside what the modules bring. */
import { identity } from '../../../shared/identity/identity.ts'
import { messages } from '../../../shared/messages/messages.ts'
import { matters, type Card } from '../../../shared/matters/matters.ts'
import { View } from '@tarojs/components'
import { Button } from '../components/Button.tsx'
import { useCommunity } from '../components/CallCommunity.tsx'
import { FactCard } from '../components/facts.tsx'
import { matterLine, sayCount, type Way } from '../components/home.ts'
import { LineCard } from '../components/ListPage.tsx'
import type { RowProps } from '../components/Row.tsx'
import { Section } from '../components/Section.tsx'
import { Empty } from '../components/States.tsx'
import { modules } from '../modules.ts'
import { open, openTab } from '../platform/open.ts'
import { useList, useReply } from '../platform/query.tsx'

/** The way to the inbox: on the home page only while something new is in it. */
export const MessagesRow = ({ always = false }: { readonly always?: boolean }) => {
  const { data } = useReply(messages.unread, {}, { followSeconds: 15 })
  const unread = data?.unread ?? 0
  const value = unread > 0 ? `${unread}条新的` : undefined
  return (
    <FactCard lines={[(always || value) && { name: '消息', value, onTap: () => open('messages/inbox') }]} />
  )
}

/** How much waits for who holds an office, across modules; the list is 我的事. */
export const WaitingRow = () => {
  const { items, hasMore } = useList(matters.desk, {}, { followSeconds: 60 })
  const late = items?.filter(each => each.late).length ?? 0
  const count = items && (sayCount(items, hasMore) ?? '没有')
  return (
    <FactCard
      lines={[
        {
          name: '要我办的',
          value: late > 0 ? `${count}，${late}件晚了` : count,
          onTap: () => openTab('home/matters'),
        },
      ]}
    />
  )
}

export const rowOf = ({ name, note, go }: Way): RowProps => ({ name, note, onTap: () => void go() })

/** Ways into what the community has. */
export const WaysSection = ({ resident }: { readonly resident: boolean }) => {
  const switchedOn = useCommunity()?.on ?? []
  const ways = modules.flatMap(({ ways = [] }) => ways)
  return (
    <FactCard
      lines={ways
        .filter(({ on, residents }) => switchedOn.includes(on) && (resident || !residents))
        .map(rowOf)}
    />
  )
}

/** Who says where they live and waits for a yes. That nobody does is told only to those who have nothing else here. */
export const HomesSection = ({ alone }: { readonly alone: boolean }) => {
  const { data } = useReply(identity.waitingHomes, {}, { followSeconds: 60 })
  const count = data?.items.length ?? 0
  if (count === 0) return alone && data ? <Empty text="没有等核对的住处，谢谢您。" /> : null
  return (
    <Section title="等核对住处的" count={count} unit="件">
      <Button text="去核对" onTap={() => open('identity/waiting')} />
    </Section>
  )
}

const shownCards = 3
const ownCards = modules.flatMap(({ ownCards = [] }) => ownCards)

/** What waits for the reader's word, where it has no card of its own. */
export const AwaitedSection = ({ items }: { readonly items: readonly Card[] }) => {
  const awaited = items.filter(({ kind, tone }) => !ownCards.includes(kind) && tone === 'yours')
  return awaited.length > 0 ? (
    <Section title="请您回个话" count={awaited.length} unit="件">
      {awaited.slice(0, shownCards).map(each => (
        <LineCard key={each.id} line={{ ...matterLine(each), tone: 'accent' }} />
      ))}
      {awaited.length > shownCards && <View className="hint">还有几件，在“我的事”里。</View>}
    </Section>
  ) : null
}
