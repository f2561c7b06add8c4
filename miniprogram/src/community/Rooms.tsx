/** The rooms of mediation: a list, and a form for each. */
import { Fragment, useState } from 'react'
import type { Settings } from '../../../shared/community.ts'
import type { MediationRoom } from '../../../shared/mediation/settings.ts'
import { soonDays, yearsNotEntered } from '../../../shared/holidays.ts'
import { onOf, plusMinutes } from '../../../shared/time.ts'
import { Button } from '../components/Button.tsx'
import { Card } from '../components/Card.tsx'
import { Complaint } from '../components/Field.tsx'
import { complaintAt, type Complaints } from '../components/form.ts'
import { Row } from '../components/Row.tsx'
import { Sheet } from '../components/Sheet.tsx'
import { Notice } from '../components/States.tsx'
import { settingsForm } from './form.ts'
import { FormParts } from './FormParts.tsx'
import { isNew, withLine } from './lines.ts'
import { newRoom, roomParts, sayRoom, wrongInRoom } from './rooms.ts'

interface SheetProps {
  readonly room: MediationRoom
  /** Undefined: it stands in the settings, and can be closed but not struck from them. */
  readonly remove: (() => void) | undefined
  readonly wrongIn: (room: MediationRoom) => Complaints
  readonly close: () => void
  readonly put: (room: MediationRoom) => void
}

const RoomSheet = ({ room, remove, wrongIn, close, put }: SheetProps) => {
  const named = room.name !== ''
  const parts = roomParts(room, { named, kept: !remove })
  const form = settingsForm(parts)
  const [draft, setDraft] = useState(() => form.begin(room))
  const [complaints, complain] = useState<Complaints>({})
  const next = form.valueOf(draft)
  const done = () => {
    const found = wrongIn(next)
    complain(found)
    if (Object.keys(found).length === 0) put(next)
  }
  return (
    <Sheet
      open
      title={named ? '改这一间' : '加一间调解室'}
      close={close}
      closeText="不改了"
      foot={<Button text="好了" onTap={done} />}
    >
      <FormParts
        of={parts}
        draft={draft}
        now={next}
        complaints={complaints}
        set={changed => {
          setDraft(changed)
          complain({})
        }}
      />
      {remove && named && <Button text="不加这间了" kind="danger" onTap={remove} />}
    </Sheet>
  )
}

const dayIn = (days: number) => onOf(plusMinutes(new Date().toISOString(), days * 24 * 60))

interface Props {
  readonly was: Settings['mediation']
  readonly now: Settings['mediation']
  readonly set: (rooms: readonly MediationRoom[]) => void
  readonly complaints: Complaints
}

export const Rooms = ({ was, now, set, complaints }: Props) => {
  const [index, open] = useState<number>()
  const { rooms } = now
  const room = index === undefined ? undefined : (rooms[index] ?? newRoom(rooms))
  const missing = yearsNotEntered(
    rooms.filter(({ closed }) => !closed).map(({ hours }) => hours),
    dayIn(0),
    dayIn(soonDays),
  )
  const wrong = complaintAt(complaints, 'mediation.rooms')
  const wrongAt = rooms.map((_, i) => complaintAt(complaints, `mediation.rooms.${i}`))
  const close = () => open(undefined)
  const put = (next: readonly MediationRoom[]) => {
    set(next)
    close()
  }
  return (
    <>
      {missing.length > 0 && (
        <Notice
          text={`${missing.join('、')}年的放假安排还没有录入，先按平常的星期算。国务院公布以后，请点开每间，在“放假不开的日子”里补上。`}
        />
      )}
      <Card>
        {rooms.map((each, i) => (
          <Fragment key={each.id}>
            <Row name={each.name} note={sayRoom(each)} value={each.closed && '停用'} onTap={() => open(i)} />
            {wrongAt[i] !== undefined && <Complaint text={wrongAt[i]} />}
          </Fragment>
        ))}
        {wrong !== undefined && !wrongAt.includes(wrong) && <Complaint text={wrong} />}
        <Button text="加一间" kind="plain" onTap={() => open(isNew)} />
      </Card>
      {index !== undefined && room && (
        <RoomSheet
          key={room.id}
          room={room}
          wrongIn={next => wrongInRoom(now, index, next)}
          close={close}
          put={next => put(withLine(rooms, index, next))}
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
