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
import { Notice } from '../components/States.tsx'
import { FormSheet } from './FormSheet.tsx'
import { isNew, withLine } from './lines.ts'
import { newRoom, roomParts, sayRoom, wrongInRoom } from './rooms.ts'

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
  const named = room?.name !== ''
  const kept = was.rooms.some(({ id }) => id === room?.id)
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
        <FormSheet
          key={room.id}
          title={named ? '改这一间' : '加一间调解室'}
          of={roomParts(room, { named, kept })}
          value={room}
          wrongIn={next => wrongInRoom(now, index, next)}
          close={close}
          put={next => put(withLine(rooms, index, next))}
        >
          {named && !kept && (
            <Button
              text="不加这间了"
              kind="danger"
              onTap={() => put(rooms.filter(({ id }) => id !== room.id))}
            />
          )}
        </FormSheet>
      )}
    </>
  )
}
