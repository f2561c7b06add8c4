/** 登录过的设备: where one is signed in, and ending what one does not know. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import dayjs from 'dayjs'
import type { Reply } from '../../../shared/contract.ts'
import { identity } from '../../../shared/identity.ts'
import { shanghai } from '../../../shared/time.ts'
import { Button } from '../components/Button.tsx'
import { Card } from '../components/Card.tsx'
import { Page } from '../components/Page.tsx'
import { Sheet } from '../components/Sheet.tsx'
import { StateBadge } from '../components/StateBadge.tsx'
import { Failed, Loading, Notice } from '../components/States.tsx'
import { useMove, useReply } from '../platform/query.tsx'
import { sayRefusal } from '../platform/refused.ts'
import { clientNames, words } from './home-words.ts'

type SignIn = Reply<typeof identity.signIns>['items'][number]

export default function SignIns() {
  const { data, error, again } = useReply(identity.signIns, {})
  const { go, error: refused } = useMove()
  const [ending, setEnding] = useState<SignIn>()
  const end = () =>
    go(identity.endSignIn, { id: ending!.id }).then(
      () => setEnding(undefined),
      () => undefined, // shown below
    )
  return (
    <Page title={words.signInsTitle}>
      {data ? (
        <View className="stack">
          <View className="hint under-label">{words.signInsHint}</View>
          {data.items.map(signIn => (
            <Card
              key={signIn.id}
              title={clientNames[signIn.client]}
              aside={signIn.here ? <StateBadge text={words.here} tone="ended" /> : undefined}
            >
              <View className="hint">
                {words.usedOn(dayjs(signIn.usedOn).format('M月D日'))} ·{' '}
                {words.since2(shanghai(signIn.at).format(signIn.until ? 'M月D日 HH:mm' : 'M月D日'))}
              </View>
              {signIn.until && (
                <View className="hint">{words.endsBy(shanghai(signIn.until).format('M月D日 HH:mm'))}</View>
              )}
              {!signIn.here && (
                <Button text={words.end} kind="plain" size="small" onTap={() => setEnding(signIn)} />
              )}
            </Card>
          ))}
        </View>
      ) : error ? (
        <Failed error={error} again={again} />
      ) : (
        <Loading />
      )}
      <Sheet
        open={ending !== undefined}
        title={words.endTitle}
        close={() => setEnding(undefined)}
        closeText={words.thinkAgain}
        foot={<Button text={words.end} kind="danger" onTap={end} />}
      >
        <View className="sheet-text">{words.endText}</View>
        {refused && <Notice text={sayRefusal(refused)} tone="warn" />}
      </Sheet>
    </Page>
  )
}
