/** The sheets of the desk: a time before it is written, whom it is for, a session, a closure, a calendar's link. */
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useRef, useState } from 'react'
import type { Input } from '../../../../shared/contract.ts'
import { mediation } from '../../../../shared/mediation.ts'
import type { CaseReply } from '../../../../shared/mediation/reply.ts'
import { clockOf, onOf, plusMinutes, sayTime } from '../../../../shared/time.ts'
import { Asking } from '../../components/act.tsx'
import { Button } from '../../components/Button.tsx'
import { Choice } from '../../components/Choice.tsx'
import { Rows } from '../../components/facts.tsx'
import { Field } from '../../components/Field.tsx'
import { Pair } from '../../components/Pair.tsx'
import { Row } from '../../components/Row.tsx'
import { Notice } from '../../components/States.tsx'
import { WhenField } from '../../components/WhenField.tsx'
import { randomKey } from '../../platform/keys.ts'
import { useMove, useReply } from '../../platform/query.tsx'
import { addressOf } from '../../platform/request.ts'
import { mediatorName, nameOf, roomName, type Block, type Calendar, type Item, type ToPlace } from './data.ts'
import { atClock, sayDay, sayTimes, type Span } from './grid.ts'
import { toCase } from './DeskSide.tsx'
import { words } from './words.ts'

interface Sheet {
  readonly calendar: Calendar
  readonly close: () => void
}

const sayAt = (at: string) => `${sayDay(onOf(at))} ${clockOf(at)}`
const sayWhen = (span: Span) => `${sayDay(onOf(span.fromAt))} ${sayTimes(span)}`
const said = () => undefined // in the sheet

type Reason = NonNullable<Input<typeof mediation.reschedule>['reason']>
const reasons: readonly { readonly value: Reason; readonly text: string }[] = [
  { value: 'partyAsked', text: '当事人来不了' },
  { value: 'mediatorAway', text: '调解员来不了' },
  { value: 'roomGone', text: '调解室用不了' },
  { value: 'other', text: '别的原因' },
]

interface Booking extends Sheet {
  readonly each: ToPlace
  readonly fromAt: string
  readonly minutes: number
  /** That are free then. */
  readonly rooms: readonly string[]
  readonly done: () => void
}

export const BookSheet = ({ each, fromAt, minutes, rooms, calendar, close, done }: Booking) => {
  const [room = '', setRoom] = useState(rooms[0])
  const [reason, setReason] = useState<Reason>('other')
  const { go, error } = useMove()
  const { id, seq, title, mediator, moves } = each
  const place = { id, seq, room, fromAt, minutes }
  const send = () =>
    (moves ? go(mediation.reschedule, { ...place, reason }) : go(mediation.book, place)).then(done, said)
  return (
    <Asking
      title={moves ? '改到这个时间？' : '约这个时间？'}
      close={close}
      closeText="再看看"
      error={error}
      foot={<Button text={moves ? '改好，告诉大家' : '约好，告诉大家'} disabled={!room} onTap={send} />}
    >
      <View className="desk-sheet-what">{title}</View>
      <Rows
        lines={[
          { name: '时间', value: sayWhen({ fromAt, toAt: plusMinutes(fromAt, minutes) }) },
          moves && { name: '原来', value: sayWhen(moves) },
          rooms.length < 2 && { name: '地方', value: roomName(calendar, room) },
        ]}
      />
      {rooms.length > 1 && (
        <Choice
          label="地方"
          options={rooms.map(value => ({ value, text: roomName(calendar, value) }))}
          value={room}
          onChange={setRoom}
        />
      )}
      <Row name="调解员" value={mediator?.name ?? words.noMediator} />
      {moves && <Choice label="为什么改" options={reasons} value={reason} onChange={setReason} />}
    </Asking>
  )
}

interface Choosing extends Omit<Sheet, 'calendar'> {
  readonly at: string
  readonly cases: readonly CaseReply[]
  readonly choose: (each: CaseReply) => void
  readonly closeRoom: () => void
}

