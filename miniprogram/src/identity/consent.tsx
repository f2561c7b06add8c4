/** 说明与同意: what one has agreed to, and taking it back. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import { identity } from '../../../shared/identity.ts'
import { consentKinds, consentVersions, type ConsentKind } from '../../../shared/identity/account.ts'
import { Button } from '../components/Button.tsx'
import { CallCommunity } from '../components/CallCommunity.tsx'
import { Card } from '../components/Card.tsx'
import { ConsentText, consentTexts } from '../components/ConsentTexts.tsx'
import { Page } from '../components/Page.tsx'
import { Sheet } from '../components/Sheet.tsx'
import { StateBadge } from '../components/StateBadge.tsx'
import { Failed, Loading, Notice } from '../components/States.tsx'
import { useMove, useReply } from '../platform/query.tsx'
import { sayRefusal } from '../platform/refused.ts'
import { words } from './home-words.ts'

export default function Consent() {
  const { data: me, error, again } = useReply(identity.me, {})
  const { go, error: refused } = useMove()
  const [leaving, setLeaving] = useState<ConsentKind>()
  const say = (what: ConsentKind, agree: boolean) =>
    go(identity.consent, { what, version: consentVersions[what], agree }).then(
      () => setLeaving(undefined),
      () => undefined, // shown below
    )
  return (
    <Page title={words.consentTitle}>
      {!me && (error ? <Failed error={error} again={again} /> : <Loading />)}
      {me &&
        consentKinds.map(what => (
          <Card
            key={what}
            title={consentTexts[what].title}
            aside={
              <StateBadge
                text={me.consents[what] ? words.consentYes : words.consentNo}
                tone={me.consents[what] ? 'ended' : 'waiting'}
              />
            }
          >
            <ConsentText what={what} />
            {me.consents[what] ? (
              <Button text={words.withdraw} kind="plain" onTap={() => setLeaving(what)} />
            ) : (
              <Button text={words.agree} onTap={() => say(what, true)} />
            )}
          </Card>
        ))}
      {refused && !leaving && <Notice text={sayRefusal(refused)} tone="warn" />}
      <CallCommunity />
      <Sheet
        open={leaving !== undefined}
        title={words.withdrawTitle}
        close={() => setLeaving(undefined)}
        closeText={words.thinkAgain}
        foot={<Button text={words.withdrawYes} kind="danger" onTap={() => say(leaving!, false)} />}
      >
        <View className="sheet-text">{leaving && words.withdrawText[leaving]}</View>
        {refused && <Notice text={sayRefusal(refused)} tone="warn" />}
      </Sheet>
    </Page>
  )
}
