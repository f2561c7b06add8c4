import { Input, Textarea, View } from '@tarojs/components'
import { role } from './aria.ts'
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
  const shared = {
    value,
    placeholder,
    maxlength: longest,
    placeholderClass: 'field-placeholder',
    ariaLabel: complaint ? `${label}，${complaint}` : label,
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
