import { View } from '@tarojs/components'
import type { PropsWithChildren } from 'react'
import { acts } from './aria.ts'
import { Button } from './Button.tsx'

interface Props {
  readonly open: boolean
  readonly title: string
  readonly close: () => void
  readonly closeText?: string
}

/** Comes up from below; tapping beside it, or its last button, changes nothing. */
export const Sheet = ({ open, title, close, closeText = '先不了', children }: PropsWithChildren<Props>) =>
  open ? (
    <View className="sheet" {...acts('dialog', title)}>
      <View className="sheet-shade" onClick={close} />
      <View className="sheet-body">
        <View className="sheet-title">{title}</View>
        <View className="sheet-content">{children}</View>
        <Button text={closeText} kind="plain" onTap={close} />
      </View>
    </View>
  ) : null
