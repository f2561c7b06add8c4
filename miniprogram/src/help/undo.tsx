/** What is told to somebody only after a moment, with a way back. */
import { useDidHide } from '@tarojs/taro'
import { useEffect, useRef, useState } from 'react'
import { Button } from '../components/Button.tsx'
import { Card } from '../components/Card.tsx'
import { say } from '../platform/say.ts'

const seconds = 10

export interface Waiting {
  /** Who is told then. */
  readonly whom: string
  readonly send: () => unknown
}

/**
 * Something that is sent when ten seconds have passed without 撤回, at once when asked to, and at once as well when
 * the person leaves the page: what was decided is not lost. `card` stands there meanwhile.
 */
export const useUndo = () => {
  const [left, setLeft] = useState(0)
  const waiting = useRef<Waiting>()

  const now = () => {
    const taken = waiting.current
    waiting.current = undefined
    setLeft(0)
    return taken?.send()
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

  const start = (what: Waiting) => {
    waiting.current = what
    setLeft(seconds)
  }
  const takeBack = () => {
    waiting.current = undefined
    setLeft(0)
    say('撤回了，谁也没告诉')
  }
  const whom = left > 0 ? waiting.current?.whom : undefined
  const card = whom && (
    <Card tone="accent" title={`${left} 秒后告诉${whom}`}>
      <Button text="撤回" kind="plain" onTap={takeBack} />
      <Button text={`马上告诉${whom}`} onTap={now} />
    </Card>
  )
  return { start, card }
}
