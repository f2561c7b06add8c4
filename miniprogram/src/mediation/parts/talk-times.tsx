/** Times to choose one of: a day, the first that has one to begin with, and its beginnings. */
import { useState } from 'react'
import type { Reply } from '../../../../shared/contract.ts'
import type { mediation } from '../../../../shared/mediation/mediation.ts'
import { onOf, sayClock, sayWeekday, shanghai } from '../../../../shared/time.ts'
import { Choice } from '../../components/Choice.tsx'
import { drawn, type FieldOf } from '../../components/fields.tsx'
import { Notice } from '../../components/States.tsx'
import { byDay, daysUntil, sayDay } from './times.ts'

export type TalkTimes = Reply<typeof mediation.talkTimes>

/** 明天 周二, 4日 周五: short, for there are ten of them. */
const sayShort = (at: string, now: string) =>
  daysUntil(at, now) < 3 ? sayDay(at, now) : `${shanghai(at).format('D日')} ${sayWeekday(at)}`

const Times = ({
  times: { starts, mediationDay },
  value,
  set,
  complaint,
}: {
  readonly times: TalkTimes
  readonly value: string | undefined
  readonly set: (fromAt: string) => void
  readonly complaint: string | undefined
}) => {
  const now = new Date().toISOString()
  const days = byDay([...new Set(starts.map(({ fromAt }) => fromAt))])
  const [chosen, setChosen] = useState<string>()
  const on = chosen ?? (value ? onOf(value) : days[0] && onOf(days[0][0]!))
  const isMarked = (at: string) => starts.some(({ fromAt, marked }) => marked && fromAt === at)
  const times = days.find(day => onOf(day[0]!) === on) ?? []
  if (!days.length)
    return <Notice text="这些天都约满了。着急请打给社区调解室，明天也可以再来看。" tone="warn" />
  return (
    <>
      <Choice
        label="哪一天"
        options={days.map(day => ({
          value: onOf(day[0]!),
          text: `${sayShort(day[0]!, now)}${day.some(isMarked) ? ' 矛调日' : ''}`,
        }))}
        value={on}
        onChange={setChosen}
      />
      {mediationDay && times.some(isMarked) && <Notice text={`矛调日：${mediationDay}。`} />}
      <Choice
        label="几点"
        options={times.map(at => ({ value: at, text: `${sayClock(at)}${isMarked(at) ? ' · 矛调日' : ''}` }))}
        value={value}
        onChange={set}
        complaint={complaint}
      />
    </>
  )
}

export const talkStart = (times: TalkTimes): FieldOf<string> =>
  drawn(({ value, set, complaint }) => <Times {...{ times, value, set, complaint }} />)

/** The room that has it free then. */
export const roomAt = ({ starts }: TalkTimes, fromAt: string | undefined) =>
  starts.find(start => start.fromAt === fromAt)?.room
