import { View } from '@tarojs/components'
import type { PropsWithChildren } from 'react'
import { role } from './aria.ts'

interface Props {
  readonly title: string
  /** How many there are, where it is more than none. */
  readonly count?: number | undefined
  readonly unit?: string
}

/** A part of a page under its heading. */
export const Section = ({ title, count, unit = '', children }: PropsWithChildren<Props>) => (
  <View className="section">
    <View className="heading" {...role('heading')}>
      {title}
      {count !== undefined && count > 0 && (
        <View className="heading-count"> {`${count} ${unit}`.trim()}</View>
      )}
    </View>
    {children}
  </View>
)
