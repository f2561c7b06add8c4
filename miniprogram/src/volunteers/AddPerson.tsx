/** Somebody of the team who cannot tap, or came without a phone, is put on the list by name. */
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { volunteers } from '../../../shared/volunteers.ts'
import type { ShiftReply } from '../../../shared/volunteers/shifts.ts'
import { Button } from '../components/Button.tsx'
import { Card } from '../components/Card.tsx'
import { Field } from '../components/Field.tsx'
import { Sheet } from '../components/Sheet.tsx'
import { Failed, Loading, Notice } from '../components/States.tsx'
import { useMove, useReply } from '../platform/query.tsx'
import { sayRefusal } from '../platform/refused.ts'
import { words } from './lead-words.ts'

interface Props {
  readonly shift: ShiftReply
  readonly made: (reply: ShiftReply) => void
}

/** More names than these are looked for, not read through. */
const readThrough = 12

const Names = ({ shift, made, close }: Props & { readonly close: () => void }) => {
  const { data, error, again } = useReply(volunteers.team, { team: shift.team.id })
  const [typed, setTyped] = useState('')
  const { go, error: refused, forget } = useMove()
  if (!data) return error ? <Failed error={error} again={again} /> : <Loading />
  const on = new Set(shift.people?.map(({ user }) => user))
  // Whoever came into the team since was not there.
  const missing = data.people.flatMap(({ user, since = '', ...rest }) =>
    user && !on.has(user) && since < shift.endsAt ? [{ user, ...rest }] : [],
  )
  const found = missing.filter(({ name, building = '' }) => `${name} ${building}`.includes(typed.trim()))
  const now = new Date().toISOString()
  const here = shift.checkInFromAt <= now
  const add = async (user: string, name: string) => {
    const who = { id: shift.id, person: user }
    // Whoever is added on the day has come; added afterwards, they came when it began.
    const reply = here
      ? await go(volunteers.checkIn, { ...who, ...(shift.endsAt <= now && { at: shift.startsAt }) })
      : await go(volunteers.takeShift, who)
    const queued = reply.people?.some(each => each.user === user && each.place === 'waiting')
    void Taro.showToast({ title: queued ? words.addedQueue(name) : words.addedSeat(name), icon: 'none' })
    made(reply)
    close()
  }
  return (
    <>
      {missing.length > readThrough && (
        <Field
          label={words.addPersonFind}
          quiet
          longest={20}
          placeholder={words.addPersonFind}
          value={typed}
          onChange={text => {
            setTyped(text)
            forget()
          }}
        />
      )}
      {here && missing.length > 0 && <View className="hint under-label">{words.addedHere}</View>}
      {missing.length === 0 && <View className="hint">{words.addPersonNone}</View>}
      {refused && <Notice text={sayRefusal(refused)} tone="warn" />}
      {found.map(({ user, name, building }) => (
        <Card
          key={user}
          title={[name, building].filter(Boolean).join(' · ')}
          // A no stands above.
          onTap={() => void add(user, name).catch(() => undefined)}
        />
      ))}
    </>
  )
}

export const AddPerson = (props: Props) => {
  const [open, setOpen] = useState(false)
  const close = () => setOpen(false)
  return (
    <>
      <Button text={words.addPerson} kind="plain" onTap={() => setOpen(true)} />
      <Sheet open={open} title={words.addPersonTitle} close={close} closeText={words.close}>
        <Names {...props} close={close} />
      </Sheet>
    </>
  )
}
