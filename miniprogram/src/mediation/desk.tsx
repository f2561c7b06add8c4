/** 调解排期: the room's week on a computer, and what waits for a place in it; on a phone day by day. */
import { View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import { mediation } from '../../../shared/mediation.ts'
import { onOf, plusMinutes } from '../../../shared/time.ts'
import { Awaited } from '../components/Awaited.tsx'
import { Button } from '../components/Button.tsx'
import { Choice } from '../components/Choice.tsx'
import { Field } from '../components/Field.tsx'
import { Page } from '../components/Page.tsx'
import { PrintButton } from '../components/PrintButton.tsx'
import { Empty, Notice } from '../components/States.tsx'
import { useReply } from '../platform/query.tsx'
import { sayRefusal } from '../platform/refused.ts'
import {
  dayColumns,
  dayToClose,
  fits,
  itemFits,
  startsIn,
  toMove,
  toPlace,
  waitingOf,
  weekColumns,
  whyNot,
  type Block,
  type Column,
  type Item,
  type ToPlace,
} from './desk/data.ts'
import { DeskCalendar } from './desk/DeskCalendar.tsx'
import { DeskDay } from './desk/DeskDay.tsx'
import {
  BlockSheet,
  BookSheet,
  ChooseSheet,
  CloseSheet,
  FeedSheet,
  SessionSheet,
} from './desk/DeskSheets.tsx'
import './desk/desk.css'
import { DeskCases, DeskLoads, toCase } from './desk/DeskSide.tsx'
import { Hand, Turn } from './desk/DeskTools.tsx'
import { daysAfter, hoursFor, meant, sayDay, sayWeek, weekOf, type Span } from './desk/grid.ts'
import { followSeconds, useCases, useFree, useNow, useRoles, useWide, type InHand } from './desk/use-desk.ts'
import { words } from './desk/words.ts'

/** So that whose a session is shows from afar; who is nobody's has none of them. */
const hues = ['#ad3522', '#2f6690', '#3f7d4e', '#8a5a00', '#7b4b94', '#00707a']
const noHue = '#b9aca0'

type Open =
  | { readonly sheet: 'item'; readonly item: Item }
  | { readonly sheet: 'block'; readonly block: Block }
  | { readonly sheet: 'close'; readonly span: Span; readonly room?: string | undefined }
  | { readonly sheet: 'choose'; readonly column: Column; readonly at: string }
  | { readonly sheet: 'feed' }
  | { readonly sheet: 'book'; readonly fromAt: string; readonly rooms: readonly string[] }

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
  const calendar = useReply(mediation.calendar, { fromOn: week[0]!, toOn: week[6]! }, { followSeconds })
  const queue = useCases(true)
  const loads = useReply(mediation.load, {}, { enabled: staff })
  const free = useFree(inHand, week[0]!)
  const { data } = calendar
  const cases = queue.items ?? []
  const found = typed.trim() ? cases.filter(each => fits(each, typed)) : cases
  const hueOf = (id: string | undefined) => {
    const at = data?.mediators.findIndex(each => each.id === id) ?? -1
    return at < 0 ? noHue : hues[at % hues.length]!
  }
  const grab = (each: ToPlace, wish?: InHand['wish']) => {
    setSaid('')
    setInHand(was => (was?.each.id === each.id ? { ...was, wish } : { each, wish }))
  }
  const letGo = () => {
    setInHand(undefined)
    setSaid('')
  }
  // Where it was let go of: as soon as it is known what is free.
  useEffect(() => {
    const { placing } = free
    if (!inHand?.wish || !placing?.starts || !data) return
    const { column, at } = inHand.wish
    setInHand({ ...inHand, wish: undefined })
    const starts = startsIn(placing, column)
    const start = meant(starts, at, placing.slotMinutes)
    if (start) {
      const rooms = starts.filter(({ fromAt }) => fromAt === start.fromAt).map(each => each.room)
      setSaid('')
      setOpen({ sheet: 'book', fromAt: start.fromAt, rooms })
    } else {
      const span = { fromAt: at, toAt: plusMinutes(at, placing.minutes) }
      setSaid(`这个时间约不了：${whyNot(data, column, span, now)}。请选绿色的。`)
    }
  }, [inHand, free, data, now])
  useEffect(() => {
    if (!wide) return
    const escape = ({ key }: { readonly key: string }) => {
      if (key !== 'Escape') return
      if (open) setOpen(undefined)
      else letGo()
    }
    window.addEventListener('keydown', escape)
    return () => window.removeEventListener('keydown', escape)
  }, [wide, open])

  const shut = () => setOpen(undefined)
  const take = (each: ToPlace, wish?: InHand['wish']) => {
    grab(each, wish)
    shut()
  }
  const openItem = (item: Item) => setOpen({ sheet: 'item', item })
  const openBlock = (block: Block) => setOpen({ sheet: 'block', block })
  const close = (column: Column, span: Span) =>
    setOpen({ sheet: 'close', span, room: column.room ?? (room || undefined) })

  const sheet = () => {
    if (open?.sheet === 'feed') {
      const kinds = [...(staff ? (['room'] as const) : []), ...(mediator ? (['mine'] as const) : [])]
      return <FeedSheet kinds={kinds} close={shut} />
    }
    if (!data || !open) return null
    const shown = { calendar: data, close: shut }
    switch (open.sheet) {
      case 'choose': {
        const { at, column } = open
        const closeRoom = () => close(column, { fromAt: at, toAt: plusMinutes(at, 60) })
        const choose = (each: (typeof cases)[number]) => take(toPlace(each), { column, at })
        return <ChooseSheet {...{ at, choose, closeRoom }} cases={waitingOf(cases)} close={shut} />
      }
      case 'item': {
        const moving = wide ? toMove(open.item, cases) : undefined
        return <SessionSheet {...shown} item={open.item} move={moving && (() => take(moving))} />
      }
      case 'block': {
        const { of, which } = open.block
        return <BlockSheet {...shown} block={open.block} may={staff || (of === 'mediator' && which === me)} />
      }
      case 'close':
        return <CloseSheet {...shown} span={open.span} room={open.room} own={staff ? undefined : me} />
      case 'book': {
        const done = () => {
          shut()
          letGo()
        }
        return free.placing && <BookSheet {...shown} {...free.placing} {...open} done={done} />
      }
    }
  }

  const byDay = wide && view === 'day'
  const stride = byDay ? 1 : 7
  const turn = (
    <Turn
      title={byDay ? sayDay(on) : sayWeek(week)}
      earlier={() => setOn(daysAfter(on, -stride))}
      later={() => setOn(daysAfter(on, stride))}
      today={() => setOn(today)}
    />
  )
  const closing = data && (
    <Button
      text={staff ? '关一段时间' : '记我不在'}
      kind="plain"
      size="small"
      onTap={() => setOpen({ sheet: 'close', span: dayToClose(data, on, now), room: room || undefined })}
    />
  )
  const feed = <Button text="日历链接" kind="plain" size="small" onTap={() => setOpen({ sheet: 'feed' })} />
  const none = (text: string) => (typed ? '在办的里没找到。' : text)
  const lists = queue.items ? (
    <>
      {staff && (
        <DeskCases
          title="等约时间"
          hint={wide ? '往右拖到日历上；或点一下，再点时间。' : '点一件，打开它约时间。'}
          none={none(words.nobodyWaits)}
          cases={waitingOf(found)}
          chosen={inHand?.each.id}
          grab={wide ? each => grab(toPlace(each)) : undefined}
          {...{ now, hueOf }}
        />
      )}
      <DeskCases
        title="按期限"
        none={none('手上没有在办的。')}
        cases={staff ? found.filter(each => !waitingOf([each]).length) : found}
        {...{ now, hueOf }}
      />
    </>
  ) : (
    <Awaited asked={queue} calls={false} />
  )
  const find = '找编号、类型、调解员'
  const search = (
    <Field label={find} quiet placeholder={find} longest={20} value={typed} onChange={setTyped} />
  )
  const notEntered = data?.notEntered && (
    <Notice
      text={`${data.notEntered.join('、')}年的放假安排还没有录入，先按平常的星期算。国务院公布以后，请社区工作人员在“社区设置”里补上。`}
    />
  )
  const load = loads.data && <DeskLoads loads={loads.data.items} hueOf={hueOf} />
  const nothing = staff
    ? '还没有约。点一格约时间；按住往下拖，关一段时间。'
    : '还没有约。按住往下拖，可以记下不在的时间。'
  const roomShown = data?.rooms.find(({ id }) => id === room)?.name
  const printed = view === 'week' ? [sayWeek(week), roomShown] : [sayDay(on)]

  if (!wide)
    return (
      <View className="desk">
        <View className="stack">
          {notEntered}
          {turn}
          {data ? (
            <DeskDay
              calendar={data}
              choose={setOn}
              openItem={item => (item.id ? toCase(item.id) : openItem(item))}
              {...{ week, on, today, openBlock }}
            />
          ) : (
            <Awaited asked={calendar} calls={false} />
          )}
          <View className="desk-acting">
            {closing}
            {feed}
          </View>
          {search}
          {lists}
          {load}
        </View>
        {sheet()}
      </View>
    )
  return (
    <View className="desk">
      <View className="desk-side no-print">
        {notEntered}
        {search}
        <View className="desk-lists">{lists}</View>
        {load}
        {feed}
      </View>
      <View className="desk-main">
        <View className="desk-tools no-print">
          {turn}
          {free.placing ? (
            <Hand
              placing={free.placing}
              said={said}
              failed={free.error && sayRefusal(free.error)}
              setMinutes={minutes => setInHand({ each: free.placing!.each, minutes })}
              letGo={letGo}
            />
          ) : (
            <>
              <Choice
                look="segments"
                options={[
                  { value: 'week', text: '周' },
                  { value: 'day', text: '日' },
                ]}
                value={view}
                onChange={setView}
              />
              {data && data.rooms.length > 1 && view === 'week' && (
                <Choice
                  options={[
                    { value: '', text: '全部' },
                    ...data.rooms.map(({ id, name }) => ({ value: id, text: name })),
                  ]}
                  value={room}
                  onChange={setRoom}
                />
              )}
              <View className="desk-space" />
              {closing}
              <PrintButton text="打印" />
            </>
          )}
        </View>
        <View className="desk-printed">{`调解排期 ${printed.filter(Boolean).join(' · ')}`}</View>
        {data ? (
          <DeskCalendar
            calendar={data}
            columns={view === 'week' ? weekColumns(data, week, room || undefined) : dayColumns(data, on)}
            hours={hoursFor([...data.open, ...data.items])}
            placing={free.placing}
            movable={item => toMove(item, cases)}
            grab={each => grab(each)}
            drop={(column, at) => inHand && grab(inHand.each, { column, at })}
            choose={(column, at) => staff && at >= now && setOpen({ sheet: 'choose', column, at })}
            fits={typed.trim() ? item => itemFits(item, typed) : undefined}
            {...{ now, hueOf, openItem, openBlock, close, nothing }}
          />
        ) : (
          <Awaited asked={calendar} calls={false} />
        )}
      </View>
      {sheet()}
    </View>
  )
}

export default function DeskPage() {
  const { me, staff, mediator, ...asked } = useRoles()
  return (
    <Page title="调解排期" wide="full">
      {me === undefined ? (
        <Awaited asked={asked} calls={false} />
      ) : staff || mediator ? (
        <Desk me={me.id} {...{ staff, mediator }} />
      ) : (
        <Empty text="这里是调解室排时间的地方。想约调解，请从首页进。" />
      )}
    </Page>
  )
}
