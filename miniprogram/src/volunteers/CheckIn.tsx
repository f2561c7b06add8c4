/** At the spot: the lead’s code scanned, or its six digits typed. */
import { View } from '@tarojs/components'
import { leadOf } from '../../../shared/contract.ts'
import { volunteers } from '../../../shared/volunteers/volunteers.ts'
import type { ShiftReply } from '../../../shared/volunteers/shifts.ts'
import { Button } from '../components/Button.tsx'
import { Card } from '../components/Card.tsx'
import { line } from '../components/fields.tsx'
import type { PartOf } from '../components/MatterPage.tsx'
import { Notice } from '../components/States.tsx'
import { useForm } from '../components/useForm.tsx'
import { useScan } from '../components/useScan.ts'
import { useTyped } from '../platform/drafts.ts'
import { useMove } from '../platform/query.tsx'
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

export const CheckIn: PartOf<ShiftReply> = ({ item: { id, team }, onMoved }) => {
  const { go } = useMove()
  const scanned = useCheckInScan(onMoved)
  const lead = leadOf(team.name)
  const label = `${canScan ? '或者输入' : ''}${lead}手机上的6个数字`
  const { field, send, refused } = useForm({
    draft: useTyped({ digits: '' }),
    fields: { digits: line(label, { type: 'digit', hint: '6个数字', longest: 12 }) },
    wrong: ({ digits }) => ({ ...(!digitsIn(digits) && { digits: `要6个数字，请看一眼${lead}的手机。` }) }),
  })
  const checkIn = ({ digits }: { digits: string }) =>
    go(volunteers.checkIn, { id, digits: digitsIn(digits) }).then(onMoved)
  return (
    <Card title="到了，签到" tone="accent">
      {canScan && <Button text={words.scan} size="huge" onTap={scanned.read} />}
      {scanned.problem && <Notice text={scanned.problem} tone="warn" />}
      <View className="digits">{field('digits')}</View>
      {refused}
      <Button
        text="签到"
        kind={canScan ? 'plain' : 'primary'}
        size={canScan ? 'normal' : 'huge'}
        onTap={() => send(checkIn)}
      />
      <View className="small">{`扫不了、看不清？请${lead}从名单上给您记。`}</View>
    </Card>
  )
}
