/** For staff: who rings. By the last four digits of whatever is typed or pasted, or by name or door, from another's phone. */
import { View } from '@tarojs/components'
import { useState, type ReactNode } from 'react'
import type { Reply } from '../../../shared/contract.ts'
import { identity } from '../../../shared/identity/identity.ts'
import { lastFourOf, plainPhone } from '../../../shared/phone.ts'
import { useReply } from '../platform/query.tsx'
import { Awaited } from './Awaited.tsx'
import { Button } from './Button.tsx'
import { Field } from './Field.tsx'
import { LineCard } from './ListPage.tsx'

export type PersonFound = Reply<typeof identity.findByPhone>['items'][number]

/** 万阿姨 · 5号楼2单元301室 */
export const sayPerson = ({ building, door = '', callName }: PersonFound) =>
  `${callName} · ${building}${door}`

/** What was asked: four digits, and the number where all of it is known; or a name or door. */
export interface Asked {
  readonly four?: string
  readonly phone?: string
  readonly said?: string
}

interface Finding {
  /** What a tap on one of them does; `four`: empty where they were found by name or door. */
  readonly choose?: (person: PersonFound, four: string) => unknown
  /** What else stands with each. */
  readonly more?: (person: PersonFound, four: string) => ReactNode
  /** In place of the people, where there is none. */
  readonly nobody: (asked: Asked, there: boolean) => ReactNode
  /** Somebody else than those found may be written down. */
  readonly others?: string
}

interface Props extends Finding {
  readonly label?: string
  readonly start?: string
  /** Until there is enough to look for somebody. */
  readonly note?: string
  readonly onType?: () => void
}

/** Four digits, or a whole number; while it is being typed nobody is looked for. */
const phoneIn = (typed: string): Asked | undefined => {
  const phone = plainPhone(typed)
  const four = lastFourOf(typed)
  const digits = phone.replace(/\D/g, '').length
  if (digits === 4) return { four }
  return digits >= 10 ? { four, phone } : undefined
}

const ways = {
  phone: { other: '别人家的电话？按姓名或门牌找' },
  said: { other: '按电话后四位找' },
}

export const PeopleByPhone = (props: Props) => {
  const { label = '电话后四位', start = '', note, onType, ...finding } = props
  const [way, setWay] = useState<keyof typeof ways>('phone')
  const [typed, setTyped] = useState(start)
  // A name is looked for once it is written: each look is on record.
  const [said, setSaid] = useState('')
  const type = (text: string) => {
    setTyped(text)
    setSaid('')
    onType?.()
  }
  const turn = () => {
    setWay(way === 'phone' ? 'said' : 'phone')
    type('')
  }
  const asked = way === 'phone' ? phoneIn(typed) : said ? { said } : undefined
  return (
    <View className="stack">
      {way === 'phone' ? (
        <Field
          label={label}
          value={typed}
          onChange={type}
          placeholder="四个数字，或整个号码"
          longest={40}
          type="digit"
        />
      ) : (
        <>
          <Field
            label="姓名、称呼或门牌"
            value={typed}
            onChange={type}
            placeholder="例如 万桂兰、5号楼万阿姨、5号楼2单元301"
            longest={30}
          />
          <Button text="找人" disabled={typed.trim() === ''} onTap={() => setSaid(typed.trim())} />
        </>
      )}
      {asked ? (
        <Found key={JSON.stringify(asked)} asked={asked} {...finding} />
      ) : (
        note && <View className="hint">{note}</View>
      )}
      <Button text={ways[way].other} kind="plain" onTap={turn} />
    </View>
  )
}

const Found = ({ asked, choose, more, nobody, others }: Finding & { readonly asked: Asked }) => {
  const { four = '', said = '' } = asked
  const byPhone = useReply(identity.findByPhone, { four }, { enabled: four !== '' })
  const bySaid = useReply(identity.findPeople, { said }, { enabled: said !== '' })
  const [none, setNone] = useState(false)
  const { data, ...waiting } = four ? byPhone : bySaid
  if (!data) return <Awaited asked={waiting} calls={false} />
  if (data.items.length === 0 || none) return nobody(asked, none)
  return (
    <>
      {choose && <View className="field-label">是哪一位？</View>}
      {data.items.map(person => (
        <LineCard
          key={person.id}
          line={{
            title: sayPerson(person),
            hint: [person.name, person.phoneChecked ? '电话已核对' : '电话还没核对过']
              .filter(Boolean)
              .join(' · '),
            open: choose && (() => choose(person, four)),
          }}
        >
          {more?.(person, four)}
        </LineCard>
      ))}
      {others && <Button text={others} kind="plain" onTap={() => setNone(true)} />}
    </>
  )
}
