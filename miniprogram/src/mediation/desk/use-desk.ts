/** What the desk shows and what is done at it: which week, the case in the hand, and the sheet that is open. */
import { type PointerEvent, useEffect, useRef, useState } from 'react'
import { mediation } from '../../../../shared/mediation/mediation.ts'
import { onOf, plusMinutes } from '../../../../shared/time.ts'
import { line, namesOf, oneOf, type FieldsOf } from '../../components/fields.tsx'
import { useForm } from '../../components/useForm.tsx'
import { useTyped } from '../../platform/drafts.ts'
import { holds, useMe } from '../../platform/me.ts'
import { open as openPage } from '../../platform/open.ts'
import { useList, useReply } from '../../platform/query.tsx'
import { useWide } from '../../platform/wide.ts'
import { fits, startsIn, whyNot } from './data.ts'
import type { Block, Calendar, Column, Item, Placing, ToPlace } from './data.ts'
import { meant, weekOf, type Span } from './grid.ts'

const widePixels = 900

/** Others work on the same week, and what is now moves on. */
const followSeconds = 60

export const useRoles = () => {
  const { data: me, error, again } = useMe()
  return { me, error, again, staff: holds(me, 'mediationStaff'), mediator: holds(me, 'mediator') }
}

export interface Wish {
  readonly column: Column
  readonly at: string
}

interface InHand {
  readonly each: ToPlace
  /** Undefined: as long as is usual. */
  readonly minutes?: number | undefined
  /** Where it was chosen for, until it is known whether that is free. */
  readonly wish?: Wish | undefined
}

const noCase = 'none'

/** The case in hand with all beginnings of the week that are free for it. */
const useFree = (inHand: InHand | undefined, fromOn: string) => {
  const { data, error } = useReply(
    mediation.freeSlots,
    { id: inHand?.each.id ?? noCase, fromOn, days: 7, minutes: inHand?.minutes },
    { enabled: inHand !== undefined },
  )
  const placing: Placing | undefined = inHand && {
    each: inHand.each,
    minutes: data?.minutes ?? inHand.minutes ?? 60,
    slotMinutes: Math.min(30, ...(data?.rooms ?? []).map(({ slotMinutes }) => slotMinutes)),
    starts: data?.starts,
  }
  return { placing, error }
}

type Open =
  | { readonly sheet: 'item'; readonly item: Item }
  | { readonly sheet: 'block'; readonly block: Block }
  | { readonly sheet: 'close'; readonly span: Span; readonly room?: string | undefined }
  | ({ readonly sheet: 'choose' } & Wish)
  | { readonly sheet: 'feed' }
  | { readonly sheet: 'book'; readonly fromAt: string; readonly rooms: readonly string[] }

/** So that whose a session is shows from afar; who is nobody's has none of them. */
const hues = ['#ad3522', '#2f6690', '#3f7d4e', '#8a5a00', '#7b4b94', '#00707a']
const noHue = '#b9aca0'

interface Look {
  readonly typed: string
  readonly view: 'week' | 'day'
  /** Empty: all of them. */
  readonly room: string
}
const weekOfAll: Look = { typed: '', view: 'week', room: '' }

const find = '找姓名、门牌、编号、调解员'
const fieldsOf = ({ rooms }: Calendar): FieldsOf<Look> => ({
  typed: line(find, { hint: find, quiet: true, longest: 20 }),
  view: oneOf(undefined, { week: '周', day: '日' }, { look: 'segments' }),
  room: oneOf<string>(undefined, { '': '全部', ...namesOf(rooms) }),
})

/** Until the week is there. */
const blank: Calendar = { rooms: [], mediators: [], items: [], blocks: [], open: [] }

