/**
 * The calendar on a computer: columns of quarters of an hour. A case is put there by dragging it, or by choosing it
 * and pointing; what is not free for it is grey before it is dropped. Drawn with the browser's own elements: WeChat
 * shows the day as a list.
 */
import { useEffect, useState, type CSSProperties, type PointerEvent } from 'react'
import { clockOf, onOf, plusMinutes, sayTime } from '../../../../shared/time.ts'
import { classes } from '../../components/classes.ts'
import {
  dayColumns,
  itemFits,
  inColumn,
  nameIn,
  startsIn,
  toMove,
  weekColumns,
  whyNot,
  words,
  type Column,
  type Item,
} from './data.ts'
import {
  hoursFor,
  lanesOf,
  meant,
  overlap,
  placeOf,
  quarterAt,
  sayTimes,
  timesOn,
  type Hours,
  type Span,
} from './grid.ts'
import './calendar.css'
import { useDrag, type AtDesk } from './use-desk.ts'

const styleOf = (span: Span, on: string, hours: Hours): CSSProperties | undefined => {
  const place = placeOf(span, on, hours)
  return place && { top: `${place.top}%`, height: `${place.height}%` }
}

/** Like a button for the keyboard, and for a screen reader. */
const byKey = (label: string, act: () => void) => ({
  role: 'button',
  tabIndex: 0,
  'aria-label': label,
  onKeyDown: (event: { readonly key: string }) => {
    if (event.key === 'Enter') act()
  },
})
const pressed = (label: string, act: () => void) => ({ ...byKey(label, act), onClick: act })

/** What has no room for three lines has two, or one. */
const lengthOf = ({ fromAt, toAt }: Span) => {
  const minutes = (Date.parse(toAt) - Date.parse(fromAt)) / 60_000
  return minutes < 45 ? 'desk-shortest' : minutes < 60 && 'desk-short'
}

interface SessionProps extends AtDesk {
  readonly item: Item
  /** Where it does not stand above the column. */
  readonly room: string
  /** Something else is beside it. */
  readonly narrow: boolean
  readonly style: CSSProperties
}

const Session = ({ desk, item, room, narrow, style }: SessionProps) => {
  const { hueOf, grab, setOpen, looking, typed, now } = desk
  const each = toMove(item, desk.cases)
  const drag = useDrag(each && (() => grab(each)))
  const note = [
    item.mediator?.name,
    item.keptUntil ? words.keptUntil(sayTime(item.keptUntil, now)) : item.stateText,
  ]
    .filter(Boolean)
    .join(' · ')
  // Where there is little room the year goes first, then the kind; all of it is on the sheet that opens.
  const [, what, year, number] = /^(\S+)(?: (〔\d+〕)?(.*))?$/.exec(item.title) ?? [item.title, item.title]
  return (
    <div
      className={classes(
        'desk-session',
        narrow && 'desk-narrow',
        lengthOf(item),
        (item.id ?? item.talk) === undefined && 'desk-taken',
        item.keptUntil !== undefined && 'desk-kept',
        item.toAt <= now && 'desk-past',
        looking && !itemFits(item, typed) && 'desk-other',
        each !== undefined && 'desk-movable',
      )}
      style={{ ...style, ...((item.id ?? item.talk) && { borderLeftColor: hueOf(item.mediator?.id) }) }}
      {...pressed([sayTimes(item), item.title, item.names, note].filter(Boolean).join('，'), () =>
        setOpen({ sheet: 'item', item }),
      )}
      title={[sayTimes(item), room, item.title, item.names, note].filter(Boolean).join(' · ')}
      {...drag}
    >
      <div className="desk-times">
        {sayTimes(item)}
        {room && !narrow && ` · ${room}`}
      </div>
      <div className="desk-what">
        <span className="desk-kind">{what}</span>
        <span className="desk-number">
          <span className="desk-year">{year}</span>
          {number}
        </span>
        {item.names && <span className="desk-names no-print">{item.names}</span>}
      </div>
      <div className="desk-note">
        {/* The printed week hangs on a wall. */}
        {item.names && <span className="no-print">{item.names} </span>}
        {narrow ? room : note}
      </div>
    </div>
  )
}

