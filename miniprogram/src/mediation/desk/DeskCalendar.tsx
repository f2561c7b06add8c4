/**
 * The calendar on a computer: columns of quarters of an hour. A case is put there by dragging it, or by choosing it
 * and pointing; what is not free for it is grey before it is dropped. Drawn with the browser's own elements: WeChat
 * shows the day as a list.
 */
import { useEffect, useState, type CSSProperties, type PointerEvent } from 'react'
import { clockOf, onOf, plusMinutes, sayTime } from '../../../../shared/time.ts'
import { classes } from '../../components/classes.ts'
import {
  awayOn,
  closedIn,
  itemsIn,
  mediatorName,
  openIn,
  roomName,
  startsIn,
  whyNot,
  type Block,
  type Calendar,
  type Column,
  type Item,
  type Placing,
  type ToPlace,
} from './data.ts'
import {
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
import { words } from './words.ts'
import { useDrag } from './use-desk.ts'

export interface CalendarProps {
  readonly calendar: Calendar
  readonly columns: readonly Column[]
  readonly hours: Hours
  readonly now: string
  readonly placing?: Placing | undefined
  readonly hueOf: (mediator: string | undefined) => string
  /** A session as what can be moved, where it can be. */
  readonly movable: (item: Item) => ToPlace | undefined
  readonly grab: (each: ToPlace) => void
  /** What is in the hand goes there, if it is free. */
  readonly drop: (column: Column, at: string) => void
  /** With nothing in the hand, a time is pointed at. */
  readonly choose: (column: Column, at: string) => void
  readonly openItem: (item: Item) => void
  readonly openBlock: (block: Block) => void
  readonly close: (column: Column, span: Span) => void
  /** What is looked for; the rest steps back. */
  readonly fits?: ((item: Item) => boolean) | undefined
  /** Said where nothing is booked. */
  readonly nothing: string
}

const percent = ({ top, height }: { readonly top: number; readonly height: number }): CSSProperties => ({
  top: `${top}%`,
  height: `${height}%`,
})

/** Like a button, for the keyboard too. */
const pressed = (label: string, act: () => void) => ({
  role: 'button',
  tabIndex: 0,
  'aria-label': label,
  onClick: act,
  onKeyDown: (event: { readonly key: string }) => {
    if (event.key === 'Enter') act()
  },
})

/** What has no room for three lines has two, or one. */
const lengthOf = ({ fromAt, toAt }: Span) => {
  const minutes = (Date.parse(toAt) - Date.parse(fromAt)) / 60_000
  return minutes < 45 ? 'desk-shortest' : minutes < 60 && 'desk-short'
}

interface SessionProps extends CalendarProps {
  readonly item: Item
  /** Where it does not stand above the column. */
  readonly room: string
  /** Something else is beside it. */
  readonly narrow: boolean
  readonly style: CSSProperties
}

const Session = ({ item, room, narrow, style, ...props }: SessionProps) => {
  const { hueOf, movable, grab, openItem, fits, now } = props
  const each = movable(item)
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
        item.id === undefined && 'desk-taken',
        item.keptUntil !== undefined && 'desk-kept',
        item.toAt <= now && 'desk-past',
        fits && !fits(item) && 'desk-other',
        each !== undefined && 'desk-movable',
      )}
      style={{ ...style, ...(item.id && { borderLeftColor: hueOf(item.mediator?.id) }) }}
      {...pressed(`${sayTimes(item)}，${item.title}，${note}`, () => openItem(item))}
      title={[sayTimes(item), room, item.title, note].filter(Boolean).join(' · ')}
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
      </div>
      <div className="desk-note">{narrow ? room : note}</div>
    </div>
  )
}

interface FreeProps extends Pick<CalendarProps, 'calendar' | 'hours' | 'drop'> {
  readonly column: Column
  readonly placing: Placing
}

const Free = ({ column, placing, calendar, hours, drop }: FreeProps) => {
  const starts = startsIn(placing, column)
  const common = new Set(placing.each.common)
  return [...new Set(starts.map(({ fromAt }) => fromAt))].map(fromAt => {
    const cell = { fromAt, toAt: plusMinutes(fromAt, placing.slotMinutes) }
    const place = placeOf(cell, column.on, hours)
    if (!place) return null
    // Another room is taken or closed then: that stays to be seen.
    const others: readonly Span[] = [...itemsIn(calendar, column), ...closedIn(calendar, column)]
    const beside = others.some(each => overlap(each, cell))
    const all = common.has(fromAt)
    const label = `${column.title} ${column.note} ${clockOf(fromAt)} ${all ? words.everybody : '可约'}`
    return (
      <div
        key={fromAt}
        className={classes('desk-free', all && 'desk-common', beside && 'desk-beside')}
        style={percent(place)}
        role="button"
        tabIndex={0}
        aria-label={label}
        onKeyDown={({ key }) => {
          if (key === 'Enter') drop(column, fromAt)
        }}
      >
        {clockOf(fromAt)}
        {all && ` ${words.everybody}`}
      </div>
    )
  })
}

interface Pointed {
  readonly key: string
  readonly at: string
  /** Where a closure began to be drawn. */
  readonly since?: string
}

interface ColumnProps extends CalendarProps {
  readonly column: Column
  readonly pointed: Pointed | undefined
  readonly point: (pointed: Pointed | undefined) => void
}

