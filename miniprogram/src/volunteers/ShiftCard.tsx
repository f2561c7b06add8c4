import { View } from '@tarojs/components'
import { sayTime } from '../../../shared/time.ts'
import type { ShiftReply } from '../../../shared/volunteers/shifts.ts'
import { Card } from '../components/Card.tsx'
import { StateBadge } from '../components/StateBadge.tsx'
import { open } from '../platform/open.ts'
import { sayHours } from './days.ts'
import { sayStanding, words } from './words.ts'

export const openShift = (id: string) => open('volunteers/shift', { id })

/** In a list by day, so the day is not said again; `day` where it stands alone. */
export const ShiftCard = ({ shift, day }: { readonly shift: ShiftReply; readonly day?: string }) => {
  const { mine } = shift
  const standing = sayStanding(shift)
  const [badge, tone] = standing ?? [shift.stateText, 'waiting' as const]
  const when = [day, sayHours(shift)].filter(Boolean).join(' ')
  return (
    <Card
      title={shift.title}
      tone={standing ? 'accent' : 'plain'}
      label={`${shift.title}，${badge}，${when}，${shift.place}`}
      aside={<StateBadge text={badge} tone={tone} />}
      onTap={() => openShift(shift.id)}
    >
      <View>{when}</View>
      <View className="hint">{`${shift.place} · ${shift.team.name}`}</View>
      {mine?.confirmBy && (
        <View className="strong">{words.confirmBy(sayTime(mine.confirmBy, new Date().toISOString()))}</View>
      )}
    </Card>
  )
}
