/** iCalendar (RFC 5545), as much of it as a list of times and places needs: calendar programs read it from a link. */

export interface CalendarEvent {
  /** The same for as long as it is the same thing, whenever it takes place. */
  readonly uid: string
  readonly fromAt: string
  readonly toAt: string
  readonly summary: string
  readonly place: string
  readonly changedAt: string
  /** Grows with every change. */
  readonly seq: number
  readonly cancelled?: true | undefined
}

const escaped = (text: string) => text.replace(/[\\;,]/g, '\\$&').replace(/\r?\n/g, '\\n')
const basic = (at: string) => at.replace(/[-:]|\.\d+/g, '')

const longestLine = 75 // octets (3.1), a character in one piece

const folded = (line: string) => {
  let [text, octets] = ['', 0]
  for (const character of line) {
    const size = Buffer.byteLength(character)
    if (octets + size > longestLine) [text, octets] = [`${text}\r\n `, 1]
    text += character
    octets += size
  }
  return `${text}\r\n`
}

export const icalendar = (name: string, events: readonly CalendarEvent[]): string =>
  [
    ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//mulin//calendar//ZH', 'METHOD:PUBLISH'],
    ...[`X-WR-CALNAME:${escaped(name)}`, 'REFRESH-INTERVAL;VALUE=DURATION:PT1H'],
    // What Outlook asks for instead (RFC 7986 came later).
    'X-PUBLISHED-TTL:PT1H',
    ...events.flatMap(({ uid, fromAt, toAt, summary, place, changedAt, seq, cancelled }) => [
      'BEGIN:VEVENT',
      ...[`UID:${uid}`, `DTSTAMP:${basic(changedAt)}`, `LAST-MODIFIED:${basic(changedAt)}`],
      ...[`DTSTART:${basic(fromAt)}`, `DTEND:${basic(toAt)}`],
      ...[`SEQUENCE:${seq}`, `STATUS:${cancelled ? 'CANCELLED' : 'CONFIRMED'}`],
      ...[`SUMMARY:${escaped(summary)}`, ...(place ? [`LOCATION:${escaped(place)}`] : [])],
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ]
    .map(folded)
    .join('')
