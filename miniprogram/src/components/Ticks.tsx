/** Any number of several, none as well. */
import { View } from '@tarojs/components'
import { role, isChecked } from './aria.ts'
import { classes } from './classes.ts'
import { Complaint } from './Field.tsx'

interface Props<T extends string> {
  readonly label?: string
  readonly options: readonly { readonly value: T; readonly text: string }[]
  readonly value: readonly T[]
  readonly onChange: (value: T[]) => void
  readonly complaint?: string | undefined
}

export const Ticks = <T extends string>({ label, options, value, onChange, complaint }: Props<T>) => (
  <View className="field">
    {label && <View className="field-label">{label}</View>}
    <View className="chips" {...role('group', label)}>
      {options.map(option => {
        const on = value.includes(option.value)
        return (
          <View
            key={option.value}
            className={classes('chip', on && 'chosen')}
            hoverClass="card-pressed"
            onClick={() =>
              onChange(on ? value.filter(each => each !== option.value) : [...value, option.value])
            }
            {...role('checkbox', on ? `${option.text}，已选` : option.text)}
            {...isChecked(on)}
          >
            {on ? `✓ ${option.text}` : option.text}
          </View>
        )
      })}
    </View>
    {complaint !== undefined && <Complaint text={complaint} />}
  </View>
)
