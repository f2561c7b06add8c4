import { View } from '@tarojs/components'
import { identity } from '../../../shared/identity.ts'
import { matters, pathOf, type Card as MatterCard } from '../../../shared/matters.ts'
import { sayTime } from '../../../shared/time.ts'
import { Button } from '../components/Button.tsx'
import { Card } from '../components/Card.tsx'
import { ListRest } from '../components/ListRest.tsx'
import { Page } from '../components/Page.tsx'
import { StateBadge } from '../components/StateBadge.tsx'
import { Empty } from '../components/States.tsx'
import { openAddress, openTab } from '../platform/open.ts'
import { useList, useListGestures, useReply } from '../platform/query.tsx'
import { words } from './words.ts'

/** Every kind of matter has its page at the same place, so this list knows none of them. */
const Matter = ({ item }: { readonly item: MatterCard }) => {
  const { kind, id, title, stateText, tone, askedAt, changedAt } = item
  const say = (at: string) => sayTime(at, new Date().toISOString())
  const sayAsked = kind === 'help' ? words.asked : words.applied
  const when = askedAt ? sayAsked(say(askedAt)) : words.changed(say(changedAt))
  return (
    <Card
      title={title}
      label={[title, when, stateText].join('，')}
      aside={<StateBadge text={stateText} tone={tone} />}
      onTap={() => openAddress(pathOf(kind, id))}
    >
      <View className={askedAt ? '' : 'hint'}>{when}</View>
    </Card>
  )
}

export default function Matters() {
  const { data: me } = useReply(identity.me, {}, { remember: true })
  const list = useList(matters.mine, {})
  useListGestures(list)
  const { items, hasMore } = list
  const has = (role: string) => me?.grants.some(grant => grant.role === role)
  const asks = !me || has('resident') || me.actsFor.length > 0
  const none = has('communityStaff') ? words.noMattersStaff : words.noMattersYet
  return (
    <Page title={words.matters} tab>
      {items?.map(item => (
        <Matter key={item.id} item={item} />
      ))}
      {items?.length === 0 && (
        <Empty text={asks ? words.noMatters : none}>
          {asks && <Button text={words.ask} onTap={() => openTab('home/home')} />}
        </Empty>
      )}
      <ListRest {...list} />
      {items && items.length > 5 && !hasMore && <View className="empty-text">{words.end}</View>}
    </Page>
  )
}
