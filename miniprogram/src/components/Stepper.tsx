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

interface StepProps {
  readonly sign: string
  readonly name: string
  readonly off: boolean
  readonly onTap: () => void
}

/** One less or one more, or the next one: of numbers, months, … */
export const Step = ({ sign, name, off, onTap }: StepProps) => (
  <View
    className={classes('step', off && 'step-off')}
    hoverClass="card-pressed"
    onClick={() => !off && onTap()}
    {...role('button', name)}
  >
    {sign}
  </View>
)

export const Stepper = ({ label, value, unit = '', least = 1, most = 99, onChange }: Props) => {
  const step = (sign: string, to: number, name: string) => (
    <Step {...{ sign, name }} off={to < least || to > most} onTap={() => onChange(to)} />
  )
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
