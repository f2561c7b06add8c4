/** Before a time is written: what, when, where; which case a time is for; and one session as the calendar has it. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import { mediation } from '../../../../shared/mediation.ts'
import type { CaseReply } from '../../../../shared/mediation/case.ts'
import { plusMinutes, sayTime } from '../../../../shared/time.ts'
import { Button } from '../../components/Button.tsx'
import { Choice } from '../../components/Choice.tsx'
import { Row } from '../../components/Row.tsx'
import { Sheet } from '../../components/Sheet.tsx'
import { Notice } from '../../components/States.tsx'
import { useMove } from '../../platform/query.tsx'
import { sayRefusal } from '../../platform/refused.ts'
import { nameOf, roomName, type Calendar, type Item, type ToPlace } from './data.ts'
import { clockOf, onOf, sayDay, sayTimes, type Span } from './grid.ts'
import { words } from './words.ts'
import { toCase } from './DeskSide.tsx'

const sayWhen = (span: Span) => `${sayDay(onOf(span.fromAt))} ${sayTimes(span)}`

type Reason = keyof typeof words.reasons
const reasons = Object.entries(words.reasons).map(([value, text]) => ({ value: value as Reason, text }))

export const BookSheet = ({
  each,
  fromAt,
  minutes,
  rooms,
  calendar,
  close,
  done,
}: {
  readonly each: ToPlace
  readonly fromAt: string
  readonly minutes: number
  /** That are free then. */
  readonly rooms: readonly string[]
  readonly calendar: Calendar
  readonly close: () => void
  readonly done: () => void
}) => {
  const [room, setRoom] = useState(rooms[0])
  const [reason, setReason] = useState<Reason>('other')
  const { go, error } = useMove()
  const { title, mediator, moves } = each
  const send = async () => {
    if (!room) return
    const { id, seq } = each
    const place = { id, seq, room, fromAt, minutes }
    try {
      await (moves ? go(mediation.reschedule, { ...place, reason }) : go(mediation.book, place))
      done()
    } catch {
      // Said below.
    }
  }
  return (
    <Sheet
      open
      title={moves ? '改到这个时间？' : '约这个时间？'}
      close={close}
      closeText={words.lookAgain}
      foot={<Button text={moves ? '改好，告诉大家' : '约好，告诉大家'} onTap={send} />}
    >
      <View className="desk-sheet-what">{title}</View>
      <Row name={words.when} value={sayWhen({ fromAt, toAt: plusMinutes(fromAt, minutes) })} />
      {moves && <Row name="原来" value={sayWhen(moves)} />}
      {rooms.length > 1 ? (
        <Choice
          label={words.where}
          options={rooms.map(value => ({ value, text: roomName(calendar, value) }))}
          value={room}
          onChange={setRoom}
        />
      ) : (
        <Row name={words.where} value={roomName(calendar, room ?? '')} />
      )}
      <Row name={words.mediator} value={mediator?.name ?? words.noMediator} />
      {moves && <Choice label="为什么改" options={reasons} value={reason} onChange={setReason} />}
      {error && <Notice text={sayRefusal(error)} tone="warn" />}
    </Sheet>
  )
}

/** A free time, and who waits for one. */
export const ChooseSheet = ({
  at,
  cases,
  choose,
  closeRoom,
  close,
}: {
  readonly at: string
  readonly cases: readonly CaseReply[]
  readonly choose: (each: CaseReply) => void
  readonly closeRoom: () => void
  readonly close: () => void
}) => (
  <Sheet
    open
    title={`${sayDay(onOf(at))} ${clockOf(at)}`}
    close={close}
    closeText={words.lookAgain}
    foot={<Button text="关上这段时间" kind="plain" onTap={closeRoom} />}
  >
    <View className="sheet-text">{cases.length ? '约哪一件？' : words.nobodyWaits}</View>
    {cases.map(each => (
      <Row
        key={each.id}
        name={nameOf(each)}
        note={`${each.mediator?.name ?? words.noMediator} · ${each.stateText}`}
        {...(each.common?.includes(at) && { value: words.everybody })}
        onTap={() => choose(each)}
      />
    ))}
  </Sheet>
)

export const SessionSheet = ({
  item,
  calendar,
  move,
  close,
}: {
  readonly item: Item
  readonly calendar: Calendar
  /** Looks for another time; left out where it cannot be moved. */
  readonly move?: (() => void) | undefined
  readonly close: () => void
}) => {
  const { id, mediator, stateText, keptUntil } = item
  return (
    <Sheet
      open
      title={item.title}
      close={close}
      closeText={words.shut}
      foot={
        <>
          {id && <Button text="打开这件事" onTap={() => toCase(id)} />}
          {move && <Button text="改个时间" kind="plain" onTap={move} />}
        </>
      }
    >
      <Row name={words.when} value={sayWhen(item)} />
      <Row name={words.where} value={roomName(calendar, item.room)} />
      {mediator && <Row name={words.mediator} value={mediator.name} />}
      {stateText && (
        <Row
          name="进展"
          value={
            keptUntil
              ? `${stateText} · ${words.keptUntil(sayTime(keptUntil, new Date().toISOString()))}`
              : stateText
          }
        />
      )}
    </Sheet>
  )
}
