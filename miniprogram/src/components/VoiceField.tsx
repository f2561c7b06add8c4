import { View } from '@tarojs/components'
import { useEffect, useRef, useState } from 'react'
import { Refused, sayRefusal } from '../platform/refused.ts'
import { addressOf } from '../platform/request.ts'
import { longestSeconds, openSettings, record } from '../platform/sound.ts'
import type { Local } from '../platform/upload.ts'
import { role } from './aria.ts'
import { Button } from './Button.tsx'
import { Complaint, Labelled } from './Field.tsx'
import { VoicePlayer } from './VoicePlayer.tsx'
import { Pair } from './Pair.tsx'
import { useArrived, useBusy, useSending } from './sending.ts'

interface Props {
  readonly label: string
  /** The id of a file that has arrived. */
  readonly value?: string | undefined
  readonly onChange: (id: string | undefined) => void
  readonly onBusy?: (busy: boolean) => void
  readonly complaint?: string
}

const clock = (seconds: number) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`

/** Says how long it has been going on; tapped, it is done. */
const Running = ({ stop }: { readonly stop: () => void }) => {
  const [seconds, setSeconds] = useState(0)
  useEffect(() => {
    const began = Date.now()
    const timer = setInterval(() => setSeconds(Math.floor((Date.now() - began) / 1000)), 500)
    return () => clearInterval(timer)
  }, [])
  return (
    <View className="recording">
      <View className="recording-time" {...role('status')}>
        <View className="recording-dot" />
        {`正在录 ${clock(seconds)}`}
      </View>
      <Button text="说完了，点这里" size="huge" onTap={stop} />
      <View className="hint">{`最长 ${longestSeconds} 秒，到时自己停。`}</View>
    </View>
  )
}

/**
 * A voice note: one tap begins, one tap ends. (Holding a button down while speaking, as chats want it, is hard for
 * hands that tremble.)
 */
export const VoiceField = ({ label, value, onChange, onBusy, complaint }: Props) => {
  const [stop, setStop] = useState<() => void>()
  const [kept, setKept] = useState<Local & { readonly id?: string }>()
  const [problem, setProblem] = useState<{ readonly text: string; readonly settings: boolean }>()
  const sending = useSending(({ id }, local) => {
    setKept({ ...local, id })
    onChange(id)
  })
  useBusy(stop !== undefined || sending.busy, onBusy)
  const left = useRef<() => void>()
  left.current = stop
  useEffect(() => () => left.current?.(), []) // leaving the page ends the recording

  const mine = value !== undefined && kept?.id === value ? kept : undefined
  const [link] = useArrived(value !== undefined && !mine ? [value] : []) ?? []
  const ready = mine
    ? { address: mine.path, seconds: mine.seconds }
    : link && { address: addressOf(link.url), seconds: link.seconds }

  const begin = async () => {
    setProblem(undefined)
    try {
      const recording = await record()
      setStop(() => recording.stop)
      const local = await recording.ended.finally(() => setStop(undefined))
      onChange(undefined)
      void sending.send([local])
    } catch (error) {
      const settings = error instanceof Refused && error.code === 'client.noMicrophone'
      setProblem({ text: sayRefusal(error), settings })
    }
  }
  const [under] = sending.all

  return (
    <Labelled {...{ label, complaint }}>
      {stop ? (
        <Running stop={stop} />
      ) : under ? (
        <View>
          {under.refusal ? (
            <>
              <Complaint text={under.refusal} />
              <Button text="再试一次" onTap={() => sending.again(under)} />
            </>
          ) : (
            <View className="hint" {...role('status')}>
              {`正在传 ${Math.round(under.progress * 100)}%`}
            </View>
          )}
          <View className="gap" />
          <Button text="不要了" kind="plain" onTap={() => sending.drop(under.key)} />
        </View>
      ) : ready ? (
        <View>
          <VoicePlayer {...ready} />
          <Pair>
            <Button text="重新录" kind="plain" onTap={begin} />
            <Button text="去掉" kind="plain" label="去掉录音" onTap={() => onChange(undefined)} />
          </Pair>
        </View>
      ) : (
        <Button text="点一下，开始说" kind="plain" onTap={() => void begin()} />
      )}
      {problem && <Complaint text={problem.text} />}
      {problem?.settings && openSettings && (
        <Button text="打开设置" kind="plain" size="small" onTap={openSettings} />
      )}
    </Labelled>
  )
}
