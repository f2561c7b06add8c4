/** For someone who belongs to nothing yet: what to do, how far it is, and whom to ring meanwhile. */
import { View } from '@tarojs/components'
import type { Me } from '../../../shared/identity/identity.ts'
import { homeRefusalTexts } from '../../../shared/identity/homes.ts'
import { open } from '../platform/open.ts'
import { Button } from './Button.tsx'
import { CallCommunity } from './CallCommunity.tsx'
import { EmergencyCalls } from './EmergencyCalls.tsx'
import { Notice } from './States.tsx'

export const isNewcomer = ({ grants, actsFor }: Me) => grants.length === 0 && actsFor.length === 0

const sayClaim = (claim: Me['claim']): readonly [text: string, button: string] => {
  if (!claim) return ['告诉社区您住哪户，核对好就能请人帮忙、约人说和。急事现在就能打电话。', '登记住处']
  const { state, building, reason = 'notLiving' } = claim
  if (state !== 'waiting') return [`住处没核对上：${homeRefusalTexts[reason]}。`, '重新登记']
  const text = `您登记的是${building}，等网格员或楼门长核对，一般两天内。急事现在就能打电话。`
  return [text, '看看我登记的']
}

export const Newcomer = ({ me }: { readonly me: Me }) => {
  const [text, button] = sayClaim(me.claim)
  const waiting = me.claim?.state === 'waiting'
  return (
    <View className="stack">
      <Notice text={text} tone={me.claim?.state === 'refused' ? 'warn' : 'info'} />
      <Button text={button} kind={waiting ? 'plain' : 'primary'} onTap={() => open('identity/home')} />
      <CallCommunity kind={waiting ? 'primary' : 'plain'} />
      <EmergencyCalls kind="plain" />
    </View>
  )
}
