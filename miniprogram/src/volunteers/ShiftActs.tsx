/** What can be done about a shift: one’s own place in it, then the list and the shift itself by its lead. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import { leadOf } from '../../../shared/contract.ts'
import { plusMinutes, sayTime } from '../../../shared/time.ts'
import { volunteers } from '../../../shared/volunteers/volunteers.ts'
import { cancelReasons, type ShiftReply } from '../../../shared/volunteers/shifts.ts'
import { actsOf, useTelling, type ActProps } from '../components/act.tsx'
import { Asking } from '../components/Asking.tsx'
import { ActButton } from '../components/Acts.tsx'
import { Button } from '../components/Button.tsx'
import { CallButton } from '../components/CallButton.tsx'
import { CallCommunity } from '../components/CallCommunity.tsx'
import { Card } from '../components/Card.tsx'
import { Rows } from '../components/facts.tsx'
import { tick } from '../components/fields.tsx'
import type { PartOf } from '../components/MatterPage.tsx'
import { Notice } from '../components/States.tsx'
import { useForm } from '../components/useForm.tsx'
import { useTyped } from '../platform/drafts.ts'
import { open } from '../platform/open.ts'
import { useMove } from '../platform/query.tsx'
import { askToBeTold } from '../platform/subscribe.ts'
import { CheckIn } from './CheckIn.tsx'
import { countsOf, groupsOf, sayGroup, sayPresence, type OnRoll } from './roll-list.ts'
import { sayBeside, words } from './words.ts'

type Part = PartOf<ShiftReply>
const { act, leads } = actsOf<ShiftReply>()

const now = () => new Date().toISOString()
const soonMinutes = 10
/** There is no way back, so those who have only just come are asked once more. */
const justCame = ({ mine, startsAt }: ShiftReply) => plusMinutes(mine?.inAt ?? startsAt, soonMinutes) > now()
const isSeated = ({ mine }: ShiftReply) => mine?.place === 'seated'
const keepsList = ({ may }: ShiftReply) => may.includes('keepList')
const takeText = ({ taken, places, waiting }: ShiftReply) =>
  taken >= places || waiting > 0 ? '排队，有空位叫我' : '我去'

export const acts = {
  confirm: act(volunteers.confirmPlace, { label: '我要', size: 'huge' }),
  // Who keeps the list needs no code for themselves.
  checkIn: act(volunteers.checkIn, { label: '我到了', when: keepsList, kind: 'primary' }),
  checkOut: act(volunteers.checkOut, {
    label: '我走了，签退',
    when: shift => !justCame(shift),
    kind: 'primary',
    size: 'huge',
  }),
  checkOutSoon: act(volunteers.checkOut, {
    label: '我走了，签退',
    when: justCame,
    kind: 'primary',
    size: 'huge',
    title: '才来不久，真的走了？',
    says: () => '签退以后不能再签到，时长算到这会儿。',
    yes: '走了，签退',
    no: '还没走',
    danger: true,
  }),
  take: act(volunteers.takeShift, {
    label: takeText,
    when: ({ insurance }) => insurance === undefined,
    kind: 'primary',
    size: 'huge',
    tells: 'helping',
  }),
  // A place goes to the next at once, so it is asked once more.
  giveUp: act(volunteers.giveUpShift, {
    label: '我去不了了',
    when: isSeated,
    title: '真的不去了？',
    says: () => '位子马上给下一位。',
    yes: '不去了',
    no: '还是去',
    danger: true,
  }),
  leaveQueue: act(volunteers.giveUpShift, {
    label: ({ mine }) => (mine?.place === 'held' ? '不去了' : '不排了'),
    when: shift => !isSeated(shift),
  }),
  change: leads(({ id }) => open('volunteers/add', { id }), { label: '改一改', may: ['change'] }),
  print: act(volunteers.sheet, { label: '打印签到表', may: ['keepList'] }),
  again: leads(({ id }) => open('volunteers/add', { from: id }), { label: '照这样再开一次', may: ['again'] }),
  cancel: act(volunteers.cancelShift, {
    label: '取消这一次',
    may: ['cancel'],
    kind: 'danger',
    title: '为什么取消？',
    says: () => '有位子的、排队的都会收到消息。',
    no: '先不取消',
    choices: () => cancelReasons.options.map(({ value, text }) => [text, { reason: value }]),
    done: '取消了，已经告诉大家',
  }),
}

export const ownActs = [
  ...(['confirm', 'checkIn', 'checkOut', 'checkOutSoon', 'take', 'giveUp', 'leaveQueue'] as const),
]
export const leadActs = ['change', 'print', 'again', 'cancel'] as const

export const NotCome: Part = ({ item: { mine, team } }) =>
  mine?.noShow ? (
    <View className="moves">
      <Notice
        text={`${mine.noShow.name} ${sayTime(mine.noShow.at, now())} 记的。不对？跟${leadOf(team.name)}或社区说一声，能改。`}
      />
      <CallCommunity kind="primary" />
    </View>
  ) : null

