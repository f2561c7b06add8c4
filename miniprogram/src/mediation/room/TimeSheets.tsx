/** Times: which are offered, which a party can come to who says so on the phone, and the one that is booked. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import { mediation } from '../../../../shared/mediation.ts'
import { rescheduleReasons } from '../../../../shared/mediation/reply.ts'
import { onOf, sayClock } from '../../../../shared/time.ts'
import type { Code } from '../../../../shared/choice.ts'
import { Asking, useTelling } from '../../components/act.tsx'
import { Awaited } from '../../components/Awaited.tsx'
import { Button } from '../../components/Button.tsx'
import { Choice } from '../../components/Choice.tsx'
import { Complaint } from '../../components/Field.tsx'
import { useReply } from '../../platform/query.tsx'
import { DayTicks } from '../DayTicks.tsx'
import { byDay, minutesOf, sayDay, sayWhen } from '../times.ts'
import { firstOf, unchosen } from './next.ts'
import { PartyChoice, RevealPhone, ToCall, type Step } from './Parties.tsx'
import { firstOfHalves, thisQuarter } from './times.ts'

const now = () => new Date().toISOString()
const mostOffered = 24
/** So many at first; the others are a tap away. */
const daysOffered = 5
const daysBooked = 4

/** What is free for a case, room by room. */
const useFree = (id: string) => {
  const asked = useReply(mediation.freeSlots, { id, fromOn: onOf(now()) })
  const { data } = asked
  const freeIn = (room: string | undefined) =>
    data?.starts.filter(start => start.room === room).map(({ fromAt }) => fromAt) ?? []
  return { asked, data, freeIn }
}

interface Rooms {
  readonly data: ReturnType<typeof useFree>['data']
  readonly room: string | undefined
  readonly free: readonly string[]
  readonly onChange: (room: string) => void
}

const RoomChoice = ({ data, room, free, onChange }: Rooms) => (
  <>
    {data && data.rooms.length > 1 && (
      <Choice
        label="哪一间"
        options={data.rooms.map(({ id, name }) => ({ value: id, text: name }))}
        value={room}
        onChange={onChange}
      />
    )}
    {data && free.length === 0 && <View className="sheet-text">这两周没有空着的时间。</View>}
  </>
)

const More = ({ show }: { readonly show: () => void }) => (
  <Button text="再看后面几天" kind="plain" onTap={show} />
)

export const OfferSheet = (step: Step) => {
  const { item, close } = step
  const { id } = item
  const { asked, data, freeIn } = useFree(id)
  const { go, send, error, fields } = useTelling(step)
  const [wanted, setRoom] = useState<string>()
  const [ticked, setTicked] = useState<readonly string[]>()
  const [all, setAll] = useState(false)
  const room = wanted ?? data?.rooms[0]?.id
  const free = freeIn(room)
  const starts = ticked ?? firstOfHalves(free)
  const days = byDay(free)
  return (
    <Asking
      title="给哪些时间选？"
      close={close}
      error={error}
      foot={
        room && (
          <Button
            text={starts.length > 0 ? `给这${starts.length}个时间` : '给这些时间'}
            disabled={starts.length === 0 || starts.length > mostOffered}
            onTap={() => send(go(mediation.offerTimes, { id, room, starts: [...starts] }))}
          />
        )
      }
    >
      <View className="sheet-text">都是调解室和调解员空着的。上午下午各先选了一个，可以改。</View>
      {!data && <Awaited asked={asked} calls={false} />}
      <RoomChoice
        {...{ data, room, free }}
        onChange={next => {
          setRoom(next)
          setTicked(undefined)
        }}
      />
      <DayTicks
        starts={days.slice(0, all ? days.length : daysOffered).flat()}
        value={starts}
        onChange={setTicked}
      />
      {!all && days.length > daysOffered && <More show={() => setAll(true)} />}
      {fields.starts && <Complaint text={fields.starts} />}
    </Asking>
  )
}

/** Neither side sees what the other one ticked: staff ask each by themselves. */
export const ChooseSheet = (step: Step) => {
  const { item, close } = step
  const { id, parties, offered } = item
  const { go, send, error } = useTelling(step)
  const [key, setKey] = useState(() => firstOf(unchosen(item)) ?? parties[0]?.key)
  const party = parties.find(each => each.key === key)
  const [ticked, setTicked] = useState<readonly string[]>()
  if (!party || !offered) return null
  const value = ticked ?? party.times ?? []
  const save = (starts: readonly string[]) =>
    send(go(mediation.chooseTimes, { id, party: party.key, starts: [...starts] }))
  return (
    <Asking
      title={`${party.name}哪些时间方便？`}
      close={close}
      error={error}
      foot={
        <>
          <Button
            text={value.length > 0 ? `就这${value.length}个时间` : '选好了'}
            disabled={value.length === 0}
            onTap={() => save(value)}
          />
          <Button text="这些都不行" kind="plain" onTap={() => save([])} />
        </>
      }
    >
      <PartyChoice
        parties={parties}
        value={key}
        onChange={next => {
          setKey(next)
          setTicked(undefined)
        }}
      />
      <RevealPhone key={party.key} id={id} party={party} />
      <View className="gap" />
      <DayTicks starts={offered.starts} value={value} onChange={setTicked} />
    </Asking>
  )
}

