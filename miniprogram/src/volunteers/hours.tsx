/** What I have served, month by month, and the paper about it. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import { sayTime, shanghai } from '../../../shared/time.ts'
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
import { byMonth, sayDayOfMonth, sayMinutes, sayMonth } from './days.ts'
import { Records } from './Records.tsx'
import { words } from './words.ts'

const clock = (at: string) => shanghai(at).format('HH:mm')

const Corrections = ({ corrections }: Pick<StintReply, 'corrections'>) =>
  corrections.map(({ at, name, before, after, reason }) => (
    <View key={at} className="small">
      {words.corrected(name, sayMinutes(before), sayMinutes(after))}
      {`（${words.correctedWhy(sayTime(at, new Date().toISOString()), reason)}）`}
    </View>
  ))

const stateOf = ({ state, minutes }: StintReply) => {
  if (state === 'in') return words.stillIn
  return state === 'noShow' ? words.notCome : sayMinutes(minutes)
}

const Stint = ({ stint }: { readonly stint: StintReply }) => {
  const { what, team, on, fromAt, toAt, corrections } = stint
  return (
    <Card title={what} aside={<View className="strong">{stateOf(stint)}</View>}>
      <View className="hint">
        {[`${sayDayOfMonth(on)} ${toAt ? `${clock(fromAt)}–${clock(toAt)}` : clock(fromAt)}`, team.name].join(
          ' · ',
        )}
      </View>
      <Corrections corrections={corrections} />
    </Card>
  )
}

const Total = () => {
  const { data } = useReply(volunteers.hours, {})
  return data && data.times > 0 ? (
    <Card title={words.total}>
      <View className="state">{sayMinutes(data.minutes)}</View>
      <View className="hint">{words.times(data.times)}</View>
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
      {asked.items?.length === 0 && <Empty text={words.noHours} />}
      {asked.items && asked.items.length > 0 && <View className="small">{words.wrongHours}</View>}
      <ListRest {...asked} />
    </>
  )
}

type List = 'hours' | 'records'

export default function MyHours() {
  const [list, setList] = useState<List>(
    useParams('volunteers/hours').list === 'records' ? 'records' : 'hours',
  )
  return (
    <Page title={words.hours}>
      <Choice
        look="segments"
        options={[
          { value: 'hours', text: words.myHours },
          { value: 'records', text: words.records },
        ]}
        value={list}
        onChange={setList}
      />
      {list === 'hours' ? <Hours /> : <Records />}
    </Page>
  )
}
