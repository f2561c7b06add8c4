import { View } from '@tarojs/components'

/** `yours`: you have to do something. `late`: someone should have. */
export type Tone = 'yours' | 'waiting' | 'ended' | 'late'

export const StateBadge = ({ text, tone }: { readonly text: string; readonly tone: Tone }) => (
  <View className={`badge badge-${tone}`}>{text}</View>
)
