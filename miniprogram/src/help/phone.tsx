/** 电话单: staff on the telephone. Four digits, the last order, one tap. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import * as z from 'zod/mini'
import { linkOf, type Link } from '../../../shared/contract.ts'
import { help, type HelpReply } from '../../../shared/help/help.ts'
import { helpRisks } from '../../../shared/help/life.ts'
import { buysFor, helpKinds } from '../../../shared/help/topics.ts'
import { identity } from '../../../shared/identity/identity.ts'
import { lastFourOf } from '../../../shared/phone.ts'
import { sayTime } from '../../../shared/time.ts'
import { actsOf } from '../components/act.tsx'
import { ActButton } from '../components/Acts.tsx'
import { Awaited } from '../components/Awaited.tsx'
import { Button } from '../components/Button.tsx'
import { useCommunity } from '../components/CallCommunity.tsx'
import { Card } from '../components/Card.tsx'
import { drawn, line, lines as manyLines, namesOf, oneOf, someOf, toggle } from '../components/fields.tsx'
import { Page } from '../components/Page.tsx'
import { PeopleByPhone, sayPerson, type Asked, type PersonFound } from '../components/PeopleByPhone.tsx'
import { Notice } from '../components/States.tsx'
import { Ticks } from '../components/Choice.tsx'
import { useForm } from '../components/useForm.tsx'
import { createOnce, useDraftOfToday } from '../platform/drafts.ts'
import { open, openInstead, useParams } from '../platform/open.ts'
import { useHandedOver, useMove, useReply, type Known } from '../platform/query.tsx'
import { caps, choices, topicOfChoice, words } from './ask-words.ts'
import { linesTyped } from './lines.ts'
import { windowsFrom } from './windows.ts'
import { sayAnyTime, sayLine, sayLines } from './words.ts'

interface Caller {
  readonly four: string
  readonly person: PersonFound
}
/** The visit or hazard that it comes of, and what was noted there. */
interface Visited {
  readonly from?: Link
  readonly noted?: string
}
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
  /** Whether 更多 is open, and what stands there. */
  more: z.boolean(),
  window: z.string(),
  cap: z.string(),
  risks: z.array(helpRisks.schema),
  door: z.string(),
  /** Of a tap that had no answer. */
  key: z.optional(z.string()),
})
type Order = z.output<typeof order>
const noOrder: Order = {
  ...{ four: '', person: '', kind: 'groceries', choice: '', typed: '', told: false },
  ...{ more: false, window: 'any', cap: 'none', risks: [], door: '' },
}

const useOrder = () => useDraftOfToday('help.phone', order, noOrder)

const again = actsOf<HelpReply & Done & Visited>().act(help.again, {
  may: [],
  label: words.again,
  kind: 'primary',
  along: ({ from }) => ({ from }),
  leadsTo: (made, { done }) => done(made),
})

/** Who is on the telephone goes there in person. */
const takeOver = actsOf<HelpReply & Done>().act(help.takeOver, {
  label: words.iGo,
  leadsTo: (taken, { done }) => done(taken),
})

const Last = ({ last, done, from }: { readonly last: HelpReply } & Done & Visited) => {
  const { title, lines = [], createdAt } = last
  return (
    <Card title={`上次：${title}，${sayTime(createdAt, new Date().toISOString())}`} tone="accent">
      <View className="hint">念给他听，对就点：</View>
      {lines.map((each, i) => (
        <View key={i} className="big">
          {sayLine(each)}
        </View>
      ))}
      <ActButton act={again} item={{ ...last, done, from }} />
    </Card>
  )
}

const dangerHelp = '有危险，请他先打120、119、110。再点“有危险”，您来跟。'
const typedHint = {
  groceries: '鸡蛋2斤、白菜1棵',
  medicine: '药名，几盒',
  urgent: '出了什么事',
  errands: '办什么事',
}

