/** The list of a shift by its lead: what one name did, and somebody of the team put on it by name. */
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { clockOf } from '../../../shared/time.ts'
import { volunteers } from '../../../shared/volunteers/volunteers.ts'
import type { ShiftReply } from '../../../shared/volunteers/shifts.ts'
import { actsOf, useTelling, type ActProps } from '../components/act.tsx'
import { Asking } from '../components/Asking.tsx'
import { Awaited } from '../components/Awaited.tsx'
import { Button } from '../components/Button.tsx'
import { Card } from '../components/Card.tsx'
import { Field } from '../components/Field.tsx'
import { WhenField } from '../components/WhenField.tsx'
import { open } from '../platform/open.ts'
import { useReply } from '../platform/query.tsx'
import { monthOf } from './days.ts'
import { isListOpen, sayPresence, standingOf, timeWithin, usualTimes, type OnRoll } from './roll-list.ts'
import { words } from './words.ts'

type Step = ActProps<ShiftReply>

/** A time of their own, for what is entered later than it was. */
const AtTime = ({
  label,
  usual,
  record,
}: {
  readonly label: string
  readonly usual: string
  readonly record: (at: string) => unknown
}) => {
  const [at, setAt] = useState(usual)
  return (
    <View className="apart">
      <WhenField label={label} mode="time" value={at} onChange={setAt} />
      <Button
        text="按这个时间记"
        label={`${label}，按这个时间记`}
        kind="plain"
        disabled={at === ''}
        onTap={() => record(at)}
      />
    </View>
  )
}

/** Came, came at, went, did not come. */
export const PersonSheet = ({ person, ...props }: Step & { readonly person: OnRoll }) => {
  const { item, close } = props
  const { go, send, error } = useTelling(props)
  const who = { id: item.id, person: person.user }
  const came = (at?: string) => send(go(volunteers.checkIn, { ...who, at: at && timeWithin(at, item) }))
  const went = (at?: string) => send(go(volunteers.checkOut, { ...who, at: at && timeWithin(at, item) }))
  const standing = standingOf(person)
  const now = new Date().toISOString()
  const [begun, over] = [item.startsAt <= now, item.endsAt <= now]
  const usual = usualTimes(now, item)
  const presence = sayPresence(person)
  const [here, gone] = [standing === 'here', standing === 'gone']
  const closed = !isListOpen(now, item)
  const toHours = () => open('volunteers/team-hours', { team: item.team.id, month: monthOf(item.startsAt) })
  return (
    <Asking title={person.name} close={close} closeText={words.close} error={error}>
      {presence && <View className="sheet-text big">{presence}</View>}
      {closed && (
        <>
          <View className="sheet-text">过了七天，名单不再改了。忘了签退的、时长不对的，写明原因还能补。</View>
          <Button text="去队里的时数" onTap={toHours} />
        </>
      )}
      {!closed && !here && !gone && item.checkInFromAt <= now && (
        <>
          {/* Afterwards "now" says nothing about when they came. */}
          {!over && <Button text="来了" size="huge" onTap={() => came()} />}
          <AtTime label={words.cameAt} usual={usual.came} record={came} />
        </>
      )}
      {!closed && here && <Button text="走了" size="huge" onTap={() => went()} />}
      {!closed && (here || gone) && <AtTime label="几点走的" usual={usual.went} record={went} />}
      {!closed && here && person.inAt && (
        <AtTime label={words.cameAt} usual={clockOf(person.inAt)} record={came} />
      )}
      {!closed && gone && <View className="hint">时间记错了，到“队里的时数”里改。</View>}
      <View className="apart">
        {!closed && standing === 'expected' && begun && (
          <>
            <Button text="没来" kind="plain" onTap={() => send(go(volunteers.noShow, who))} />
            <View className="hint">只为以后好安排，没有别的影响。</View>
          </>
        )}
        {(standing === 'expected' || standing === 'waiting') && !begun && (
          <Button
            text={standing === 'waiting' ? '不排了' : '来不了，让出位子'}
            kind="plain"
            onTap={() => send(go(volunteers.giveUpShift, who))}
          />
        )}
        {standing === 'absent' && (
          <Button
            text="记错了，不是没来"
            kind="plain"
            onTap={() => send(go(volunteers.noShow, { ...who, undo: true }))}
          />
        )}
      </View>
    </Asking>
  )
}

/** More names than these are looked for, not read through. */
const readThrough = 12

/** Who cannot tap, or came without a phone. */
const PeopleOfTeam = (props: Step) => {
  const { item, close } = props
  const { data, ...asked } = useReply(volunteers.team, { team: item.team.id })
  const [typed, setTyped] = useState('')
  const { go, send, error, forget } = useTelling(props)
  const on = new Set(item.people?.map(({ user }) => user))
  // Those who came into the team since then were not there.
  const missing = data?.people.flatMap(({ user, since = '', ...rest }) =>
    user && !on.has(user) && since < item.endsAt ? [{ user, ...rest }] : [],
  )
  const found = missing?.filter(({ name, building = '' }) => `${name} ${building}`.includes(typed.trim()))
  const now = new Date().toISOString()
  const here = item.checkInFromAt <= now
  const add = async (user: string, name: string) => {
    const who = { id: item.id, person: user }
    // Those who are added on the day have come; added afterwards, they came when it began.
    const reply = await (here
      ? go(volunteers.checkIn, { ...who, at: item.endsAt <= now ? item.startsAt : undefined })
      : go(volunteers.takeShift, who))
    const queued = reply.people?.some(each => each.user === user && each.place === 'waiting')
    const said = queued ? `位子满了，${name}排上队了` : `${name}加进来了`
    void Taro.showToast({ title: said, icon: 'none' })
    return reply
  }
  return (
    <Asking title="从队里加谁？" close={close} closeText={words.close} error={error}>
      {!missing && <Awaited asked={asked} calls={false} />}
      {missing && missing.length > readThrough && (
        <Field
          label="找名字"
          quiet
          longest={20}
          placeholder="找名字"
          value={typed}
          onChange={text => {
            setTyped(text)
            forget()
          }}
        />
      )}
      {here && missing && missing.length > 0 && <View className="hint under-label">加上就算来了。</View>}
      {missing?.length === 0 && <View className="hint">队里的人都在名单上了。</View>}
      {found?.map(({ user, name, building }) => (
        <Card
          key={user}
          title={[name, building].filter(Boolean).join(' · ')}
          onTap={() => void send(add(user, name))}
        />
      ))}
    </Asking>
  )
}

export const addPerson = actsOf<ShiftReply>().byHand(PeopleOfTeam, {
  label: '加一个人（没带手机也行）',
  may: ['keepList'],
  when: shift => isListOpen(new Date().toISOString(), shift),
})
