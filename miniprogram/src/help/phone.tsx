/** 电话单: staff on the telephone. Four digits, the last order, one tap. */
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import type { Reply } from '../../../shared/contract.ts'
import { help, type HelpReply } from '../../../shared/help.ts'
import { helpKinds, type HelpKind } from '../../../shared/help/life.ts'
import { identity } from '../../../shared/identity.ts'
import { sayTime } from '../../../shared/time.ts'
import { Button } from '../components/Button.tsx'
import { Card } from '../components/Card.tsx'
import { Choice } from '../components/Choice.tsx'
import { Field } from '../components/Field.tsx'
import { Page } from '../components/Page.tsx'
import { Failed, Loading, Notice } from '../components/States.tsx'
import { randomKey } from '../platform/keys.ts'
import { useMove, useReply } from '../platform/query.tsx'
import { isUnanswered, Refused, sayRefusal } from '../platform/refused.ts'
import { linesTyped } from './ask-form.ts'
import { choices, topicOfChoice, words } from './ask-words.ts'
import { Register } from './Register.tsx'
import { Ticks } from '../components/Ticks.tsx'
import { sayLine, sayLines } from './words.ts'

type Found = Reply<typeof identity.findByPhone>['items'][number]
interface Done {
  readonly done: (made: HelpReply) => void
}

/** Sends once, however often it is tapped for want of an answer. */
const useSending = ({ done }: Done) => {
  const { go } = useMove()
  const [key, setKey] = useState(randomKey)
  const [refused, setRefused] = useState<unknown>()
  const send = async (ask: (key: string) => Promise<HelpReply>) => {
    try {
      done(await ask(await key))
    } catch (error) {
      setRefused(error)
      // What is changed after a no is another request.
      if (!isUnanswered(error)) setKey(randomKey())
    }
  }
  return { go, send, refused }
}

const Refusal = ({ error }: { readonly error: unknown }) =>
  error === undefined ? null : (
    <Notice
      text={[sayRefusal(error), ...(error instanceof Refused ? Object.values(error.fields) : [])].join(' ')}
      tone="warn"
    />
  )

const Last = ({ last, ...rest }: { readonly last: HelpReply } & Done) => {
  const { go, send, refused } = useSending(rest)
  const now = new Date().toISOString()
  return (
    <Card title={words.last(last.title, sayTime(last.createdAt, now))} tone="accent">
      <View className="hint">{words.readBack}</View>
      {last.lines?.map((line, i) => (
        <View key={i} className="big">
          {sayLine(line)}
        </View>
      ))}
      <Refusal error={refused} />
      <Button text={words.again} onTap={() => send(key => go(help.again, { id: last.id, key }))} />
    </Card>
  )
}

const dangerChoice = words.dangerLine

const NewOne = ({ person, ...rest }: { readonly person: Found } & Done) => {
  const { go, send, refused } = useSending(rest)
  const [kind, setKind] = useState<HelpKind>('groceries')
  const [choice, setChoice] = useState('')
  const [typed, setTyped] = useState('')
  const [told, setTold] = useState(false)
  const [complaint, setComplaint] = useState<Readonly<Record<string, string>>>({})
  const danger = kind === 'urgent' && choice === dangerChoice
  const chips = [...(kind === 'urgent' ? [dangerChoice] : []), ...choices[kind].map(([text]) => text)]
  const save = async () => {
    const lines = linesTyped(typed)
    const said = lines.length > 0 ? lines : choice && kind !== 'medicine' ? [{ what: choice }] : []
    const wrong = {
      ...(said.length === 0 && { lines: words.typedMissing }),
      ...(kind === 'medicine' && !told && { sensitive: words.toldMissing }),
    }
    setComplaint(wrong)
    if (Object.keys(wrong).length > 0) return
    await send(key =>
      go(help.ask, {
        key,
        kind,
        topic: danger ? 'danger' : topicOfChoice(kind, choice),
        lines: said,
        for: person.id,
        ...(kind === 'medicine' && { sensitive: true as const }),
      }),
    )
  }
  return (
    <>
      <Choice
        label={words.kind}
        options={helpKinds.map(each => ({ value: each, text: words.shortKind[each] }))}
        value={kind}
        onChange={each => {
          setKind(each)
          setChoice('')
        }}
      />
      {chips.length > 0 && (
        <Choice options={chips.map(text => ({ value: text, text }))} value={choice} onChange={setChoice} />
      )}
      {kind === 'urgent' && <Notice text={words.phoneDanger} tone="warn" />}
      <Field
        label={words.typed}
        lines="many"
        longest={400}
        placeholder={words.typedHint[kind]}
        value={typed}
        onChange={setTyped}
        complaint={complaint.lines}
      />
      {kind === 'medicine' && (
        <Ticks
          label={words.tellFirst}
          options={[{ value: 'told', text: words.told }]}
          value={told ? ['told'] : []}
          onChange={ticked => setTold(ticked.length > 0)}
          complaint={complaint.sensitive}
        />
      )}
      <Refusal error={refused} />
      <Button text={words.save} onTap={save} />
    </>
  )
}

