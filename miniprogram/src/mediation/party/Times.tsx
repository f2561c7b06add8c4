/** The beginnings offered, to be ticked; what one side ticks, the other does not see. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import type { CaseReply } from '../../../../shared/mediation/case.ts'
import { sayClock } from '../../../../shared/time.ts'
import { Button } from '../../components/Button.tsx'
import { Card } from '../../components/Card.tsx'
import { Sheet } from '../../components/Sheet.tsx'
import { Notice } from '../../components/States.tsx'
import { Ticks } from '../../components/Ticks.tsx'
import { sayRefusal } from '../../platform/refused.ts'
import { byDay, sayDay, sayWhen } from '../times.ts'
import { words } from '../words.ts'

const now = () => new Date().toISOString()

interface Props {
  readonly offered: NonNullable<CaseReply['offered']>
  /** Ticked before; undefined: not answered yet. */
  readonly chosen: readonly string[] | undefined
  readonly send: (starts: string[]) => Promise<unknown>
  readonly error: Error | null
}

const Ticking = ({
  offered,
  chosen,
  send,
  error,
  keep,
}: Props & { readonly keep?: (() => void) | undefined }) => {
  const [ticked, setTicked] = useState<readonly string[]>(
    chosen?.filter(start => offered.starts.includes(start)) ?? [],
  )
  const [complaint, setComplaint] = useState<string>()
  const [none, setNone] = useState(false)
  const tick = (day: readonly string[], on: readonly string[]) => {
    setComplaint(undefined)
    setTicked([...ticked.filter(start => !day.includes(start)), ...on])
  }
  return (
    <Card title={words.timesTitle} tone="accent">
      <View className="under-label">{words.timesLead(offered.minutes)}</View>
      {byDay(offered.starts).map(day => (
        <Ticks
          key={day[0]}
          label={sayDay(day[0]!, now())}
          options={day.map(start => ({ value: start, text: sayClock(start) }))}
          value={ticked.filter(start => day.includes(start))}
          onChange={on => tick(day, on)}
        />
      ))}
      <View className="hint">{words.timesUnseen}</View>
      {complaint !== undefined && <Notice text={complaint} tone="warn" />}
      {error && <Notice text={sayRefusal(error)} tone="warn" />}
      <Button
        text={words.timesSend(ticked.length)}
        onTap={() => (ticked.length ? send([...ticked].sort()) : setComplaint(words.timesFirst))}
      />
      <Button text={words.noneOfThem} kind="plain" onTap={() => setNone(true)} />
      {keep && <Button text={words.timesKeep} kind="plain" onTap={keep} />}
      <Sheet
        open={none}
        title={words.noneTitle}
        close={() => setNone(false)}
        closeText={words.thinkAgain}
        foot={<Button text={words.noneYes} onTap={() => send([]).then(() => setNone(false))} />}
      >
        <View className="sheet-text">{words.noneText}</View>
      </Sheet>
    </Card>
  )
}

export const Times = (props: Props) => {
  const [changing, setChanging] = useState(false)
  const { chosen, send } = props
  if (chosen === undefined) return <Ticking {...props} />
  if (changing)
    return (
      <Ticking
        {...props}
        keep={() => setChanging(false)}
        send={starts => send(starts).then(() => setChanging(false))}
      />
    )
  return (
    <Card title={words.timesChosen}>
      {chosen.length === 0 ? (
        <View>{words.timesNone}</View>
      ) : (
        [...chosen].sort().map(start => (
          <View key={start} className="big">
            {sayWhen(start, now())}
          </View>
        ))
      )}
      <Button text={words.timesChange} kind="plain" onTap={() => setChanging(true)} />
    </Card>
  )
}