const DayColumn = ({ column, pointed, point, ...props }: ColumnProps) => {
  const { calendar, hours, now, placing, drop, choose, openBlock, close } = props
  const { on } = column
  // A room has its own side, where two of them begin together.
  const rank = ({ room }: Item) => calendar.rooms.findIndex(({ id }) => id === room)
  const items = itemsIn(calendar, column).sort((one, other) => rank(one) - rank(other))
  const closed = closedIn(calendar, column)
  // One room alone is closed over the whole width; beside others it has its own lane.
  const several = column.room === undefined && calendar.rooms.length > 1
  const lanes = lanesOf<Span>([...items, ...(several ? closed : [])])
  const laneOf = (each: Span) => lanes.get(each) ?? { lane: 0, of: 1 }
  const styleOf = (each: Span) => {
    const place = placeOf(each, on, hours)
    const { lane, of } = laneOf(each)
    return place && { ...percent(place), left: `${(lane / of) * 100}%`, width: `${100 / of}%` }
  }
  const atOf = ({ clientY, currentTarget }: PointerEvent<HTMLDivElement>) => {
    const { top, height } = currentTarget.getBoundingClientRect()
    return quarterAt(on, (clientY - top) / height, hours)
  }
  const here = pointed?.key === column.key ? pointed : undefined
  const found = placing && here && meant(startsIn(placing, column), here.at, placing.slotMinutes)
  const aim = found?.fromAt ?? here?.at
  const ghost = placing && aim && { fromAt: aim, toAt: plusMinutes(aim, placing.minutes) }
  const why = ghost && placing.starts && !found ? whyNot(calendar, column, ghost, now) : undefined
  const drawn = here?.since !== undefined && spanBetween(here.since, here.at)
  const shade = (span: Span, no: boolean, text: string) => (
    <div
      className={classes('desk-ghost', no && 'desk-ghost-no')}
      style={percent(placeOf(span, on, hours) ?? { top: 0, height: 0 })}
    >
      {text}
    </div>
  )
  const today = onOf(now) === on
  const line = placeOf({ fromAt: now, toAt: plusMinutes(now, 1) }, on, hours)
  return (
    <div
      className={classes('desk-column', placing !== undefined && 'desk-placing', today && 'desk-today')}
      onPointerDown={event => {
        if (placing || event.button !== 0 || event.target !== event.currentTarget) return
        const at = atOf(event)
        point({ key: column.key, at, since: at })
      }}
      onPointerMove={event => {
        const at = atOf(event)
        if (placing) point({ key: column.key, at })
        else if (here?.since !== undefined) point({ ...here, at })
      }}
      onPointerUp={event => {
        point(undefined)
        if (placing) drop(column, atOf(event))
        else if (drawn && here?.at === here?.since) choose(column, drawn.fromAt)
        else if (drawn) close(column, drawn)
      }}
      onPointerLeave={() => point(undefined)}
    >
      {openIn(calendar, column).map(each => {
        const place = placeOf(each, on, hours)
        return place && <div key={each.room} className="desk-open" style={percent(place)} />
      })}
      <div className="desk-lines" style={{ backgroundSize: linesOf(hours) }} />
      {closed.map(block => {
        const style = styleOf(block)
        const said = several ? `${roomName(calendar, block.which)} · ${block.reason}` : block.reason
        return (
          style && (
            <div
              key={block.id}
              className="desk-closed"
              style={style}
              {...pressed(`${words.blockTitle}，${said}`, () => openBlock(block))}
            >
              {said}
            </div>
          )
        )
      })}
      {placing?.starts && <Free {...{ column, placing, calendar, hours, drop }} />}
      {items.map(item => {
        const style = styleOf(item)
        const about = { room: several ? roomName(calendar, item.room) : '', narrow: laneOf(item).of > 1 }
        return (
          style && <Session key={`${item.fromAt}${item.room}`} {...props} {...{ item, style, ...about }} />
        )
      })}
      {today && line && <div className="desk-now" style={{ top: `${line.top}%` }} />}
      {ghost && shade(ghost, !found, why ?? `${sayTimes(ghost)} ${placing.each.title}`)}
      {drawn && shade(drawn, true, sayTimes(drawn))}
    </div>
  )
}

/** Below that an hour has no room for what is said of it: the calendar scrolls instead. */
const hourPixels = 58

/** From the one quarter to the end of the other, whichever comes first. */
const spanBetween = (one: string, other: string): Span => {
  const [fromAt, last] = [one, other].sort() as [string, string]
  return { fromAt, toAt: plusMinutes(last, 15) }
}

const linesOf = ([first, end]: Hours) => {
  const hour = 100 / (end - first)
  return `100% ${hour}%, 100% ${hour / 4}%`
}

export const DeskCalendar = (props: CalendarProps) => {
  const { calendar, columns, hours, now, openBlock } = props
  const [pointed, point] = useState<Pointed>()
  const [first, end] = hours
  // Whatever is let go of outside is let go of.
  useEffect(() => {
    const letGo = () => point(undefined)
    window.addEventListener('pointerup', letGo)
    return () => window.removeEventListener('pointerup', letGo)
  }, [])
  return (
    <div className="desk-calendar">
      <div className="desk-heads">
        <div className="desk-gutter" />
        {columns.map(column => (
          <div
            key={column.key}
            className={classes('desk-head', onOf(now) === column.on && 'desk-head-today')}
          >
            <div className="desk-head-title">
              {column.title} <span className="desk-head-note">{column.note}</span>
            </div>
            {awayOn(calendar, column.on).map(block => {
              const name = mediatorName(calendar, block.which)
              return (
                <div
                  key={block.id}
                  className="desk-away"
                  {...pressed(words.awayTitle(name), () => openBlock(block))}
                >
                  {name} {timesOn(block, column.on)} 不在
                </div>
              )
            })}
          </div>
        ))}
      </div>
      {!props.placing && !columns.some(column => itemsIn(calendar, column).length) && (
        <div className="desk-nothing">{props.nothing}</div>
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
          <DayColumn key={column.key} {...props} {...{ column, pointed, point }} />
        ))}
      </div>
    </div>
  )
}
