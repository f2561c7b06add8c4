/** What mediation is, before anybody is asked for anything. */
import { View } from '@tarojs/components'
import { Card } from '../../components/Card.tsx'
import { words } from '../words.ts'

export const Explain = () => (
  <Card title="调解是怎么回事">
    {words.explain.map(line => (
      <View key={line}>{line}</View>
    ))}
  </Card>
)
