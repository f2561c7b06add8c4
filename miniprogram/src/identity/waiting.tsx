/** 核对住处: who says they live here and waits for a yes. */
import { View } from '@tarojs/components'
import { identity } from '../../../shared/identity.ts'
import { homeKindNames } from '../../../shared/identity/homes.ts'
import { sayTime } from '../../../shared/time.ts'
import { Awaited } from '../components/Awaited.tsx'
import { Card } from '../components/Card.tsx'
import { LineCard } from '../components/ListPage.tsx'
import { Page } from '../components/Page.tsx'
import { Row } from '../components/Row.tsx'
import { Empty } from '../components/States.tsx'
import { open } from '../platform/open.ts'
import { usePull, useReply } from '../platform/query.tsx'
import { words } from './home-words.ts'

export default function WaitingPage() {
  const { data: me } = useReply(identity.me, {}, { remember: true })
  const asked = useReply(identity.waitingHomes, {}, { followSeconds: 15 })
  usePull(asked.again)
  return (
    <Page title={words.checkTitle} wide>
      <Awaited asked={asked}>
        {({ items }) => (
          <>
            <View className="wide-list moves">
              {items.map(({ user, claim, callName, building, as, at, doubted }) => (
                <LineCard
                  key={claim}
                  line={{
                    title: `${building} · ${callName}`,
                    badge: doubted ? ['家里人说不认识', 'late'] : undefined,
                    hint: [homeKindNames[as], sayTime(at, new Date().toISOString())],
                    open: () => open('identity/check', { user, claim }),
                  }}
                />
              ))}
            </View>
            {items.length === 0 && <Empty text="没有等核对的住处，谢谢您。" />}
          </>
        )}
      </Awaited>
      {me?.grants.some(({ role }) => role === 'communityStaff') && (
        <Card>
          <Row name="按电话后四位找人" onTap={() => open('identity/find')} />
        </Card>
      )}
    </Page>
  )
}
