import { View } from '@tarojs/components'
import type { Tone as StateTone } from '../../../shared/choice.ts'

/** `late`: somebody should have acted by now. */
export type Tone = StateTone | 'late'

export const StateBadge = ({ text, tone }: { readonly text: string; readonly tone: Tone }) => (
  <View className={`badge badge-${tone}`}>{text}</View>
)
