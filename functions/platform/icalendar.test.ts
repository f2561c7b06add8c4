import { expect, test } from '@jest/globals'
import { icalendar } from './icalendar.ts'

test('When a line is long or holds marks of the format, then it is folded between characters and escaped', () => {
  const place = `${'社区一楼调解室'.repeat(8)};二楼, 左手\\边\n按铃`
  const text = icalendar('调解', [
    {
      uid: 'a@mulin',
      fromAt: '2026-11-23T02:00:00.000Z',
      toAt: '2026-11-23T03:00:00.000Z',
      summary: '调解',
      place,
      changedAt: '2026-11-20T02:00:00.000Z',
      seq: 3,
    },
  ])
  const lines = text.split('\r\n')
  expect(lines.pop()).toBe('')
  expect(lines.every(line => Buffer.byteLength(line) <= 75 && !line.includes('\n'))).toBe(true)
  expect(text.replaceAll('\r\n ', '')).toContain(
    `LOCATION:${'社区一楼调解室'.repeat(8)}\\;二楼\\, 左手\\\\边\\n按铃\r\n`,
  )
  expect(lines.filter(line => line.startsWith('BEGIN') || line.startsWith('END'))).toEqual([
    ...['BEGIN:VCALENDAR', 'BEGIN:VEVENT', 'END:VEVENT', 'END:VCALENDAR'],
  ])
})
