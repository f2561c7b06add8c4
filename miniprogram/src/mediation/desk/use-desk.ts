/** What the desk asks for, how wide it is, and what is taken into the hand. */
import { type PointerEvent, useEffect, useRef, useState } from 'react'
import { identity } from '../../../../shared/identity.ts'
import { mediation } from '../../../../shared/mediation.ts'
import { useList, useReply } from '../../platform/query.tsx'
import type { Column, Placing, ToPlace } from './data.ts'

const onH5 = process.env.TARO_ENV === 'h5'
const widePixels = 900
const isWide = () => onH5 && window.innerWidth >= widePixels

/** At a computer; WeChat's own windows are phones. */
export const useWide = () => {
  const [wide, setWide] = useState(isWide)
  useEffect(() => {
    if (!onH5) return
    const measure = () => setWide(isWide())
    window.addEventListener('resize', measure)
    return () => window.removeEventListener('resize', measure)
  }, [])
  return wide
}

const minuteMs = 60_000
/** Others work on the same week. */
export const followSeconds = 60

export const useNow = () => {
  const [now, setNow] = useState(() => new Date().toISOString())
  useEffect(() => {
    const ticking = setInterval(() => setNow(new Date().toISOString()), minuteMs)
    return () => clearInterval(ticking)
  }, [])
  return now
}

export const useRoles = () => {
  const { data: me, error, again } = useReply(identity.me, {}, { remember: true })
  const has = (role: string) => me?.grants.some(grant => grant.role === role) ?? false
  return { me, error, again, staff: has('mediationStaff'), mediator: has('mediator') }
}

/** All cases under way, page after page: there are some dozens. */
export const useCases = (enabled: boolean) =>
  useList(mediation.queue, { list: 'open' }, { enabled, followSeconds, all: true })

export interface InHand {
  readonly each: ToPlace
  /** Undefined: as long as is usual. */
  readonly minutes?: number | undefined
  /** Where it was chosen for, until it is known whether that is free. */
  readonly wish?: { readonly column: Column; readonly at: string } | undefined
}

const noCase = 'none'

/** The case in hand with all beginnings of the week that are free for it. */
export const useFree = (inHand: InHand | undefined, fromOn: string) => {
  const { data, error } = useReply(
    mediation.freeSlots,
    {
      ...{ id: inHand?.each.id ?? noCase, fromOn, days: 7 },
      ...(inHand?.minutes && { minutes: inHand.minutes }),
    },
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
