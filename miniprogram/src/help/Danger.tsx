/** Danger is never left to volunteers: first the numbers to ring, then one tap that lets the community know. */
import { View } from '@tarojs/components'
import { acts } from '../components/aria.ts'
import { Button } from '../components/Button.tsx'
import { CallButton } from '../components/CallButton.tsx'
import { useCommunity } from '../components/CallCommunity.tsx'
import { EmergencyCalls } from '../components/EmergencyCalls.tsx'
import { useCare } from '../platform/care.ts'

/** The emergency numbers and, whatever the hour, whoever of the community answers. */
export const DangerCalls = () => {
  const about = useCommunity()
  // In large letters all of them, and what comes after, still have to fit the screen.
  const size = useCare() ? 'normal' : 'huge'
  const duty = about && (about.dutyPhone || about.phone)
  return (
    <View className="stack">
      <EmergencyCalls size={size} />
      {duty && <CallButton phone={duty} text="打给值班电话" kind="danger" size={size} />}
    </View>
  )
}

export const Danger = ({ tell }: { readonly tell: () => unknown }) => (
  <View className="card danger">
    <View className="state" {...acts('heading')}>
      有危险，先打电话
    </View>
    <View className="under-label">有人倒下打120，着火打119；闻到煤气味，先出门再打119。</View>
    <DangerCalls />
    <View className="gap" />
    <Button text="打过了，告诉社区" kind="danger" onTap={tell} />
    <View className="small">社区的人会看到，会打给您。这里不是报警电话。</View>
  </View>
)
