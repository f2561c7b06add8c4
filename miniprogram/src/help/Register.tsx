/** 电话单: somebody rings who has never rung before; written down while they speak. */
import { useState } from 'react'
import type { Reply } from '../../../shared/contract.ts'
import { identity } from '../../../shared/identity.ts'
import { Button } from '../components/Button.tsx'
import { Choice } from '../components/Choice.tsx'
import { Field } from '../components/Field.tsx'
import { Failed, Loading, Notice } from '../components/States.tsx'
import { useMove, useReply } from '../platform/query.tsx'
import { Refused, sayRefusal } from '../platform/refused.ts'
import { words } from './ask-words.ts'

type Found = Reply<typeof identity.registerByPhone>

const empty = { phone: '', callName: '', name: '', building: '', unit: '', room: '' }
type Said = typeof empty

/** `four`: what the phone ends with. */
export const Register = ({
  four,
  done,
}: {
  readonly four: string
  readonly done: (person: Found) => void
}) => {
  const { data: buildings, error, again } = useReply(identity.buildings, {})
  const { go } = useMove()
  const [said, setSaid] = useState<Said>(empty)
  const [refused, setRefused] = useState<unknown>()
  if (!buildings) return error ? <Failed error={error} again={again} /> : <Loading />
  const complaints = refused instanceof Refused ? refused.fields : {}
  const field = (name: keyof Said, longest: number, placeholder = '') => (
    <Field
      label={words.register[name]}
      longest={longest}
      placeholder={placeholder}
      type={name === 'phone' ? 'digit' : 'text'}
      value={said[name]}
      onChange={value => setSaid({ ...said, [name]: value })}
      complaint={complaints[name]}
    />
  )
  const save = async () => {
    const { unit, room, ...rest } = said
    // A call name is enough where nobody asked for more.
    const who = { ...rest, name: rest.name || rest.callName, ...(unit && { unit }), ...(room && { room }) }
    try {
      done(await go(identity.registerByPhone, who))
    } catch (error) {
      setRefused(error)
    }
  }
  return (
    <>
      <Notice text={words.unknown(four)} />
      {field('phone', 11, words.phoneHint(four))}
      {field('callName', 10, words.callNameHint)}
      {field('name', 20)}
      <Choice
        label={words.register.building}
        options={buildings.items.map(({ id, name }) => ({ value: id, text: name }))}
        value={said.building}
        onChange={building => setSaid({ ...said, building })}
        complaint={complaints.building}
      />
      {field('unit', 6, words.unitHint)}
      {field('room', 6, words.roomHint)}
      {refused !== undefined && <Notice text={sayRefusal(refused)} tone="warn" />}
      <Button text={words.registerSave} onTap={save} />
    </>
  )
}
