/** The sheets of the desk: a time before it is written, whom it is for, a session, a closure, a calendar's link. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import { mediation } from '../../../../shared/mediation/mediation.ts'
import type { Code } from '../../../../shared/choice.ts'
import { cancelReasons, type rescheduleReasons } from '../../../../shared/mediation/reply.ts'
import { clockOf, onOf, plusMinutes, sayTime } from '../../../../shared/time.ts'
import { sheetsOf } from '../../components/act.tsx'
import { Asking } from '../../components/Asking.tsx'
import { Button } from '../../components/Button.tsx'
import { Choice } from '../../components/Choice.tsx'
import { Rows } from '../../components/facts.tsx'
import { asIs, drawn, line, namesOf, oneOf, when } from '../../components/fields.tsx'
import { Notice } from '../../components/States.tsx'
import { useForm } from '../../components/useForm.tsx'
import { useTyped } from '../../platform/drafts.ts'
import { useMove, useReply } from '../../platform/query.tsx'
import { addressOf } from '../../platform/request.ts'
import { copy } from '../../platform/say.ts'
import {
  nameIn,
  nameOf,
  toMove,
  toPlace,
  waitingOf,
  words,
  type Block,
  type Calendar,
  type Item,
  type Placing,
} from './data.ts'
import { atClock, sayDay, sayTimes, type Span } from './grid.ts'
import { toCase, toTalk, type AtDesk, type Desk, type Wish } from './use-desk.ts'

const sayAt = (at: string) => `${sayDay(onOf(at))} ${clockOf(at)}`
const sayWhen = (span: Span) => `${sayDay(onOf(span.fromAt))} ${sayTimes(span)}`

// ---- a time for a case ----

interface Booking extends Placing {
  readonly id: string
  readonly seq: number
  readonly calendar: Calendar
  readonly fromAt: string
  /** That are free then. */
  readonly rooms: readonly string[]
}

const placeOf = ({ calendar, rooms }: Booking) =>
  rooms.length > 1 && {
    room: oneOf('地方', namesOf(calendar.rooms.filter(({ id }) => rooms.includes(id))), { start: rooms[0] }),
  }

const booking = {
  no: '再看看',
  says: ({ each, calendar, fromAt, minutes, rooms }: Booking) => (
    <>
      <View className="desk-sheet-what">{each.title}</View>
      <Rows
        lines={[
          { name: '时间', value: sayWhen({ fromAt, toAt: plusMinutes(fromAt, minutes) }) },
          each.moves && { name: '原来', value: sayWhen(each.moves) },
          rooms.length < 2 && { name: '地方', value: nameIn(calendar, rooms[0]!) },
          { name: '调解员', value: each.mediator?.name ?? words.noMediator },
        ]}
      />
    </>
  ),
  along: ({ fromAt, minutes, rooms }: Booking) => ({ room: rooms[0]!, fromAt, minutes }),
}
const bookingSheet = sheetsOf<Booking>()
const reason = oneOf<Code<typeof rescheduleReasons>>(
  '为什么改',
  { ...cancelReasons.text, partyAsked: '当事人来不了' },
  { start: 'other' },
)
const BookSheet = bookingSheet(mediation.book, {
  ...booking,
  title: '约这个时间？',
  yes: '约好，告诉大家',
  fields: item => ({ ...placeOf(item) }),
})
const MoveSheet = bookingSheet(mediation.reschedule, {
  ...booking,
  title: '改到这个时间？',
  yes: '改好，告诉大家',
  fields: item => ({ ...placeOf(item), reason }),
})

/** A free time, and who waits for one. */
const ChooseSheet = ({ desk, column, at }: AtDesk & Wish) => {
  const waiting = waitingOf(desk.cases)
  const closeRoom = () => desk.close({ fromAt: at, toAt: plusMinutes(at, 60) }, column)
  return (
    <Asking
      title={sayAt(at)}
      close={desk.shut}
      closeText="再看看"
      foot={<Button text="关上这段时间" kind="plain" onTap={closeRoom} />}
    >
      <View className="sheet-text">{waiting.length ? '约哪一件？' : words.nobodyWaits}</View>
      <Rows
        lines={waiting.map(each => ({
          name: nameOf(each),
          note: `${each.mediator?.name ?? words.noMediator} · ${each.stateText}`,
          value: each.common?.includes(at) ? words.everybody : undefined,
          onTap: () => desk.grab(toPlace(each), { column, at }),
        }))}
      />
    </Asking>
  )
}

const SessionSheet = ({ desk, item }: AtDesk & { readonly item: Item }) => {
  const { id, talk, mediator, stateText, keptUntil } = item
  const moving = desk.wide ? toMove(item, desk.cases) : undefined
  const kept = keptUntil && words.keptUntil(sayTime(keptUntil, desk.now))
  return (
    <Asking
      title={item.title}
      close={desk.shut}
      closeText="好了"
      foot={
        <>
          {id && <Button text="打开这件事" onTap={() => toCase(id)} />}
          {talk && <Button text="打开这一次" onTap={() => toTalk(talk)} />}
          {moving && <Button text="改个时间" kind="plain" onTap={() => desk.grab(moving)} />}
        </>
      }
    >
      <Rows
        lines={[
          { name: '时间', value: sayWhen(item) },
          { name: '地方', value: nameIn(desk.calendar, item.room) },
          mediator && { name: '调解员', value: mediator.name },
          stateText && { name: '进展', value: [stateText, kept].filter(Boolean).join(' · ') },
        ]}
      />
    </Asking>
  )
}

