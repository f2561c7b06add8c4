/** The beginnings offered, to be ticked; what one side ticks, the other does not see. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import { mediation } from '../../../../shared/mediation.ts'
import type { CaseReply } from '../../../../shared/mediation/reply.ts'
import { Asking } from '../../components/act.tsx'
import { Button } from '../../components/Button.tsx'
import { Card } from '../../components/Card.tsx'
import type { PartOf } from '../../components/MatterPage.tsx'
import { Notice } from '../../components/States.tsx'
import { useMove } from '../../platform/query.tsx'
import { sayRefusal } from '../../platform/refused.ts'
import { DayTicks } from '../DayTicks.tsx'
import { sayWhen } from '../times.ts'
import { mineIn } from '../words.ts'

interface TickingProps {
  readonly offered: NonNullable<CaseReply['offered']>
  /** Ticked before. */
  readonly chosen: readonly string[]
  readonly send: (starts: string[]) => Promise<unknown>
  readonly error: Error | null
  readonly keep: (() => void) | undefined
}

const Ticking = ({ offered, chosen, send, error, keep }: TickingProps) => {
  const [ticked, setTicked] = useState(chosen)
  const [complaint, setComplaint] = useState<string>()
  const [none, setNone] = useState(false)
  const wrong = complaint ?? (error && sayRefusal(error))
  const noneOfThem = () => send([]).then(() => setNone(false))
  return (
    <Card title="您哪些时间方便？" tone="accent">
      <View className="under-label">{`每次大约${offered.minutes}分钟。可以多选，选得多，容易约上。`}</View>
      <DayTicks
        starts={offered.starts}
        value={ticked}
        onChange={starts => {
          setComplaint(undefined)
          setTicked(starts)
        }}
      />
      <View className="hint">您选了哪些，对方看不到。</View>
      {wrong && <Notice text={wrong} tone="warn" />}
      <Button
        text={ticked.length > 0 ? `就这${ticked.length}个时间` : '选好了'}
        onTap={() => (ticked.length ? send([...ticked].sort()) : setComplaint('请先点上面的时间'))}
      />
      <Button text="这些都不行" kind="plain" onTap={() => setNone(true)} />
      {keep && <Button text="不改了" kind="plain" onTap={keep} />}
      {none && (
        <Asking
          title="这些时间都不行？"
          close={() => setNone(false)}
          closeText="再想想"
          foot={<Button text="都不行" onTap={noneOfThem} />}
        >
          <View className="sheet-text">没关系，调解室会再给您几个时间，或打电话来问。</View>
        </Asking>
      )}
    </Card>
  )
}

export const Times: PartOf<CaseReply> = ({ item, onMoved }) => {
  const { id, offered, slot } = item
  const { go, error } = useMove()
  const [changing, setChanging] = useState(false)
  const times = mineIn(item)?.times
  const left = times?.filter(start => offered?.starts.includes(start)) ?? []
  // What was ticked has served once a time is booked.
  if (!offered?.starts.length || (slot && times)) return null
  const send = (starts: string[]) =>
    go(mediation.chooseTimes, { id, starts }).then(
      reply => {
        setChanging(false)
        onMoved(reply)
      },
      () => undefined, // shown below
    )
  // When all they ticked is past they are asked again; that none suits is an answer that stands.
  const answered = times && (times.length === 0 || left.length > 0)
  if (!answered || changing)
    return (
      <Ticking
        {...{ offered, send, error }}
        chosen={left}
        keep={answered ? () => setChanging(false) : undefined}
      />
    )
  return (
    <Card title="您方便的时间">
      {left.length === 0 && <View>您说这些时间都不行，调解室会另想办法。</View>}
      {left.sort().map(start => (
        <View key={start} className="big">
          {sayWhen(start, new Date().toISOString())}
        </View>
      ))}
      <Button text="改一改" kind="plain" onTap={() => setChanging(true)} />
    </Card>
  )
}
