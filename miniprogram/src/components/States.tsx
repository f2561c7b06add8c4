/** What a page shows in place of its content. */
import { View } from '@tarojs/components'
import type { PropsWithChildren } from 'react'
import { isFinal, sayRefusal } from '../platform/refused.ts'
import { acts } from './aria.ts'
import { Button } from './Button.tsx'

interface Saying {
  readonly text: string
}

export const Notice = ({ text, tone = 'info' }: Saying & { readonly tone?: 'info' | 'warn' | 'good' }) => (
  <View className={`notice notice-${tone}`} {...acts(tone === 'warn' ? 'alert' : 'text')}>
    {text}
  </View>
)

export const Empty = ({ text, children }: PropsWithChildren<Saying>) => (
  <View className="empty">
    <View className="empty-text">{text}</View>
    {children}
  </View>
)

export const Loading = () => (
  <View className="empty" {...acts('text', '正在打开')}>
    <View className="loading-dots">
      <View className="loading-dot" />
      <View className="loading-dot" />
      <View className="loading-dot" />
    </View>
    <View className="empty-text">正在打开…</View>
  </View>
)

/** `children`: whom to ring instead. */
export const Failed = ({
  error,
  again,
  children,
}: PropsWithChildren<{ readonly error: unknown; readonly again?: () => unknown }>) => (
  <View className="failed" {...acts('alert')}>
    <View className="failed-text">{sayRefusal(error)}</View>
    {again && !isFinal(error) && <Button text="再试一次" kind="primary" onTap={again} />}
    {children}
  </View>
)
