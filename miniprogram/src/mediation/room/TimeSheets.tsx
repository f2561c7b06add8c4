/** Times: which are offered, which a party can come to who says so on the phone, and the one that is booked. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import type { Reply } from '../../../../shared/contract.ts'
import { mediation } from '../../../../shared/mediation/mediation.ts'
import { rescheduleReasons, type CaseReply } from '../../../../shared/mediation/reply.ts'
import { quarterOf } from '../../../../shared/slots.ts'
import { onOf, sayClock } from '../../../../shared/time.ts'
import type { Code } from '../../../../shared/choice.ts'
import { actsOf, useTelling } from '../../components/act.tsx'
import { Asking } from '../../components/Asking.tsx'
import { Awaited } from '../../components/Awaited.tsx'
import { Button } from '../../components/Button.tsx'
import { Choice } from '../../components/Choice.tsx'
import { Fields, drawn, namesOf, noted, oneOf, type Drawn, type FieldOf } from '../../components/fields.tsx'
import { useReply } from '../../platform/query.tsx'
import { dayTicks } from '../parts/fields.tsx'
import { byDay, firstOfHalves, minutesOf, sayDay, sayWhen } from '../parts/times.ts'
import { firstOf, unchosen } from '../parts/next.ts'
import { RevealPhone, ToCall, partyOf, sayNames, sayParty, whom, type Step } from '../parts/Parties.tsx'

const { act } = actsOf<CaseReply>()
const now = () => new Date().toISOString()
/** So many at first; the others are a tap away. */
const daysOffered = 5
const daysBooked = 4

/** What is free for a case, room by room. */
type Free = Reply<typeof mediation.freeSlots>
const freeFor = ({ id }: CaseReply) => ({ id, fromOn: onOf(now()) })
const freeIn = ({ starts }: Free, room: string | undefined) =>
  starts.filter(start => start.room === room).map(({ fromAt }) => fromAt)

/** Which room, where there are several, and whether it has time. */
const roomOf = ({ rooms }: Free, free: readonly string[]): FieldOf<string> =>
  noted(
    rooms.length > 1
      ? oneOf('哪一间', namesOf(rooms), { start: rooms[0]?.id })
      : drawn<string>(() => null, rooms[0]?.id),
    () => free.length === 0 && <View className="sheet-text">这两周没有空着的时间。</View>,
  )

/** Beginnings by the day, the first days before the others. */
const useDays = (starts: readonly string[], most: number) => {
  const [all, setAll] = useState(false)
  const days = byDay(starts)
  const more = !all && days.length > most && (
    <Button text="再看后面几天" kind="plain" size="small" onTap={() => setAll(true)} />
  )
  return { days, shown: all ? days : days.slice(0, most), more }
}

const FreeTicks = ({ free, ...drawn }: Drawn<string[]> & { readonly free: readonly string[] }) => {
  const { shown, more } = useDays(free, daysOffered)
  return (
    <>
      {dayTicks(shown.flat()).draw(drawn)}
      {more}
    </>
  )
}

export const offer = act(mediation.offerTimes, {
  label: ({ offered }) => (offered?.starts.length ? '另给几个时间' : '给几个时间选'),
  title: '给哪些时间选？',
  looksUp: [mediation.freeSlots, freeFor],
  yes: ({ starts = [] }) => (starts.length > 0 ? `给这${starts.length}个时间` : '给这些时间'),
  says: () => '都是调解室和调解员空着的。上午下午各先选了一个，可以改。',
  fields: (_, { room }, known) => {
    const free = freeIn(known, room ?? known.rooms[0]?.id)
    return {
      room: roomOf(known, free),
      starts: drawn(drawing => <FreeTicks {...drawing} free={free} />, firstOfHalves(free)),
    }
  },
  needs: ['starts'],
  follows: ({ room }, changed, _, known) =>
    changed === 'room' ? { starts: firstOfHalves(freeIn(known, room)) } : {},
})

