import { View } from '@tarojs/components'

export interface TimelineLine {
  readonly key: string | number
  readonly time: string
  readonly text: string
}

/** Newest on top. */
export const Timeline = ({ lines }: { readonly lines: readonly TimelineLine[] }) => (
  <View className="timeline">
    {lines.map(({ key, time, text }) => (
      <View key={key} className="timeline-line">
        <View className="timeline-dot" />
        <View className="timeline-body">
          <View className="timeline-text">{text}</View>
          <View className="timeline-time">{time}</View>
        </View>
      </View>
    ))}
  </View>
)
