/** For staff: the people whose phone ends with four digits that somebody says. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import type { Reply } from '../../../shared/contract.ts'
import { identity } from '../../../shared/identity.ts'
import { Button } from '../components/Button.tsx'
import { Card } from '../components/Card.tsx'
import { Field } from '../components/Field.tsx'
import { Page } from '../components/Page.tsx'
import { Sheet } from '../components/Sheet.tsx'
import { Empty, Notice } from '../components/States.tsx'
import { useMove } from '../platform/query.tsx'
import { sayRefusal } from '../platform/refused.ts'
import { words } from './home-words.ts'

type Found = Reply<typeof identity.findByPhone>['items']

export default function Find() {
  const [four, setFour] = useState('')
  const [found, setFound] = useState<{ readonly four: string; readonly items: Found }>()
  const [leaving, setLeaving] = useState<Found[number]>()
  const { go, error } = useMove()
  const find = () =>
    go(identity.findByPhone, { four }).then(
      ({ items }) => setFound({ four, items }),
      () => undefined, // shown below
    )
  const again = (done: Promise<unknown>) => done.then(find, () => undefined)
  return (
    <Page title={words.findTitle}>
      <View className="stack">
        <Field
          label={words.findFour}
          value={four}
          onChange={setFour}
          placeholder={words.findExample}
          longest={4}
          type="digit"
        />
        {error && <Notice text={sayRefusal(error)} tone="warn" />}
        <Button text={words.find} disabled={four.length !== 4} onTap={find} />
        {found?.items.map(person => (
          <Card key={person.id} title={`${person.building} · ${person.callName}`}>
            <View className="hint">{person.phoneChecked ? words.phoneChecked : words.phoneTyped}</View>
            {!person.phoneChecked && (
              <Button
                text={words.phoneReached}
                size="small"
                onTap={() => again(go(identity.confirmPhone, { user: person.id, four: found.four }))}
              />
            )}
            <Button text={words.movedOut} kind="plain" size="small" onTap={() => setLeaving(person)} />
          </Card>
        ))}
        {found?.items.length === 0 && <Empty text={words.findNone} />}
      </View>
      <Sheet
        open={leaving !== undefined}
        title={words.movedOutTitle(leaving?.callName ?? '')}
        close={() => setLeaving(undefined)}
        closeText={words.thinkAgain}
        foot={
          <Button
            text={words.movedOut}
            kind="danger"
            onTap={() => {
              setLeaving(undefined)
              return again(go(identity.endResidence, { user: leaving!.id }))
            }}
          />
        }
      >
        <View className="sheet-text">{words.movedOutText}</View>
      </Sheet>
    </Page>
  )
}
