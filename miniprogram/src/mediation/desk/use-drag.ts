/** Taking something into the hand: with a mouse, a pen or a finger. */
import { useRef, type PointerEvent } from 'react'

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