interface ColumnProps extends AtDesk {
  readonly column: Column
  readonly hours: Hours
}

/** Where the case in the hand may begin. */
const Free = ({ desk: { calendar, placing, drop }, column, hours }: ColumnProps) => {
  if (!placing?.starts) return null
  const { each, slotMinutes } = placing
  const { items, closed } = inColumn(calendar, column)
  return [...new Set(startsIn(placing, column).map(({ fromAt }) => fromAt))].map(fromAt => {
    const cell = { fromAt, toAt: plusMinutes(fromAt, slotMinutes) }
    const style = styleOf(cell, column.on, hours)
    if (!style) return null
    // Another room is taken or closed then: that stays to be seen.
    const beside = [...items, ...closed].some(other => overlap(other, cell))
    const all = each.common?.includes(fromAt) ?? false
    const { title, note } = column
    const label = `${title} ${note} ${clockOf(fromAt)} ${all ? words.everybody : '可约'}`
    return (
      <div
        key={fromAt}
        className={classes('desk-free', all && 'desk-common', beside && 'desk-beside')}
        style={style}
        {...byKey(label, () => drop(column, fromAt))}
      >
        {/* A tap on it is one on the column. */}
        {clockOf(fromAt)}
        {all && ` ${words.everybody}`}
      </div>
    )
  })
}

interface Pointed {
  readonly at: string
  /** Where a closure began to be drawn. */
  readonly since?: string
}

/** From the one quarter to the end of the other, whichever comes first. */
const spanBetween = (one: string, other: string): Span => {
  const [fromAt, last] = [one, other].sort() as [string, string]
  return { fromAt, toAt: plusMinutes(last, 15) }
}

const linesOf = ([first, end]: Hours) => {
  const hour = 100 / (end - first)
  return `100% ${hour}%, 100% ${hour / 4}%`
}

const DayColumn = ({ desk, column, hours }: ColumnProps) => {
  const { calendar, now, placing, staff, setOpen, close, drop } = desk
  const { on } = column
  const [pointed, point] = useState<Pointed>()
  // Whatever is let go of outside is let go of.
  useEffect(() => {
    const letGo = () => point(undefined)
    window.addEventListener('pointerup', letGo)
    return () => window.removeEventListener('pointerup', letGo)
  }, [])
  // A room has its own side, where two of them begin together.
  const rank = ({ room }: Item) => calendar.rooms.findIndex(({ id }) => id === room)
  const { open, closed, ...there } = inColumn(calendar, column)
  const items = there.items.sort((one, other) => rank(one) - rank(other))
  // One room alone is closed over the whole width; beside others it has its own lane.
  const several = column.room === undefined && calendar.rooms.length > 1
  const lanes = lanesOf<Span>([...items, ...(several ? closed : [])])
  const laneOf = (each: Span) => lanes.get(each) ?? { lane: 0, of: 1 }
  const rowsOf = (each: Span) => styleOf(each, on, hours)
  const cellOf = (each: Span) => {
    const rows = rowsOf(each)
    const { lane, of } = laneOf(each)
    return rows && { ...rows, left: `${(lane / of) * 100}%`, width: `${100 / of}%` }
  }
  const atOf = ({ clientY, currentTarget }: PointerEvent<HTMLDivElement>) => {
    const { top, height } = currentTarget.getBoundingClientRect()
    return quarterAt(on, (clientY - top) / height, hours)
  }
  const found = placing && pointed && meant(startsIn(placing, column), pointed.at, placing.slotMinutes)
  const aim = found?.fromAt ?? pointed?.at
  const ghost = placing && aim && { fromAt: aim, toAt: plusMinutes(aim, placing.minutes) }
  const why = ghost && placing.starts && !found ? whyNot(calendar, column, ghost, now) : undefined
  const drawn = pointed?.since !== undefined && spanBetween(pointed.since, pointed.at)
  const shade = (span: Span, no: boolean, text: string) => (
    <div className={classes('desk-ghost', no && 'desk-ghost-no')} style={rowsOf(span) ?? { display: 'none' }}>
      {text}
    </div>
  )
  const today = onOf(now) === on
  const line = rowsOf({ fromAt: now, toAt: plusMinutes(now, 1) })
  return (
    <div
      className={classes('desk-column', placing !== undefined && 'desk-placing', today && 'desk-today')}
      onPointerDown={event => {
        if (placing || event.button !== 0 || event.target !== event.currentTarget) return
        const at = atOf(event)
        point({ at, since: at })
      }}
      onPointerMove={event => {
        if (placing) point({ at: atOf(event) })
        else if (pointed?.since !== undefined) point({ ...pointed, at: atOf(event) })
      }}
      onPointerUp={event => {
        point(undefined)
        if (placing) return drop(column, atOf(event))
        if (!drawn) return
        // A tap asks who has this time, if it is not over; what is drawn is closed.
        if (pointed?.at !== pointed?.since) close(drawn, column)
        else if (staff && drawn.fromAt >= now) setOpen({ sheet: 'choose', column, at: drawn.fromAt })
      }}
      onPointerLeave={() => point(undefined)}
    >
      {open.map(each => {
        const style = rowsOf(each)
        return style && <div key={each.room} className="desk-open" style={style} />
      })}
      <div className="desk-lines" style={{ backgroundSize: linesOf(hours) }} />
      {closed.map(block => {
        const style = cellOf(block)
        const said = several ? `${nameIn(calendar, block.which)} · ${block.reason}` : block.reason
        const open = pressed(`${words.blockTitle}，${said}`, () => setOpen({ sheet: 'block', block }))
        return (
          style && (
            <div key={block.id} className="desk-closed" style={style} {...open}>
              {said}
            </div>
          )
        )
      })}
      <Free {...{ desk, column, hours }} />
      {items.map(item => {
        const style = cellOf(item)
        const about = { room: several ? nameIn(calendar, item.room) : '', narrow: laneOf(item).of > 1 }
        return style && <Session key={`${item.fromAt}${item.room}`} {...{ desk, item, style, ...about }} />
      })}
      {today && line && <div className="desk-now" style={{ top: line.top }} />}
      {ghost && shade(ghost, !found, why ?? `${sayTimes(ghost)} ${placing.each.title}`)}
      {drawn && shade(drawn, true, sayTimes(drawn))}
    </div>
  )
}

