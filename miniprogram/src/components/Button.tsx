import { Button as Native } from '@tarojs/components'
import { useRef, useState } from 'react'
import { role } from './aria.ts'
import { classes } from './classes.ts'

interface Props {
  readonly text: string
  readonly kind?: 'primary' | 'plain' | 'danger'
  readonly size?: 'normal' | 'huge' | 'small'
  readonly disabled?: boolean
  readonly label?: string
  /** WeChat's list of chats opens; what is sent there is the page's `useShareAppMessage`. */
  readonly share?: boolean
  /** While the promise it gives is open, the button is busy. */
  readonly onTap?: () => unknown
}

export const Button = ({ text, kind = 'primary', size = 'normal', disabled, label, share, onTap }: Props) => {
  const [running, setRunning] = useState(false)
  const locked = useRef(false)
  // The lock holds from the first tap on; state would only hold from the next drawing on.
  const tap = async () => {
    if (locked.current || disabled) return
    locked.current = true
    setRunning(true)
    try {
      await onTap?.()
    } finally {
      locked.current = false
      setRunning(false)
    }
  }
  return (
    <Native
      className={classes(
        'button',
        `button-${kind}`,
        `button-${size}`,
        (running || disabled) && 'button-busy',
      )}
      hoverClass="button-pressed"
      onClick={() => void tap()}
      // Only where it is so: H5 writes `disabled="false"`, which is as good as true to a style sheet.
      {...(disabled && { disabled })}
      {...(share && { openType: 'share' as const })}
      {...role('button', label ?? text)}
    >
      {running ? '请稍候…' : text}
    </Native>
  )
}