/** A free time, and who waits for one. */
export const ChooseSheet = ({ at, cases, choose, closeRoom, close }: Choosing) => (
  <Asking
    title={sayAt(at)}
    close={close}
    closeText="再看看"
    foot={<Button text="关上这段时间" kind="plain" onTap={closeRoom} />}
  >
    <View className="sheet-text">{cases.length ? '约哪一件？' : words.nobodyWaits}</View>
    <Rows
      lines={cases.map(each => ({
        name: nameOf(each),
        note: `${each.mediator?.name ?? words.noMediator} · ${each.stateText}`,
        value: each.common?.includes(at) ? words.everybody : undefined,
        onTap: () => choose(each),
      }))}
    />
  </Asking>
)

interface Showing extends Sheet {
  readonly item: Item
  /** Looks for another time; left out where it cannot be moved. */
  readonly move: (() => void) | undefined
}

export const SessionSheet = ({ item, calendar, move, close }: Showing) => {
  const { id, mediator, stateText, keptUntil } = item
  const kept = keptUntil && words.keptUntil(sayTime(keptUntil, new Date().toISOString()))
  return (
    <Asking
      title={item.title}
      close={close}
      closeText="好了"
      foot={
        <>
          {id && <Button text="打开这件事" onTap={() => toCase(id)} />}
          {move && <Button text="改个时间" kind="plain" onTap={move} />}
        </>
      }
    >
      <Rows
        lines={[
          { name: '时间', value: sayWhen(item) },
          { name: '地方', value: roomName(calendar, item.room) },
          mediator && { name: '调解员', value: mediator.name },
          stateText && { name: '进展', value: [stateText, kept].filter(Boolean).join(' · ') },
        ]}
      />
    </Asking>
  )
}

/** What can be closed, as one chooses it: `room:…`, `mediator:…`. */
const targetsOf = ({ rooms, mediators }: Calendar, own: string | undefined) =>
  own
    ? [{ value: `mediator:${own}`, text: '记我不在的时间' }]
    : [
        ...rooms.map(({ id, name }) => ({ value: `room:${id}`, text: name })),
        ...mediators.map(({ id, name }) => ({ value: `mediator:${id}`, text: name })),
      ]

const usualReasons = {
  room: ['打扫维修', '开会', '借作他用', '放假'],
  mediator: ['请假', '开会', '外出', '培训'],
} as const

interface Closing extends Sheet {
  /** As it was drawn on the calendar, or the day that is before one. */
  readonly span: Span
  readonly room: string | undefined
  /** A mediator notes their own leave, and nothing else. */
  readonly own: string | undefined
}

const endOf = (at: string) => ({ on: onOf(at), clock: clockOf(at) })