// ---- a closure ----

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

/** A room is closed for a while, or a mediator is away; a mediator notes their own leave, and nothing else. */
const CloseSheet = ({ desk: { staff, me, shut, calendar }, span, room }: Closing) => {
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
      ...{ fromOn: when('从哪天', 'date'), from: when('几点', 'time') },
      ...{ toOn: when('到哪天', 'date'), to: when('几点', 'time') },
      reason: drawn<string>(({ value: said, ...drawing }) => (
        <>
          {oneOf('为什么', asIs(usual)).draw({ ...drawing, value: said || usual[0] })}
          {own.draw({ ...drawing, value: usual.includes(said ?? '') ? '' : said })}
        </>
      )),
    },
  })
  const { go } = useMove()
  const save = async () => {
    const [fromAt, toAt] = [atClock(fromOn, from), atClock(toOn, to)]
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
        <Button
          text={of === 'room' ? '关上' : '记下'}
          disabled={!fromOn || !from || !toOn || !to}
          onTap={save}
        />
      }
    >
      {staff && field('which')}
      {pair('fromOn', 'from')}
      {pair('toOn', 'to')}
      {field('reason')}
    </Asking>
  )
}

interface Closed extends Block {
  readonly calendar: Calendar
  /** Whether the reader may open it again. */
  readonly mayOpen: boolean
}

const BlockSheet = sheetsOf<Closed>()(mediation.unblock, {
  title: ({ of, which, calendar }) =>
    of === 'room' ? words.blockTitle : words.awayTitle(nameIn(calendar, which)),
  no: '先关着',
  says: ({ of, which, calendar, fromAt, toAt, reason }) => (
    <Rows
      lines={[
        of === 'room' && { name: '地方', value: nameIn(calendar, which) },
        { name: '从哪天', value: sayAt(fromAt) },
        { name: '到哪天', value: sayAt(toAt) },
        { name: '为什么', value: reason },
      ]}
    />
  ),
  choices: ({ mayOpen }) => (mayOpen ? [['重新开放', {}, 'danger']] : []),
})

// ---- a calendar's link ----

const linkOf = (path: string) =>
  process.env.TARO_ENV === 'h5' ? new URL(addressOf(path), location.href).href : addressOf(path)

const feeds = { room: '调解室全部', mine: '我的场次' }

/** A secret link for the calendar on one's own phone or computer: shown once, and ended at any time. */
const FeedSheet = ({ staff, mediator, shut }: Desk) => {
  const [of, setOf] = useState<keyof typeof feeds>(staff ? 'room' : 'mine')
  const [link, setLink] = useState<string>()
  const { data } = useReply(mediation.feed, { of })
  const { go, error } = useMove()
  const failed = () => undefined // said in the sheet
  const tell = (change: 'make' | 'revoke') =>
    go(mediation.feed, { of, change }).then(({ path }) => setLink(path && linkOf(path)), failed)
  const since = data?.madeAt
  return (
    <Asking title="在自己的日历里看" close={shut} closeText="好了" error={error}>
      <View className="sheet-text">手机、电脑的日历都能订阅。里面只有时间和地方，没有名字和事由。</View>
      {staff && mediator && (
        <Choice
          look="segments"
          options={(['room', 'mine'] as const).map(value => ({ value, text: feeds[value] }))}
          value={of}
          onChange={value => {
            setOf(value)
            setLink(undefined)
          }}
        />
      )}
      {link ? (
        <>
          <View className="desk-link">{link}</View>
          <Notice text="只显示这一次，请现在复制。谁拿到都能看，请不要转发。" tone="warn" />
          {/* Where it cannot be copied it can be marked and copied by hand. */}
          <Button text="复制链接" onTap={() => copy(link, '复制好了').catch(failed)} />
        </>
      ) : (
        <>
          <View className="sheet-text">
            {since ? `${sayDay(onOf(since))}生成过一个，还能用。` : '还没有链接。'}
          </View>
          {since && <View className="hint under-label">换了以后，旧的就不能用了。</View>}
          <Button
            text={since ? '换一个新链接' : '生成链接'}
            kind={since ? 'plain' : 'primary'}
            onTap={() => tell('make')}
          />
        </>
      )}
      {since && <Button text="停用" kind="danger" onTap={() => tell('revoke')} />}
    </Asking>
  )
}

/** The one that is open. */
export const DeskSheet = ({ desk }: AtDesk) => {
  const { open, isThere, calendar, placing, shut, letGo, me, staff } = desk
  if (open?.sheet === 'feed') return <FeedSheet {...desk} />
  if (!open || !isThere) return null
  const props = { close: shut, onMoved: letGo }
  switch (open.sheet) {
    case 'choose':
      return <ChooseSheet desk={desk} {...open} />
    case 'item':
      return <SessionSheet desk={desk} item={open.item} />
    case 'block': {
      const { of, which } = open.block
      const mayOpen = staff || (of === 'mediator' && which === me)
      return <BlockSheet {...props} item={{ ...open.block, calendar, mayOpen }} />
    }
    case 'close':
      return <CloseSheet desk={desk} {...open} />
    case 'book': {
      if (!placing) return null
      const { id, seq, moves } = placing.each
      const Sheet = moves ? MoveSheet : BookSheet
      return <Sheet {...props} item={{ id, seq, calendar, ...placing, ...open }} />
    }
  }
}
