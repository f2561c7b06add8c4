import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { role, isChecked } from './aria.ts'
import { classes } from './classes.ts'

/** A text, or what there is of several, with dots between them. */
export type Parts = string | false | readonly (string | false | 0 | undefined)[]
export const inOne = (parts: Parts | undefined) =>
  typeof parts === 'object' ? parts.filter(Boolean).join(' · ') : parts

export interface RowProps {
  readonly name: string
  readonly value?: ReactNode
  readonly note?: Parts
  /** A switch, and how it stands. */
  readonly on?: boolean
  readonly onTap?: () => void
}

const roleOf = (name: string, on: boolean | undefined) =>
  on === undefined
    ? role('button', name)
    : { ...role('switch', `${name}，${on ? '开' : '关'}`), ...isChecked(on) }

export const Row = ({ name, value, note, on, onTap }: RowProps) => {
  const noteText = inOne(note)
  return (
    <View
      className={classes('row', Boolean(onTap) && 'row-tap')}
      {...(onTap && { onClick: onTap, hoverClass: 'card-pressed', ...roleOf(name, on) })}
    >
      <View className="row-name">
        {name}
        {noteText && <View className="row-note">{noteText}</View>}
      </View>
      {value !== undefined && <View className="row-value">{value}</View>}
      {on !== undefined && <View className={on ? 'switch switch-on' : 'switch'}>{on ? '开' : '关'}</View>}
      {onTap && on === undefined && <View className="row-arrow" />}
    </View>
  )
}
