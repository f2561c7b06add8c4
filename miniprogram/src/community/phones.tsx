import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { community, type PhoneBook } from '../../../shared/community/community.ts'
import { sayPhone } from '../../../shared/phone.ts'
import { sayTime } from '../../../shared/time.ts'
import { role } from '../components/aria.ts'
import { Awaited } from '../components/Awaited.tsx'
import { CallButton } from '../components/CallButton.tsx'
import { CallCommunity, useCommunity } from '../components/CallCommunity.tsx'
import { Card } from '../components/Card.tsx'
import { Page } from '../components/Page.tsx'
import { Empty } from '../components/States.tsx'
import { useReply } from '../platform/query.tsx'
import { ChangeButton } from './ChangeButton.tsx'

type Entry = PhoneBook['sections'][number]['entries'][number]

const ring = (phoneNumber: string) => void Taro.makePhoneCall({ phoneNumber }).catch(() => undefined)

/** The whole row rings: a thumb does not have to aim. */
const Phone = ({ name, phone, hours, note }: Entry) => (
  <View
    className="phone"
    hoverClass="card-pressed"
    onClick={() => ring(phone)}
    {...role('button', `打给${name}，${phone}`)}
  >
    <View className="phone-name">{name}</View>
    <View className="phone-number">{sayPhone(phone)}</View>
    {(hours || note) && <View className="row-note">{[note, hours].filter(Boolean).join(' · ')}</View>}
  </View>
)

/** Whom to ring first: the community itself, and when somebody is there. */
const Office = () => {
  const about = useCommunity()
  if (!about) return null
  const { name, place, dutyHours, onDuty, opensAt, phone, dutyPhone } = about
  const hours = `${dutyHours.from}–${dutyHours.to} 有人接`
  return (
    <Card title={name}>
      {place && <View>{place}</View>}
      <View className="hint">
        {onDuty || !opensAt ? hours : `这会儿没人上班，${sayTime(opensAt, new Date().toISOString())} 有人。`}
      </View>
      <CallCommunity kind="primary" />
      {onDuty && dutyPhone && dutyPhone !== phone && (
        <CallButton phone={dutyPhone} text="下班后打值班电话" kind="plain" />
      )}
    </Card>
  )
}

export default function Phones() {
  const { data, ...asked } = useReply(community.phoneBook, {}, { remember: true })
  return (
    <Page title="社区电话">
      <Office />
      {data?.sections.map(({ title, entries }) => (
        <View key={title} className="section">
          <View className="heading" {...role('heading')}>
            {title}
          </View>
          {entries.map(entry => (
            <Phone key={`${entry.name} ${entry.phone}`} {...entry} />
          ))}
        </View>
      ))}
      {data?.sections.length === 0 && <Empty text="还没有登记电话。有事请打给社区。" />}
      {!data && <Awaited asked={asked} calls={false} />}
      <ChangeButton what="phones" />
    </Page>
  )
}
