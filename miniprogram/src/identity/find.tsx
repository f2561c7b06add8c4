/** For staff: the people whose phone ends with four digits that somebody says. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import type { Reply } from '../../../shared/contract.ts'
import { identity } from '../../../shared/identity.ts'
import { Acts } from '../components/Acts.tsx'
import { actsOf } from '../components/act.tsx'
import { Button } from '../components/Button.tsx'
import { Field } from '../components/Field.tsx'
import { LineCard } from '../components/ListPage.tsx'
import { Page } from '../components/Page.tsx'
import { Empty, Notice } from '../components/States.tsx'
import { useMove } from '../platform/query.tsx'
import { sayRefusal } from '../platform/refused.ts'
import { words } from './home-words.ts'
import { movedOut } from './moved-out.ts'

type Found = Reply<typeof identity.findByPhone>['items']
type Person = Found[number] & {
  readonly four: string
  readonly user: string
  readonly may: readonly string[]
  readonly again: () => unknown
}

const acts = {
  reached: actsOf<Person>().act(identity.confirmPhone, {
    may: [],
    when: ({ phoneChecked }) => !phoneChecked,
    label: words.phoneReached,
    kind: 'primary',
    size: 'small',
    along: ({ user, four }) => ({ user, four }),
    leadsTo: (_, { again }) => again(),
  }),
  movedOut: movedOut<Person>('small', ({ again }) => again()),
}

export default function Find() {
  const [four, setFour] = useState('')
  const [found, setFound] = useState<{ readonly four: string; readonly items: Found }>()
  const { go, error } = useMove()
  const find = () =>
    go(identity.findByPhone, { four }).then(
      ({ items }) => setFound({ four, items }),
      () => undefined, // shown below
    )
  return (
    <Page title="按电话找人">
      <View className="stack">
        <Field
          label="电话后四位"
          value={four}
          onChange={setFour}
          placeholder="例如 0012"
          longest={4}
          type="digit"
        />
        {error && <Notice text={sayRefusal(error)} tone="warn" />}
        <Button text="找" disabled={four.length !== 4} onTap={find} />
        {found?.items.map(person => (
          <LineCard
            key={person.id}
            line={{
              title: `${person.building} · ${person.callName}`,
              hint: person.phoneChecked ? words.phoneChecked : words.phoneTyped,
            }}
          >
            <Acts
              item={{ ...person, user: person.id, four: found.four, may: [], again: find }}
              acts={acts}
              order={(_, open) => ({ beside: open })}
            />
          </LineCard>
        ))}
        {found?.items.length === 0 && <Empty text="没找到。可能还没登记电话，请问清住哪户。" />}
      </View>
    </Page>
  )
}
