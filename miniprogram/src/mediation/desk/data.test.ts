import { expect, test } from '@jest/globals'
import { dayToClose } from './data.ts'

test.each([
  ['2026-11-28', '2026-11-30'],
  ['2026-11-27', '2026-11-30'],
  ['2026-11-25', '2026-11-26'],
])(
  'When no room is open from %s to the end of its week, then what is closed is the next working day, %s',
  (on, next) => {
    const span = dayToClose(
      { rooms: [], mediators: [], items: [], blocks: [], open: [] },
      on,
      `${on}T01:00:00.000Z`,
    )
    expect(span).toEqual({ fromAt: `${next}T01:00:00.000Z`, toAt: `${next}T09:00:00.000Z` })
  },
)

test('When a day of a room has begun, then what is closed is the rest of it', () => {
  const day = {
    room: 'room-1',
    on: '2026-11-27',
    fromAt: '2026-11-27T01:00:00.000Z',
    toAt: '2026-11-27T09:00:00.000Z',
  }
  const closed = (now: string) =>
    dayToClose({ rooms: [], mediators: [], items: [], blocks: [], open: [day] }, '2026-11-27', now)
  expect(closed('2026-11-27T00:10:00.000Z')).toEqual({ fromAt: day.fromAt, toAt: day.toAt })
  expect(closed('2026-11-27T06:10:00.000Z')).toEqual({ fromAt: '2026-11-27T06:00:00.000Z', toAt: day.toAt })
})
