/** 调解排期: the room's week on a computer, and what waits for a place in it; on a phone day by day. */
import { View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import { mediation } from '../../../shared/mediation.ts'
import type { CaseReply } from '../../../shared/mediation/case.ts'
import { Button } from '../components/Button.tsx'
import { Choice } from '../components/Choice.tsx'
import { Field } from '../components/Field.tsx'
import { Page } from '../components/Page.tsx'
import { PrintButton } from '../components/PrintButton.tsx'
import { Empty, Failed, Loading } from '../components/States.tsx'
import { acts } from '../components/aria.ts'
import { useReply } from '../platform/query.tsx'
import { sayRefusal } from '../platform/refused.ts'
import { BookSheet, SessionSheet } from './DeskBooking.tsx'
import { DeskCalendar } from './DeskCalendar.tsx'
import { BlockSheet, CloseSheet } from './DeskClosing.tsx'
import { DeskDay } from './DeskDay.tsx'
import { FeedSheet } from './DeskFeed.tsx'
import { DeskCases, DeskLoads, toCase } from './DeskSide.tsx'
import './desk.css'
import {
  dayColumns,
  fits,
  mayMove,
  nameOf,
  waitingOf,
  weekColumns,
  type Block,
  type Calendar,
  type Column,
  type Item,
  type Placing,
} from './desk-data.ts'
import { daysAfter, hoursFor, onOf, sayDay, sayWeek, weekOf, type Span } from './desk-grid.ts'
import { words } from './desk-words.ts'
import { useCases, useFree, useNow, useRoles, useWide, type InHand } from './use-desk.ts'

/** So that whose a session is shows from afar; who is nobody's has none of them. */
const hues = ['#ad3522', '#2f6690', '#3f7d4e', '#8a5a00', '#7b4b94', '#00707a']
const noHue = '#b9aca0'

const lengths = [30, 60, 90, 120]

type Open =
  | { readonly sheet: 'item'; readonly item: Item }
  | { readonly sheet: 'block'; readonly block: Block }
  | { readonly sheet: 'close'; readonly span: Span; readonly room?: string | undefined }
  | { readonly sheet: 'feed' }
  | { readonly sheet: 'book'; readonly fromAt: string; readonly rooms: readonly string[] }

const Turn = ({
  title,
  earlier,
  later,
  today,
}: {
  readonly title: string
  readonly earlier: () => void
  readonly later: () => void
  readonly today: () => void
}) => (
  <View className="desk-turn">
    <View className="step" onClick={earlier} {...acts('button', words.earlier)}>
      ‹
    </View>
    <View className="step desk-to-today" onClick={today} {...acts('button', words.today)}>
      {words.today}
    </View>
    <View className="step" onClick={later} {...acts('button', words.later)}>
      ›
    </View>
    <View className="desk-title" {...acts('heading')}>
      {title}
    </View>
  </View>
)

const hintOf = ({ starts }: Placing) =>
  !starts ? words.placingLoading : starts.length ? words.placingHint : words.placingNone

/** The case in hand, in place of the other tools: the calendar below does not move. */
const Hand = ({
  placing,
  hint,
  alert,
  setMinutes,
  letGo,
}: {
  readonly placing: Placing
  readonly hint: string
  readonly alert: boolean
  readonly setMinutes: (minutes: number) => void
  readonly letGo: () => void
}) => (
  <View className="desk-hand">
    <View className="desk-hand-text">
      <View className="desk-hand-what">{words.placing(nameOf(placing.each))}</View>
      <View className={alert ? 'desk-hand-alert' : ''} {...acts(alert ? 'alert' : 'text')}>
        {hint}
      </View>
    </View>
    <Choice
      look="segments"
      options={[...new Set([...lengths, placing.minutes])]
        .sort((one, other) => one - other)
        .map(count => ({ value: String(count), text: words.minutes(count) }))}
      value={String(placing.minutes)}
      onChange={count => setMinutes(Number(count))}
    />
    <Button text={words.placingStop} kind="plain" size="small" onTap={letGo} />
  </View>
)

/** Nine to five of the day, or as the room is open then. */
const dayToClose = (calendar: Calendar, on: string): Span => {
  const [first] = calendar.open.filter(each => each.on === on)
  const at = (clock: string) => new Date(`${on}T${clock}:00+08:00`).toISOString()
  return first ?? { fromAt: at('09:00'), toAt: at('17:00') }
}

const Desk = ({ staff, mediator, me }: { staff: boolean; mediator: boolean; me: string }) => {
  const now = useNow()
  const wide = useWide()
  const today = onOf(now)
  const [on, setOn] = useState(today)
  const [view, setView] = useState<'week' | 'day'>('week')
  const [room, setRoom] = useState('')
  const [typed, setTyped] = useState('')
  const [inHand, setInHand] = useState<InHand>()
  const [said, setSaid] = useState('')
  const [open, setOpen] = useState<Open>()
  const week = weekOf(on)
  const calendar = useReply(mediation.calendar, { fromOn: week[0]!, toOn: week[6]! }, { followSeconds: 60 })
  const queue = useCases(true)
  const loads = useReply(mediation.load, {}, { enabled: staff })
  const free = useFree(inHand, week[0]!)
  const cases = queue.items ?? []
  const found = typed.trim() ? cases.filter(each => fits(each, typed)) : cases
  const { data } = calendar
  const hueOf = (id: string | undefined) => {
    const at = data?.mediators.findIndex(each => each.id === id) ?? -1
    return at < 0 ? noHue : hues[at % hues.length]!
  }
  const grab = (each: CaseReply) => {
    setSaid('')
    setInHand(was => (was?.each.id === each.id ? was : { each }))
  }
  const letGo = () => {
    setInHand(undefined)
    setSaid('')
  }
  const caseOf = (item: Item) =>
    item.keptUntil === undefined
      ? cases.find(each => each.id === item.id && each.slot?.fromAt === item.fromAt && mayMove(each))
      : undefined
  const drop = (column: Column, fromAt: string) => {
    const rooms = (free.placing?.starts ?? []).filter(
      start => start.fromAt === fromAt && (column.room === undefined || start.room === column.room),
    )
    setSaid('')
    setOpen({ sheet: 'book', fromAt, rooms: rooms.map(each => each.room) })
  }
  useEffect(() => {
    if (!wide) return
    const escape = ({ key }: { readonly key: string }) => key === 'Escape' && letGo()
    window.addEventListener('keydown', escape)
    return () => window.removeEventListener('keydown', escape)
  }, [wide])
  const stride = wide && view === 'day' ? 1 : 7
  const turn = (
    <Turn
      title={wide && view === 'day' ? sayDay(on) : sayWeek(week)}
      earlier={() => setOn(daysAfter(on, -stride))}
      later={() => setOn(daysAfter(on, stride))}
      today={() => setOn(today)}
    />
  )
  const kinds = [...(staff ? (['room'] as const) : []), ...(mediator ? (['mine'] as const) : [])]
  const closing = data && (
    <Button
      text={staff ? words.close : words.leave}
      kind="plain"
      size="small"
      onTap={() => setOpen({ sheet: 'close', span: dayToClose(data, on), room: room || undefined })}
    />
  )
  const feed = <Button text={words.feed} kind="plain" size="small" onTap={() => setOpen({ sheet: 'feed' })} />
  const queueFailed = queue.error && <Failed error={queue.error} again={queue.again} />
  const waiting = staff && (
    <DeskCases
      title={words.waiting}
      hint={words.waitingHint}
      none={typed ? words.nothingFound : words.nobodyWaits}
      cases={waitingOf(found)}
      chosen={inHand?.each.id}
      grab={wide ? grab : undefined}
      {...{ now, hueOf }}
    />
  )
  const rest = (
    <DeskCases
      title={words.byDeadline}
      none={typed ? words.nothingFound : words.nothingOpen}
      cases={staff ? found.filter(each => !waitingOf([each]).length) : found}
      {...{ now, hueOf }}
    />
  )
  const lists = queue.items ? (
    <>
      {waiting}
      {rest}
    </>
  ) : (
    (queueFailed ?? <Loading />)
  )
  const search = (
    <Field
      label={words.search}
      quiet
      placeholder={words.search}
      longest={20}
      value={typed}
      onChange={setTyped}
    />
  )
  const openItem = (item: Item) => setOpen({ sheet: 'item', item })
  const openBlock = (block: Block) => setOpen({ sheet: 'block', block })
  const grid = data && wide && (
    <DeskCalendar
      calendar={data}
      columns={view === 'week' ? weekColumns(data, week, room || undefined) : dayColumns(data, on)}
      hours={hoursFor([...data.open, ...data.items])}
      placing={free.placing}
      movable={caseOf}
      grab={grab}
      drop={drop}
      refuse={why => setSaid(words.cannot(why))}
      close={(column, span) =>
        staff && setOpen({ sheet: 'close', span, room: column.room ?? (room || undefined) })
      }
      {...{ now, hueOf, openItem, openBlock }}
    />
  )
  return (
    <View className="desk">
      {wide ? (
        <>
          <View className="desk-side no-print">
            {search}
            {lists}
            {loads.data && <DeskLoads loads={loads.data.items} hueOf={hueOf} />}
            {feed}
          </View>
          <View className="desk-main">
            <View className="desk-tools no-print">
              {turn}
              {free.placing ? (
                <Hand
                  placing={free.placing}
                  hint={said || (free.error ? sayRefusal(free.error) : hintOf(free.placing))}
                  alert={said !== ''}
                  setMinutes={minutes => setInHand({ each: free.placing!.each, minutes })}
                  letGo={letGo}
                />
              ) : (
                <>
                  <Choice
                    look="segments"
                    options={[
                      { value: 'week', text: words.week },
                      { value: 'day', text: words.day },
                    ]}
                    value={view}
                    onChange={setView}
                  />
                  {data && data.rooms.length > 1 && view === 'week' && (
                    <Choice
                      options={[
                        { value: '', text: words.allRooms },
                        ...data.rooms.map(({ id, name }) => ({ value: id, text: name })),
                      ]}
                      value={room}
                      onChange={setRoom}
                    />
                  )}
                  <View className="desk-space" />
                  {closing}
                  <PrintButton text={words.print} />
                </>
              )}
            </View>
            <View className="desk-printed">{words.printed(sayWeek(week))}</View>
            {grid ??
              (calendar.error ? <Failed error={calendar.error} again={calendar.again} /> : <Loading />)}
          </View>
        </>
      ) : (
        <View className="stack">
          {turn}
          {data ? (
            <DeskDay
              calendar={data}
              choose={setOn}
              openItem={item => (item.id ? toCase(item.id) : openItem(item))}
              {...{ week, on, today, openBlock }}
            />
          ) : calendar.error ? (
            <Failed error={calendar.error} again={calendar.again} />
          ) : (
            <Loading />
          )}
          <View className="desk-acting">
            {closing}
            {feed}
          </View>
          {search}
          {lists}
          {loads.data && <DeskLoads loads={loads.data.items} hueOf={hueOf} />}
        </View>
      )}
      {data && open?.sheet === 'item' && (
        <SessionSheet
          item={open.item}
          calendar={data}
          move={
            wide && caseOf(open.item)
              ? () => {
                  grab(caseOf(open.item)!)
                  setOpen(undefined)
                }
              : undefined
          }
          close={() => setOpen(undefined)}
        />
      )}
      {data && open?.sheet === 'block' && (
        <BlockSheet
          block={open.block}
          calendar={data}
          may={staff || (open.block.of === 'mediator' && open.block.which === me)}
          close={() => setOpen(undefined)}
        />
      )}
      {data && open?.sheet === 'close' && (
        <CloseSheet
          calendar={data}
          span={open.span}
          room={open.room}
          own={staff ? undefined : me}
          close={() => setOpen(undefined)}
        />
      )}
      {data && open?.sheet === 'book' && free.placing && (
        <BookSheet
          each={free.placing.each}
          minutes={free.placing.minutes}
          calendar={data}
          close={() => setOpen(undefined)}
          done={() => {
            setOpen(undefined)
            letGo()
          }}
          {...{ fromAt: open.fromAt, rooms: open.rooms }}
        />
      )}
      {open?.sheet === 'feed' && <FeedSheet kinds={kinds} close={() => setOpen(undefined)} />}
    </View>
  )
}

export default function DeskPage() {
  const { me, staff, mediator, error, again } = useRoles()
  return (
    <Page title={words.title} wide="full">
      {me === undefined ? (
        error ? (
          <Failed error={error} again={again} />
        ) : (
          <Loading />
        )
      ) : staff || mediator ? (
        <Desk me={me.id} {...{ staff, mediator }} />
      ) : (
        <Empty text={words.roomOnly} />
      )}
    </Page>
  )
}
