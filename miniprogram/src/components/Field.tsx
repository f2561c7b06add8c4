import { Input, Textarea, View } from '@tarojs/components'
import { useMemo } from 'react'
import { inputLabel, role } from './aria.ts'
import { classes } from './classes.ts'

interface Props {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly placeholder?: string
  readonly longest: number
  readonly lines?: 'one' | 'many'
  readonly type?: 'text' | 'digit'
  /** What to change here. */
  readonly complaint?: string | undefined
  /** For a list of like fields, whose label is only read out. */
  readonly quiet?: boolean
}

export const Field = ({ label, value, onChange, complaint, quiet, lines = 'one', ...rest }: Props) => {
  const { placeholder = '', longest, type = 'text' } = rest
  const readout = complaint === undefined ? label : `${label}，${complaint}`
  // The same as long as it says the same: drawn anew, a browser's input would lose what is being composed.
  const named = useMemo(() => inputLabel(readout), [readout])
  const shared = {
    value,
    placeholder,
    maxlength: longest,
    placeholderClass: 'field-placeholder',
    ...named,
    onInput: (event: { detail: { value: string } }) => onChange(event.detail.value),
  }
  return (
    <View className={classes('field', complaint !== undefined && 'field-wrong')}>
      {!quiet && <View className="field-label">{label}</View>}
      {lines === 'one' ? (
        <Input className="field-input" type={type} {...shared} />
      ) : (
        <Textarea className="field-area" {...shared} />
      )}
      {complaint !== undefined && <Complaint text={complaint} />}
    </View>
  )
}

export const Complaint = ({ text }: { readonly text: string }) => (
  <View className="complaint" {...role('alert')}>
    {text}
  </View>
)
