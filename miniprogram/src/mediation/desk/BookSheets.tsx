/** A time for a case before it is written: the first, or another one. */
import { View } from '@tarojs/components'
import { mediation } from '../../../../shared/mediation/mediation.ts'
import type { Code } from '../../../../shared/choice.ts'
import { cancelReasons, type rescheduleReasons } from '../../../../shared/mediation/reply.ts'
import { clockOf, onOf, plusMinutes } from '../../../../shared/time.ts'
import { sheetsOf } from '../../components/act.tsx'
import { Rows } from '../../components/facts.tsx'
import { namesOf, oneOf } from '../../components/fields.tsx'
import { nameIn, words, type Calendar, type Placing } from './data.ts'
import { sayDay, sayTimes, type Span } from './grid.ts'

export const sayAt = (at: string) => `${sayDay(onOf(at))} ${clockOf(at)}`
export const sayWhen = (span: Span) => `${sayDay(onOf(span.fromAt))} ${sayTimes(span)}`

interface Booking extends Placing {
  readonly id: string
  readonly seq: number
  readonly calendar: Calendar
  readonly fromAt: string
  /** That are free then. */
  readonly rooms: readonly string[]
}

const placeOf = ({ calendar, rooms }: Booking) =>
  rooms.length > 1 && {
    room: oneOf('地方', namesOf(calendar.rooms.filter(({ id }) => rooms.includes(id))), { start: rooms[0] }),
  }

const booking = {
  no: '再看看',
  says: ({ each, calendar, fromAt, minutes, rooms }: Booking) => (
    <>
      <View className="desk-sheet-what">{each.title}</View>
      <Rows
        lines={[
          each.names && { name: '谁来', note: each.names },
          { name: '时间', value: sayWhen({ fromAt, toAt: plusMinutes(fromAt, minutes) }) },
          each.moves && { name: '原来', value: sayWhen(each.moves) },
          rooms.length < 2 && { name: '地方', value: nameIn(calendar, rooms[0]!) },
          { name: '调解员', value: each.mediator?.name ?? words.noMediator },
        ]}
      />
    </>
  ),
  along: ({ fromAt, minutes, rooms }: Booking) => ({ room: rooms[0]!, fromAt, minutes }),
}
const bookingSheet = sheetsOf<Booking>()
const reason = oneOf<Code<typeof rescheduleReasons>>(
  '为什么改',
  { ...cancelReasons.text, partyAsked: '当事人来不了' },
  { start: 'other' },
)
export const BookSheet = bookingSheet(mediation.book, {
  ...booking,
  title: '约这个时间？',
  yes: '约好，告诉大家',
  fields: item => ({ ...placeOf(item) }),
})
export const MoveSheet = bookingSheet(mediation.reschedule, {
  ...booking,
  title: '改到这个时间？',
  yes: '改好，告诉大家',
  fields: item => ({ ...placeOf(item), reason }),
})
