/** What a page shows in place of its content. */
import { View } from '@tarojs/components'
import type { PropsWithChildren } from 'react'
import { isFinal, isOffline, sayRefusal } from '../platform/refused.ts'
import { role } from './aria.ts'
import { Button } from './Button.tsx'

interface Saying {
  readonly text: string
}

export const Notice = ({ text, tone = 'info' }: Saying & { readonly tone?: 'info' | 'warn' | 'good' }) => (
  <View className={`notice notice-${tone}`} {...role(tone === 'warn' ? 'alert' : 'text')}>
    {text}
  </View>
)

interface RefusalProps {
  readonly error: unknown
  /** Said of what was filled in, where only the network was missing. */
  readonly kept?: string
}

/** Why it was refused, if it was. */
export const Refusal = ({ error, kept = '' }: RefusalProps) =>
  error ? <Notice text={sayRefusal(error) + (isOffline(error) ? kept : '')} tone="warn" /> : null

export const Empty = ({ text, children }: PropsWithChildren<Saying>) => (
  <View className="empty">
    <View className="empty-text">{text}</View>
    {children}
  </View>
)

export const Loading = () => (
  <View className="empty" {...role('text', '正在打开')}>
    <View className="loading-dots">
      <View className="loading-dot" />
      <View className="loading-dot" />
      <View className="loading-dot" />
    </View>
    <View className="empty-text">正在打开…</View>
  </View>
)

const cannotShow = '网络不通，请看看手机有没有网，再点一次。着急就打给社区。'

/** `children`: whom to ring instead. */
export const Failed = ({
  error,
  again,
  children,
}: PropsWithChildren<{ readonly error: unknown; readonly again?: () => unknown }>) => (
  <View className="failed" {...role('alert')}>
    <View className="failed-text">{isOffline(error) ? cannotShow : sayRefusal(error)}</View>
    {again && !isFinal(error) && <Button text="再试一次" kind="primary" onTap={again} />}
    {children}
  </View>
)
