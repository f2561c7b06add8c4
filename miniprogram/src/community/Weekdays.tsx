/** The days of the week on which somebody is there, or a room is open. */
import { View } from '@tarojs/components'
import { role, isChecked } from '../components/aria.ts'
import { classes } from '../components/classes.ts'
import { Complaint } from '../components/Field.tsx'
import { words } from './words.ts'

interface Props {
  readonly label: string
  readonly value: readonly number[]
  readonly onChange: (days: number[]) => void
  readonly complaint: string | undefined
}

export const Weekdays = ({ label, value, onChange, complaint }: Props) => (
  <View className="field">
    <View className="field-label">{label}</View>
    <View className="chips">
      {words.weekday.map((name, i) => {
        const on = value.includes(i + 1)
        const others = value.filter(day => day !== i + 1)
        return (
          <View
            key={name}
            className={classes('chip', on && 'chosen')}
            hoverClass="card-pressed"
            onClick={() => onChange(on ? others : [...others, i + 1].sort())}
            {...role('switch', `${label}，星期${name}，${on ? '是' : '不是'}`)}
            {...isChecked(on)}
          >
            {name}
          </View>
        )
      })}
    </View>
    {complaint !== undefined && <Complaint text={complaint} />}
  </View>
)
