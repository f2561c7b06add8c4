/** 调解排期: the room's week on a computer, and what waits for a place in it; on a phone day by day. */
import { View } from '@tarojs/components'
import { onOf } from '../../../shared/time.ts'
import { role } from '../components/aria.ts'
import { Awaited } from '../components/Awaited.tsx'
import { Button } from '../components/Button.tsx'
import { Choice } from '../components/Choice.tsx'
import { Page } from '../components/Page.tsx'
import { PrintButton } from '../components/PrintButton.tsx'
import { Empty, Notice } from '../components/States.tsx'
import { sayRefusal } from '../platform/refused.ts'
import { dayToClose, type Placing } from './desk/data.ts'
import { DeskCalendar } from './desk/DeskCalendar.tsx'
import { DeskSheet } from './desk/DeskSheets.tsx'
import './desk/desk.css'
import { DeskCases, DeskDay, DeskLoads } from './desk/DeskLists.tsx'
import { daysAfter, sayDay, sayWeek } from './desk/grid.ts'
import { useDesk, useRoles, type AtDesk } from './desk/use-desk.ts'

const NotEntered = ({ desk }: AtDesk) => {
  const years = desk.calendar.notEntered
  return years ? (
    <Notice
      text={`${years.join('、')}年的放假安排还没有录入，先按平常的星期算。国务院公布以后，请社区工作人员在“社区设置”里补上。`}
    />
  ) : null
}

const CloseButton = ({ desk: { isThere, calendar, staff, close, on, now } }: AtDesk) =>
  isThere ? (
    <Button
      text={staff ? '关一段时间' : '记我不在'}
      kind="plain"
      size="small"
      onTap={() => close(dayToClose(calendar, on, now))}
    />
  ) : null

const FeedButton = ({ desk }: AtDesk) => (
  <Button text="日历链接" kind="plain" size="small" onTap={() => desk.setOpen({ sheet: 'feed' })} />
)

const OnPhone = ({ desk }: AtDesk) => (
  <View className="desk">
    <View className="stack">
      <NotEntered desk={desk} />
      <Turn desk={desk} />
      {desk.isThere ? <DeskDay desk={desk} /> : <Awaited asked={desk.asked} calls={false} />}
      <View className="desk-acting">
        <CloseButton desk={desk} />
        <FeedButton desk={desk} />
      </View>
      {desk.field('typed')}
      <DeskCases desk={desk} />
      <DeskLoads desk={desk} />
    </View>
    <DeskSheet desk={desk} />
  </View>
)

const Turn = ({ desk: { wide, view, week, on, setOn, now } }: AtDesk) => {
  const byDay = wide && view === 'day'
  const stride = byDay ? 1 : 7
  const step = (text: string, label: string, to: string, look = '') => (
    <View className={`step ${look}`} onClick={() => setOn(to)} {...role('button', label)}>
      {text}
    </View>
  )
  return (
    <View className="desk-turn">
      {step('‹', '往前', daysAfter(on, -stride))}
      {step('今天', '今天', onOf(now), 'desk-to-today')}
      {step('›', '往后', daysAfter(on, stride))}
      <View className="desk-title" {...role('heading')}>
        {byDay ? sayDay(on) : sayWeek(week)}
      </View>
    </View>
  )
}

const lengths = [30, 60, 90, 120]
const sayLength = (minutes: number) => (minutes % 60 ? `${minutes}分` : `${minutes / 60}小时`)

const hintOf = ({ starts, each: { common = [] } }: Placing) => {
  if (!starts) return '正在看谁有空…'
  if (starts.some(({ fromAt }) => common.includes(fromAt))) return '绿的都能约，深绿的大家都选过。'
  return starts.length ? '绿的都能约。' : '这一周没有空。看看下一周，或换个时长。'
}

interface Holding extends AtDesk {
  readonly placing: Placing
}

/** The case in hand, in place of the other tools: the calendar below does not move. */
const Hand = ({ desk: { said, failed, setMinutes, letGo }, placing }: Holding) => (
  <View className="desk-hand">
    <View className="desk-hand-text">
      <View className="desk-hand-what">{`给${placing.each.title}找时间`}</View>
      <View className={said ? 'desk-hand-alert' : ''} {...role(said ? 'alert' : 'text')}>
        {said || (failed ? sayRefusal(failed) : hintOf(placing))}
      </View>
    </View>
    <Choice
      look="segments"
      options={[...new Set([...lengths, placing.minutes])]
        .sort((one, other) => one - other)
        .map(count => ({ value: String(count), text: sayLength(count) }))}
      value={String(placing.minutes)}
      onChange={count => setMinutes(Number(count))}
    />
    <Button text={placing.each.moves ? '不改了' : '不约了'} kind="plain" size="small" onTap={letGo} />
  </View>
)

const Tools = ({ desk }: AtDesk) => {
  const { calendar, view, field } = desk
  return (
    <>
      {field('view')}
      {calendar.rooms.length > 1 && view === 'week' && field('room')}
      <View className="desk-space" />
      <CloseButton desk={desk} />
      <PrintButton text="打印" />
    </>
  )
}

const AtComputer = ({ desk }: AtDesk) => {
  const { calendar, placing, view, week, on, room } = desk
  const roomShown = calendar.rooms.find(({ id }) => id === room)?.name
  const printed = view === 'week' ? [sayWeek(week), roomShown] : [sayDay(on)]
  return (
    <View className="desk">
      <View className="desk-side no-print">
        <NotEntered desk={desk} />
        {desk.field('typed')}
        <View className="desk-lists">
          <DeskCases desk={desk} />
        </View>
        <DeskLoads desk={desk} />
        <FeedButton desk={desk} />
      </View>
      <View className="desk-main">
        <View className="desk-tools no-print">
          <Turn desk={desk} />
          {placing ? <Hand {...{ desk, placing }} /> : <Tools desk={desk} />}
        </View>
        <View className="desk-printed">{`调解排期 ${printed.filter(Boolean).join(' · ')}`}</View>
        {desk.isThere ? <DeskCalendar desk={desk} /> : <Awaited asked={desk.asked} calls={false} />}
      </View>
      <DeskSheet desk={desk} />
    </View>
  )
}

const DeskOf = (who: Parameters<typeof useDesk>[0]) => {
  const desk = useDesk(who)
  return desk.wide ? <AtComputer desk={desk} /> : <OnPhone desk={desk} />
}

export default function DeskPage() {
  const { me, staff, mediator, ...asked } = useRoles()
  return (
    <Page title="调解排期" wide="full">
      {me === undefined ? (
        <Awaited asked={asked} calls={false} />
      ) : staff || mediator ? (
        <DeskOf me={me.id} {...{ staff, mediator }} />
      ) : (
        <Empty text="这里是调解室排时间的地方。想约调解，请从首页进。" />
      )}
    </Page>
  )
}
