/** The rooms of mediation: what they are called, where they are, and when they are open. */
import { View } from '@tarojs/components'
import { Fragment, useState } from 'react'
import type { Settings } from '../../../shared/community.ts'
import type { MediationRoom } from '../../../shared/mediation/settings.ts'
import { soonDays, yearsNotEntered } from '../../../shared/holidays.ts'
import { plusMinutes, shanghai } from '../../../shared/time.ts'
import { Button } from '../components/Button.tsx'
import { Card } from '../components/Card.tsx'
import { Choice } from '../components/Choice.tsx'
import { Complaint, Field } from '../components/Field.tsx'
import { complaintAt } from '../components/form.ts'
import { Row } from '../components/Row.tsx'
import { Sheet } from '../components/Sheet.tsx'
import { Notice } from '../components/States.tsx'
import { withLine } from './lines.ts'
import {
  newRoom,
  roomFormOf,
  roomOf,
  sayRoom,
  wrongInRoom,
  type MediationForm,
  type RoomForm,
} from './mediation-form.ts'
import { Weekdays } from './Weekdays.tsx'
import { mediationWords as said, words } from './words.ts'

const isNew = -1
const slots = [15, 30, 45, 60, 90, 120]

interface RoomSheetProps {
  readonly room: MediationRoom
  /** Undefined: it stands in the settings, and can be closed but not struck from them. */
  readonly remove: (() => void) | undefined
  readonly wrongIn: (room: MediationRoom) => Readonly<Record<string, string>>
  readonly close: () => void
  readonly put: (room: MediationRoom) => void
}

const RoomSheet = ({ room, remove, wrongIn, close, put }: RoomSheetProps) => {
  const [form, setForm] = useState(() => roomFormOf(room))
  const [wrong, complain] = useState<Readonly<Record<string, string>>>({})
  const added = room.name === ''
  const set = (part: Partial<RoomForm>) => {
    setForm({ ...form, ...part })
    complain({})
  }
  const complaint = (path: string) => complaintAt(wrong, path)
  const done = () => {
    const next = roomOf(room, form)
    const found = wrongIn(next)
    complain(found)
    if (Object.keys(found).length === 0) put(next)
  }
  const days = (name: 'closedOn' | 'openOn') => (
    <Field
      label={said[name]}
      lines="many"
      longest={1400}
      placeholder={words.daysHint}
      value={form[name]}
      onChange={typed => set({ [name]: typed })}
      complaint={complaint(`hours.${name}`)}
    />
  )
  return (
    <Sheet
      open
      title={added ? said.addRoomTitle : said.changeRoomTitle}
      close={close}
      closeText={words.cancel}
      foot={<Button text={words.done} onTap={done} />}
    >
      <Field
        label={said.name}
        placeholder={said.nameHint}
        longest={20}
        value={form.name}
        onChange={name => set({ name })}
        complaint={complaint('name')}
      />
      <Field
        label={said.place}
        placeholder={said.placeHint}
        longest={60}
        value={form.place}
        onChange={place => set({ place })}
        complaint={complaint('place')}
      />
      {!added && <View className="small under-label">{said.renameNote}</View>}
      <View className="pair pair-fields">
        {(['from', 'to'] as const).map(end => (
          <View key={end} className="pair-part">
            <Field
              label={said[end]}
              longest={6}
              placeholder={words.clockHint}
              value={form[end]}
              onChange={typed => set({ [end]: typed })}
              complaint={complaint(`hours.${end}`)}
            />
          </View>
        ))}
      </View>
      <Weekdays
        label={said.weekdays}
        value={form.weekdays}
        onChange={weekdays => set({ weekdays })}
        complaint={complaint('hours.weekdays')}
      />
      <Choice
        label={said.slot}
        options={[...new Set([...slots, room.slotMinutes])]
          .sort((one, other) => one - other)
          .map(minutes => ({ value: String(minutes), text: said.slotOf(minutes) }))}
        value={String(form.slotMinutes)}
        onChange={minutes => set({ slotMinutes: Number(minutes) })}
        complaint={complaint('slotMinutes')}
      />
      {days('closedOn')}
      {days('openOn')}
      {remove ? (
        !added && <Button text={said.noRoom} kind="danger" onTap={remove} />
      ) : (
        <Card>
          <Row name={said.close} on={form.closed} onTap={() => set({ closed: !form.closed })} />
          <View className="small">{said.closeNote}</View>
          {complaint('closed') !== undefined && <Complaint text={complaint('closed')!} />}
        </Card>
      )}
    </Sheet>
  )
}

const dayIn = (days: number) =>
  shanghai(plusMinutes(new Date().toISOString(), days * 24 * 60)).format('YYYY-MM-DD')

interface Props {
  readonly was: Settings['mediation']
  readonly form: MediationForm
  readonly set: (part: Partial<MediationForm>) => void
  readonly complaint: (path: string) => string | undefined
}

export const RoomsPart = ({ was, form, set, complaint }: Props) => {
  const [index, open] = useState<number>()
  const { rooms } = form
  const room = index === undefined ? undefined : (rooms[index] ?? newRoom(rooms))
  const wrong = complaint('rooms')
  const missing = yearsNotEntered(
    rooms.filter(({ closed }) => !closed).map(({ hours }) => hours),
    dayIn(0),
    dayIn(soonDays),
  )
  const wrongAt = rooms.map((_, i) => complaint(`rooms.${i}`))
  const close = () => open(undefined)
  const put = (next: readonly MediationRoom[]) => {
    set({ rooms: next })
    close()
  }
  return (
    <>
      {missing.length > 0 && <Notice text={said.notEntered(missing)} />}
      <Card>
        {rooms.map((each, i) => (
          <Fragment key={each.id}>
            <Row
              name={each.name}
              note={sayRoom(each)}
              {...(each.closed && { value: said.closed })}
              onTap={() => open(i)}
            />
            {wrongAt[i] !== undefined && <Complaint text={wrongAt[i]} />}
          </Fragment>
        ))}
        {wrong !== undefined && !wrongAt.includes(wrong) && <Complaint text={wrong} />}
        <Button text={said.addRoom} kind="plain" onTap={() => open(isNew)} />
      </Card>
      {room && (
        <RoomSheet
          key={room.id}
          room={room}
          wrongIn={next => wrongInRoom(was, form, index!, next)}
          close={close}
          put={next => put(withLine(rooms, index!, next))}
          remove={
            was.rooms.some(({ id }) => id === room.id)
              ? undefined
              : () => put(rooms.filter(({ id }) => id !== room.id))
          }
        />
      )}
    </>
  )
}