interface Free {
  readonly starts: readonly string[]
  readonly value: string | undefined
  readonly onChange: (start: string) => void
}

/** First the day, then the hour. */
const FreeTimes = ({ starts, value, onChange }: Free) => {
  const [first, setFirst] = useState<string>()
  const [all, setAll] = useState(false)
  const days = byDay(starts)
  const day = days.find(each => each[0] === first) ?? days[0]
  if (!day) return null
  return (
    <>
      <Choice
        label="哪一天"
        options={days
          .slice(0, all ? days.length : daysBooked)
          .map(each => ({ value: each[0]!, text: sayDay(each[0]!, now()) }))}
        value={day[0]}
        onChange={setFirst}
      />
      {!all && days.length > daysBooked && <More show={() => setAll(true)} />}
      <View className="gap" />
      <Choice
        label="几点"
        options={day.map(at => ({ value: at, text: sayClock(at) }))}
        value={value}
        onChange={onChange}
      />
    </>
  )
}

type Reason = Code<typeof rescheduleReasons>
const reasons = rescheduleReasons.options
const bookTitle = { book: '约哪个时间？', reschedule: '改到什么时候？', adjourn: '下次什么时候谈？' } as const

/** First what suits everybody, then what is free. */
export const BookSheet = ({ how, ...step }: Step & { readonly how: keyof typeof bookTitle }) => {
  const { item, close } = step
  const { id, seq, parties, offered, common = [], slot, kept } = item
  const { asked, data, freeIn } = useFree(id)
  const { go, send, error } = useTelling(step)
  const [wanted, setRoom] = useState<string>()
  const [chosen, setChosen] = useState<string>()
  const [other, setOther] = useState(false)
  const [reason, setReason] = useState<Reason | undefined>(kept && 'earlier')
  // The one it was offered in may be closed by now.
  const open = (id: string | undefined) => (data?.rooms.some(each => each.id === id) ? id : undefined)
  const room = wanted ?? open(offered?.room) ?? open(slot?.room.id) ?? data?.rooms[0]?.id
  const free = freeIn(room).filter(at => at !== slot?.fromAt)
  // A slot that is kept for this very case is free for it, whatever the list says.
  const suits = kept ? [kept.fromAt] : common.filter(at => free.includes(at))
  const fromAt = chosen ?? suits[0]
  // As long as something suits everybody, nothing else is looked for.
  const picks = other || suits.length === 0
  const make = (fromAt: string, walkIn?: true) => {
    const where =
      kept?.fromAt === fromAt
        ? { room: kept.room.id, minutes: minutesOf(kept) }
        : { room: room!, minutes: data?.minutes }
    const to = { id, seq, ...where, fromAt }
    if (how === 'adjourn') return send(go(mediation.adjourn, to))
    if (how === 'reschedule') return send(go(mediation.reschedule, { ...to, reason }))
    return send(go(mediation.book, { ...to, walkIn }))
  }
  return (
    <Asking
      title={bookTitle[how]}
      close={close}
      error={error}
      foot={
        fromAt &&
        room && (
          <Button
            text={`就${sayWhen(fromAt, now())}`}
            disabled={how === 'reschedule' && !reason}
            onTap={() => make(fromAt)}
          />
        )
      }
    >
      {how === 'reschedule' && (
        <Choice label="为什么改" options={reasons} value={reason} onChange={setReason} />
      )}
      {suits.length > 0 && (
        <Choice
          label={kept ? '空出来的时间，先打电话问双方' : '大家都方便'}
          options={suits.map(at => ({ value: at, text: sayWhen(at, now()) }))}
          value={fromAt}
          onChange={setChosen}
        />
      )}
      {!data && <Awaited asked={asked} calls={false} />}
      {!picks && <Button text="另选时间" kind="plain" onTap={() => setOther(true)} />}
      {picks && (
        <>
          {data && suits.length === 0 && (
            <View className="sheet-text">
              还没有大家都选了的时间。下面是调解室、调解员和当事人都没有别的安排的。
            </View>
          )}
          <RoomChoice {...{ data, room, free }} onChange={setRoom} />
          <FreeTimes starts={free} value={fromAt} onChange={setChosen} />
        </>
      )}
      <View className="gap" />
      <ToCall parties={parties} />
      {how === 'book' && room && (
        <Button text="人都在这儿，现在就谈" kind="plain" onTap={() => make(thisQuarter(now()), true)} />
      )}
    </Asking>
  )
}
