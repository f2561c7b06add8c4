/** Somebody as people know them: a name, a door, a phone. */
import { Field } from '../components/Field.tsx'
import { words } from './room-words.ts'
import type { Typed } from './someone.ts'

const fields = [
  { field: 'name', longest: 20 },
  { field: 'building', longest: 20 },
  { field: 'room', longest: 20 },
  { field: 'phone', longest: 20 },
] as const

interface Props {
  readonly value: Typed
  readonly onChange: (value: Typed) => void
  /** By path, as a refusal names them; `at` is where this one stands. */
  readonly complaints: Readonly<Record<string, string>>
  readonly at: string
}

export const SomeoneFields = ({ value, onChange, complaints, at }: Props) => (
  <>
    {fields.map(({ field, longest }) => (
      <Field
        key={field}
        label={words.someone[field]}
        placeholder={words.someoneHint[field]}
        longest={longest}
        type={field === 'phone' ? 'digit' : 'text'}
        value={value[field]}
        onChange={said => onChange({ ...value, [field]: said })}
        complaint={complaints[at + field]}
      />
    ))}
  </>
)