const Order = ({ person, ...rest }: { readonly person: Found } & Done) => {
  const { data, error, again } = useReply(help.lastOf, { person: person.id })
  if (!data) return error ? <Failed error={error} again={again} /> : <Loading />
  return (
    <View className="stack">
      {data.open > 0 && <Notice text={words.underWay(data.open)} />}
      {data.last ? <Last last={data.last} {...rest} /> : <View className="hint">{words.noLast}</View>}
      <View className="heading">{data.last ? words.newOne : words.kind}</View>
      <NewOne person={person} {...rest} />
    </View>
  )
}

const People = ({ four, choose }: { readonly four: string; readonly choose: (person: Found) => void }) => {
  const { data, error, again } = useReply(identity.findByPhone, { four })
  if (!data) return error ? <Failed error={error} again={again} /> : <Loading />
  if (data.items.length === 0) return <Register four={four} done={choose} />
  return (
    <>
      <View className="field-label">{words.whoIsIt}</View>
      {data.items.map(person => (
        <Card key={person.id} title={`${person.building} ${person.callName}`} onTap={() => choose(person)}>
          {!person.phoneChecked && <View className="hint">{words.notChecked}</View>}
        </Card>
      ))}
    </>
  )
}

const SayBack = ({ made, next }: { readonly made: HelpReply; readonly next: () => void }) => (
  <View className="stack">
    <Notice text={words.saidDone} tone="good" />
    <Card>
      <View className="big">
        {made.topic === 'danger' ? words.sayDanger : words.sayBack(sayLines(made.lines ?? []))}
      </View>
    </Card>
    <Button text={words.nextCall} onTap={next} />
    <Button
      text={words.seeIt}
      kind="plain"
      onTap={() => Taro.navigateTo({ url: `/help/detail?id=${encodeURIComponent(made.id)}` })}
    />
  </View>
)

export default function Phone() {
  const [four, setFour] = useState('')
  const [person, setPerson] = useState<Found>()
  const [made, setMade] = useState<HelpReply>()
  const next = () => {
    setFour('')
    setPerson(undefined)
    setMade(undefined)
  }
  const complete = /^\d{4}$/.test(four)
  return (
    <Page title={words.phoneTitle}>
      {made ? (
        <SayBack made={made} next={next} />
      ) : person ? (
        <>
          <View className="card-head">
            <View className="greeting">{`${person.building} ${person.callName}`}</View>
            <Button text={words.otherNumber} kind="plain" size="small" onTap={next} />
          </View>
          <Order person={person} done={setMade} />
        </>
      ) : (
        <>
          <Field
            label={words.four}
            longest={4}
            type="digit"
            placeholder={words.fourHint}
            value={four}
            onChange={setFour}
          />
          {!complete && <View className="hint">{words.fourNote}</View>}
          {complete && <People four={four} choose={setPerson} />}
        </>
      )}
    </Page>
  )
}
