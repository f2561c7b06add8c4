/** Somebody as people know them: a name, a door, a phone. */
import { View } from '@tarojs/components'
import { Field } from '../../components/Field.tsx'
import { drawn } from '../../components/fields.tsx'
import { complaintAt, type Complaints } from '../../components/form.ts'
import { nobody, type Typed } from './someone.ts'

/** What each is called, and an example. */
export type Say = Readonly<Record<keyof Typed, readonly [label: string, hint: string]>>

const usual: Say = {
  name: ['姓名', '怎么称呼都行'],
  building: ['哪栋楼', '比如：3号楼'],
  room: ['单元和房号', '比如：2单元502'],
  phone: ['电话', '没有就空着'],
}

interface Props {
  readonly value: Typed
  readonly onChange: (value: Typed) => void
  /** By path, as a refusal names them; `at` is where this one stands. */
  readonly complaints?: Complaints
  readonly at: string
  /** Its labels are long: each stands on its own line. */
  readonly say?: Say
}

export const SomeoneFields = ({ value, onChange, complaints = {}, at, say }: Props) => {
  const field = (name: keyof Typed) => {
    const [label, placeholder] = (say ?? usual)[name]
    return (
      <Field
        {...{ label, placeholder }}
        longest={20}
        type={name === 'phone' ? 'digit' : 'text'}
        value={value[name]}
        onChange={said => onChange({ ...value, [name]: said })}
        complaint={complaintAt(complaints, at + name)}
      />
    )
  }
  const door = [field('building'), field('room')] as const
  return (
    <>
      {field('name')}
      {say ? (
        <>
          {door[0]}
          {door[1]}
        </>
      ) : (
        <View className="pair pair-fields">
          <View className="pair-part">{door[0]}</View>
          <View className="pair-part">{door[1]}</View>
        </View>
      )}
      {field('phone')}
    </>
  )
}

export const someone = (say?: Say) =>
  drawn<Typed>(({ value = nobody, set, inside }) => (
    <SomeoneFields {...{ value, say }} complaints={inside} onChange={set} at="" />
  ))
