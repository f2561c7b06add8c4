/** Times: which are offered, and which a party can come to who says so on the phone. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import { mediation } from '../../../../shared/mediation.ts'
import { sayClock } from '../../../../shared/time.ts'
import { Button } from '../../components/Button.tsx'
import { Choice } from '../../components/Choice.tsx'
import { Failed, Loading } from '../../components/States.tsx'
import { Ticks } from '../../components/Ticks.tsx'
import { useReply } from '../../platform/query.tsx'
import { PartyChoice } from './PartyChoice.tsx'
import { RevealPhone } from './RevealPhone.tsx'
import { firstOf, unchosen } from './next.ts'
import { firstOfHalves } from './times.ts'
import { words } from './words.ts'
import { Asking, useTelling } from '../../components/act.tsx'
import type { Step } from './ToCall.tsx'
import { byDay, onOf, sayDay } from '../times.ts'

const now = () => new Date().toISOString()
const mostOffered = 24

interface Days {
  readonly starts: readonly string[]
  readonly value: readonly string[]
  readonly onChange: (starts: string[]) => void
}

/** Beginnings to tick, day by day. */
const DayTicks = ({ starts, value, onChange }: Days) => (
  <>
    {byDay(starts).map(ofDay => (
      <Ticks
        key={ofDay[0]}
        label={sayDay(ofDay[0]!, now())}
        options={ofDay.map(at => ({ value: at, text: sayClock(at) }))}
        value={value.filter(at => ofDay.includes(at))}
        onChange={ticked => onChange([...value.filter(at => !ofDay.includes(at)), ...ticked].sort())}
      />
    ))}
  </>
)

export const OfferSheet = (step: Step) => {
  const { item, close } = step
  const { id } = item
  const { data, error, again } = useReply(mediation.freeSlots, { id, fromOn: onOf(now()) })
  const { go, send, error: refused, fields } = useTelling(step)
  const [wanted, setRoom] = useState<string>()
  const [ticked, setTicked] = useState<readonly string[]>()
  const room = wanted ?? data?.rooms[0]?.id
  const free = data?.starts.filter(start => start.room === room).map(({ fromAt }) => fromAt) ?? []
  const value = ticked ?? firstOfHalves(free)
  const [days, setDays] = useState(5)
  const shown = byDay(free)
  const seen = shown.slice(0, days).flat()
  return (
    <Asking
      title="给哪些时间选？"
      close={close}
      error={refused}
      foot={
        room && (
          <Button
            text={`给这${value.length}个时间`}
            disabled={value.length === 0 || value.length > mostOffered}
            onTap={() => send(go(mediation.offerTimes, { id, room, starts: [...value] }))}
          />
        )
      }
    >
      <View className="sheet-text">都是调解室和调解员空着的。上午下午各先选了一个，可以改。</View>
      {!data && (error ? <Failed error={error} again={again} /> : <Loading />)}
      {data && data.rooms.length > 1 && (
        <Choice
          label={words.room}
          options={data.rooms.map(each => ({ value: each.id, text: each.name }))}
          value={room}
          onChange={next => {
            setRoom(next)
            setTicked(undefined)
          }}
        />
      )}
      {data && free.length === 0 && <View className="sheet-text">{words.noFree}</View>}
      <DayTicks starts={seen} value={value} onChange={setTicked} />
      {shown.length > days && (
        <Button text={words.moreDays} kind="plain" onTap={() => setDays(shown.length)} />
      )}
      {fields.starts && <View className="complaint">{fields.starts}</View>}
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
            text={`就这${value.length}个时间`}
            disabled={value.length === 0}
            onTap={() => save(value)}
          />
          <Button text="这些都不行" kind="plain" onTap={() => save([])} />
        </>
      }
    >
      <PartyChoice
        label={words.whom}
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
