/** Somebody who stands before the lead comes into the team by their code; by staff also somebody without a phone. */
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { identity } from '../../../shared/identity.ts'
import { volunteers } from '../../../shared/volunteers.ts'
import { Button } from '../components/Button.tsx'
import { CodeField } from '../components/CodeField.tsx'
import { Field } from '../components/Field.tsx'
import { Sheet } from '../components/Sheet.tsx'
import { Failed, Loading, Notice } from '../components/States.tsx'
import { useMove, useReply } from '../platform/query.tsx'
import { Refused, sayRefusal } from '../platform/refused.ts'
import { words } from './lead-words.ts'

type Choose = (person: string) => Promise<void>

const Found = ({ four, choose }: { readonly four: string; readonly choose: Choose }) => {
  const { data, error, again } = useReply(identity.findByPhone, { four })
  if (!data) return error ? <Failed error={error} again={again} /> : <Loading />
  if (data.items.length === 0) return <Notice text={words.foundNone} />
  return data.items.map(({ id, building, callName }) => (
    <Button key={id} text={`${building} · ${callName}`} kind="plain" onTap={() => choose(id)} />
  ))
}

const ByPhone = ({ choose, onType }: { readonly choose: Choose; readonly onType: () => void }) => {
  const [four, setFour] = useState('')
  return (
    <View className="apart">
      <View className="strong">{words.byPhone}</View>
      <Field
        label={words.four}
        type="digit"
        longest={4}
        placeholder={words.fourHint}
        value={four}
        onChange={typed => {
          setFour(typed)
          onType()
        }}
      />
      {/^\d{4}$/.test(four) && <Found four={four} choose={choose} />}
    </View>
  )
}

export const AddMember = ({ team, byPhone }: { readonly team: string; readonly byPhone: boolean }) => {
  const [open, setOpen] = useState(false)
  const { go, error, forget } = useMove()
  const close = () => {
    forget()
    setOpen(false)
  }
  const add = (who: { code: string } | { person: string }) =>
    go(volunteers.addMember, { team, ...who }).then(
      ({ name = '' }) => {
        void Taro.showToast({ title: words.added(name), icon: 'none' })
        close()
      },
      () => undefined, // shown below
    )
  const complaint = error instanceof Refused ? error.fields.code : undefined
  return (
    <>
      <Button text={words.addMember} kind="plain" onTap={() => setOpen(true)} />
      <Sheet open={open} title={words.addMember} close={close} closeText={words.close}>
        <View className="sheet-text">{words.addMemberHow}</View>
        {error && complaint === undefined && <Notice text={sayRefusal(error)} tone="warn" />}
        <CodeField
          label={words.code}
          scan={words.scan}
          onCode={code => add({ code })}
          onType={forget}
          complaint={complaint}
        />
        {byPhone && <ByPhone choose={person => add({ person })} onType={forget} />}
      </Sheet>
    </>
  )
}
