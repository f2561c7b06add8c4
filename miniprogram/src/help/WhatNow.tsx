/** Something urgent at home: what to do now and whom to ring, as 归谁管 of the community has it. */
import { View } from '@tarojs/components'
import { community } from '../../../shared/community/community.ts'
import { CallButton } from '../components/CallButton.tsx'
import { CallCommunity } from '../components/CallCommunity.tsx'
import { Card } from '../components/Card.tsx'
import { useReply } from '../platform/query.tsx'
import { whoseIn } from './ask-form.ts'

/** By the chip that is tapped; before any step of the form, and above it. */
export const WhatNow = ({ choice }: { readonly choice: string }) => {
  const { data } = useReply(community.whoseIsIt, {}, { remember: true })
  const found = whoseIn(data?.subjects ?? [], choice)
  if (!found) return null
  return (
    <View className="stack moves">
      {found.map(({ subject, who, phone, hours, note }) => (
        <Card key={subject} tone="accent" title={note ? `先这样：${note}` : `${subject}，先打电话`}>
          <View className="hint">{[`${subject}归${who}管`, hours].filter(Boolean).join(' · ')}</View>
          {phone && <CallButton phone={phone} text={`打给${who}`} />}
        </Card>
      ))}
      {found.every(({ phone }) => !phone) && <CallCommunity kind="primary" />}
    </View>
  )
}
