/** What I have served, month by month, and the paper about it. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import { sayTime } from '../../../shared/time.ts'
import { volunteers } from '../../../shared/volunteers.ts'
import type { StintReply } from '../../../shared/volunteers/hours.ts'
import { acts } from '../components/aria.ts'
import { Card } from '../components/Card.tsx'
import { Choice } from '../components/Choice.tsx'
import { ListRest } from '../components/ListRest.tsx'
import { Page } from '../components/Page.tsx'
import { Empty } from '../components/States.tsx'
import { useParams } from '../platform/open.ts'
import { useList, useListGestures, useReply } from '../platform/query.tsx'
import { byMonth, clock, sayDayOfMonth, sayMinutes, sayMonth } from './days.ts'
import { Records } from './Records.tsx'
import { words } from './words.ts'

const stateText = { in: '还没签退', noShow: '记了没来' } as const

const Stint = ({ stint }: { readonly stint: StintReply }) => {
  const { what, team, on, fromAt, toAt, state, minutes, corrections } = stint
  const now = new Date().toISOString()
  const times = toAt ? `${clock(fromAt)}–${clock(toAt)}` : clock(fromAt)
  return (
    <Card
      title={what}
      aside={<View className="strong">{state === 'done' ? sayMinutes(minutes) : stateText[state]}</View>}
    >
      <View className="hint">{`${sayDayOfMonth(on)} ${times} · ${team.name}`}</View>
      {corrections.map(({ at, name, before, after, reason }) => (
        <View key={at} className="small">
          {`${name}把${sayMinutes(before)}改成${sayMinutes(after)}（${sayTime(at, now)}，${reason}）`}
        </View>
      ))}
    </Card>
  )
}

const Total = () => {
  const { data } = useReply(volunteers.hours, {})
  return data && data.times > 0 ? (
    <Card title="一共">
      <View className="state">{sayMinutes(data.minutes)}</View>
      <View className="hint">{`${data.times}次`}</View>
    </Card>
  ) : null
}

const Hours = () => {
  const asked = useList(volunteers.hours, {})
  useListGestures(asked)
  return (
    <>
      <Total />
      {byMonth(asked.items ?? [], asked.hasMore).map(({ key, items, minutes }) => (
        <View key={key} className="section">
          <View className="heading" {...acts('heading')}>
            {minutes === undefined ? sayMonth(key) : `${sayMonth(key)} · ${sayMinutes(minutes)}`}
          </View>
          {items.map(stint => (
            <Stint key={stint.id} stint={stint} />
          ))}
        </View>
      ))}
      {asked.items?.length === 0 && (
        <Empty text="还没有服务时长。签到、签退，或邻居说办好了，时长自己记上。" />
      )}
      {asked.items && asked.items.length > 0 && (
        <View className="small">时长不对？跟队长或社区说，写明原因就能改。</View>
      )}
      <ListRest {...asked} />
    </>
  )
}

const lists = { hours: '我的时长', records: '记录单' } as const
type List = keyof typeof lists

export default function MyHours() {
  const [list, setList] = useState<List>(
    useParams('volunteers/hours').list === 'records' ? 'records' : 'hours',
  )
  return (
    <Page title={words.hours}>
      <Choice
        look="segments"
        options={(['hours', 'records'] as const).map(value => ({ value, text: lists[value] }))}
        value={list}
        onChange={setList}
      />
      {list === 'hours' ? <Hours /> : <Records />}
    </Page>
  )
}
