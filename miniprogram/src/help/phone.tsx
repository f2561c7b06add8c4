/** 电话单: staff on the telephone. Four digits, the last order, one tap. */
import { View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import * as z from 'zod/mini'
import type { Reply } from '../../../shared/contract.ts'
import { help, type HelpReply } from '../../../shared/help.ts'
import { helpKinds } from '../../../shared/help/topics.ts'
import { identity } from '../../../shared/identity.ts'
import { sayTime } from '../../../shared/time.ts'
import { Awaited } from '../components/Awaited.tsx'
import { Button } from '../components/Button.tsx'
import { Card } from '../components/Card.tsx'
import { drawn, Fields, line, lines, namesOf, oneOf } from '../components/fields.tsx'
import type { Complaints } from '../components/form.ts'
import { Page } from '../components/Page.tsx'
import { Notice } from '../components/States.tsx'
import { useDraft } from '../platform/drafts.ts'
import { randomKey } from '../platform/keys.ts'
import { open } from '../platform/open.ts'
import { useMove, useReply } from '../platform/query.tsx'
import { isUnanswered, Refused, sayRefusal } from '../platform/refused.ts'
import { linesTyped } from './ask-form.ts'
import { choices, topicOfChoice, words } from './ask-words.ts'
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
  kind: helpKinds.schema,
  choice: z.string(),
  typed: z.string(),
  told: z.boolean(),
  /** Of a tap that had no answer. */
  key: z.optional(z.string()),
})
type Order = z.output<typeof order>
const noOrder: Order = { four: '', person: '', kind: 'groceries', choice: '', typed: '', told: false }
const useOrder = () => useDraft('help.phone', order, noOrder)

const Refusal = ({ error }: { readonly error: unknown }) =>
  error === null ? null : (
    <Notice
      text={[sayRefusal(error), ...(error instanceof Refused ? Object.values(error.fields) : [])].join(' ')}
      tone="warn"
    />
  )

const Last = ({ last, done }: { readonly last: HelpReply } & Done) => {
  const { go, error } = useMove()
  const { id, title, lines = [], createdAt } = last
  return (
    <Card title={`上次：${title}，${sayTime(createdAt, new Date().toISOString())}`} tone="accent">
      <View className="hint">念给他听，对就点：</View>
      {lines.map((each, i) => (
        <View key={i} className="big">
          {sayLine(each)}
        </View>
      ))}
      <Refusal error={error} />
      {/* Refused, it is said above. */}
      <Button text={words.again} onTap={() => go(help.again, { id }).then(done, () => undefined)} />
    </Card>
  )
}

interface Caller {
  readonly four: string
  readonly person: Found
}

const dangerHelp = '有危险，请他先打120、119、110。再点“有危险”，您来跟。'
const typedHint = {
  groceries: '鸡蛋2斤、白菜1棵',
  medicine: '药名，几盒',
  urgent: '出了什么事',
  errands: '办什么事',
}

const NewOne = ({ four, person, done }: Caller & Done) => {
  const draft = useOrder()
  const empty = { ...noOrder, four, person: person.id }
  const value: Order = draft.value.person === person.id ? draft.value : empty
  const { kind, choice, typed, told } = value
  const { go, error } = useMove()
  const [complaints, setComplaints] = useState<Complaints>({})
  const medicine = kind === 'medicine'
  const danger = kind === 'urgent' && choice === words.dangerLine
  const chips = [...(kind === 'urgent' ? [words.dangerLine] : []), ...choices[kind].map(([text]) => text)]
  const save = async () => {
    const lines = linesTyped(typed)
    const said = lines.length > 0 ? lines : choice && !medicine ? [{ what: choice }] : []
    const wrong = {
      ...(said.length === 0 && { typed: '请写要什么，用顿号隔开' }),
      ...(medicine && !told && { told: '请先问他同不同意，再点这里' }),
    }
    setComplaints(wrong)
    if (Object.keys(wrong).length > 0) return
    // Tapped again for want of an answer, it is still one request, even if the page was left meanwhile.
    const key = value.key ?? (await randomKey())
    draft.set({ ...value, key })
    const asked = go(help.ask, {
      ...{ key, kind, lines: said, for: person.id },
      topic: danger ? 'danger' : topicOfChoice(kind, choice),
      sensitive: medicine || undefined,
    })
    await asked.then(done, refused => {
      if (!isUnanswered(refused)) draft.set({ ...value, key: undefined })
    })
  }
  // What is changed is another request; another kind of help has other chips.
  const change = (next: Order) =>
    draft.set({ ...next, key: undefined, choice: next.kind === kind ? next.choice : '' })
  const form = { value, set: change, empty, complaints }
  return (
    <>
      <Fields
        of={{
          kind: oneOf('要帮什么', helpKinds.text),
          ...(chips.length > 0 && {
            choice: oneOf(undefined, Object.fromEntries(chips.map(text => [text, text]))),
          }),
        }}
        {...form}
      />
      {kind === 'urgent' && <Notice text={dangerHelp} tone="warn" />}
      <Fields
        of={{
          typed: lines('要什么', { longest: 400, hint: typedHint[kind] }),
          ...(medicine && { told: agreed }),
        }}
        {...form}
      />
      <Refusal error={error} />
      <Button text="记下，发出去" onTap={save} />
    </>
  )
}

