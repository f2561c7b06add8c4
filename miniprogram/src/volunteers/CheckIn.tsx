/** At the spot: the lead’s code scanned, or its six digits typed. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import { volunteers } from '../../../shared/volunteers.ts'
import type { ShiftReply } from '../../../shared/volunteers/shifts.ts'
import { Button } from '../components/Button.tsx'
import { Card } from '../components/Card.tsx'
import { Field } from '../components/Field.tsx'
import type { PartOf } from '../components/MatterPage.tsx'
import { Notice } from '../components/States.tsx'
import { useScan } from '../components/useScan.ts'
import { useMove } from '../platform/query.tsx'
import { sayRefusal } from '../platform/refused.ts'
import { canScan } from '../platform/scan.ts'
import { checkInCodeIn, digitsIn } from './days.ts'
import { words } from './words.ts'

/** Scans the lead’s code and checks in to the shift it is for, whichever that is. */
export const useCheckInScan = (checkedIn: (shift: ShiftReply) => void) => {
  const { go } = useMove()
  return useScan(checkInCodeIn, '这不是签到码，请扫队长手机上的那个。', async found =>
    checkedIn(await go(volunteers.checkIn, found)),
  )
}

export const CheckIn: PartOf<ShiftReply> = ({ item, onMoved }) => {
  const { go, error } = useMove()
  const scanned = useCheckInScan(onMoved)
  const [typed, setTyped] = useState('')
  const [missing, setMissing] = useState(false)
  const send = async () => {
    const digits = digitsIn(typed)
    setMissing(!digits)
    if (digits) await go(volunteers.checkIn, { id: item.id, digits }).then(onMoved, () => undefined) // shown below
  }
  const refused = missing ? '要6个数字，请看一眼队长的手机。' : error ? sayRefusal(error) : undefined
  return (
    <Card title="到了，签到" tone="accent">
      {canScan && <Button text={words.scan} size="huge" onTap={scanned.read} />}
      {scanned.problem && <Notice text={scanned.problem} tone="warn" />}
      <View className="digits">
        <Field
          label={canScan ? '或者输入队长手机上的6个数字' : '队长手机上的6个数字'}
          type="digit"
          longest={12}
          placeholder="6个数字"
          value={typed}
          onChange={text => {
            setTyped(text)
            setMissing(false)
          }}
          complaint={refused}
        />
      </View>
      <Button
        text="签到"
        kind={canScan ? 'plain' : 'primary'}
        size={canScan ? 'normal' : 'huge'}
        onTap={send}
      />
      <View className="small">扫不了、看不清？请队长从名单上给您记。</View>
    </Card>
  )
}
