import { View } from '@tarojs/components'
import type { Me } from '../../../shared/identity/identity.ts'
import { homeConfirmers } from '../../../shared/identity/homes.ts'
import { shanghai } from '../../../shared/time.ts'
import { Awaited } from '../components/Awaited.tsx'
import { Page } from '../components/Page.tsx'
import { isNewcomer, Newcomer } from '../components/Newcomer.tsx'
import { Welcome } from '../components/Welcome.tsx'
import { Empty } from '../components/States.tsx'
import { useCare } from '../platform/care.ts'
import { useReply } from '../platform/query.tsx'
import { CallCommunity } from '../components/CallCommunity.tsx'
import type { Place } from '../components/home.ts'
import { matters } from '../../../shared/matters/matters.ts'
import { holds, isResident, useMe } from '../platform/me.ts'
import { modules } from '../modules.ts'
import { AwaitedSection, HomesSection, MessagesRow, WaysSection } from './sections.tsx'

/** By the hour in Shanghai. */
const greetings: readonly (readonly [before: number, text: string])[] = [
  [5, '夜深了'],
  [11, '早上好'],
  [13, '中午好'],
  [18, '下午好'],
  [24, '晚上好'],
]
const greeting = () => {
  const hour = shanghai(new Date().toISOString()).hour()
  return greetings.find(([before]) => hour < before)![1]
}

export default function Home() {
  const asked = useMe()
  const { data: me } = asked
  const care = useCare()
  return (
    <Page title="首页" tab>
      {!asked.data && <Awaited asked={asked} />}
      {me && (
        <>
          <View className="greeting">
            {greeting()}，{me.callName}
          </View>
          <MessagesRow />
          {care && !isNewcomer(me) && <CallCommunity />}
          <Sections me={me} />
        </>
      )}
    </Page>
  )
}

/** Someone with several roles sees the sections one under another, what waits for them first. */
const Sections = ({ me }: { readonly me: Me }) => {
  const care = useCare()
  const { data } = useReply(matters.mine, {}, { followSeconds: 60 })
  if (!me.consents.privacy) return <Welcome />
  if (isNewcomer(me)) return <Newcomer me={me} />
  const items = data?.items ?? []
  const others = items.filter(card => modules.some(({ goesOn }) => goesOn?.(me, card)))
  const at = (place: Place) =>
    modules.map(({ name, sections }) => {
      const Part = sections?.[place]
      return Part && <Part key={name} {...{ me, others }} />
    })
  const filled = modules.some(({ fills }) => fills?.(me))
  const offered = modules.some(({ offers }) => offers?.(me))
  const resident = isResident(me)
  const confirms = holds(me, ...homeConfirmers)
  return (
    <>
      {at('first')}
      <AwaitedSection items={items} />
      {at('next')}
      {at('late')}
      {confirms && <HomesSection alone={!filled} />}
      {at('team')}
      {at('desk')}
      {at('work')}
      {!filled && !offered && !confirms && <Empty text="这里暂时没有要您办的事。" />}
      <View className="apart">
        <WaysSection resident={resident} />
      </View>
      {!resident && !care && (
        <View className="apart">
          <CallCommunity />
        </View>
      )}
    </>
  )
}
