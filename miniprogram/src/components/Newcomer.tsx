/** For someone who belongs to nothing yet: what to do, and whom to ring meanwhile. */
import { View } from '@tarojs/components'
import type { Me } from '../../../shared/identity.ts'
import { CallButton } from './CallButton.tsx'
import { CallCommunity } from './CallCommunity.tsx'
import { Notice } from './States.tsx'

const text = '还不知道您住哪户。请带身份证到社区，或打电话登记，登记好就能用。'

export const isNewcomer = ({ grants, actsFor }: Me) => grants.length === 0 && actsFor.length === 0

export const Newcomer = () => (
  <View className="stack">
    <Notice text={text} />
    <CallCommunity kind="primary" />
    {['120', '119', '110'].map(phone => (
      <CallButton key={phone} phone={phone} text={`拨${phone}`} kind="plain" />
    ))}
  </View>
)
