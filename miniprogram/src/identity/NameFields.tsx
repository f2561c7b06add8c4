/** One's name, and what neighbours call one: offered by the surname, or typed. */
import { Choice } from '../components/Choice.tsx'
import { Field } from '../components/Field.tsx'
import { callNamesFor, words } from './home-words.ts'

interface Names {
  readonly name: string
  readonly callName: string
}

export const NameFields = ({
  value,
  change,
  complaints,
}: {
  readonly value: Names
  readonly change: (more: Partial<Names>) => void
  readonly complaints: Readonly<Record<string, string>>
}) => {
  const offered = callNamesFor(value.name)
  return (
    <>
      <Field
        label={words.name}
        value={value.name}
        onChange={name => change({ name })}
        placeholder={words.nameExample}
        longest={20}
        complaint={complaints.name}
      />
      <Field
        label={words.callName}
        value={value.callName}
        onChange={callName => change({ callName })}
        placeholder={words.callNameExample}
        longest={12}
        complaint={complaints.callName}
      />
      {offered.length > 0 && (
        <Choice
          options={offered.map(text => ({ value: text, text }))}
          value={value.callName}
          onChange={callName => change({ callName })}
        />
      )}
    </>
  )
}
