import { useDidHide } from '@tarojs/taro'
import { useEffect, useRef, useState } from 'react'

const seconds = 10

/**
 * Something that is sent when ten seconds have passed without 撤回, at once when asked to, and at once as well when
 * the person leaves the page: what was decided is not lost.
 */
export const useUndo = <T>(send: (what: T) => unknown) => {
  const [left, setLeft] = useState(0)
  const waiting = useRef<{ readonly what: T }>()
  const sender = useRef(send)
  sender.current = send

  const now = () => {
    const taken = waiting.current
    waiting.current = undefined
    setLeft(0)
    return taken && sender.current(taken.what)
  }
  const latest = useRef(now)
  latest.current = now

  useEffect(() => {
    if (left === 0) return
    const timer = setTimeout(() => (left === 1 ? latest.current() : setLeft(left - 1)), 1000)
    return () => clearTimeout(timer)
  }, [left])
  useDidHide(() => latest.current())
  useEffect(() => () => void latest.current(), [])

  return {
    left,
    what: left > 0 ? waiting.current?.what : undefined,
    start: (what: T) => {
      waiting.current = { what }
      setLeft(seconds)
    },
    now,
    undo: () => {
      waiting.current = undefined
      setLeft(0)
    },
  }
}
