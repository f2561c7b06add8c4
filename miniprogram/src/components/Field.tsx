import { Input, Textarea, View } from '@tarojs/components'
import { useMemo, type PropsWithChildren } from 'react'
import { inputLabel, role } from './aria.ts'
import { classes } from './classes.ts'

interface LabelledProps {
  readonly label?: string
  readonly hint?: string
  /** What to change here. */
  readonly complaint?: string
}

/** What is filled in, under what it is called and over what is wrong with it. */
export const Labelled = ({ label, hint, complaint, children }: PropsWithChildren<LabelledProps>) => (
  <View className={classes('field', complaint !== undefined && 'field-wrong')}>
    {label && <View className="field-label">{label}</View>}
    {hint && <View className="hint">{hint}</View>}
    {children}
    {complaint !== undefined && <Complaint text={complaint} />}
  </View>
)

export const Complaint = ({ text }: { readonly text: string }) => (
  <View className="complaint" {...role('alert')}>
    {text}
  </View>
)

interface Props {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly placeholder?: string
  readonly longest: number
  readonly lines?: 'one' | 'many'
  /** `digit`: numbers, amounts and phones. It is text that is read with care, with the keyboard for it. */
  readonly type?: 'text' | 'digit'
  readonly complaint?: string
  /** For a list of like fields, whose label is only read out. */
  readonly quiet?: boolean
  /** The key that ends a line, on a keyboard or a phone. */
  readonly onEnter?: () => void
}

const onH5 = process.env.TARO_ENV === 'h5'
/** A browser's own field for numbers drops what it does not understand: 38。5 becomes 385. WeChat's keeps it as text. */
const digits = { inputMode: 'decimal' }

export const Field = ({ label, value, onChange, complaint, quiet, lines = 'one', ...rest }: Props) => {
  const { placeholder = '', longest, type = 'text', onEnter } = rest
  const readout = complaint ? `${label}，${complaint}` : label
  // The same as long as it says the same: drawn anew, a browser's input would lose what is being composed.
  const named = useMemo(() => inputLabel(readout, type === 'digit' ? digits : {}), [readout, type])
  const shared = {
    value,
    placeholder,
    maxlength: longest,
    placeholderClass: 'field-placeholder',
    onInput: (event: { detail: { value: string } }) => onChange(event.detail.value),
    ...named,
  }
  return (
    <Labelled label={quiet ? undefined : label} complaint={complaint}>
      {lines === 'one' ? (
        <Input className="field-input" type={onH5 ? 'text' : type} {...shared} onConfirm={onEnter} />
      ) : (
        <Textarea className="field-area" {...shared} />
      )}
    </Labelled>
  )
}
