/** What I have served, month by month, and the paper about it. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import { leadOf } from '../../../shared/contract.ts'
import { clockOf, onOf, sayClocks, sayMinutes, sayTime } from '../../../shared/time.ts'
import { volunteers } from '../../../shared/volunteers/volunteers.ts'
import type { StintReply } from '../../../shared/volunteers/hours.ts'
import { Card } from '../components/Card.tsx'
import { Choice } from '../components/Choice.tsx'
import { Lines, type ListLine } from '../components/ListPage.tsx'
import { Page } from '../components/Page.tsx'
import { useParams } from '../platform/open.ts'
import { useReply } from '../platform/query.tsx'
import { byMonth, sayDayOfMonth, sayMonth } from './days.ts'
import { Records } from './Records.tsx'
import { sayCorrection, words } from './words.ts'

const stateText = { in: '还没签退', noShow: '记了没来' } as const

const lineOf = ({ what, team, on, fromAt, toAt, state, minutes, corrections }: StintReply): ListLine => ({
  title: what,
  aside: state === 'done' ? sayMinutes(minutes) : stateText[state],
  hint: [`${sayDayOfMonth(on)} ${toAt ? sayClocks(fromAt, toAt) : clockOf(fromAt)}`, team.name],
  strong:
    state === 'in' &&
    on < onOf(new Date().toISOString()) &&
    `忘了签退？跟${leadOf(team.name)}说几点走的，多久以后都补得上。`,
  small: corrections.map(
    each => `${sayCorrection(each)}（${sayTime(each.at, new Date().toISOString())}，${each.reason}）`,
  ),
})

const Total = () => {
  const { data } = useReply(volunteers.hours, {})
  return data && data.times > 0 ? (
    <Card title="一共">
      <View className="state">{sayMinutes(data.minutes)}</View>
      <View className="hint">{`${data.times}次`}</View>
    </Card>
  ) : null
}

const Hours = () => (
  <>
    <Total />
    <Lines
      of={volunteers.hours}
      list="all"
      keyOf={({ id }) => id}
      groups={(stints, more) =>
        byMonth(stints, more).map(({ key, items, minutes }) => ({
          title: minutes === undefined ? sayMonth(key) : `${sayMonth(key)} · ${sayMinutes(minutes)}`,
          items,
        }))
      }
      line={lineOf}
      empty="还没有服务时长。签到、签退，或邻居说办好了，时长自己记上。"
      Rest={({ items }) =>
        items.length > 0 ? <View className="small">时长不对？跟队长或社区说，写明原因就能改。</View> : null
      }
    />
  </>
)

const lists = { hours: '我的时长', records: '记录单' } as const
type List = keyof typeof lists

export default function MyHours() {
  const { list: wanted } = useParams('volunteers/hours')
  const [list, setList] = useState<List>(wanted === 'records' ? 'records' : 'hours')
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
