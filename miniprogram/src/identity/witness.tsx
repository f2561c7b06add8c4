/** 当面登记代办: staff record that someone agreed before them, or that a guardian acts. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import { identity } from '../../../shared/identity.ts'
import type { Proxy } from '../../../shared/identity/proxies.ts'
import { Button } from '../components/Button.tsx'
import { Card } from '../components/Card.tsx'
import { Choice } from '../components/Choice.tsx'
import { CodeField } from '../components/CodeField.tsx'
import { Field } from '../components/Field.tsx'
import { Page } from '../components/Page.tsx'
import { Row } from '../components/Row.tsx'
import { Notice } from '../components/States.tsx'
import { call } from '../platform/call.ts'
import { useMove } from '../platform/query.tsx'
import { Refused, sayRefusal } from '../platform/refused.ts'
import { sayProxy, words } from './proxy-words.ts'

/** Whom it is for. */
interface Elder {
  readonly id: string
  readonly callName: string
  readonly building?: string | undefined
}
type How = (typeof words.kinds)[number][0]

/** By four digits of the phone the community has, or by the code they show. */
const FindElder = ({ found }: { readonly found: (elder: Elder) => void }) => {
  const [four, setFour] = useState('')
  const [people, setPeople] = useState<readonly Elder[]>()
  const [error, setError] = useState<unknown>()
  const byPhone = async () => {
    setError(undefined)
    await call(identity.findByPhone, { four }).then(({ items }) => setPeople(items), setError)
  }
  const byCode = async (code: string) => {
    setError(undefined)
    await call(identity.holder, { code }).then(found, setError)
  }
  return (
    <View className="stack">
      <Field
        label={words.four}
        value={four}
        longest={4}
        type="digit"
        onChange={typed => {
          setFour(typed)
          setPeople(undefined)
        }}
      />
      <Button text={words.find} disabled={!/^\d{4}$/.test(four)} onTap={byPhone} />
      {people?.map(person => (
        <Card
          key={person.id}
          title={person.callName}
          {...(person.building && { aside: <View className="hint">{person.building}</View> })}
          onTap={() => found(person)}
        />
      ))}
      {people?.length === 0 && <Notice text={words.nobody} />}
      {error !== undefined && <Notice text={sayRefusal(error)} tone="warn" />}
      <View className="gap" />
      <CodeField label={words.elderCode} scan={words.scanElder} onCode={byCode} />
    </View>
  )
}

interface RecordProps {
  readonly code: string
  readonly offer: Proxy
  readonly elder: Elder
  readonly done: (text: string) => void
}

const Record = ({ code, offer, elder, done }: RecordProps) => {
  const [how, setHow] = useState<How>('agreed')
  const [note, setNote] = useState('')
  const [sensitive, setSensitive] = useState(false)
  const { go, error } = useMove()
  const record = () =>
    go(identity.proxyWitness, {
      code,
      person: elder.id,
      note,
      guardian: how === 'guardian',
      sensitive: offer.sensitive && sensitive,
    }).then(
      () => done(words.recorded(offer.helper.callName, elder.callName)),
      () => undefined, // shown below
    )
  return (
    <>
      <Choice
        label={words.kind}
        options={words.kinds.map(([value, text]) => ({ value, text }))}
        value={how}
        onChange={setHow}
      />
      {offer.sensitive && (
        <Card>
          <Row
            name={words.sensitive}
            note={words.sensitiveNote}
            on={sensitive}
            onTap={() => setSensitive(!sensitive)}
          />
        </Card>
      )}
      <Field
        label={words.note}
        value={note}
        longest={200}
        lines="many"
        placeholder={words.noteHint[how]}
        onChange={setNote}
        complaint={error instanceof Refused ? error.fields.note : undefined}
      />
      <View className="hint under-label">{words.noteSealed}</View>
      {error && <Notice text={sayRefusal(error)} tone="warn" />}
      <Button text={words.record} disabled={!note.trim()} onTap={record} />
    </>
  )
}

export default function Witness() {
  const [offered, setOffered] = useState<{ readonly code: string; readonly offer: Proxy }>()
  const [elder, setElder] = useState<Elder>()
  const [done, setDone] = useState<string>()
  const [error, setError] = useState<unknown>()
  const see = async (code: string) => {
    setError(undefined)
    await call(identity.proxySee, { code }).then(offer => setOffered({ code, offer }), setError)
  }
  const startOver = () => {
    setOffered(undefined)
    setElder(undefined)
    setDone(undefined)
  }
  return (
    <Page title={words.witnessTitle}>
      {!offered && (
        <>
          <View className="big under-label">{words.witnessLead}</View>
          <CodeField label={words.offerCode} scan={words.scanOffer} onCode={see} />
          {error !== undefined && <Notice text={sayRefusal(error)} tone="warn" />}
        </>
      )}
      {offered && (
        <Card
          title={
            elder ? words.elder(elder.callName, elder.building) : words.step(offered.offer.helper.callName)
          }
        >
          {elder && <View>{words.by(offered.offer.helper.callName)}</View>}
          <View className="hint">{sayProxy(offered.offer)}</View>
        </Card>
      )}
      {done !== undefined && (
        <>
          <Notice text={done} tone="good" />
          <Button text={words.next} kind="plain" onTap={startOver} />
        </>
      )}
      {offered && !elder && <FindElder found={setElder} />}
      {offered && elder && done === undefined && <Record {...offered} elder={elder} done={setDone} />}
    </Page>
  )
}
