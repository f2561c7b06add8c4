/** What mediation shows on the home page. */
import { View } from '@tarojs/components'
import type { Me } from '../../../shared/identity/identity.ts'
import { mediation } from '../../../shared/mediation/mediation.ts'
import { Button } from '../components/Button.tsx'
import { FactCard } from '../components/facts.tsx'
import { sayCount, type AtHome, type HomeView } from '../components/home.ts'
import { Section } from '../components/Section.tsx'
import { holds, isResident } from '../platform/me.ts'
import { open } from '../platform/open.ts'
import { useReply } from '../platform/query.tsx'

const followSeconds = 60

const room = ['mediationStaff', 'mediator'] as const
const helpers = ['communityStaff', 'gridWorker', 'buildingHelper'] as const

/** They meet quarrels in their work. */
const mediates = (me: Me) => holds(me, ...room, ...helpers)

/** Of a list, by its first page. */
const countOf = (
  list: { readonly items: readonly unknown[]; readonly next?: string | undefined } | undefined,
) => list && sayCount(list.items, list.next !== undefined)

const toNote = () => open('mediation/note')

const Room = () => {
  const quarrels = useReply(mediation.quarrels, {}, { followSeconds })
  const cases = useReply(mediation.queue, {}, { followSeconds })
  return (
    <Section title="调解">
      <Button text="先记一笔" size="huge" onTap={toNote} />
      <View className="gap" />
      <FactCard
        lines={[
          { name: '今天', note: '要打的电话、要谈的、该办的', onTap: () => open('mediation/today') },
          { name: '说和', value: countOf(quarrels.data), onTap: () => open('mediation/notes') },
          { name: '替打来的约说和', onTap: () => open('mediation/talk', { staff: '1' }) },
          { name: '调解的案件', value: countOf(cases.data), onTap: () => open('mediation/cases') },
          { name: '排期、日历', note: '电脑上看一周，手机上看一天', onTap: () => open('mediation/desk') },
        ]}
      />
    </Section>
  )
}

const Helper = () => {
  const { data } = useReply(mediation.quarrels, {}, { followSeconds })
  const value = countOf(data)
  return (
    <View className="section">
      <FactCard
        lines={[
          { name: '先记一笔', note: '邻里吵起来了，先记下来', onTap: toNote },
          value && { name: '说和', value, onTap: () => open('mediation/notes') },
        ]}
      />
    </View>
  )
}

/** A quarrel is noted at once; the room's lists, and for those who note one their own. */
const Mediating = ({ me }: HomeView) =>
  holds(me, ...room) ? <Room /> : holds(me, ...helpers) ? <Helper /> : null

/** 矛调日 at the door: when others sit with the mediator, and a tap books a time of it. */
const MediationDay = () => {
  const { data } = useReply(mediation.mediationDay, {}, { remember: true })
  return data?.says ? (
    <View className="section">
      <FactCard lines={[{ name: '矛调日', note: data.says, onTap: () => open('mediation/talk') }]} />
    </View>
  ) : null
}

const AtTheDoor = ({ me }: HomeView) => (isResident(me) ? <MediationDay /> : null)

export const mediationHome: AtHome = {
  name: 'mediation',
  sections: { desk: Mediating, work: AtTheDoor, ask: AtTheDoor },
  offers: mediates,
  // For a party to it; those who see to cases have them in lists.
  goesOn: (me, { kind, tone }) =>
    (kind === 'case' || kind === 'quarrel') && tone !== 'ended' && !mediates(me),
  ways: [
    {
      ...{ on: 'mediation', name: '约人说和', note: '邻里有疙瘩，先听您说。不收费' },
      ...{ go: () => open('mediation/talk'), residents: true },
    },
  ],
}
