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
import { useScanned } from './CheckIn.tsx'
import { byDay, dayOf, sayDay } from './days.ts'
import { openShift, ShiftCard } from './ShiftCard.tsx'
import { words } from './words.ts'

type List = 'coming' | 'mine'

const isToday = (at: string) => dayOf(at) === dayOf(new Date().toISOString())

const Today = () => {
  const { data } = useReply(volunteers.shifts, { list: 'mine' })
  const { read, problem } = useScanned(shift => {
    keepReply(volunteers.shift, { id: shift.id }, shift)
    openShift(shift.id)
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
      {here && <Button text={words.checkOutHere} size="huge" onTap={() => openShift(here.id)} />}
      {next &&
        (canScan ? (
          <Button text={words.scan} size="huge" onTap={read} />
        ) : (
          <Button text={words.checkInHere} size="huge" onTap={() => openShift(next.id)} />
        ))}
    </View>
  )
}

export default function Shifts() {
  const [list, setList] = useState<List>('coming')
  const asked = useList(volunteers.shifts, { list })
  useListGestures(asked)
  const now = new Date().toISOString()
  const none = list === 'coming' ? words.noShifts : words.noShiftsMine
  return (
    <Page title={words.shifts}>
      <Today />
      <Choice
        look="segments"
        options={[
          { value: 'coming', text: words.comingAll },
          { value: 'mine', text: words.comingMine },
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
          {list === 'mine' && <Button text={words.seeAll} onTap={() => setList('coming')} />}
        </Empty>
      )}
      <ListRest {...asked} />
      <View className="apart">
        <Card>
          <Row name={words.teams} onTap={() => open('volunteers/teams')} />
          <Row name={words.hours} onTap={() => open('volunteers/hours')} />
        </Card>
      </View>
    </Page>
  )
}
