import { View } from '@tarojs/components'
import { sayTime } from '../../../shared/time.ts'
import type { ShiftReply } from '../../../shared/volunteers/shifts.ts'
import { LineCard } from '../components/ListPage.tsx'
import { open } from '../platform/open.ts'
import { sayHours } from './days.ts'
import { sayStanding } from './words.ts'

/** In a list by day, so the day is not said again; `day` where it stands alone. */
export const ShiftCard = ({ shift, day }: { readonly shift: ShiftReply; readonly day?: string }) => {
  const { id, title, place, team, mine, stateText } = shift
  const standing = sayStanding(shift)
  const badge = standing ?? ([stateText, 'waiting'] as const)
  const when = [day, sayHours(shift)].filter(Boolean).join(' ')
  return (
    <LineCard
      line={{
        title,
        badge,
        tone: standing ? 'accent' : 'plain',
        text: when,
        hint: `${place} · ${team.name}`,
        label: [title, badge[0], when, place].join('，'),
        open: () => open('volunteers/shift', { id }),
      }}
    >
      {mine?.confirmBy && (
        <View className="strong">
          {`位子给您留到${sayTime(mine.confirmBy, new Date().toISOString())}，过了就问下一位。`}
        </View>
      )}
    </LineCard>
  )
}
