/** What is coming, by day; on a day with a shift of one’s own the way to check in stands on top. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import { volunteers } from '../../../shared/volunteers.ts'
import { acts } from '../components/aria.ts'
import { Button } from '../components/Button.tsx'
import { Card } from '../components/Card.tsx'
import { Choice } from '../components/Choice.tsx'
import { ListRest } from '../components/ListRest.tsx'
import { Page } from '../components/Page.tsx'
import { Row } from '../components/Row.tsx'
import { Empty, Notice } from '../components/States.tsx'
import { open } from '../platform/open.ts'
import { keepReply, useList, useListGestures, useReply } from '../platform/query.tsx'
import { canScan } from '../platform/scan.ts'
import { useCheckInScan } from './CheckIn.tsx'
import { byDay, dayOf, sayDay } from './days.ts'
import { ShiftCard } from './ShiftCard.tsx'
import { words } from './words.ts'

type List = 'coming' | 'mine'

const openShift = (id: string) => open('volunteers/shift', { id })
const isToday = (at: string) => dayOf(at) === dayOf(new Date().toISOString())

const Today = () => {
  const { data } = useReply(volunteers.shifts, { list: 'mine' })
  const { read, problem } = useCheckInScan(shift => {
    keepReply(volunteers.shift, { id: shift.id }, shift)
    void openShift(shift.id)
  })
  const here = data?.items.find(({ may }) => may.includes('checkOut'))
  const next = data?.items.find(
    ({ mine, may, startsAt }) =>
      may.includes('checkIn') ||
      (mine?.place === 'seated' && may.includes('giveUpShift') && isToday(startsAt)),
  )
  if (!here && !next) return null
  return (
    <View className="stack moves">
      {problem && <Notice text={problem} tone="warn" />}
      {here && <Button text="去签退" size="huge" onTap={() => openShift(here.id)} />}
      {next &&
        (canScan ? (
          <Button text={words.scan} size="huge" onTap={read} />
        ) : (
          <Button text="去签到" size="huge" onTap={() => openShift(next.id)} />
        ))}
    </View>
  )
}

export default function Shifts() {
  const [list, setList] = useState<List>('coming')
  const asked = useList(volunteers.shifts, { list })
  useListGestures(asked)
  const now = new Date().toISOString()
  const none =
    list === 'coming' ? '这几天没有活动。想常来，先加入一个队。' : '您还没报活动。看看有什么能去的。'
  return (
    <Page title="值班和活动">
      <Today />
      <Choice
        look="segments"
        options={[
          { value: 'coming', text: '都看看' },
          { value: 'mine', text: '我的' },
        ]}
        value={list}
        onChange={setList}
      />
      {byDay(asked.items ?? []).map(({ key, items }) => (
        <View key={key} className="section">
          <View className="heading" {...acts('heading')}>
            {sayDay(items[0]!.startsAt, now)}
          </View>
          {items.map(shift => (
            <ShiftCard key={shift.id} shift={shift} />
          ))}
        </View>
      ))}
      {asked.items?.length === 0 && (
        <Empty text={none}>
          {list === 'mine' && <Button text="看看有什么" onTap={() => setList('coming')} />}
        </Empty>
      )}
      <ListRest {...asked} />
      <View className="apart">
        <Card>
          <Row name="服务队和小组" onTap={() => open('volunteers/teams')} />
          <Row name={words.hours} onTap={() => open('volunteers/hours')} />
        </Card>
      </View>
    </Page>
  )
}