const Head = ({ desk: { calendar, now, setOpen }, column }: AtDesk & { readonly column: Column }) => (
  <div className={classes('desk-head', onOf(now) === column.on && 'desk-head-today')}>
    <div className="desk-head-title">
      {column.title} <span className="desk-head-note">{column.note}</span>
    </div>
    {inColumn(calendar, column).away.map(block => {
      const name = nameIn(calendar, block.which)
      const open = pressed(words.awayTitle(name), () => setOpen({ sheet: 'block', block }))
      return (
        <div key={block.id} className="desk-away" {...open}>
          {name} {timesOn(block, column.on)} 不在
        </div>
      )
    })}
  </div>
)

/** Below that an hour has no room for what is said of it: the calendar scrolls instead. */
const hourPixels = 58

export const DeskCalendar = ({ desk }: AtDesk) => {
  const { calendar, view, week, on, room, placing, staff } = desk
  const columns = view === 'week' ? weekColumns(calendar, week, room || undefined) : dayColumns(calendar, on)
  const hours = hoursFor([...calendar.open, ...calendar.items])
  const [first, end] = hours
  return (
    <div className="desk-calendar">
      <div className="desk-heads">
        <div className="desk-gutter" />
        {columns.map(column => (
          <Head key={column.key} {...{ desk, column }} />
        ))}
      </div>
      {!placing && !columns.some(column => inColumn(calendar, column).items.length) && (
        <div className="desk-nothing">
          {staff
            ? '还没有约。点一格约时间；按住往下拖，关一段时间。'
            : '还没有约。按住往下拖，可以记下不在的时间。'}
        </div>
      )}
      <div className="desk-grid" style={{ minHeight: (end - first) * hourPixels }}>
        <div className="desk-gutter">
          {Array.from({ length: end - first }, (_, i) => (
            <div key={i} className="desk-hour" style={{ top: `${(i / (end - first)) * 100}%` }}>
              {first + i}:00
            </div>
          ))}
        </div>
        {columns.map(column => (
          <DayColumn key={column.key} {...{ desk, column, hours }} />
        ))}
      </div>
    </div>
  )
}
