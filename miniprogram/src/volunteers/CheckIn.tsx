/** At the spot: the lead’s code scanned, or its six digits typed. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import { volunteers } from '../../../shared/volunteers.ts'
import type { ShiftReply } from '../../../shared/volunteers/shifts.ts'
import { Button } from '../components/Button.tsx'
import { Card } from '../components/Card.tsx'
import { Field } from '../components/Field.tsx'
import { Notice } from '../components/States.tsx'
import { useMove } from '../platform/query.tsx'
import { sayRefusal } from '../platform/refused.ts'
import { canScan, scan } from '../platform/scan.ts'
import { checkInCodeIn, digitsIn } from './days.ts'
import { words } from './words.ts'

/** Scans the lead’s code and checks in to the shift it is for, whichever that is; says why not. */
export const useScanned = (checkedIn: (shift: ShiftReply) => void) => {
  const { go } = useMove()
  const [problem, setProblem] = useState<string>()
  const read = async () => {
    setProblem(undefined)
    try {
      const seen = await scan()
      if (seen === undefined) return
      const found = checkInCodeIn(seen)
      if (found) checkedIn(await go(volunteers.checkIn, found))
      else setProblem(words.notACode)
    } catch (error) {
      setProblem(sayRefusal(error))
    }
  }
  return { read, problem }
}

interface Props {
  readonly shift: ShiftReply
  readonly made: (shift: ShiftReply) => void
}

export const CheckIn = ({ shift, made }: Props) => {
  const { go, error } = useMove()
  const scanned = useScanned(made)
  const [typed, setTyped] = useState('')
  const [missing, setMissing] = useState(false)
  const send = async () => {
    const digits = digitsIn(typed)
    setMissing(!digits)
    if (digits) await go(volunteers.checkIn, { id: shift.id, digits }).then(made, () => undefined) // shown below
  }
  const refused = missing ? words.digitsMissing : error ? sayRefusal(error) : undefined
  return (
    <Card title={words.checkIn} tone="accent">
      {canScan && <Button text={words.scan} size="huge" onTap={scanned.read} />}
      {scanned.problem && <Notice text={scanned.problem} tone="warn" />}
      <View className="digits">
        <Field
          label={canScan ? words.digitsOr : words.digits}
          type="digit"
          longest={12}
          placeholder={words.digitsHint}
          value={typed}
          onChange={text => {
            setTyped(text)
            setMissing(false)
          }}
          complaint={refused}
        />
      </View>
      <Button
        text={words.digitsSend}
        kind={canScan ? 'plain' : 'primary'}
        size={canScan ? 'normal' : 'huge'}
        onTap={send}
      />
      <View className="small">{words.noCode}</View>
    </Card>
  )
}

/** Who keeps the list needs no code for themselves. */
export const OwnCheckIn = ({ shift, made }: Props) => {
  const { go, error } = useMove()
  const come = () => go(volunteers.checkIn, { id: shift.id }).then(made, () => undefined) // shown below
  return (
    <>
      {error && <Notice text={sayRefusal(error)} tone="warn" />}
      <Button text={words.checkInOwn} onTap={come} />
    </>
  )
}