const NewOne = ({ four, person, done, from, noted }: Caller & Done & Visited) => {
  const { value: kept, set, clear } = useOrder()
  const fresh: Order = {
    ...{ ...noOrder, four, person: person.id },
    ...(noted !== undefined && { kind: 'errands', typed: noted }),
  }
  const value = kept.person === person.id ? kept : fresh
  const { kind, choice, typed, told, more, window, cap, risks, door } = value
  const windows = windowsFrom(new Date().toISOString())
  const { go } = useMove()
  const medicine = kind === 'medicine'
  const topic = kind === 'urgent' && choice === words.dangerLine ? 'danger' : topicOfChoice(kind, choice)
  const buys = buysFor(kind, topic)
  const chips = [...(kind === 'urgent' ? [words.dangerLine] : []), ...choices[kind].map(([text]) => text)]
  const written = linesTyped(typed, kind)
  const lines = written.length === 0 && choice && !medicine ? [{ what: choice }] : written
  // What is changed is another request; another kind of help has other chips.
  const change = (next: Order) =>
    set({ ...next, key: undefined, choice: next.kind === kind ? next.choice : '' })
  const { field, refused, send } = useForm({
    draft: { value, set: change, clear },
    fields: {
      kind: oneOf('要帮什么', helpKinds.text),
      choice:
        chips.length > 0 ? oneOf(undefined, Object.fromEntries(chips.map(text => [text, text]))) : undefined,
      typed: manyLines('要什么', { longest: 400, hint: typedHint[kind] }),
      told: medicine ? agreed : undefined,
      window: oneOf(
        '什么时候要',
        Object.fromEntries([
          ['any', sayAnyTime(kind)],
          ...windows.map(({ id, text }) => [id, text] as const),
        ]),
      ),
      cap: buys ? oneOf('最多花多少钱', caps) : undefined,
      risks: someOf('来的人要先知道的', helpRisks.text),
      door: line('怎么进门', { longest: 100, hint: '比如：门铃坏了，请敲门' }),
    },
    wrong: () => ({
      ...(lines.length === 0 && { typed: '请写要什么，用顿号隔开' }),
      ...(medicine && !told && { told: '请先问他同不同意，再点这里' }),
    }),
    // Whatever the contract finds wrong was typed here.
    onForm: complaints =>
      Object.fromEntries(
        Object.entries(complaints).map(([path, text]) => [
          path === 'wantedToAt' ? 'window' : path === 'door' ? path : 'typed',
          text,
        ]),
      ),
  })
  const save = async (mine?: 'mine') => {
    const wanted = windows.find(({ id }) => id === window)
    const made = await send(() =>
      createOnce({ value, set }, key =>
        go(help.ask, {
          ...{ key, kind, lines, topic, for: person.id, from },
          sensitive: medicine || undefined,
          wantedFromAt: wanted?.fromAt,
          wantedToAt: wanted?.toAt,
          capFen: buys && cap !== 'none' ? Number(cap) : undefined,
          risks: risks.length > 0 ? risks : undefined,
          door: door.trim() || undefined,
        }),
      ),
    )
    if (!made) return
    // Written down it is either way; who did not get it yet may still say so on the page that follows.
    const { id, seq } = made
    done(mine ? await go(help.takeOver, { id, seq }).catch(() => made) : made)
  }
  return (
    <>
      {noted && (
        <Notice text={`原来记的：“${noted}”。发出去，接单的人看得到，不用说的请删掉。`} tone="warn" />
      )}
      {field('kind', 'choice')}
      {kind === 'urgent' && <Notice text={dangerHelp} tone="warn" />}
      {field('typed', 'told')}
      {more ? (
        field('window', 'cap', 'risks', 'door')
      ) : (
        <Button
          text="时间、花多少、怎么进门"
          kind="plain"
          size="small"
          onTap={() => set({ ...value, more: true })}
        />
      )}
      {refused}
      <Button text="记下，发出去" onTap={() => save()} />
      <Button text="记下，我去办" kind="plain" onTap={() => save('mine')} />
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

const Orders = ({ four, person, ...rest }: Caller & Done & Visited) => {
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

const newcomer = z.object({
  ...{ phone: z.string(), callName: z.string(), name: z.string() },
  ...{ building: z.string(), unit: z.string(), room: z.string(), apart: z.boolean() },
  /** By which digits they were looked for. */
  sought: z.string(),
})
const unknown = (sought: string, phone: string) => ({
  ...{ phone, callName: '', name: '', building: '', unit: '', room: '', apart: false },
  sought,
})

interface RegisterProps {
  readonly asked: Asked
  /** Somebody else is known by these digits. */
  readonly there: boolean
  /** What is known of them already. */
  readonly known: Known
  readonly done: (person: PersonFound) => void
}

/** Somebody rings who has never rung before; written down while they speak. */
const Register = ({ asked: { four, phone = '' }, there, known, done }: RegisterProps) => {
  const { data: buildings, ...asked } = useReply(identity.buildings, {})
  const { go } = useMove()
  const sought = phone || four || ''
  // Who rings from another number is somebody else.
  const { name = '', ...home } = !known.phone || lastFourOf(known.phone) === four ? known : {}
  const building = buildings?.items.find(each => each.name === home.building)?.id ?? ''
  const empty = {
    ...unknown(sought, phone),
    ...{ phone: home.phone || phone, callName: name.slice(0, 10), building },
  }
  const kept = useDraftOfToday('help.phone.newcomer', newcomer, empty)
  const { field, pair, refused, send, clear } = useForm({
    draft: { ...kept, value: kept.value.sought === sought ? kept.value : empty },
    fields: {
      phone: line('他的电话', {
        longest: 40,
        hint: `手机或带区号的座机${four ? `，尾号${four}` : ''}`,
        type: 'digit',
      }),
      callName: line('怎么称呼', { longest: 10, hint: '比如：钱奶奶' }),
      name: line('姓名（可以不写）', { longest: 20 }),
      building: oneOf('哪栋楼', namesOf(buildings?.items)),
      unit: line('几单元', { longest: 8, hint: '比如：2、A座' }),
      room: line('几号房', { longest: 10, hint: '比如：301、东户' }),
      apart: toggle('这户住着两家', '和登记过的不是一家'),
    },
  })
  if (!buildings) return <Awaited asked={asked} calls={false} />
  const save = async () => {
    const person = await send(({ unit, room, sought: _, ...who }) =>
      go(identity.registerByPhone, {
        ...who,
        // A call name is enough where nobody asked for more.
        name: who.name || who.callName,
        unit: unit || undefined,
        room: room || undefined,
      }),
    )
    if (!person) return
    clear()
    done(person)
  }
  return (
    <>
      <Notice
        text={`${there ? '一个号码可以登记几位。' : four ? `没有尾号${four}的邻居。` : '没找到这位邻居。'}边听边记，记好就能开单。`}
      />
      {field('phone', 'callName', 'name', 'building')}
      {pair('unit', 'room')}
      {field('apart')}
      {refused}
      <Button text="记下这位邻居" onTap={save} />
    </>
  )
}

const sayBack = ({ topic, state, lines = [], dueAt }: HelpReply, onDuty: boolean) => {
  if (topic === 'danger') return '您先打120、119、110，社区知道了，这就有人给您打过去。'
  const noted = `${sayLines(lines)}，记下了`
  if (state === 'withStaff') return `${noted}，我自己来办。`
  const until = dueAt ? `${sayTime(dueAt, new Date().toISOString())}前没人接，我们接着找。` : ''
  return `${noted}，${onDuty ? '已告诉服务队' : '一上班就先看'}。${until}有人接了会给您打电话，来人先对见面码。`
}

interface SaidBack extends Done {
  readonly made: HelpReply
  readonly next: () => void
}

const SayBack = ({ made, next, done }: SaidBack) => {
  const onDuty = useCommunity()?.onDuty !== false
  return (
    <View className="stack">
      <Notice text="记下了" tone="good" />
      <Card>
        <View className="big">可以这样回他：“{sayBack(made, onDuty)}”</View>
        <View className="hint">编号{made.number}，再打来报这个号就行。</View>
      </Card>
      <Button text="接下一个电话" onTap={next} />
      {made.state !== 'withStaff' && <ActButton act={takeOver} item={{ ...made, done }} />}
      <Button text="看这一单" kind="plain" onTap={() => open('help/detail', { id: made.id })} />
    </View>
  )
}

export default function Phone() {
  const { value: order, set, clear } = useOrder()
  const { from: visit } = useParams('help/phone')
  const handed = useHandedOver(visit)
  const [another, setAnother] = useState(false)
  const known = another ? {} : handed
  // Who was visited is found by their phone; the caller is found again, where something was typed for them.
  const sought =
    visit === undefined || another
      ? order
      : { four: lastFourOf(known.phone ?? ''), person: known.person ?? '' }
  const { data } = useReply(identity.findByPhone, { four: sought.four }, { enabled: sought.four !== '' })
  const person = data?.items.find(({ id }) => id === sought.person)
  const [chosen, setChosen] = useState<Caller>()
  const [made, setMade] = useState<HelpReply>()
  const caller = chosen ?? (person && { four: sought.four, person })
  const visited: Visited = {
    from: visit === undefined ? undefined : linkOf(visit),
    noted: known.words,
  }
  const next = () => {
    clear()
    setChosen(undefined)
    setMade(undefined)
    setAnother(true)
  }
  const done = (reply: HelpReply) => {
    clear()
    setMade(reply)
  }
  return (
    <Page title="电话单" wide>
      {made ? (
        <SayBack
          {...{ made, done: setMade }}
          // The next one has nothing to do with the visit.
          next={visit === undefined ? next : () => openInstead('help/phone')}
        />
      ) : caller ? (
        <>
          <View className="card-head">
            <View className="greeting">{sayPerson(caller.person)}</View>
            <Button text="换一位" kind="plain" size="small" onTap={next} />
          </View>
          <Orders {...caller} {...visited} done={done} />
        </>
      ) : (
        <PeopleByPhone
          label="来电后四位"
          start={sought.four}
          note="填好就能看到是哪一家、上次要了什么。整个号码粘贴进来也行。"
          choose={(person, four) => {
            if (order.person !== person.id && !visited.noted) set({ ...noOrder, four, person: person.id })
            setChosen({ four, person })
          }}
          others="都不是，登记新的"
          nobody={(asked, there) => (
            <Register
              {...{ asked, there, known }}
              done={person => setChosen({ four: asked.four ?? '', person })}
            />
          )}
        />
      )}
    </Page>
  )
}
