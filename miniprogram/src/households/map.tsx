/**
 * 民情图: the community as its buildings stand. Staff see all of it, a grid worker the grid; on a computer the building that
 * is tapped is drawn beside it. A Party member says here whether the own home is marked.
 */
import { View } from '@tarojs/components'
import { useState } from 'react'
import { households } from '../../../shared/households/households.ts'
import { Awaited } from '../components/Awaited.tsx'
import { Button } from '../components/Button.tsx'
import { FactCard } from '../components/facts.tsx'
import { Lines } from '../components/ListPage.tsx'
import { Page } from '../components/Page.tsx'
import { PaperButton } from '../components/PaperSheet.tsx'
import { Row } from '../components/Row.tsx'
import { Section } from '../components/Section.tsx'
import { Refusal } from '../components/States.tsx'
import { holds, useMe } from '../platform/me.ts'
import { open } from '../platform/open.ts'
import { useMove, useReply } from '../platform/query.tsx'
import { useWide } from '../platform/wide.ts'
import { BuildingDoors } from './BuildingDoors.tsx'
import { Ages, Legend, Plan, type TheMap } from './Drawn.tsx'
import { rowLine } from './words.ts'

const Star = () => {
  const { data } = useReply(households.star, {})
  const { go, error } = useMove()
  if (!data) return null
  return (
    <View className="card">
      <Row
        name="在民情图上标出我家 ★"
        note="社区和网格员看得到这一户是党员家。随时可以关。"
        on={data.on}
        onTap={() => void go(households.star, { on: !data.on }).catch(() => undefined)}
      />
      <Refusal error={error} />
    </View>
  )
}

const Sums = ({ total, staff }: { readonly total: TheMap['total']; readonly staff: boolean }) => {
  const toHomes = () => open('households/homes')
  return (
    <FactCard
      lines={[
        { name: '共有', value: `${total.homes}户，${total.places}处地方` },
        { name: '结了对', value: `${total.paired}户` },
        total.lacking > 0 && {
          name: '还缺帮手',
          value: `${total.lacking}户`,
          ...(staff && { onTap: toHomes }),
        },
        total.late > 0 && { name: '过了日子', value: `${total.late}户`, ...(staff && { onTap: toHomes }) },
        staff && { name: '这个月的走访', value: '看看', onTap: () => open('households/month') },
      ]}
    />
  )
}

const Print = () => (
  <>
    <PaperButton text="打印一张，挂墙上（A3）" ask={go => go(households.printMap, {})} />
    <PaperButton text="每栋楼也各打一张" ask={go => go(households.printMap, { sheets: 'all' })} />
  </>
)

const Drawn = ({ map, staff }: { readonly map: TheMap; readonly staff: boolean }) => {
  const [group, setGroup] = useState('')
  const [chosen, choose] = useState<TheMap['buildings'][number]>()
  const wide = useWide(900)
  const go = (tile: TheMap['buildings'][number]) =>
    wide
      ? choose(tile)
      : void open('households/building', { building: tile.id, name: tile.name, ...(group && { group }) })
  const plan = (
    <View className="map-main">
      <Legend groups={map.groups} total={map.total} chosen={group} choose={setGroup} />
      <Plan map={map} group={group} chosen={wide ? chosen?.id : undefined} go={go} />
      <Ages />
    </View>
  )
  const around = (
    <>
      <Sums total={map.total} staff={staff} />
      <Print />
    </>
  )
  if (!wide)
    return (
      <>
        {plan}
        {around}
      </>
    )
  return (
    <View className="map-desk">
      {plan}
      <View className="map-side">
        {chosen ? (
          <Section title={chosen.name}>
            <BuildingDoors key={chosen.id} id={chosen.id} group={group} />
            <Button text="看全部" kind="plain" onTap={() => choose(undefined)} />
          </Section>
        ) : (
          around
        )}
      </View>
    </View>
  )
}

const OnMap = ({ staff }: { readonly staff: boolean }) => {
  const { data, ...asked } = useReply(households.map, {})
  return data ? <Drawn map={data} staff={staff} /> : <Awaited asked={asked} calls={false} />
}

export default function MapPage() {
  const asked = useMe()
  const { data: me } = asked
  const staff = holds(me, 'communityStaff')
  return (
    <Page title="民情图" wide>
      {!me && <Awaited asked={asked} />}
      {holds(me, 'partyMember') && <Star />}
      {(staff || holds(me, 'gridWorker')) && <OnMap staff={staff} />}
      {me && !staff && !holds(me, 'gridWorker') && (
        <Lines
          of={households.pairings}
          list="mine"
          ask={list => ({ list }) as const}
          keyOf={({ id }) => id}
          line={rowLine}
          empty="还没有请您走访的人家。"
        />
      )}
    </Page>
  )
}
