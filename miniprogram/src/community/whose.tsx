import { View } from '@tarojs/components'
import { useState } from 'react'
import { community, type WhoseIsIt } from '../../../shared/community/community.ts'
import { Awaited } from '../components/Awaited.tsx'
import { CallButton } from '../components/CallButton.tsx'
import { CallCommunity } from '../components/CallCommunity.tsx'
import { Card } from '../components/Card.tsx'
import { Field } from '../components/Field.tsx'
import { Page } from '../components/Page.tsx'
import { StateBadge } from '../components/StateBadge.tsx'
import { Empty } from '../components/States.tsx'
import { useReply } from '../platform/query.tsx'
import { ChangeButton } from './ChangeButton.tsx'
import { searched } from './search.ts'

const Subject = ({ subject, who, phone, hours, note }: WhoseIsIt['subjects'][number]) => {
  const reached = [phone, hours].filter(Boolean).join(' · ')
  return (
    <Card title={subject} aside={<StateBadge text={who} tone="waiting" />}>
      {note && <View>{note}</View>}
      {reached && <View className="hint">{reached}</View>}
      {phone && <CallButton phone={phone} text={`打给${who}`} kind="plain" />}
    </Card>
  )
}

export default function Whose() {
  const { data, ...asked } = useReply(community.whoseIsIt, {}, { remember: true })
  const [typed, type] = useState('')
  const found = data && searched(data.subjects, typed)
  const none = typed.trim()
    ? `没找到“${typed.trim()}”。换个说法，或打给社区问。`
    : '还没有登记。不知道归谁管，就打给社区。'
  return (
    <Page title="归谁管">
      <Field
        label="找什么事"
        quiet
        longest={20}
        placeholder="比如：漏水、路灯、吵闹"
        value={typed}
        onChange={type}
      />
      {found?.map(each => (
        <Subject key={each.subject} {...each} />
      ))}
      {found?.length === 0 && <Empty text={none} />}
      {!data && <Awaited asked={asked} calls={false} />}
      <CallCommunity text="打给社区问" kind={found?.length === 0 ? 'primary' : 'plain'} />
      <ChangeButton what="whose" />
    </Page>
  )
}
