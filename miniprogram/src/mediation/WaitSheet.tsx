/** Waits for an earlier slot among those everybody can come to, or waits no more. */
import { View } from '@tarojs/components'
import { mediation } from '../../../shared/mediation.ts'
import { Button } from '../components/Button.tsx'
import { words } from './room-words.ts'
import { StepSheet, useStep, type Step } from './StepSheet.tsx'

export const WaitSheet = ({ leave, ...step }: Step & { readonly leave: boolean }) => {
  const { item, close } = step
  const { go, send, error } = useStep(step)
  return (
    <StepSheet
      title={leave ? words.leaveWaitTitle : words.waitTitle}
      close={close}
      error={error}
      foot={
        <Button
          text={leave ? words.leaveWaitYes : words.waitYes}
          onTap={() => send(go(mediation.joinWaitlist, { id: item.id, ...(leave && { leave }) }))}
        />
      }
    >
      {!leave && <View className="sheet-text">{words.waitNote}</View>}
    </StepSheet>
  )
}