/** Where it may be dangerous one says first that one is fit. */
const TakeFit: Part = ({ item, onMoved }) => {
  const { go } = useMove()
  const { field, send, refused } = useForm({
    draft: useTyped<{ fit?: true }>({}),
    fields: { fit: tick('这次要出力或站久。请先想想身体行不行。', '我身体能行') },
    wrong: ({ fit }) => ({ ...(!fit && { fit: '身体能行，请先点一下这里；不行就别勉强。' }) }),
  })
  const take = ({ fit }: { fit?: true }) => {
    void askToBeTold('helping')
    return go(volunteers.takeShift, { id: item.id, fit }).then(onMoved)
  }
  return (
    <>
      {field('fit')}
      {refused}
      <Button text={takeText(item)} size="huge" onTap={() => send(take)} />
    </>
  )
}

/** What is filled in on the spot. */
export const Here: Part = props => {
  const { may, insurance } = props.item
  return (
    <>
      {may.includes('checkIn') && !keepsList(props.item) && <CheckIn {...props} />}
      {may.includes('takeShift') && insurance !== undefined && <TakeFit {...props} />}
    </>
  )
}

const toList = leads(({ id }) => open('volunteers/roll', { id }), {
  label: ({ checkInFromAt }) => (checkInFromAt > now() ? '替人报名、退名' : '签到'),
  // Called off, there is no list to keep.
  may: ['keepList'],
  kind: ({ checkInFromAt }) => (checkInFromAt > now() ? 'plain' : 'primary'),
})

export const ToList: Part = props => <ActButton act={toList} {...props} />

/** Of a shift to come: what else the team has then, and who of the list is somewhere else as well. */
export const Overlaps: Part = ({ item: { beside, people = [] } }) => {
  const both = people.flatMap(({ name, alsoIn }) => (alsoIn === undefined ? [] : [`${name}（“${alsoIn}”）`]))
  return (
    <>
      {beside && <Notice text={sayBeside(beside)} />}
      {both.length > 0 && (
        <Notice text={`这个时间，${both.length}位还报了别的班：${both.join('、')}。`} tone="warn" />
      )}
    </>
  )
}

const noteOf = (person: OnRoll) => [person.building, sayPresence(person)].filter(Boolean).join(' · ')

export const People: Part = ({ item }) => {
  const { people = [], places } = item
  if (!keepsList(item)) return null
  return (
    <Card title={`名单 · ${countsOf(people).all} / ${places}`}>
      {people.length === 0 && <View className="hint">还没有人报名。</View>}
      {groupsOf(people).map(([standing, group]) => (
        <View key={standing}>
          {standing !== 'expected' && <View className="strong">{sayGroup(standing, item, now())}</View>}
          <Rows lines={group.map(person => ({ name: person.name, note: noteOf(person) }))} />
        </View>
      ))}
    </Card>
  )
}

// ---- called off: whom to ring ----

type OnCallList = ShiftReply & { readonly person: OnRoll }

/** The number is asked for with a tap, for the person can see that it was looked at. */
const Ring = (props: ActProps<OnCallList>) => {
  const { person, id } = props.item
  const { go, send, error } = useTelling(props)
  const [phone, setPhone] = useState<string>()
  const who = { id, person: person.user }
  const look = () =>
    go(volunteers.phoneOf, who).then(
      found => setPhone(found.phone),
      () => undefined,
    ) // shown above
  const tick = (undo?: true) => send(go(volunteers.reached, { ...who, undo }))
  return (
    <Asking title={`告诉${person.name}`} close={props.close} closeText={words.close} error={error}>
      <View className="sheet-text">这一班取消了，打个电话说一声。</View>
      {phone ? (
        <CallButton phone={phone} text={`打 ${phone}`} kind="primary" size="huge" />
      ) : (
        <Button text="看电话" onTap={look} />
      )}
      <View className="hint">号码谁看过，本人查得到。</View>
      {person.reached ? (
        <Button text="点错了，还没说到" kind="plain" onTap={() => tick(true)} />
      ) : (
        <Button text="说到了" kind="plain" onTap={() => tick()} />
      )}
    </Asking>
  )
}

/** A message may not have been seen; who is not reached yet stands first. */
export const CallList: Part = ({ item, onMoved }) => {
  const [ringing, setRinging] = useState<string>()
  const { may, people = [] } = item
  if (!may.includes('callList') || people.length === 0) return null
  const [reached, open] = [people.filter(each => each.reached), people.filter(each => !each.reached)]
  const person = people.find(({ user }) => user === ringing)
  return (
    <Card title={`要打电话告诉的人 · 说到了 ${reached.length} / ${people.length}`}>
      <View className="hint">消息都发了。没看到的，点名字打电话说一声。</View>
      <Rows
        lines={[...open, ...reached].map(each => ({
          name: each.name,
          note: noteOf(each),
          value: each.reached ? `✓ ${each.reached.name}说到了` : '打电话',
          onTap: () => setRinging(each.user),
        }))}
      />
      {person && <Ring item={{ ...item, person }} close={() => setRinging(undefined)} onMoved={onMoved} />}
    </Card>
  )
}
