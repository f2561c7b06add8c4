/** Asked once, when somebody first comes in: large letters and few things, or all of it. */
import { View } from '@tarojs/components'
import { useSetCare } from '../platform/care.ts'
import { role } from './aria.ts'
import { Button } from './Button.tsx'

export const CareQuestion = () => {
  const setCare = useSetCare()
  return (
    <View className="stack care-question">
      <View className="greeting" {...role('heading')}>
        您想用哪一种？
      </View>
      <Button text="大字简单版" size="huge" onTap={() => setCare(true)} />
      <View className="hint big">字大，东西少，能用说的。</View>
      <Button text="普通版" size="huge" kind="plain" onTap={() => setCare(false)} />
      <View className="hint big">以后在“我的”里随时能换。</View>
    </View>
  )
}
