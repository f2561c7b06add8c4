/** Fields that several forms of 调解 have: somebody as people know them, and beginnings to tick. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import { longestSubject, subjects, type DisputeKind } from '../../../../shared/mediation/life.ts'
import { sayClock } from '../../../../shared/time.ts'
import { Button } from '../../components/Button.tsx'
import { Ticks } from '../../components/Choice.tsx'
import { Complaint } from '../../components/Field.tsx'
import { Fields, drawn, line, type FieldOf } from '../../components/fields.tsx'
import { Pair } from '../../components/Pair.tsx'
import { PeopleByPhone, type PersonFound } from '../../components/PeopleByPhone.tsx'
import { Notice } from '../../components/States.tsx'
import { nobody, type Typed } from './someone.ts'
import { byDay, sayDay } from './times.ts'

/** What each is called, and an example. */
export type Say = Readonly<Record<Exclude<keyof Typed, 'user'>, readonly [label: string, hint: string]>>

const usual: Say = {
  name: ['姓名', '怎么称呼都行'],
  building: ['哪栋楼', '比如：3号楼'],
  room: ['单元和房号', '比如：2单元502'],
  phone: ['电话', '没有就空着'],
}

const typedOf = ({ id, name, callName, building, door = '' }: PersonFound): Typed => ({
  ...{ name: name ?? callName, building, room: door, phone: '', user: id },
})

/** Somebody whom the community knows need not be typed. */
const Known = ({ value, set }: { readonly value: Typed; readonly set: (value: Typed) => void }) => {
  const [looking, look] = useState(false)
  if (value.user)
    return (
      <>
        <Notice text="是登记过的邻居，电话用他登记的。" tone="good" />
        <Button text="不是他，重新写" kind="plain" size="small" onTap={() => set(nobody)} />
      </>
    )
  if (!looking) return <Button text="从登记过的邻居里找" kind="plain" size="small" onTap={() => look(true)} />
  return (
    <PeopleByPhone
      choose={person => {
        look(false)
        set(typedOf(person))
      }}
      nobody={() => <View className="hint">没找到，请在下面直接写。</View>}
    />
  )
}

/** The same, with a search among those whom the community knows. */
export const someoneKnown = (): FieldOf<Typed> => {
  const of = { typed: someone() }
  return drawn(({ value = nobody, set, inside = {} }) => {
    const complaints = Object.fromEntries(
      Object.entries(inside).map(([path, text]) => [`typed.${path}`, text]),
    )
    return (
      <>
        <Known value={value} set={set} />
        <Fields
          of={of}
          value={{ typed: value }}
          set={(next: { readonly typed: Typed }) => set(next.typed)}
          complaints={complaints}
        />
      </>
    )
  })
}

/** Where labels of its own are said they are long: each stands on its own line. */
export const someone = (say?: Say): FieldOf<Typed> => {
  const field = (name: keyof Say) => {
    const [label, hint] = (say ?? usual)[name]
    return line(label, {
      hint,
      longest: name === 'phone' ? 40 : 20,
      type: name === 'phone' ? 'digit' : 'text',
    })
  }
  const of = { name: field('name'), building: field('building'), room: field('room'), phone: field('phone') }
  return drawn(({ value = nobody, set, inside }) => {
    const drawing = { of, value, set, complaints: inside }
    if (say) return <Fields {...drawing} />
    return (
      <>
        <Fields {...drawing} only={['name']} />
        <Pair fields>
          <Fields {...drawing} only={['building']} />
          <Fields {...drawing} only={['room']} />
        </Pair>
        <Fields {...drawing} only={['phone']} />
      </>
    )
  })
}

/** What the other side is told, to be approved by the applicant. */
export const subject = (label: string, kind: DisputeKind | undefined) =>
  line(label, {
    hint: kind ? `不写就说：${subjects[kind]}` : '比如：楼上楼下漏水的事',
    longest: longestSubject,
  })

export const dayTicks = (starts: readonly string[], start?: string[]): FieldOf<string[]> =>
  drawn(
    ({ value = [], set, complaint }) => (
      <>
        {byDay(starts).map(day => (
          <Ticks
            key={day[0]}
            label={sayDay(day[0]!, new Date().toISOString())}
            options={day.map(at => ({ value: at, text: sayClock(at) }))}
            value={value.filter(at => day.includes(at))}
            onChange={ticked => set([...value.filter(at => !day.includes(at)), ...ticked].sort())}
          />
        ))}
        {complaint && <Complaint text={complaint} />}
      </>
    ),
    start,
  )
