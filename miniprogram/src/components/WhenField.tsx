/** A day or a time of day, chosen and not typed: WeChat's own picker; in a browser a month, and its own field for the time. */
import { Picker, View } from '@tarojs/components'
import { role } from './aria.ts'
import { DayField } from './DayField.tsx'
import { Labelled } from './Field.tsx'

const onH5 = process.env.TARO_ENV === 'h5'

interface Props {
  readonly label: string
  readonly mode: 'date' | 'time'
  /** `2026-11-23`, `08:30`; '' as long as nothing is chosen. */
  readonly value: string
  readonly onChange: (value: string) => void
  /** The first and the last day that can be meant. */
  readonly from?: string
  readonly to?: string
  readonly complaint?: string
}

export const WhenField = ({ label, mode, value, onChange, from, to, complaint }: Props) => (
  <Labelled {...{ label, complaint }}>
    {onH5 && mode === 'date' ? (
      <DayField label={complaint ? `${label}，${complaint}` : label} {...{ value, onChange, from, to }} />
    ) : onH5 ? (
      <input
        className="field-input when-native"
        type={mode}
        value={value}
        aria-label={complaint ? `${label}，${complaint}` : label}
        onChange={event => onChange(event.target.value)}
      />
    ) : (
      <Picker
        mode={mode}
        value={value}
        {...(from && { start: from })}
        {...(to && { end: to })}
        onChange={event => onChange(String(event.detail.value))}
        {...role('button', value ? `${label}，${value}` : label)}
      >
        <View className="field-input when-input">{value || '点这里选'}</View>
      </Picker>
    )}
  </Labelled>
)
