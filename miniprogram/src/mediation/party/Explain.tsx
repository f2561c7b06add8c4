/** What mediation is, before anybody is asked for anything. */
import { View } from '@tarojs/components'
import { Card } from '../../components/Card.tsx'

const lines = [
  '不收费：从头到尾，一分钱也不收。',
  '自愿：都愿意才谈，随时可以不谈。',
  '保密：谈的不对外说，电话也不说。',
]

export const Explain = () => (
  <Card title="调解是怎么回事">
    {lines.map(line => (
      <View key={line}>{line}</View>
    ))}
  </Card>
)
