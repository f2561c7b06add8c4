/** Somebody as people know them: a name, a door, a phone. */
import { View } from '@tarojs/components'
import { Field } from '../../components/Field.tsx'
import { words } from './words.ts'
import type { Typed } from './someone.ts'

const longest = 20

interface Props {
  readonly value: Typed
  readonly onChange: (value: Typed) => void
  /** By path, as a refusal names them; `at` is where this one stands. */
  readonly complaints: Readonly<Record<string, string>>
  readonly at: string
}

export const SomeoneFields = ({ value, onChange, complaints, at }: Props) => {
  const field = (name: keyof Typed) => (
    <Field
      label={words.someone[name]}
      placeholder={words.someoneHint[name]}
      longest={longest}
      type={name === 'phone' ? 'digit' : 'text'}
      value={value[name]}
      onChange={said => onChange({ ...value, [name]: said })}
      complaint={complaints[at + name]}
    />
  )
  return (
    <>
      {field('name')}
      <View className="pair pair-fields">
        <View className="pair-part">{field('building')}</View>
        <View className="pair-part">{field('room')}</View>
      </View>
      {field('phone')}
    </>
  )
}
