/** A room is closed for a while, or a mediator is away; and open again. */
import { View } from '@tarojs/components'
import { useRef, useState } from 'react'
import { mediation } from '../../../../shared/mediation.ts'
import { Button } from '../../components/Button.tsx'
import { Choice } from '../../components/Choice.tsx'
import { Field } from '../../components/Field.tsx'
import { Row } from '../../components/Row.tsx'
import { Sheet } from '../../components/Sheet.tsx'
import { Notice } from '../../components/States.tsx'
import { WhenField } from '../../components/WhenField.tsx'
import { randomKey } from '../../platform/keys.ts'
import { useMove } from '../../platform/query.tsx'
import { sayRefusal } from '../../platform/refused.ts'
import { mediatorName, roomName, type Block, type Calendar } from './data.ts'
import { clockOf, onOf, sayDay, type Span } from './grid.ts'
import { words } from './words.ts'

const instantOf = (on: string, clock: string) => new Date(`${on}T${clock}:00+08:00`).toISOString()

/** What can be closed, as one chooses it: `room:…`, `mediator:…`. */
const targetsOf = ({ rooms, mediators }: Calendar, own: string | undefined) =>
  own
    ? [{ value: `mediator:${own}`, text: words.leaveTitle }]
    : [
        ...rooms.map(({ id, name }) => ({ value: `room:${id}`, text: name })),
        ...mediators.map(({ id, name }) => ({ value: `mediator:${id}`, text: name })),
      ]

export const CloseSheet = ({
  calendar,
  span,
  room,
  own,
  close,
}: {
  readonly calendar: Calendar
  /** As it was drawn on the calendar, or the day that is before one. */
  readonly span: Span
  readonly room?: string | undefined
  /** A mediator notes their own leave, and nothing else. */
  readonly own?: string | undefined
  readonly close: () => void
}) => {
  const targets = targetsOf(calendar, own)
  const [target, setTarget] = useState(room && !own ? `room:${room}` : targets[0]!.value)
  const [from, setFrom] = useState({ on: onOf(span.fromAt), clock: clockOf(span.fromAt) })
  const [to, setTo] = useState({ on: onOf(span.toAt), clock: clockOf(span.toAt) })
  const [of = '', which = ''] = target.split(':')
  const usual = of === 'room' ? words.whyRoom : words.whyMediator
  const [reason, setReason] = useState<string>()
  const key = useRef<string>()
  const { go, error, forget } = useMove()
  const changed = () => {
    key.current = undefined // another closure
    forget()
  }
  const said = reason ?? usual[0]
  const send = async () => {
    if (!from.on || !from.clock || !to.on || !to.clock) return
    key.current ??= await randomKey()
    try {
      await go(mediation.block, {
        ...{ key: key.current, of: of === 'room' ? 'room' : 'mediator', which },
        ...{ fromAt: instantOf(from.on, from.clock), toAt: instantOf(to.on, to.clock) },
        reason: said.trim() || usual[0],
      })
      close()
    } catch {
      // Said below.
    }
  }
  const end = (label: 'from' | 'to', value: typeof from, set: (value: typeof from) => void) => (
    <View className="pair">
      <View className="pair-part">
        <WhenField
          label={label === 'from' ? words.fromDay : words.toDay}
          mode="date"
          value={value.on}
          onChange={on => {
            set({ ...value, on })
            changed()
          }}
        />
      </View>
      <View className="pair-part">
        <WhenField
          label="几点"
          mode="time"
          value={value.clock}
          onChange={clock => {
            set({ ...value, clock })
            changed()
          }}
        />
      </View>
    </View>
  )
  return (
    <Sheet
      open
      title={own ? words.leaveTitle : '关一段时间'}
      close={close}
      closeText="不关了"
      foot={<Button text={of === 'room' ? '关上' : '记下'} onTap={send} />}
    >
      {!own && (
        <Choice
          label="关哪里，谁不在"
          options={targets}
          value={target}
          onChange={value => {
            setTarget(value)
            changed()
          }}
        />
      )}
      {end('from', from, setFrom)}
      {end('to', to, setTo)}
      <Choice
        label={words.why}
        options={usual.map(value => ({ value, text: value }))}
        value={usual.find(each => each === said)}
        onChange={value => {
          setReason(value)
          changed()
        }}
      />
      <Field
        label={words.whyOther}
        quiet
        placeholder={words.whyOther}
        longest={30}
        value={usual.some(each => each === said) ? '' : said}
        onChange={value => {
          setReason(value || undefined)
          changed()
        }}
      />
      {error && <Notice text={sayRefusal(error)} tone="warn" />}
    </Sheet>
  )
}

export const BlockSheet = ({
  block,
  calendar,
  may,
  close,
}: {
  readonly block: Block
  readonly calendar: Calendar
  readonly may: boolean
  readonly close: () => void
}) => {
  const { go, error } = useMove()
  const name = block.of === 'room' ? roomName(calendar, block.which) : mediatorName(calendar, block.which)
  const open = async () => {
    try {
      await go(mediation.unblock, { id: block.id })
      close()
    } catch {
      // Said below.
    }
  }
  const say = (at: string) => `${sayDay(onOf(at))} ${clockOf(at)}`
  return (
    <Sheet
      open
      title={block.of === 'room' ? words.blockTitle : words.awayTitle(name)}
      close={close}
      closeText="先关着"
      foot={may && <Button text="重新开放" kind="danger" onTap={open} />}
    >
      {block.of === 'room' && <Row name={words.where} value={name} />}
      <Row name={words.fromDay} value={say(block.fromAt)} />
      <Row name={words.toDay} value={say(block.toAt)} />
      <Row name={words.why} value={block.reason} />
      {error && <Notice text={sayRefusal(error)} tone="warn" />}
    </Sheet>
  )
}
