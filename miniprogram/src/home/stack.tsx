/** The sections of the modules, one under another: all of them, or in 长辈版 what waits and three ways on. */
import { View } from '@tarojs/components'
import type { Me } from '../../../shared/identity/identity.ts'
import { homeConfirmers } from '../../../shared/identity/homes.ts'
import { matters } from '../../../shared/matters/matters.ts'
import { Button } from '../components/Button.tsx'
import { CallCommunity } from '../components/CallCommunity.tsx'
import { Card } from '../components/Card.tsx'
import type { Place } from '../components/home.ts'
import { Empty } from '../components/States.tsx'
import { useCare } from '../platform/care.ts'
import { holds, isResident } from '../platform/me.ts'
import { open, openTab } from '../platform/open.ts'
import { useReply } from '../platform/query.tsx'
import { modules } from '../modules.ts'
import { AwaitedSection, HomesSection, WaysSection } from './sections.tsx'

const useStack = (me: Me) => {
  const { data } = useReply(matters.mine, {}, { followSeconds: 60 })
  const items = data?.items ?? []
  const others = items.filter(card => modules.some(({ goesOn }) => goesOn?.(me, card)))
  const at = (place: Place) =>
    modules.map(({ name, sections }) => {
      const Part = sections?.[place]
      return Part && <Part key={name} {...{ me, others }} />
    })
  const filled = modules.some(({ fills }) => fills?.(me))
  const confirms = holds(me, ...homeConfirmers)
  const waiting = (
    <>
      {at('first')}
      <AwaitedSection items={items} />
      {at('next')}
      {at('late')}
      {confirms && <HomesSection alone={!filled} />}
      {at('team')}
      {at('desk')}
    </>
  )
  return { items, at, filled, confirms, waiting }
}

/** Someone with several roles sees the sections one under another, what waits for them first. */
export const AllSections = ({ me }: { readonly me: Me }) => {
  const care = useCare()
  const { at, filled, confirms, waiting } = useStack(me)
  const offered = modules.some(({ offers }) => offers?.(me))
  const resident = isResident(me)
  return (
    <>
      {waiting}
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

const shownMatters = 2

/** 长辈版: saying it, what waits for a word, and three ways on; the rest is a page further. */
export const FewSections = ({ me }: { readonly me: Me }) => {
  const { items, at, waiting } = useStack(me)
  const goOn = items.filter(({ tone }) => tone !== 'ended').slice(0, shownMatters)
  const lines = goOn.map(({ title, stateText }) => `${title}：${stateText}`)
  const said = lines.length > 0 ? lines : ['这会儿没有在办的事。']
  const name = '我的事办到哪了'
  return (
    <View className="stack">
      {at('speak')}
      {waiting}
      <CallCommunity size="huge" />
      {at('ask')}
      <Card title={name} label={[name, ...said].join('，')} onTap={() => openTab('home/matters')}>
        {said.map(each => (
          <View key={each}>{each}</View>
        ))}
      </Card>
      <Button text="更多" kind="plain" onTap={() => open('home/more')} />
    </View>
  )
}
