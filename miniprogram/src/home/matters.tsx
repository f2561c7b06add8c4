import { View } from '@tarojs/components'
import { kinds } from '../../../shared/modules/manifests.ts'
import { matters, type Card, type Waiting } from '../../../shared/matters/matters.ts'
import { sayTime } from '../../../shared/time.ts'
import { ListRest } from '../components/Awaited.tsx'
import { Button } from '../components/Button.tsx'
import { matterLine } from '../components/home.ts'
import { LineCard, Lines, type ListLine } from '../components/ListPage.tsx'
import { Page } from '../components/Page.tsx'
import { Section } from '../components/Section.tsx'
import { isResident, useMe } from '../platform/me.ts'
import { openTab } from '../platform/open.ts'
import { useList } from '../platform/query.tsx'
import { whenDue } from './sections.tsx'
import { words } from './words.ts'

const lineOf = (item: Card): ListLine => {
  const { kind, askedAt, changedAt, title, stateText, hint } = item
  const time = sayTime(askedAt ?? changedAt, new Date().toISOString())
  const when = `${time} ${!askedAt ? '有变化' : (kinds.get(kind)?.asked ?? '申请的')}`
  const label = [title, stateText, hint, when].filter(Boolean).join('，')
  return { ...matterLine(item), label, text: hint, hint: when }
}

/** Of what waits for the reader or for a desk of theirs. */
const waitingLine = (item: Waiting): ListLine => ({
  ...matterLine(item),
  tone: item.urgent ? 'warn' : 'plain',
  text: item.hint,
  hint: whenDue(item),
  strong: item.late && '已经过了时间',
})

/** What waits for the reader, and for the offices they hold, stands in one list. */
const Waits = ({ desk }: { readonly desk: ReturnType<typeof useList<typeof matters.desk>> }) => (
  <>
    {desk.items && desk.items.length > 0 && (
      <Section title="要我办">
        {desk.items.map(item => (
          <LineCard key={item.id} line={waitingLine(item)} />
        ))}
      </Section>
    )}
    <ListRest {...desk} />
  </>
)

const parts = [
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
  const desk = useList(matters.desk, {}, { followSeconds: 60 })
  const waits = (desk.items?.length ?? 0) > 0
  const none = waits ? '' : '这会儿没有等您办的，谢谢您。'
  return (
    <Page title="我的事" tab>
      <Waits desk={desk} />
      <Lines
        of={matters.mine}
        list="all"
        keyOf={({ id }) => id}
        line={lineOf}
        groups={inParts}
        empty={asks && !waits ? '还没有您的事。要帮忙，就点“找人帮忙”。' : none}
        instead={asks && <Button text={words.ask} onTap={() => openTab('home/home')} />}
        Rest={({ items, hasMore }) =>
          items.length > 5 && !hasMore && <View className="empty-text">就这些了</View>
        }
      />
    </Page>
  )
}
