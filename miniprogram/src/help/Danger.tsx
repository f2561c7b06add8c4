/** Danger is never left to volunteers: first the numbers to ring, then one tap that lets the community know. */
import { View } from '@tarojs/components'
import { acts } from '../components/aria.ts'
import { Button } from '../components/Button.tsx'
import { CallButton } from '../components/CallButton.tsx'
import { useCommunity } from '../components/CallCommunity.tsx'
import { EmergencyCalls } from '../components/EmergencyCalls.tsx'
import { useCare } from '../platform/care.ts'
import { words } from './ask-words.ts'

/** The emergency numbers and, whatever the hour, whoever of the community answers. */
export const DangerCalls = () => {
  const about = useCommunity()
  // In large letters all of them, and what comes after, still have to fit the screen.
  const size = useCare() ? 'normal' : 'huge'
  const duty = about && (about.dutyPhone || about.phone)
  return (
    <View className="stack">
      <EmergencyCalls size={size} />
      {duty && <CallButton phone={duty} text={words.dutyCall} kind="danger" size={size} />}
    </View>
  )
}

export const Danger = ({ tell }: { readonly tell: () => unknown }) => (
  <View className="card danger">
    <View className="state" {...acts('heading')}>
      {words.dangerTitle}
    </View>
    <View className="under-label">{words.dangerText}</View>
    <DangerCalls />
    <View className="gap" />
    <Button text={words.dangerTell} kind="danger" onTap={tell} />
    <View className="small">{words.dangerTellAfter}</View>
  </View>
)
