import { View } from '@tarojs/components'
import { role, isChecked } from './aria.ts'
import { classes } from './classes.ts'
import { Complaint } from './Field.tsx'

interface Option<T extends string> {
  readonly value: T
  readonly text: string
}
interface Props<T extends string> {
  readonly label?: string
  readonly look?: 'chips' | 'segments'
  readonly options: readonly Option<T>[]
  readonly value?: T | undefined
  readonly onChange: (value: T) => void
  readonly complaint?: string | undefined
}

/** One of several; nothing is hidden in a list that has to be opened first. */
export const Choice = <T extends string>({ label, look = 'chips', options, ...rest }: Props<T>) => {
  const { value, onChange, complaint } = rest
  return (
    <View className="field">
      {label && <View className="field-label">{label}</View>}
      <View className={look} {...role('radiogroup', label)}>
        {options.map(option => {
          const on = option.value === value
          return (
            <View
              key={option.value}
              className={classes(look === 'chips' ? 'chip' : 'segment', on && 'chosen')}
              hoverClass="card-pressed"
              onClick={() => onChange(option.value)}
              {...role('radio', on ? `${option.text}，已选` : option.text)}
              {...isChecked(on)}
            >
              {option.text}
            </View>
          )
        })}
      </View>
      {complaint !== undefined && <Complaint text={complaint} />}
    </View>
  )
}
