/**
 * 调解排期: the room's week on a computer, beside it who waits for a time, what is due when and how much each mediator
 * has in hand; on a phone, where no week fits, day by day.
 */
import { View } from '@tarojs/components'
import type { CaseReply } from '../../../shared/mediation/reply.ts'
import { plusDays, onOf, sayWeekday } from '../../../shared/time.ts'
import { role } from '../components/aria.ts'
import { Awaited } from '../components/Awaited.tsx'
import { Button } from '../components/Button.tsx'
import { Choice } from '../components/Choice.tsx'
import { classes } from '../components/classes.ts'
import { LineCard } from '../components/ListPage.tsx'
import { Page } from '../components/Page.tsx'
import { PrintButton } from '../components/PrintButton.tsx'
import { Empty, Notice } from '../components/States.tsx'
import { open as openPage } from '../platform/open.ts'
import { sayRefusal } from '../platform/refused.ts'
import { daysUntil, sayLeft } from './parts/times.ts'
import { dayToClose, inColumn, nameIn, nameOf, toPlace, waitingOf, words, type Placing } from './desk/data.ts'
import { sayDate, sayDay, sayTimes, sayWeek, timesOn, weekOf } from './desk/grid.ts'
import { toCase, toTalk, useDesk, useDrag, useRoles, type AtDesk } from './desk/use-desk.ts'
import { DeskCalendar } from './desk/DeskCalendar.tsx'
import { DeskSheet } from './desk/DeskSheets.tsx'
import './desk/desk.css'

const soonDays = 3

interface LineProps extends AtDesk {
  readonly each: CaseReply
  /** It can be put on the calendar; else it is opened. */
  readonly movable: boolean
}

const Line = ({ desk: { now, hueOf, placing, grab }, each, movable }: LineProps) => {
  const { id, number, mediator, stateText, dueAt } = each
  const take = () => grab(toPlace(each))
  const drag = useDrag(movable ? take : undefined)
  const who = mediator?.name ?? words.noMediator
  const parties = each.parties.map(({ name }) => name).join('、')
  const line = (
    <View
      className={classes(
        'desk-line',
        movable && 'desk-grab',
        movable && id === placing?.each.id && 'desk-chosen',
      )}
      style={{ borderLeftColor: hueOf(mediator?.id) }}
      onClick={movable ? undefined : () => toCase(id)}
      {...role(
        movable ? 'button' : 'link',
        [nameOf(each), parties, who, stateText].filter(Boolean).join('，'),
      )}
    >
      <View className="desk-line-head">
        <View className="desk-what">{number ? nameOf(each) : `${nameOf(each)} · 未编号`}</View>
        {dueAt && (
          <View className={classes('desk-due', daysUntil(dueAt, now) <= soonDays && 'desk-due-soon')}>
            {sayLeft(dueAt, now)}
          </View>
        )}
      </View>
      {parties && <View className="desk-note">{parties}</View>}
      <View className="desk-note">
        {who} · {stateText}
      </View>
    </View>
  )
  // In the hand it is let go of over the calendar, or put there by the next click. What holds the pointer is clicked.
  return movable ? (
    <div {...drag} onClick={take}>
      {line}
    </div>
  ) : (
    line
  )
}

const DeskLoads = ({ desk: { loads, hueOf } }: AtDesk) => {
  if (!loads) return null
  const most = Math.max(1, ...loads.map(({ load }) => load))
  return (
    <View className="desk-part desk-loads">
      <View className="desk-part-title" {...role('heading')}>
        调解员手上
      </View>
      {loads.map(({ id, name, load }) => (
        <View key={id} className="desk-load" {...role('text', `${name}，${words.cases(load)}`)}>
          <View className="desk-load-name">{name}</View>
          <View className="desk-load-track">
            <View
              className="desk-load-bar"
              style={{ width: `${(load / most) * 100}%`, background: hueOf(id) }}
            />
          </View>
          <View className="desk-load-count">{words.cases(load)}</View>
        </View>
      ))}
    </View>
  )
}

interface CasesProps extends AtDesk {
  readonly title: string
  readonly hint?: string
  readonly none: string
  readonly cases: readonly CaseReply[]
  readonly movable?: boolean
}

const Cases = ({ desk, title, hint, none, cases, movable = false }: CasesProps) => (
  <View className="desk-part">
    <View className="desk-part-title" {...role('heading')}>
      {title} <View className="desk-count">{cases.length}</View>
    </View>
    {hint && cases.length > 0 && <View className="desk-hint">{hint}</View>}
    {cases.length === 0 && <View className="desk-note">{desk.typed ? '在办的里没找到。' : none}</View>}
    {cases.map(each => (
      <Line key={each.id} {...{ desk, each, movable }} />
    ))}
  </View>
)

