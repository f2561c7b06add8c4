/** 核对住处: who says they live here and waits for a yes. */
import { View } from '@tarojs/components'
import Taro, { usePullDownRefresh } from '@tarojs/taro'
import { identity } from '../../../shared/identity.ts'
import { homeKindNames } from '../../../shared/identity/homes.ts'
import { sayTime } from '../../../shared/time.ts'
import { Card } from '../components/Card.tsx'
import { CallCommunity } from '../components/CallCommunity.tsx'
import { Page } from '../components/Page.tsx'
import { Row } from '../components/Row.tsx'
import { StateBadge } from '../components/StateBadge.tsx'
import { Empty, Failed, Loading } from '../components/States.tsx'
import { open } from '../platform/open.ts'
import { useReply } from '../platform/query.tsx'
import { words } from './home-words.ts'

export default function WaitingPage() {
  const { data: me } = useReply(identity.me, {}, { remember: true })
  const { data, error, again } = useReply(identity.waitingHomes, {}, { followSeconds: 15 })
  usePullDownRefresh(() => void again().finally(() => Taro.stopPullDownRefresh()))
  const staff = me?.grants.some(({ role }) => role === 'communityStaff')
  return (
    <Page title={words.checkTitle} wide>
      <View className="wide-list moves">
        {data?.items.map(({ user, claim, callName, building, as, at, doubted }) => (
          <Card
            key={claim}
            title={`${building} · ${callName}`}
            aside={doubted ? <StateBadge text={words.checkDoubted} tone="late" /> : undefined}
            onTap={() => open('identity/check', { user, claim })}
          >
            <View className="hint">
              {homeKindNames[as]} · {sayTime(at, new Date().toISOString())}
            </View>
          </Card>
        ))}
      </View>
      {data?.items.length === 0 && <Empty text={words.checkNone} />}
      {error && (
        <Failed error={error} again={again}>
          <CallCommunity />
        </Failed>
      )}
      {!data && !error && <Loading />}
      {staff && (
        <Card>
          <Row name={words.findRow} onTap={() => open('identity/find')} />
        </Card>
      )}
    </Page>
  )
}
