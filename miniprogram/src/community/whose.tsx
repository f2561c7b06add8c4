import { View } from '@tarojs/components'
import { useState } from 'react'
import { community, type WhoseIsIt } from '../../../shared/community.ts'
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
import { words } from './words.ts'

const Subject = ({ subject, who, phone, hours, note }: WhoseIsIt['subjects'][number]) => {
  const reached = [phone, hours].filter(Boolean).join(' · ')
  return (
    <Card title={subject} aside={<StateBadge text={who} tone="waiting" />}>
      {note && <View>{note}</View>}
      {reached && <View className="hint">{reached}</View>}
      {phone && <CallButton phone={phone} text={words.call(who)} kind="plain" />}
    </Card>
  )
}

export default function Whose() {
  const { data, ...asked } = useReply(community.whoseIsIt, {}, { remember: true })
  const [typed, type] = useState('')
  const found = data && searched(data.subjects, typed)
  const none = typed.trim() ? words.notFound(typed.trim()) : words.noSubjects
  return (
    <Page title={words.whose}>
      <Field
        label={words.search}
        quiet
        longest={20}
        placeholder={words.searchHint}
        value={typed}
        onChange={type}
      />
      {found?.map(each => (
        <Subject key={each.subject} {...each} />
      ))}
      {found?.length === 0 && <Empty text={none} />}
      {!data && <Awaited asked={asked} calls={false} />}
      <CallCommunity text={words.ask} kind={found?.length === 0 ? 'primary' : 'plain'} />
      <ChangeButton what="whose" />
    </Page>
  )
}
