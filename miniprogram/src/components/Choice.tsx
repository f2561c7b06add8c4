/** What is chosen by a tap; nothing is hidden in a list that has to be opened first. */
import { View } from '@tarojs/components'
import { role, isChecked } from './aria.ts'
import { classes } from './classes.ts'
import { Labelled } from './Field.tsx'

interface Props<T extends string> {
  readonly label?: string
  readonly look?: 'chips' | 'segments'
  readonly options: readonly { readonly value: T; readonly text: string }[]
  readonly complaint?: string
}

interface Tapping<T extends string> extends Props<T> {
  readonly several?: boolean
  readonly isOn: (value: T) => boolean
  readonly tap: (value: T) => void
}

const Options = <T extends string>(props: Tapping<T>) => {
  const { label, look = 'chips', options, complaint, several, isOn, tap } = props
  return (
    <Labelled {...{ label, complaint }}>
      <View className={look} {...role(several ? 'group' : 'radiogroup', label)}>
        {options.map(({ value, text }) => {
          const on = isOn(value)
          return (
            <View
              key={value}
              className={classes(look === 'chips' ? 'chip' : 'segment', on && 'chosen')}
              hoverClass="card-pressed"
              onClick={() => tap(value)}
              {...role(several ? 'checkbox' : 'radio', on ? `${text}，已选` : text)}
              {...isChecked(on)}
            >
              {on && several ? `✓ ${text}` : text}
            </View>
          )
        })}
      </View>
    </Labelled>
  )
}

type ChoiceProps<T extends string> = Props<T> & { readonly value?: T; readonly onChange: (value: T) => void }

/** One of several. */
export const Choice = <T extends string>({ value, onChange, ...about }: ChoiceProps<T>) => (
  <Options {...about} isOn={each => each === value} tap={onChange} />
)

type TicksProps<T extends string> = Props<T> & {
  readonly value: readonly T[]
  readonly onChange: (value: T[]) => void
}

/** Any number of several, none as well. */
export const Ticks = <T extends string>({ value, onChange, ...about }: TicksProps<T>) => {
  const turn = (at: T) => onChange(value.includes(at) ? value.filter(each => each !== at) : [...value, at])
  return <Options {...about} several isOn={each => value.includes(each)} tap={turn} />
}
