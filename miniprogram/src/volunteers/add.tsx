/** 开一次活动: a shift is set up, as it was the last time or from nothing; and one that stands is changed. */
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import type { Reply } from '../../../shared/contract.ts'
import { sayClocks, sayMonthDay } from '../../../shared/time.ts'
import { volunteers } from '../../../shared/volunteers/volunteers.ts'
import { mostWeeks, type ShiftReply } from '../../../shared/volunteers/shifts.ts'
import { Awaited } from '../components/Awaited.tsx'
import { Button } from '../components/Button.tsx'
import { CallCommunity } from '../components/CallCommunity.tsx'
import { count, line, lines, namesOf, oneOf, when, yesNo } from '../components/fields.tsx'
import { LineCard } from '../components/ListPage.tsx'
import { Page } from '../components/Page.tsx'
import { Notice, Refusal } from '../components/States.tsx'
import { useForm } from '../components/useForm.tsx'
import { useDraft } from '../platform/drafts.ts'
import { randomKey } from '../platform/keys.ts'
import { back, open, openInstead, useParams } from '../platform/open.ts'
import { useMove, useReply } from '../platform/query.tsx'
import { isFinal, isOffline, Refused } from '../platform/refused.ts'
import { sayDay } from './days.ts'
import './lead.css'
import { ledPage, type Led } from './led-teams.tsx'
import {
  againFrom,
  changesIn,
  complaintsIn,
  daysOf,
  draftOf,
  emptyShift,
  firstDay,
  inputOf,
  isHeld,
  isOvernight,
  onForm,
  shiftDraft,
  type ShiftDraft,
} from './shift-form.ts'
import { sayBeside } from './words.ts'

const weeksLabel = '每周同一时间，一共几次'

const fieldsOf = (now: string, teams: readonly Led[]) => ({
  team: oneOf('哪个队的', namesOf(teams)),
  title: line('做什么', { hint: '比如：文明交通岗、楼道清扫', longest: 30 }),
  place: line('在哪里', { hint: '比如：6号楼前', longest: 60 }),
  on: when('哪一天', 'date', { from: firstDay(now) }),
  from: when('几点开始', 'time'),
  to: when('几点结束', 'time'),
  places: line('要几个人', { type: 'digit', hint: '比如：10', longest: 3 }),
  openTo: oneOf('谁能来', { team: '只给本队', all: '邻居都能来' }, { look: 'segments' }),
  risky: yesNo('可能有危险吗？', '有', '没有', { start: false, look: 'segments' }),
  insurance: line('上的什么保险', { hint: '比如：社区志愿者意外险，到明年6月', longest: 60 }),
  weeks: count(weeksLabel, { unit: '次', least: 1, most: mostWeeks, start: 1 }),
  note: lines('要说的话', { hint: '带什么、穿什么、在哪集合，可以不填', longest: 300 }),
})

interface Made {
  readonly title: string
  readonly series: NonNullable<Reply<typeof volunteers.addShift>['series']>
}

/** What came of one a week, and what else the team has at those times. */
const Weekly = ({ title, series }: Made) => (
  <Page title="发出去了">
    <Notice text={`“${title}”一共${series.length}次，每次是单独的一班。`} tone="good" />
    {series.map(({ id, startsAt, endsAt, beside }) => (
      <LineCard
        key={id}
        line={{
          title: `${sayDay(startsAt, new Date().toISOString())} ${sayClocks(startsAt, endsAt)}`,
          strong: beside && sayBeside(beside),
          open: () => open('volunteers/shift', { id }),
        }}
      />
    ))}
  </Page>
)

interface FormProps {
  /** The one to be changed. */
  readonly was?: ShiftReply | undefined
  /** The one to be had again. */
  readonly like?: ShiftReply | undefined
  readonly team?: string | undefined
  readonly teams: readonly Led[]
}

/** What the form begins with, and the name under which it is kept. */
const beginningOf = ({ was, like, team, teams }: FormProps, now: string) => {
  if (was) return [`volunteers.change.${was.id}`, draftOf(was)] as const
  if (like) return [`volunteers.again.${like.id}`, againFrom(like, now)] as const
  const only = teams.length === 1 ? teams[0]!.id : ''
  return [`volunteers.add.${team ?? ''}`, { ...emptyShift, team: team ?? only }] as const
}

const titleOf = (changed?: unknown) => (changed ? '改这一次' : '开一次活动')