export const useDesk = ({ me, staff, mediator }: { me: string; staff: boolean; mediator: boolean }) => {
  const now = new Date().toISOString()
  const wide = useWide(widePixels)
  const [on, setOn] = useState(() => onOf(now))
  const [inHand, setInHand] = useState<InHand>()
  /** Why it cannot be where it was let go of. */
  const [said, setSaid] = useState('')
  const [open, setOpen] = useState<Open>()
  const week = weekOf(on)
  const asked = useReply(mediation.calendar, { fromOn: week[0]!, toOn: week[6]! }, { followSeconds })
  // All cases under way: there are some dozens.
  const queue = useList(mediation.queue, { list: 'open', names: true }, { followSeconds, all: true })
  const loads = useReply(mediation.load, {}, { enabled: staff })
  const { placing, error: failed } = useFree(inHand, week[0]!)
  const calendar = asked.data ?? blank
  const cases = queue.items ?? []
  const look = useForm({ draft: useTyped(weekOfAll), fields: fieldsOf(calendar) })
  const { typed, view, room } = look.value
  const looking = typed.trim() !== ''

  const shut = () => setOpen(undefined)
  /** Takes a case into the hand; with a wish, it goes there if that is free. */
  const grab = (each: ToPlace, wish?: Wish) => {
    setSaid('')
    setInHand(was => (was?.each.id === each.id ? { ...was, wish } : { each, wish }))
    shut()
  }
  const letGo = () => {
    setInHand(undefined)
    setSaid('')
  }
  // Where it was let go of: as soon as it is known what is free.
  useEffect(() => {
    if (!inHand?.wish || !placing?.starts || calendar === blank) return
    const { column, at } = inHand.wish
    setInHand({ ...inHand, wish: undefined })
    const starts = startsIn(placing, column)
    const start = meant(starts, at, placing.slotMinutes)
    if (start) {
      const rooms = starts.filter(({ fromAt }) => fromAt === start.fromAt).map(each => each.room)
      setSaid('')
      setOpen({ sheet: 'book', fromAt: start.fromAt, rooms })
    } else {
      const span = { fromAt: at, toAt: plusMinutes(at, placing.minutes) }
      setSaid(`这个时间约不了：${whyNot(calendar, column, span, now)}。请选绿色的。`)
    }
  }, [inHand, placing, calendar, now])
  useEffect(() => {
    if (!wide) return
    const escape = ({ key }: { readonly key: string }) => {
      if (key === 'Escape') (open ? shut : letGo)()
    }
    window.addEventListener('keydown', escape)
    return () => window.removeEventListener('keydown', escape)
  }, [wide, open])

  return {
    ...{ me, staff, mediator, now, wide, week, on, setOn, view, room, typed, field: look.field },
    ...{ asked, calendar, queue, cases, placing, failed, said, letGo, open, setOpen, shut, looking },
    isThere: calendar !== blank,
    loads: loads.data?.items,
    found: looking ? cases.filter(each => fits(each, typed)) : cases,
    hueOf: (id: string | undefined) => {
      const at = calendar.mediators.findIndex(each => each.id === id)
      return at < 0 ? noHue : hues[at % hues.length]!
    },
    grab,
    /** What is in the hand goes there, if it is free. */
    drop: (column: Column, at: string) => placing && grab(placing.each, { column, at }),
    setMinutes: (minutes: number) => setInHand(was => was && { each: was.each, minutes }),
    close: (span: Span, column?: Column) =>
      setOpen({ sheet: 'close', span, room: column?.room ?? (room || undefined) }),
  }
}
export type Desk = ReturnType<typeof useDesk>

/** What every part of the desk is given. */
export interface AtDesk {
  readonly desk: Desk
}

export const toCase = (id: string) => openPage('mediation/case', { id })
export const toTalk = (id: string) => openPage('mediation/quarrel', { id })

/** A drag begins after so many pixels: below it was a tap. */
const dragPixels = 5

export const useDrag = (begin: (() => void) | undefined) => {
  const held = useRef<{ readonly x: number; readonly y: number }>()
  const letGo = () => {
    held.current = undefined
  }
  return {
    // Held as long as it is not known whether it is a drag, however fast it leaves.
    onPointerDown: ({ clientX, clientY, button, currentTarget, pointerId }: PointerEvent) => {
      if (!begin || button !== 0) return
      currentTarget.setPointerCapture(pointerId)
      held.current = { x: clientX, y: clientY }
    },
    onPointerMove: ({ clientX, clientY, currentTarget, pointerId }: PointerEvent) => {
      const from = held.current
      if (!from || !begin || Math.hypot(clientX - from.x, clientY - from.y) < dragPixels) return
      letGo()
      currentTarget.releasePointerCapture(pointerId)
      begin()
    },
    onPointerUp: letGo,
    onPointerCancel: letGo,
  }
}
