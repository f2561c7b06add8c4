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
import { Empty } from '../components/States.tsx'
import { hasDesk, isResident, useMe } from '../platform/me.ts'
import { openTab } from '../platform/open.ts'
import { useList } from '../platform/query.tsx'
import { words } from './words.ts'

const lineOf = (item: Card): ListLine => {
  const { kind, askedAt, changedAt, title, stateText, hint } = item
  const time = sayTime(askedAt ?? changedAt, new Date().toISOString())
  const when = `${time} ${!askedAt ? '有变化' : (kinds.get(kind)?.asked ?? '申请的')}`
  const label = [title, stateText, hint, when].filter(Boolean).join('，')
  return { ...matterLine(item), label, text: hint, hint: when }
}

/** Of what waits for the reader or for a desk of theirs. */
const waitingLine = (item: Waiting): ListLine => {
  const { hint, dueAt, late, urgent } = item
  const when = dueAt && `${sayTime(dueAt, new Date().toISOString())}前`
  return {
    ...matterLine(item),
    tone: urgent ? 'warn' : 'plain',
    text: hint,
    hint: late ? undefined : when,
    strong: late && '已经过了时间',
  }
}

/** For who holds an office: what waits for it, and for themselves, stands in one list. */
const AtMyDesk = ({ desk }: { readonly desk: ReturnType<typeof useList<typeof matters.desk>> }) => (
  <>
    {desk.items && desk.items.length > 0 && (
      <Section title="要我办">
        {desk.items.map(item => (
          <LineCard key={item.id} line={waitingLine(item)} />
        ))}
      </Section>
    )}
    {desk.items?.length === 0 && <Empty text="这会儿没有等您办的，谢谢您。" />}
    <ListRest {...desk} />
  </>
)

const parts = [
  ['yours', '要我办'],
  ['waiting', '我在等'],
  ['ended', '办完的'],
] as const
const inParts = (items: readonly Card[], atDesk: ReadonlySet<string>) =>
  parts
    .map(([tone, title]) => ({
      title,
      items: items.filter(item => item.tone === tone && !atDesk.has(item.id)),
    }))
    .filter(({ items }) => items.length > 0)

export default function Matters() {
  const { data: me } = useMe()
  const asks = !me || isResident(me)
  const office = hasDesk(me)
  const none = office ? '您自己没有别的事。' : '还没有您的事。'
  const desk = useList(matters.desk, {}, { enabled: office, followSeconds: 60 })
  const atDesk = new Set(office ? desk.items?.map(({ id }) => id) : [])
  return (
    <Page title="我的事" tab>
      {office && <AtMyDesk desk={desk} />}
      <Lines
        of={matters.mine}
        list="all"
        keyOf={({ id }) => id}
        line={lineOf}
        groups={items => inParts(items, atDesk)}
        empty={asks ? '还没有您的事。要帮忙，就点“找人帮忙”。' : none}
        instead={asks && <Button text={words.ask} onTap={() => openTab('home/home')} />}
        Rest={({ items, hasMore }) =>
          items.length > 5 && !hasMore && <View className="empty-text">就这些了</View>
        }
      />
    </Page>
  )
}