/** Neither side sees what the other one ticked: staff ask each by themselves. */
export const choose = act(mediation.chooseTimes, {
  label: item => {
    const open = unchosen(item)
    return open.length > 0 ? `问${sayNames(open)}哪天方便` : '替他们记时间'
  },
  title: (item, { party }) => `${sayParty(item, party)}哪些时间方便？`,
  yes: ({ starts = [] }) => (starts.length > 0 ? `就这${starts.length}个时间` : '选好了'),
  fields: item => {
    const { id, parties, offered } = item
    const first = firstOf(unchosen(item)) ?? parties[0]?.key
    return {
      party: noted(whom(parties, first), key => {
        const party = partyOf(item, key)
        return [party && <RevealPhone key={key} id={id} party={party} />, <View key="gap" className="gap" />]
      }),
      starts: dayTicks(offered?.starts ?? [], partyOf(item, first)?.times),
    }
  },
  needs: ['starts'],
  follows: ({ party }, changed, item) => (changed === 'party' ? { starts: partyOf(item, party)?.times } : {}),
  choices: () => [['这些都不行', { starts: [] }]],
})

interface Picking {
  readonly starts: readonly string[]
  readonly value: string | undefined
  readonly set: (start: string) => void
}

/** One of several beginnings. */
const At = (props: Picking & { readonly label: string; readonly say?: (at: string) => string }) => {
  const { label, starts, value, set, say = sayStart } = props
  const options = starts.map(at => ({ value: at, text: say(at) }))
  return <Choice {...{ label, options, value }} onChange={set} />
}
const sayStart = (at: string) => sayWhen(at, now())

/** First the day, then the hour. */
const FreeTimes = ({ starts, ...picking }: Picking) => {
  const [first, setFirst] = useState<string>()
  const { days, shown, more } = useDays(starts, daysBooked)
  const day = days.find(each => each[0] === first) ?? days[0]
  if (!day) return null
  const firsts = shown.map(each => each[0]!)
  return (
    <>
      <At label="哪一天" starts={firsts} say={at => sayDay(at, now())} value={day[0]} set={setFirst} />
      {more}
      <View className="gap" />
      <At label="几点" starts={day} say={sayClock} {...picking} />
    </>
  )
}

const bookTitle = { book: '约哪个时间？', reschedule: '改到什么时候？', adjourn: '下次什么时候谈？' } as const
export type How = keyof typeof bookTitle

/** First what suits everybody, then what is free. */
export const BookSheet = ({ how, ...step }: Step & { readonly how: How }) => {
  const { item, close } = step
  const { id, seq, parties, offered, common = [], slot, kept } = item
  const { data, ...asked } = useReply(mediation.freeSlots, freeFor(item))
  const { go, send, error } = useTelling(step)
  const [wanted, setRoom] = useState<string>()
  const [chosen, setChosen] = useState<string>()
  const [other, setOther] = useState(false)
  const [reason, setReason] = useState<Code<typeof rescheduleReasons> | undefined>(kept && 'earlier')
  // The one it was offered in may be closed by now.
  const open = (id: string | undefined) => (data?.rooms.some(each => each.id === id) ? id : undefined)
  const room = wanted ?? open(offered?.room) ?? open(slot?.room.id) ?? data?.rooms[0]?.id
  const free = data ? freeIn(data, room).filter(at => at !== slot?.fromAt) : []
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
  /** What is still to be chosen. */
  const lacking = how === 'reschedule' && !reason ? '请选为什么改' : fromAt ? undefined : '请选几点'
  return (
    <Asking
      title={bookTitle[how]}
      close={close}
      error={error}
      foot={
        (suits.length > 0 || free.length > 0) && (
          <Button
            text={lacking ?? `就${sayStart(fromAt!)}`}
            disabled={lacking !== undefined}
            onTap={() => make(fromAt!)}
          />
        )
      }
    >
      {how === 'reschedule' && (
        <Choice label="为什么改" options={rescheduleReasons.options} value={reason} onChange={setReason} />
      )}
      {suits.length > 0 && (
        <At
          label={kept ? '空出来的时间，先打电话问双方' : '大家都方便'}
          starts={suits}
          value={fromAt}
          set={setChosen}
        />
      )}
      {!data && <Awaited asked={asked} calls={false} />}
      {!picks && <Button text="另选时间" kind="plain" onTap={() => setOther(true)} />}
      {picks && data && (
        <>
          {suits.length === 0 && (
            <View className="sheet-text">
              还没有大家都选了的时间。下面是调解室、调解员和当事人都没有别的安排的。
            </View>
          )}
          <Fields of={{ room: roomOf(data, free) }} value={{ room }} set={({ room }) => setRoom(room)} />
          <FreeTimes starts={free} value={fromAt} set={setChosen} />
        </>
      )}
      <View className="gap" />
      <ToCall parties={parties} />
      {how === 'book' && room && (
        <Button text="人都在这儿，现在就谈" kind="plain" onTap={() => make(quarterOf(now()), true)} />
      )}
    </Asking>
  )
}
