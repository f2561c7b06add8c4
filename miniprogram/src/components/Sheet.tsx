import { View } from '@tarojs/components'
import type { PropsWithChildren, ReactNode } from 'react'
import { role } from './aria.ts'
import { Button } from './Button.tsx'

interface Props {
  readonly open: boolean
  readonly title: string
  readonly close: () => void
  /** What it comes to when nothing is chosen: 还是要办, 我再想想, … */
  readonly closeText: string
  /** Stays in view however long the content is. */
  readonly foot?: ReactNode
}

/** Comes up from below; tapping beside it, or its last button, changes nothing. */
export const Sheet = ({ open, title, close, closeText, foot, children }: PropsWithChildren<Props>) =>
  open ? (
    <View className="sheet" {...role('dialog', title)}>
      <View className="sheet-shade" onClick={close} />
      <View className="sheet-body">
        <View className="sheet-title">{title}</View>
        <View className="sheet-content">{children}</View>
        <View className="sheet-foot">
          {foot}
          <Button text={closeText} kind="plain" onTap={close} />
        </View>
      </View>
    </View>
  ) : null
