/** What is coming, by day; on a day with a shift of one’s own the way to check in stands on top. */
import { View } from '@tarojs/components'
import { onOf } from '../../../shared/time.ts'
import { volunteers } from '../../../shared/volunteers/volunteers.ts'
import { Button } from '../components/Button.tsx'
import { Card } from '../components/Card.tsx'
import { listPage } from '../components/ListPage.tsx'
import { Row } from '../components/Row.tsx'
import { Notice } from '../components/States.tsx'
import { open } from '../platform/open.ts'
import { keepReply, useReply } from '../platform/query.tsx'
import { canScan } from '../platform/scan.ts'
import { useCheckInScan } from './CheckIn.tsx'
import { byDay, sayDay } from './days.ts'
import { shiftLine } from './shift-line.ts'
import { words } from './words.ts'

const openShift = (id: string) => open('volunteers/shift', { id })
const isToday = (at: string) => onOf(at) === onOf(new Date().toISOString())

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

export default listPage({
  title: '值班和活动',
  of: volunteers.shifts,
  head: <Today />,
  lists: { coming: '都看看', mine: '我的' },
  ask: list => ({ list }),
  keyOf: ({ id }) => id,
  groups: shifts =>
    byDay(shifts).map(({ items }) => ({
      title: sayDay(items[0]!.startsAt, new Date().toISOString()),
      items,
    })),
  line: shift => shiftLine(shift),
  empty: list =>
    list === 'coming' ? '这几天没有活动。想常来，先加入一个队。' : '您还没报活动。看看有什么能去的。',
  instead: (list, turn) => list === 'mine' && <Button text="看看有什么" onTap={() => turn('coming')} />,
  tail: (
    <View className="apart">
      <Card>
        <Row name="服务队和小组" onTap={() => open('volunteers/teams')} />
        <Row name={words.hours} onTap={() => open('volunteers/hours')} />
      </Card>
    </View>
  ),
})
