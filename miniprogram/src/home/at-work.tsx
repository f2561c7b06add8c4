/** The home page of those who hold an office: what waits for them, what they note down at once, and 工作台. */
import { View } from '@tarojs/components'
import { Card } from '../components/Card.tsx'
import { CallCommunity } from '../components/CallCommunity.tsx'
import { Doors, useDoors } from '../components/Doors.tsx'
import { FactCard } from '../components/facts.tsx'
import type { Bench, HomeView } from '../components/home.ts'
import { Section } from '../components/Section.tsx'
import { modules } from '../modules.ts'
import { holds, isResident } from '../platform/me.ts'
import { open } from '../platform/open.ts'
import { Brief, ofModules, useLines, WaitingSection } from './sections.tsx'

const benches: readonly (readonly [Bench, string])[] = [
  ['visit', '上门'],
  ['take', '接件'],
  ['talk', '商量'],
  ['books', '账'],
]

const notes = modules.flatMap(({ notes = [] }) => notes)
const tools = modules.flatMap(({ tools = [] }) => tools)

export const AtWork = ({ me }: HomeView) => {
  const mine = useDoors(me)
  const used = mine(tools)
  const rows = [
    ['记一笔', mine(notes)] as const,
    ...benches.map(([bench, name]) => [name, used.filter(({ group }) => group === bench)] as const),
  ].filter(([, doors]) => doors.length > 0)
  return (
    <View className="page-sides">
      <View className="page-side">
        {ofModules('daily', me)}
        <WaitingSection title="要您办的" most={5} none="这会儿没有等您办的，谢谢您。" />
        <Brief lines={useLines('useToday', me)} />
      </View>
      <View className="page-side">
        {rows.length > 0 && (
          <Section title="工作台">
            <Card>
              {rows.map(([name, doors]) => (
                <View key={name} className="bench">
                  <View className="bench-title">{name}</View>
                  <Doors me={me} doors={doors} />
                </View>
              ))}
            </Card>
          </Section>
        )}
        <FactCard lines={[isResident(me) && { name: '我家的事', onTap: () => open('home/more') }]} />
        {!isResident(me) && !holds(me, 'communityStaff', 'gridWorker') && <CallCommunity />}
      </View>
    </View>
  )
}