const Form = (props: FormProps) => {
  const { was, like, team, teams } = props
  // One moment for the whole form.
  const [now] = useState(() => new Date().toISOString())
  const [name, beginning] = beginningOf(props, now)
  const { value, part, field, pair, clear, send, error } = useForm({
    draft: useDraft(name, shiftDraft, beginning),
    fields: fieldsOf(now, teams),
    wrong: said => {
      const found = complaintsIn(said, now, was)
      const same = was && Object.keys(found).length === 0 && Object.keys(changesIn(was, said)).length === 0
      return same ? { all: '还没改什么。' } : found
    },
    onForm,
  })
  const { go } = useMove()
  const isBegun = JSON.stringify(value) !== JSON.stringify(beginning)
  const [wasBegun] = useState(isBegun)
  const [made, setMade] = useState<Made>()

  const tell = async (said: ShiftDraft) => {
    if (was) return go(volunteers.changeShift, { id: was.id, seq: was.seq, changes: changesIn(was, said) })
    const key = said.key ?? (await randomKey())
    part({ key })
    return go(volunteers.addShift, inputOf({ ...said, key }))
  }
  const refused = (refusal: unknown): never => {
    // After a no, what is put right is another one.
    if (!isOffline(refusal)) part({ key: undefined })
    // What no field is to blame for stands at the top.
    if (!(refusal instanceof Refused && Object.keys(refusal.fields).length > 0))
      void Taro.pageScrollTo({ scrollTop: 0, duration: 0 })
    throw refusal
  }
  const publish = async () => {
    const shift = await send(said => tell(said).catch(refused))
    if (!shift) return
    clear()
    const { series, title } = { series: undefined, ...shift }
    if (series) return setMade({ series, title })
    await (was ? back() : openInstead('volunteers/shift', { id: shift.id }))
  }
  if (made) return <Weekly {...made} />
  const settled = was !== undefined || team !== undefined || teams.length === 1
  return (
    <Page
      title={titleOf(was)}
      wide
      foot={<Button text={was ? '改好了，告诉大家' : '发出去'} onTap={publish} />}
    >
      {error !== undefined && (
        <View className="stack moves">
          <Refusal error={error} kept="您填的都还在。" />
          <CallCommunity />
        </View>
      )}
      {like && !wasBegun && <Notice text={`照“${like.title}”又开一次，看看日子对不对。`} />}
      {wasBegun && (
        <View className="stack moves">
          <Notice text="填了一半的还在，接着填就行。" />
          {isBegun && <Button text="从头填" kind="plain" size="small" onTap={clear} />}
        </View>
      )}
      {was && <View className="hint under-label">有位子的人会收到消息。</View>}
      <View className="beside">
        <View className="beside-part">
          {!settled && field('team')}
          {field('title', 'place', 'on')}
          {pair('from', 'to')}
          {isHeld(value, now) && (
            <View className="hint under-label">这是补记。发出去以后，到“签到”里把来的人记上。</View>
          )}
          {isOvernight(value) && <View className="hint under-label">{`次日${value.to}结束。`}</View>}
          {!was && (
            <View className="field">
              <View className="field-label">{weeksLabel}</View>
              {field('weeks')}
              {value.weeks > 1 && (
                <View className="hint">
                  {`${daysOf(value).map(sayMonthDay).join('、')}。每次是单独的一班，可以分别改、分别取消。`}
                </View>
              )}
            </View>
          )}
        </View>
        <View className="beside-part">
          {field('places', 'openTo', 'risky')}
          {value.risky && (
            <>
              <View className="hint under-label">
                比如登高、搬重物、站马路。来的人要先上保险，还要自己说一声身体合适。
              </View>
              {field('insurance')}
            </>
          )}
          {field('note')}
        </View>
      </View>
    </Page>
  )
}

const Add = ({ teams }: { readonly teams: readonly Led[] }) => {
  const { id, from, team } = useParams('volunteers/add')
  const asked = useReply(volunteers.shift, { id: id ?? from ?? '' }, { enabled: Boolean(id ?? from) })
  const shift = asked.data
  if (((id ?? from) && !shift) || isFinal(asked.error))
    return (
      <Page title={titleOf(id)}>
        <Awaited asked={asked} />
      </Page>
    )
  return <Form {...{ team, teams }} was={id ? shift : undefined} like={id ? undefined : shift} />
}

export default ledPage(titleOf(), Add)
