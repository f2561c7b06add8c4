import { View } from '@tarojs/components'
import type { PropsWithChildren, ReactNode } from 'react'
import { role } from './aria.ts'
import { classes } from './classes.ts'

interface Props {
  readonly title?: string
  readonly tone?: 'plain' | 'accent' | 'warn'
  readonly aside?: ReactNode
  readonly label?: string
  readonly onTap?: () => void
}

export const Card = ({ title, tone = 'plain', aside, label, onTap, children }: PropsWithChildren<Props>) => (
  <View
    className={classes('card', `card-${tone}`)}
    {...(onTap && { onClick: onTap, hoverClass: 'card-pressed', ...role('link', label ?? title) })}
  >
    {(title || aside) && (
      <View className="card-head">
        {title && <View className="card-title">{title}</View>}
        {aside}
      </View>
    )}
    {children}
  </View>
)
