import { View } from '@tarojs/components'
import { role } from './aria.ts'
import { classes } from './classes.ts'

interface Props {
  readonly label: string
  readonly value: number
  readonly unit?: string
  readonly least?: number
  readonly most?: number
  readonly onChange: (value: number) => void
}

export const Stepper = ({ label, value, unit = '', least = 1, most = 99, onChange }: Props) => {
  const step = (sign: '−' | '+', to: number, name: string) => {
    const off = to < least || to > most
    return (
      <View
        className={classes('step', off && 'step-off')}
        hoverClass="card-pressed"
        onClick={() => !off && onChange(to)}
        {...role('button', name)}
      >
        {sign}
      </View>
    )
  }
  return (
    <View className="stepper">
      {step('−', value - 1, `${label}少一点`)}
      <View className="step-value" {...role('text', `${label}${value}${unit}`)}>
        {value}
        {unit}
      </View>
      {step('+', value + 1, `${label}多一点`)}
    </View>
  )
}
