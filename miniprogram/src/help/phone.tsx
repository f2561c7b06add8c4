/** 电话单: staff on the telephone. Four digits, the last order, one tap. */
import { View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import * as z from 'zod/mini'
import type { Reply } from '../../../shared/contract.ts'
import { help, type HelpReply } from '../../../shared/help.ts'
import { helpKinds } from '../../../shared/help/life.ts'
import { identity } from '../../../shared/identity.ts'
import { sayTime } from '../../../shared/time.ts'
import { Button } from '../components/Button.tsx'
import { Card } from '../components/Card.tsx'
import { Choice } from '../components/Choice.tsx'
import { Field } from '../components/Field.tsx'
import { Page } from '../components/Page.tsx'
import { Failed, Loading, Notice } from '../components/States.tsx'
import { useDraft } from '../platform/drafts.ts'
import { randomKey } from '../platform/keys.ts'
import { open } from '../platform/open.ts'
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

/**
 * What is being written down, kept should the page be left: for whom only by the four digits and an id, from which the
 * name is found again.
 */
const order = z.object({
  four: z.string(),
  person: z.string(),
  kind: z.enum(helpKinds),
  choice: z.string(),
  typed: z.string(),
  told: z.boolean(),
  /** Of a tap that had no answer. */
  key: z.optional(z.string()),
})
const noOrder = { four: '', person: '', kind: 'groceries', choice: '', typed: '', told: false } as const
const useOrder = () => useDraft('help.phone', order, noOrder)

/** Sends once, however often it is tapped for want of an answer; with `kept`, the key of the tap before. */
const useSending = (
  { done }: Done,
  [kept, keep]: readonly [string | undefined, (key: string | undefined) => void],
) => {
  const { go } = useMove()
  const [refused, setRefused] = useState<unknown>()
  const send = async (ask: (key: string) => Promise<HelpReply>) => {
    const key = kept ?? (await randomKey())
    keep(key)
    try {
      done(await ask(key))
    } catch (error) {
      setRefused(error)
      // What is changed after a no is another request.
      if (!isUnanswered(error)) keep(undefined)
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
  const { go, send, refused } = useSending(rest, useState<string>())
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

interface Caller {
  readonly four: string
  readonly person: Found
}

const NewOne = ({ four, person, ...rest }: Caller & Done) => {
  const draft = useOrder()
  const value = draft.value.person === person.id ? draft.value : { ...noOrder, four, person: person.id }
  const { kind, choice, typed, told } = value
  const keep = (now: Partial<typeof value>) => draft.set({ ...value, key: undefined, ...now })
  const { go, send, refused } = useSending(rest, [value.key, key => keep({ key })])
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
        onChange={each => keep({ kind: each, choice: '' })}
      />
      {chips.length > 0 && (
        <Choice
          options={chips.map(text => ({ value: text, text }))}
          value={choice}
          onChange={each => keep({ choice: each })}
        />
      )}
      {kind === 'urgent' && <Notice text={words.phoneDanger} tone="warn" />}
      <Field
        label={words.typed}
        lines="many"
        longest={400}
        placeholder={words.typedHint[kind]}
        value={typed}
        onChange={text => keep({ typed: text })}
        complaint={complaint.lines}
      />
      {kind === 'medicine' && (
        <Ticks
          label={words.tellFirst}
          options={[{ value: 'told', text: words.told }]}
          value={told ? ['told'] : []}
          onChange={ticked => keep({ told: ticked.length > 0 })}
          complaint={complaint.sensitive}
        />
      )}
      <Refusal error={refused} />
      <Button text={words.save} onTap={save} />
    </>
  )
}

const Order = ({ four, person, ...rest }: Caller & Done) => {
  const { data, error, again } = useReply(help.lastOf, { person: person.id })
  if (!data) return error ? <Failed error={error} again={again} /> : <Loading />
  return (
    <View className="wide-list">
      <View className="stack">
        {data.open > 0 && <Notice text={words.underWay(data.open)} />}
        {data.last ? <Last last={data.last} {...rest} /> : <View className="hint">{words.noLast}</View>}
      </View>
      <View>
        {data.last && <View className="heading">{words.newOne}</View>}
        <NewOne four={four} person={person} {...rest} />
      </View>
    </View>
  )
}

interface Choosing {
  readonly four: string
  readonly choose: (person: Found) => void
}

const People = ({ four, choose }: Choosing) => {
  const { data, error, again } = useReply(identity.findByPhone, { four })
  const { person: kept } = useOrder().value
  const before = data?.items.find(({ id }) => id === kept)
  useEffect(() => before && choose(before))
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
    <Button text={words.seeIt} kind="plain" onTap={() => open('help/detail', { id: made.id })} />
  </View>
)

export default function Phone() {
  const draft = useOrder()
  // Whoever has rung is found again, where something was typed for them.
  const [four, setFour] = useState(draft.value.four)
  const [person, setPerson] = useState<Found>()
  const [made, setMade] = useState<HelpReply>()
  const next = () => {
    draft.clear()
    setFour('')
    setPerson(undefined)
    setMade(undefined)
  }
  const complete = /^\d{4}$/.test(four)
  return (
    <Page title={words.phoneTitle} wide>
      {made ? (
        <SayBack made={made} next={next} />
      ) : person ? (
        <>
          <View className="card-head">
            <View className="greeting">{`${person.building} ${person.callName}`}</View>
            <Button text={words.otherNumber} kind="plain" size="small" onTap={next} />
          </View>
          <Order
            four={four}
            person={person}
            done={reply => {
              draft.clear()
              setMade(reply)
            }}
          />
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
