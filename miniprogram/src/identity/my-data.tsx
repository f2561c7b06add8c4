/** 我的信息: what is kept of me, putting it right, who looked, taking it along, having it taken away. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import type { Reply } from '../../../shared/contract.ts'
import { identity } from '../../../shared/identity.ts'
import { actsOf, type Item } from '../components/act.tsx'
import { Awaited } from '../components/Awaited.tsx'
import { CallCommunity } from '../components/CallCommunity.tsx'
import { FactCard } from '../components/facts.tsx'
import { line } from '../components/fields.tsx'
import { Page } from '../components/Page.tsx'
import { Notice } from '../components/States.tsx'
import { open } from '../platform/open.ts'
import { useReply } from '../platform/query.tsx'
import { words } from './data-words.ts'
import { Erase } from './Erase.tsx'
import { Take } from './Take.tsx'

const longest = { callName: 12, name: 20 } as const
type Correctable = keyof typeof longest
type Details = Reply<typeof identity.details> & Item
const { act } = actsOf<Details>()

const correct = (what: Correctable) =>
  act(identity.correct, {
    title: `改${words[what]}`,
    yes: '改好了',
    no: '不改了',
    fields: item => ({ [what]: line(words[what], { longest: longest[what], start: item[what] }) }),
    needs: [what],
    done: '改好了',
  }).Sheet!
const sheets = { callName: correct('callName'), name: correct('name') }

export default function MyData() {
  const asked = useReply(identity.details, {})
  const { data: me } = useReply(identity.me, {}, { remember: true })
  const [changing, setChanging] = useState<Correctable>()
  const close = () => setChanging(undefined)
  const Changing = changing && sheets[changing]
  return (
    <Page title="我的信息">
      <Awaited asked={asked}>
        {data => (
          <>
            {me?.leaving && <Notice text="上次注销没做完，您现在办不了别的事。请点下面做完。" tone="warn" />}
            <FactCard
              lines={[
                {
                  ...{ name: words.callName, note: '邻居们看到的', value: data.callName },
                  onTap: () => setChanging('callName'),
                },
                {
                  ...{ name: words.name, value: data.name ?? words.none },
                  onTap: data.name ? () => setChanging('name') : undefined,
                },
                { name: '电话', value: data.phone ?? words.none },
                { name: '住址', value: data.address ?? words.none },
              ]}
            >
              <View className="small">加密保存。只有正在替您办事的人看得到，看一次记一次。</View>
            </FactCard>
            <FactCard
              lines={[
                {
                  ...{ name: words.viewers, note: '什么时候、谁、为了哪件事' },
                  onTap: () => void open('identity/viewers'),
                },
              ]}
            />
            <View className="stack">
              <View className="hint under-label">电话、住址要改，请打给社区或到社区登记。</View>
              <CallCommunity />
              <View className="gap" />
              <Take />
              <Erase />
            </View>
            {Changing && (
              <Changing
                key={changing}
                item={{ ...data, id: 'me', may: [] }}
                close={close}
                onMoved={() => undefined}
              />
            )}
          </>
        )}
      </Awaited>
    </Page>
  )
}
