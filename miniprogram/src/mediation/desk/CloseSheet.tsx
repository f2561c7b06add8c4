/** Closing a room for a while, or noting who is away; what is booked then is moved first, one by one. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import { mediation } from '../../../../shared/mediation/mediation.ts'
import { clockOf, onOf, plusMinutes } from '../../../../shared/time.ts'
import { Asking } from '../../components/Asking.tsx'
import { Button } from '../../components/Button.tsx'
import { Rows } from '../../components/facts.tsx'
import { Complaint } from '../../components/Field.tsx'
import { asIs, drawn, line, namesOf, oneOf, when } from '../../components/fields.tsx'
import { useForm } from '../../components/useForm.tsx'
import { useTyped } from '../../platform/drafts.ts'
import { useMove, useReply } from '../../platform/query.tsx'
import { bookedIn, nameIn, toMove, words, type Calendar, type Item, type ToPlace } from './data.ts'
import { MoveSheet, sayWhen } from './BookSheets.tsx'
import { atClock, overlap, type Span } from './grid.ts'
import { toCase, toTalk, type AtDesk } from './use-desk.ts'

const usualReasons = {
  room: ['打扫维修', '开会', '借作他用', '放假'],
  mediator: ['请假', '开会', '外出', '培训'],
} as const

const own = line('也可以写一句', { hint: '也可以写一句', longest: 30, quiet: true })

interface Closing extends AtDesk {
  /** As it was drawn on the calendar, or the day that is before one. */
  readonly span: Span
  readonly room?: string | undefined
}

// ---- what is booked then ----

const daysAhead = 31
const mostOffered = 8

interface Moving {
  readonly item: Item & { readonly id: string }
  readonly each: ToPlace
  /** What it cannot be in. */
  readonly span: Span
  readonly room?: string | undefined
  readonly calendar: Calendar
  readonly shut: () => void
}

/** One that is in the way, and the next times at which everybody who takes part is free. */
const MoveAway = ({ item, each, span, room, calendar, shut }: Moving) => {
  const [fromAt, setFromAt] = useState<string>()
  const minutes = (Date.parse(item.toAt) - Date.parse(item.fromAt)) / 60_000
  const { data, error } = useReply(mediation.freeSlots, {
    ...{ id: item.id, fromOn: onOf(item.fromAt), days: daysAhead, minutes },
  })
  const free = data?.starts.filter(
    start =>
      (room !== undefined && start.room !== room) ||
      !overlap({ fromAt: start.fromAt, toAt: plusMinutes(start.fromAt, minutes) }, span),
  )
  const starts = [...new Set(free?.map(start => start.fromAt))].slice(0, mostOffered)
  const roomsAt = (at: string) => (free ?? []).filter(start => start.fromAt === at).map(({ room }) => room)
  if (fromAt) {
    const rooms = roomsAt(fromAt)
    const { id, seq } = each
    const to = { id, seq, each, calendar, minutes, slotMinutes: minutes, fromAt, rooms }
    return <MoveSheet item={to} close={() => setFromAt(undefined)} onMoved={shut} />
  }
  return (
    <Asking title="改到什么时候？" close={shut} closeText="先不改" error={error}>
      <View className="sheet-text">{`${item.title}，原来约在${sayWhen(item)}。`}</View>
      {data && starts.length === 0 && (
        <View className="sheet-text">一个月里没有大家都有空的时间，请打开这件事再商量。</View>
      )}
      <Rows
        lines={starts.map(at => ({
          name: sayWhen({ fromAt: at, toAt: plusMinutes(at, minutes) }),
          note:
            calendar.rooms.length > 1 &&
            roomsAt(at)
              .map(id => nameIn(calendar, id))
              .join('、'),
          value: each.common?.includes(at) ? words.everybody : undefined,
          onTap: () => setFromAt(at),
        }))}
      />
    </Asking>
  )
}

/** A room is closed for a while, or a mediator is away; a mediator notes their own leave, and nothing else. */
export const CloseSheet = ({ desk, span, room }: Closing) => {
  const { staff, me, shut, calendar, cases } = desk
  const { rooms, mediators } = calendar
  const draft = useTyped({
    which: staff ? (room ?? rooms[0]!.id) : me,
    ...{ fromOn: onOf(span.fromAt), from: clockOf(span.fromAt) },
    ...{ toOn: onOf(span.toAt), to: clockOf(span.toAt) },
    reason: '',
  })
  const { which, fromOn, from, toOn, to, reason } = draft.value
  const of = rooms.some(({ id }) => id === which) ? 'room' : 'mediator'
  const usual: readonly string[] = usualReasons[of]
  const { field, pair, send, error } = useForm({
    draft,
    fields: {
      which: oneOf('关哪里，谁不在', namesOf([...rooms, ...mediators])),
      ...{ fromOn: when('从哪天', 'date', { from: onOf(desk.now) }), from: when('几点', 'time') },
      ...{ toOn: when('到哪天', 'date', { from: fromOn }), to: when('几点', 'time') },
      reason: drawn<string>(({ value: said, ...drawing }) => (
        <>
          {oneOf('为什么', asIs(usual)).draw({ ...drawing, value: said || usual[0] })}
          {own.draw({ ...drawing, value: usual.includes(said ?? '') ? '' : said })}
        </>
      )),
    },
  })
  const { go } = useMove()
  const isFull = Boolean(fromOn && from && toOn && to)
  const [fromAt, toAt] = isFull ? [atClock(fromOn, from), atClock(toOn, to)] : ['', '']
  const isSpan = fromAt < toAt
  const booked = useReply(mediation.calendar, { fromOn, toOn }, { enabled: isSpan })
  const there = isSpan ? bookedIn(booked.data, { of, which, fromAt, toAt }) : []
  const [moved, setMoved] = useState<string>()
  const item = there.find(({ id }) => id !== undefined && id === moved)
  const each = item && toMove(item, cases)
  if (item?.id && each) {
    const away = { item: { ...item, id: item.id }, each, calendar, span: { fromAt, toAt } }
    const only = of === 'room' ? which : undefined
    return <MoveAway {...away} room={only} shut={() => setMoved(undefined)} />
  }
  const save = async () => {
    const closure = { of, which, fromAt, toAt, reason: reason.trim() || usual[0]! } as const
    if (await send(() => go(mediation.block, closure))) shut()
  }
  return (
    <Asking
      title={staff ? '关一段时间' : '记我不在的时间'}
      close={shut}
      closeText="不关了"
      error={error}
      foot={
        <Button text={of === 'room' ? '关上' : '记下'} disabled={!isSpan || there.length > 0} onTap={save} />
      }
    >
      {staff && field('which')}
      {pair('fromOn', 'from')}
      {pair('toOn', 'to')}
      {isFull && !isSpan && <Complaint text="结束要比开始晚，请改一下时间。" />}
      {there.length > 0 && (
        <>
          <View className="sheet-text">
            {staff ? '这段时间里约了人，先一件一件改个时间：' : '这段时间里约了人，请先找调解室改时间：'}
          </View>
          <Rows
            lines={there.map(item => ({
              name: sayWhen(item),
              note: [item.title, item.names, item.mediator?.name].filter(Boolean).join(' · '),
              value: item.stateText,
              onTap: () => {
                if (item.seq !== undefined) setMoved(item.id)
                else if (item.id) toCase(item.id)
                else if (item.talk) toTalk(item.talk)
              },
            }))}
          />
        </>
      )}
      {field('reason')}
    </Asking>
  )
}