const DeskCases = ({ desk }: AtDesk) => {
  const { queue, found, staff, wide } = desk
  const waiting = waitingOf(found)
  if (!queue.items) return <Awaited asked={queue} calls={false} />
  return (
    <>
      {staff && (
        <Cases
          desk={desk}
          title="等约时间"
          hint={wide ? '往右拖到日历上；或点一下，再点时间。' : '点一件，打开它约时间。'}
          none={words.nobodyWaits}
          cases={waiting}
          movable={wide}
        />
      )}
      <Cases
        desk={desk}
        title="按期限"
        none="手上没有在办的。"
        cases={staff ? found.filter(each => !waiting.includes(each)) : found}
      />
    </>
  )
}

const DeskDay = ({ desk }: AtDesk) => {
  const { calendar, week, on, now, setOn, setOpen } = desk
  const { items, open, closed, away } = inColumn(calendar, { on })
  return (
    <View>
      <View className="desk-days">
        {week.map(each => {
          const weekday = sayWeekday(each)
          const { items, open } = inColumn(calendar, { on: each })
          const count = items.length
          return (
            <View
              key={each}
              className={classes(
                'desk-day',
                each === on && 'chosen',
                each === onOf(now) && 'desk-day-today',
                open.length === 0 && 'desk-day-closed',
              )}
              onClick={() => setOn(each)}
              {...role('button', `${weekday} ${sayDate(each)}，${words.cases(count)}`)}
            >
              <View>{weekday.slice(1)}</View>
              <View className="desk-day-date">{Number(each.slice(8))}</View>
              <View className="desk-day-count">{count || ''}</View>
            </View>
          )
        })}
      </View>
      {[...closed, ...away].map(block => {
        const name = nameIn(calendar, block.which)
        const what = block.of === 'room' ? name : words.awayTitle(name)
        const text = [timesOn(block, on), what, block.reason].filter(Boolean).join(' · ')
        const open = () => setOpen({ sheet: 'block', block })
        return <LineCard key={block.id} line={{ tone: 'warn', text, open }} />
      })}
      {items.map(item => (
        <LineCard
          key={`${item.fromAt}${item.room}`}
          line={{
            title: sayTimes(item),
            aside: item.stateText,
            strong: item.names,
            text: item.title,
            hint: [item.mediator?.name, nameIn(calendar, item.room)],
            label: [sayTimes(item), item.names, item.title].filter(Boolean).join('，'),
            open: () =>
              item.id ? toCase(item.id) : item.talk ? toTalk(item.talk) : setOpen({ sheet: 'item', item }),
          }}
        />
      ))}
      {items.length === 0 && <Empty text={open.length ? '这一天没有约。' : '这一天不开门。'} />}
    </View>
  )
}

const NotEntered = ({ desk }: AtDesk) => {
  const years = desk.calendar.notEntered
  return years ? (
    <Notice
      text={`${years.join('、')}年的放假安排还没有录入，先只按法定的节日关门，调休没有算。国务院公布以后，请社区工作人员在“社区设置”里补上。`}
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

const TodayButton = () => (
  <Button text="今天要办的" kind="plain" size="small" onTap={() => openPage('mediation/today')} />
)

const OnPhone = ({ desk }: AtDesk) => (
  <View className="desk">
    <View className="stack">
      <NotEntered desk={desk} />
      <Turn desk={desk} />
      {desk.isThere ? <DeskDay desk={desk} /> : <Awaited asked={desk.asked} calls={false} />}
      <View className="desk-acting">
        <TodayButton />
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
  /** Another week is opened at its Monday, this one today. */
  const turned = (days: number) => {
    const to = plusDays(on, days)
    const there = weekOf(to)
    if (byDay) return to
    return there.includes(onOf(now)) ? onOf(now) : there[0]!
  }
  const step = (text: string, label: string, to: string, look = '') => (
    <View className={`step ${look}`} onClick={() => setOn(to)} {...role('button', label)}>
      {text}
    </View>
  )
  return (
    <View className="desk-turn">
      {step('‹', '往前', turned(-stride))}
      {step('今天', '今天', onOf(now), 'desk-to-today')}
      {step('›', '往后', turned(stride))}
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
      <TodayButton />
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
