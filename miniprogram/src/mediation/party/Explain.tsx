/** What mediation is, before anybody is asked for anything. */
import { View } from '@tarojs/components'
import { Card } from '../../components/Card.tsx'
import { words } from '../words.ts'

export const Explain = () => (
  <Card title={words.explainTitle}>
    {words.explain.map(line => (
      <View key={line}>{line}</View>
    ))}
  </Card>
)