/** A room is closed for a while, or a mediator is away. */
export const CloseSheet = ({ calendar, span, room, own, close }: Closing) => {
  const targets = targetsOf(calendar, own)
  const [value, setValue] = useState<{ target: string; reason?: string | undefined }>({
    target: room && !own ? `room:${room}` : targets[0]!.value,
  })
  const [ends, setEnds] = useState({ from: endOf(span.fromAt), to: endOf(span.toAt) })
  const key = useRef<string>()
  const { go, error, forget } = useMove()
  const change = (part: Partial<typeof value>, moved: Partial<typeof ends> = {}) => {
    key.current = undefined // another closure
    forget()
    setValue({ ...value, ...part })
    setEnds({ ...ends, ...moved })
  }
  const of: Block['of'] = value.target.startsWith('room:') ? 'room' : 'mediator'
  const usual: readonly string[] = usualReasons[of]
  const { reason = usual[0]! } = value
  const { from, to } = ends
  const send = async () => {
    if (!from.on || !from.clock || !to.on || !to.clock) return
    key.current ??= await randomKey()
    const which = value.target.slice(of.length + 1)
    const [fromAt, toAt] = [atClock(from.on, from.clock), atClock(to.on, to.clock)]
    const closure = { key: key.current, of, which, fromAt, toAt, reason: reason.trim() || usual[0]! }
    return go(mediation.block, closure).then(close, said)
  }
  const end = (name: 'from' | 'to', day: string) => (
    <Pair>
      {(
        [
          ['on', 'date', day],
          ['clock', 'time', '几点'],
        ] as const
      ).map(([part, mode, label]) => (
        <WhenField
          key={part}
          {...{ mode, label }}
          value={ends[name][part]}
          onChange={at => change({}, { [name]: { ...ends[name], [part]: at } })}
        />
      ))}
    </Pair>
  )
  return (
    <Asking
      title={own ? '记我不在的时间' : '关一段时间'}
      close={close}
      closeText="不关了"
      error={error}
      foot={<Button text={of === 'room' ? '关上' : '记下'} onTap={send} />}
    >
      {!own && (
        <Choice
          label="关哪里，谁不在"
          options={targets}
          value={value.target}
          onChange={target => change({ target })}
        />
      )}
      {end('from', '从哪天')}
      {end('to', '到哪天')}
      <Choice
        label="为什么"
        options={usual.map(text => ({ value: text, text }))}
        value={usual.find(each => each === reason)}
        onChange={reason => change({ reason })}
      />
      <Field
        label="也可以写一句"
        quiet
        placeholder="也可以写一句"
        longest={30}
        value={usual.includes(reason) ? '' : reason}
        onChange={reason => change({ reason: reason || undefined })}
      />
    </Asking>
  )
}

interface Closed extends Sheet {
  readonly block: Block
  /** Whether the reader may open it again. */
  readonly may: boolean
}

export const BlockSheet = ({ block, calendar, may, close }: Closed) => {
  const { go, error } = useMove()
  const { id, of, which, fromAt, toAt, reason } = block
  const isRoom = of === 'room'
  const open = () => go(mediation.unblock, { id }).then(close, said)
  return (
    <Asking
      title={isRoom ? words.blockTitle : words.awayTitle(mediatorName(calendar, which))}
      close={close}
      closeText="先关着"
      error={error}
      foot={may && <Button text="重新开放" kind="danger" onTap={open} />}
    >
      <Rows
        lines={[
          isRoom && { name: '地方', value: roomName(calendar, which) },
          { name: '从哪天', value: sayAt(fromAt) },
          { name: '到哪天', value: sayAt(toAt) },
          { name: '为什么', value: reason },
        ]}
      />
    </Asking>
  )
}

const linkOf = (path: string) =>
  process.env.TARO_ENV === 'h5' ? new URL(addressOf(path), location.href).href : addressOf(path)

type Of = 'room' | 'mine'

interface Feeding {
  /** Which of them the reader may have. */
  readonly kinds: readonly Of[]
  readonly close: () => void
}

/** A secret link for the calendar on one's own phone or computer: shown once, and ended at any time. */
export const FeedSheet = ({ kinds, close }: Feeding) => {
  const [of, setOf] = useState<Of>(kinds[0]!)
  const [link, setLink] = useState<string>()
  const [copied, setCopied] = useState(false)
  const { data } = useReply(mediation.feed, { of })
  const { go, error } = useMove()
  const tell = (change: 'make' | 'revoke') =>
    go(mediation.feed, { of, change }).then(({ path }) => {
      setLink(path && linkOf(path))
      setCopied(false)
    }, said)
  // Where it cannot be copied it can be marked and copied by hand.
  const copy = () => Taro.setClipboardData({ data: link! }).then(() => setCopied(true), said)
  const since = data?.madeAt
  return (
    <Asking title="在自己的日历里看" close={close} closeText="好了" error={error}>
      <View className="sheet-text">手机、电脑的日历都能订阅。里面只有时间和地方，没有名字和事由。</View>
      {kinds.length > 1 && (
        <Choice
          look="segments"
          options={kinds.map(value => ({ value, text: value === 'room' ? '调解室全部' : '我的场次' }))}
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
          <Button text={copied ? '复制好了' : '复制链接'} onTap={copy} />
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
