/** The home page of those who live here; and 长辈版 of it, with the few things that one may want at once. */
import { View } from '@tarojs/components'
import { matters } from '../../../shared/matters/matters.ts'
import { pathOf } from '../../../shared/modules/manifests.ts'
import { Button } from '../components/Button.tsx'
import { CallCommunity } from '../components/CallCommunity.tsx'
import { Card } from '../components/Card.tsx'
import { Doors, useDoors } from '../components/Doors.tsx'
import type { Line } from '../components/facts.tsx'
import type { HomeView } from '../components/home.ts'
import { StateBadge } from '../components/StateBadge.tsx'
import { modules } from '../modules.ts'
import { hasDesk, isResident } from '../platform/me.ts'
import { open, openAddress, openTab } from '../platform/open.ts'
import { useReply } from '../platform/query.tsx'
import { Brief, ofModules, useLines, WaitingSection, WaysSection } from './sections.tsx'

const doors = modules.flatMap(({ doors = [] }) => doors)

export const AtHome = ({ me }: HomeView) => {
  const resident = isResident(me)
  // Who works here has it beside their work.
  const office = hasDesk(me)
  const today = useLines('useToday', me)
  const goingOn = useGoingOn()
  const shown = useDoors(me)(doors)
  return (
    <>
      {!office && <WaitingSection title="等您回话" most={3} />}
      <Brief lines={[...(office ? [] : today), ...goingOn]} />
      {resident && (
        <>
          {!office && ofModules('daily', me)}
          {ofModules('ask', me)}
          {shown.length > 0 && <Doors me={me} doors={shown} large />}
          <View className="gap" />
          {ofModules('again', me)}
        </>
      )}
      <WaysSection me={me} />
      {!resident && <CallCommunity />}
    </>
  )
}

const useMine = () => useReply(matters.mine, {}, { followSeconds: 60 }).data?.items ?? []

/** What the reader waits for: the one, or how many there are and the newest of them. */
const useGoingOn = (): readonly Line[] => {
  const [newest, ...others] = useMine().filter(({ tone }) => tone === 'waiting')
  if (!newest) return []
  const { kind, id, title, stateText, hint } = newest
  const about =
    others.length > 0
      ? { name: `我在等的${others.length + 1}件`, note: `${title}：${stateText}` }
      : { name: title, note: hint, value: <StateBadge text={stateText} tone="waiting" /> }
  const go = () => (others.length > 0 ? openTab('home/matters') : openAddress(pathOf(kind, id)))
  return [{ ...about, onTap: () => void go() }]
}

const shownMatters = 2

/** What goes on for the reader, as far as there is room. */
const GoingOn = () => {
  const goOn = useMine()
    .filter(({ tone }) => tone !== 'ended')
    .slice(0, shownMatters)
  const lines = goOn.map(({ title, stateText }) => `${title}：${stateText}`)
  const said = lines.length > 0 ? lines : ['这会儿没有在办的事。']
  const name = '我的事办到哪了'
  return (
    <Card title={name} label={[name, ...said].join('，')} onTap={() => openTab('home/matters')}>
      {said.map(each => (
        <View key={each}>{each}</View>
      ))}
    </Card>
  )
}

export const InCare = ({ me }: HomeView) => (
  <View className="stack">
    <WaitingSection title={hasDesk(me) ? '要您办的' : '等您回话'} most={3} />
    <CallCommunity size="huge" />
    {ofModules('daily', me)}
    {ofModules('care', me)}
    <GoingOn />
    <Button text="更多" kind="plain" onTap={() => open('home/more')} />
  </View>
)