const agreed = drawn<boolean>(({ value, set, complaint }) => (
  <Ticks
    label="拿药要先问一句：药名只给去拿的人看，可以吗？"
    options={[{ value: 'told', text: '他在电话里同意了' }]}
    value={value ? ['told'] : []}
    onChange={ticked => set(ticked.length > 0)}
    complaint={complaint}
  />
))

const Orders = ({ four, person, ...rest }: Caller & Done) => {
  const { data, ...asked } = useReply(help.lastOf, { person: person.id })
  if (!data) return <Awaited asked={asked} calls={false} />
  return (
    <View className="wide-list">
      <View className="stack">
        {data.open > 0 && <Notice text={`他家有${data.open}件在办`} />}
        {data.last ? <Last last={data.last} {...rest} /> : <View className="hint">以前没请人帮过忙。</View>}
      </View>
      <View>
        {data.last && <View className="heading">这次不一样</View>}
        <NewOne four={four} person={person} {...rest} />
      </View>
    </View>
  )
}

interface Choosing {
  readonly four: string
  readonly choose: (person: Found) => void
}

const nobody = { phone: '', callName: '', name: '', building: '', unit: '', room: '' }

/** Somebody rings who has never rung before; written down while they speak. */
const Register = ({ four, choose }: Choosing) => {
  const { data: buildings, ...asked } = useReply(identity.buildings, {})
  const { go } = useMove()
  const [said, setSaid] = useState(nobody)
  const [refused, setRefused] = useState<unknown>()
  if (!buildings) return <Awaited asked={asked} calls={false} />
  const { unit, room, ...who } = said
  // A call name is enough where nobody asked for more.
  const save = () =>
    go(identity.registerByPhone, {
      ...who,
      name: who.name || who.callName,
      unit: unit || undefined,
      room: room || undefined,
    }).then(choose, setRefused)
  return (
    <>
      <Notice text={`没有尾号${four}的邻居。边听边记，记好就能开单。`} />
      <Fields
        of={{
          phone: line('他的电话', { longest: 11, hint: `11位，尾号${four}`, type: 'digit' }),
          callName: line('怎么称呼', { longest: 10, hint: '比如：钱奶奶' }),
          name: line('姓名（可以不写）', { longest: 20 }),
          building: oneOf('哪栋楼', namesOf(buildings.items)),
          unit: line('几单元', { longest: 6, hint: '比如：2' }),
          room: line('几号房', { longest: 6, hint: '比如：301' }),
        }}
        value={said}
        set={setSaid}
        empty={nobody}
        complaints={refused instanceof Refused ? refused.fields : {}}
      />
      {refused !== undefined && <Notice text={sayRefusal(refused)} tone="warn" />}
      <Button text="记下这位邻居" onTap={save} />
    </>
  )
}

const People = ({ four, choose }: Choosing) => {
  const { data, ...asked } = useReply(identity.findByPhone, { four })
  const { person: kept } = useOrder().value
  const before = data?.items.find(({ id }) => id === kept)
  useEffect(() => before && choose(before))
  if (!data) return <Awaited asked={asked} calls={false} />
  if (data.items.length === 0) return <Register four={four} choose={choose} />
  return (
    <>
      <View className="field-label">是哪一位？</View>
      {data.items.map(person => (
        <Card key={person.id} title={`${person.building} ${person.callName}`} onTap={() => choose(person)}>
          {!person.phoneChecked && <View className="hint">号码还没核对过</View>}
        </Card>
      ))}
    </>
  )
}

const SayBack = ({ made, next }: { readonly made: HelpReply; readonly next: () => void }) => (
  <View className="stack">
    <Notice text="记下了" tone="good" />
    <Card>
      <View className="big">
        {made.topic === 'danger'
          ? '可以这样回他：“您先打120、119、110，社区知道了，这就有人给您打过去。”'
          : `可以这样回他：“${sayLines(made.lines ?? [])}，记下了，已告诉服务队。有人接了会给您打电话，来人先对见面码。”`}
      </View>
    </Card>
    <Button text="接下一个电话" onTap={next} />
    <Button text="看这一单" kind="plain" onTap={() => open('help/detail', { id: made.id })} />
  </View>
)

export default function Phone() {
  const draft = useOrder()
  // The caller is found again, where something was typed for them.
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
    <Page title="电话单" wide>
      {made ? (
        <SayBack made={made} next={next} />
      ) : person ? (
        <>
          <View className="card-head">
            <View className="greeting">{`${person.building} ${person.callName}`}</View>
            <Button text="换个号码" kind="plain" size="small" onTap={next} />
          </View>
          <Orders
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
          <Fields
            of={{ four: line('来电后四位', { longest: 4, hint: '四个数字', type: 'digit' }) }}
            value={{ four }}
            set={said => setFour(said.four)}
            empty={{ four: '' }}
          />
          {!complete && <View className="hint">填好就能看到是哪一家、上次要了什么。</View>}
          {complete && <People four={four} choose={setPerson} />}
        </>
      )}
    </Page>
  )
}
