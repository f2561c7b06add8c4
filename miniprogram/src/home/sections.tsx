/** What the home page shows beside what the modules bring. */
import { View } from '@tarojs/components'
import type { Me } from '../../../shared/identity/identity.ts'
import { messages } from '../../../shared/messages/messages.ts'
import { matters, type Waiting } from '../../../shared/matters/matters.ts'
import { pathOf } from '../../../shared/modules/manifests.ts'
import { sayTime } from '../../../shared/time.ts'
import { role } from '../components/aria.ts'
import { useCommunity } from '../components/CallCommunity.tsx'
import { Card } from '../components/Card.tsx'
import { FactCard, type Line } from '../components/facts.tsx'
import { sayCount, type AtHome, type Way } from '../components/home.ts'
import type { RowProps } from '../components/Row.tsx'
import { Section } from '../components/Section.tsx'
import { StateBadge } from '../components/StateBadge.tsx'
import { modules } from '../modules.ts'
import { isResident } from '../platform/me.ts'
import { open, openAddress, openTab } from '../platform/open.ts'
import { useList, useReply } from '../platform/query.tsx'

const toInbox = () => open('messages/inbox')
const useUnread = () => useReply(messages.unread, {}, { followSeconds: 15 }).data?.unread ?? 0

/** The way to the inbox. */
export const MessagesRow = () => {
  const unread = useUnread()
  return (
    <FactCard lines={[{ name: '消息', value: unread > 0 ? `${unread}条新的` : undefined, onTap: toInbox }]} />
  )
}

/** On the home page only while something new is in it. */
export const NewMessages = () => {
  const unread = useUnread()
  return unread > 0 ? (
    <View
      className="news"
      hoverClass="card-pressed"
      onClick={toInbox}
      {...role('link', `消息，${unread}条新的`)}
    >
      {`消息 ${unread}`}
    </View>
  ) : null
}

/** When it should be done, and what there is to do. */
export const whenDue = ({ dueAt, late }: Waiting) =>
  late ? undefined : dueAt && `${sayTime(dueAt, new Date().toISOString())}前`

const waitingRow = (item: Waiting): RowProps => {
  const { kind, id, title, stateText, hint, late, urgent } = item
  return {
    name: title,
    // Who it waits for themselves reads what there is to do, an office by when.
    note: item.mine ? (hint ?? whenDue(item)) : (whenDue(item) ?? hint),
    value: (
      <StateBadge text={late && !urgent ? '晚了' : stateText} tone={late || urgent ? 'late' : 'yours'} />
    ),
    onTap: () => void openAddress(pathOf(kind, id)),
  }
}

interface WaitingProps {
  readonly title: string
  readonly most: number
  /** Said where there is nothing. */
  readonly none?: string
}

/** What waits for the reader or their desks, across modules: as much as there is room for, all of it in 我的事. */
export const WaitingSection = ({ title, most, none }: WaitingProps) => {
  const { items, hasMore } = useList(matters.desk, {}, { followSeconds: 15 })
  if (!items) return null
  if (items.length === 0) return none ? <Card>{none}</Card> : null
  const all = (hasMore || items.length > most) && {
    name: `全部${sayCount(items, hasMore)}`,
    onTap: () => void openTab('home/matters'),
  }
  return (
    <Section title={title}>
      <Brief lines={[...items.slice(0, most).map(waitingRow), all]} />
    </Section>
  )
}

export const rowOf = ({ name, note, go }: Way): RowProps => ({ name, note, onTap: () => void go() })

const ways = modules.flatMap(({ ways = [] }) => ways)

/** News, and ways into what the community has. */
export const WaysSection = ({ me }: { readonly me: Me }) => {
  const resident = isResident(me)
  const news = useLines('useNews', me)
  const switchedOn = useCommunity()?.on ?? []
  return (
    <Brief
      lines={[
        ...(resident ? news : []),
        ...ways.filter(({ on, residents }) => switchedOn.includes(on) && (resident || !residents)).map(rowOf),
      ]}
    />
  )
}

/** The lines that the modules bring to this place; the modules are always the same, so each hook is asked every time. */
export const useLines = (place: 'useToday' | 'useNews', me: Me) =>
  modules.flatMap((module: AtHome) => module[place]?.(me) ?? [])

/** Lines of one card, each as short as it can be. */
export const Brief = ({ lines }: { readonly lines: readonly Line[] }) =>
  lines.some(Boolean) ? (
    <View className="brief">
      <FactCard lines={lines} />
    </View>
  ) : null

type Part = 'daily' | 'ask' | 'again' | 'care'

/** What the modules bring to this place. */
export const ofModules = (part: Part, me: Me) =>
  modules.map((module: AtHome) => {
    const Each = module[part]
    return Each && <Each key={module.name} me={me} />
  })
