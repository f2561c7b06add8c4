/** Booking, moving and going on another time: first what suits everybody, then what is free. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import { mediation } from '../../../../shared/mediation.ts'
import { rescheduleReasons } from '../../../../shared/mediation/case.ts'
import { sayClock } from '../../../../shared/time.ts'
import { Button } from '../../components/Button.tsx'
import { Choice } from '../../components/Choice.tsx'
import { Failed, Loading } from '../../components/States.tsx'
import { useReply } from '../../platform/query.tsx'
import { thisQuarter } from './times.ts'
import { words } from './words.ts'
import { Asking, useTelling } from '../../components/act.tsx'
import { ToCall, type Step } from './ToCall.tsx'
import { byDay, onOf, minutesOf, sayDay, sayWhen } from '../times.ts'
import { reasonText } from '../words.ts'

const now = () => new Date().toISOString()
const shownDays = 4

interface Props extends Step {
  readonly how: 'book' | 'reschedule' | 'adjourn'
}

type Reason = (typeof rescheduleReasons)[number]

const Why = ({
  value,
  onChange,
}: {
  readonly value: Reason | undefined
  readonly onChange: (reason: Reason) => void
}) => (
  <Choice
    label="为什么改"
    options={rescheduleReasons.map(reason => ({ value: reason, text: reasonText[reason] ?? reason }))}
    value={value}
    onChange={onChange}
  />
)

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
          .slice(0, all ? days.length : shownDays)
          .map(each => ({ value: each[0]!, text: sayDay(each[0]!, now()) }))}
        value={day[0]}
        onChange={setFirst}
      />
      {!all && days.length > shownDays && (
        <Button text={words.moreDays} kind="plain" onTap={() => setAll(true)} />
      )}
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

export const BookSheet = ({ how, ...step }: Props) => {
  const { item, close } = step
  const { id, seq, parties, offered, common = [], slot, kept } = item
  const { data, error, again } = useReply(mediation.freeSlots, { id, fromOn: onOf(now()) })
  const { go, send, error: refused } = useTelling(step)
  const [wanted, setRoom] = useState<string>()
  const [chosen, setChosen] = useState<string>()
  const [other, setOther] = useState(false)
  const [reason, setReason] = useState<Reason | undefined>(kept && 'earlier')
  // The one it was offered in may be closed by now.
  const open = (id: string | undefined) => (data?.rooms.some(each => each.id === id) ? id : undefined)
  const room = wanted ?? open(offered?.room) ?? open(slot?.room.id) ?? data?.rooms[0]?.id
  const free =
    data?.starts
      .filter(start => start.room === room && start.fromAt !== slot?.fromAt)
      .map(({ fromAt }) => fromAt) ?? []
  // A slot that is kept for this very case is free for it, whatever the list says.
  const suits = kept ? [kept.fromAt] : common.filter(at => free.includes(at))
  const fromAt = chosen ?? suits[0]
  // As long as something suits everybody, nothing else is looked for.
  const picks = other || suits.length === 0
  const make = (place: { readonly fromAt: string; readonly walkIn?: true }) => {
    const where =
      kept?.fromAt === place.fromAt
        ? { room: kept.room.id, minutes: minutesOf(kept) }
        : { room: room!, ...(data && { minutes: data.minutes }) }
    const to = { id, seq, ...where, fromAt: place.fromAt }
    if (how === 'adjourn') return send(go(mediation.adjourn, to))
    if (how === 'reschedule') return send(go(mediation.reschedule, { ...to, reason }))
    return send(go(mediation.book, { ...to, ...(place.walkIn && { walkIn: place.walkIn }) }))
  }
  return (
    <Asking
      title={words.bookTitle[how]}
      close={close}
      error={refused}
      foot={
        fromAt &&
        room && (
          <Button
            text={`就${sayWhen(fromAt, now())}`}
            disabled={how === 'reschedule' && !reason}
            onTap={() => make({ fromAt })}
          />
        )
      }
    >
      {how === 'reschedule' && <Why value={reason} onChange={setReason} />}
      {suits.length > 0 && (
        <Choice
          label={kept ? '空出来的时间，先打电话问双方' : '大家都方便'}
          options={suits.map(at => ({ value: at, text: sayWhen(at, now()) }))}
          value={fromAt}
          onChange={setChosen}
        />
      )}
      {!data && (error ? <Failed error={error} again={again} /> : <Loading />)}
      {!picks && <Button text="另选时间" kind="plain" onTap={() => setOther(true)} />}
      {picks && (
        <>
          {data && suits.length === 0 && (
            <View className="sheet-text">
              还没有大家都选了的时间。下面是调解室、调解员和当事人都没有别的安排的。
            </View>
          )}
          {data && data.rooms.length > 1 && (
            <Choice
              label={words.room}
              options={data.rooms.map(each => ({ value: each.id, text: each.name }))}
              value={room}
              onChange={setRoom}
            />
          )}
          {data && free.length === 0 && <View className="sheet-text">{words.noFree}</View>}
          <FreeTimes starts={free} value={fromAt} onChange={setChosen} />
        </>
      )}
      <View className="gap" />
      <ToCall parties={parties} />
      {how === 'book' && room && (
        <Button
          text="人都在这儿，现在就谈"
          kind="plain"
          onTap={() => make({ fromAt: thisQuarter(now()), walkIn: true })}
        />
      )}
    </Asking>
  )
}
