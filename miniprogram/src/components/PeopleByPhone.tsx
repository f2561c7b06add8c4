/** For staff: four digits that somebody says, then the people whose phone ends with them. */
import { View } from '@tarojs/components'
import { useState, type ReactNode } from 'react'
import type { Reply } from '../../../shared/contract.ts'
import { identity } from '../../../shared/identity/identity.ts'
import { useReply } from '../platform/query.tsx'
import { Awaited } from './Awaited.tsx'
import { Field } from './Field.tsx'
import { LineCard } from './ListPage.tsx'

export type PersonFound = Reply<typeof identity.findByPhone>['items'][number]

interface Finding {
  /** What a tap on one of them does. */
  readonly choose?: (person: PersonFound, four: string) => unknown
  /** What else stands with each. */
  readonly more?: (person: PersonFound, four: string) => ReactNode
  /** In place of the people, where there is none. */
  readonly nobody: (four: string) => ReactNode
}

interface Props extends Finding {
  readonly label?: string
  readonly start?: string
  /** Until there are four digits. */
  readonly note?: string
  readonly onType?: () => void
}

export const PeopleByPhone = (props: Props) => {
  const { label = '电话后四位', start = '', note, onType, ...finding } = props
  const [four, setFour] = useState(start)
  const type = (typed: string) => {
    setFour(typed)
    onType?.()
  }
  return (
    <View className="stack">
      <Field label={label} value={four} onChange={type} placeholder="四个数字" longest={4} type="digit" />
      {/^\d{4}$/.test(four) ? (
        <Found four={four} {...finding} />
      ) : (
        note && <View className="hint">{note}</View>
      )}
    </View>
  )
}

const Found = ({ four, choose, more, nobody }: Finding & { readonly four: string }) => {
  const { data, ...asked } = useReply(identity.findByPhone, { four })
  if (!data) return <Awaited asked={asked} calls={false} />
  if (data.items.length === 0) return nobody(four)
  return (
    <>
      {choose && <View className="field-label">是哪一位？</View>}
      {data.items.map(person => (
        <LineCard
          key={person.id}
          line={{
            title: `${person.building} · ${person.callName}`,
            hint: person.phoneChecked ? '电话已核对' : '电话还没核对过',
            open: choose && (() => choose(person, four)),
          }}
        >
          {more?.(person, four)}
        </LineCard>
      ))}
    </>
  )
}
