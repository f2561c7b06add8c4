/** The elder's page: who would act for them, what that means, yes or no. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import { identity } from '../../../shared/identity.ts'
import type { Proxy } from '../../../shared/identity/proxies.ts'
import { role } from '../components/aria.ts'
import { Awaited } from '../components/Awaited.tsx'
import { Button } from '../components/Button.tsx'
import { CallCommunity } from '../components/CallCommunity.tsx'
import { Card } from '../components/Card.tsx'
import { Choice } from '../components/Choice.tsx'
import { Page } from '../components/Page.tsx'
import { Empty, Notice } from '../components/States.tsx'
import { openInstead, openTab, useParams } from '../platform/open.ts'
import { useMove, useReply } from '../platform/query.tsx'
import { sayRefusal } from '../platform/refused.ts'
import { sayDay, sayModules, words } from './proxy-words.ts'

const home = () => openTab('home/home')

const Question = ({
  offer,
  code,
  said,
}: {
  readonly offer: Proxy
  readonly code: string
  readonly said: (text: string) => void
}) => {
  const { go, error } = useMove()
  const [sensitive, setSensitive] = useState<'yes' | 'no'>('no')
  const agree = () =>
    go(identity.proxyAccept, { code, sensitive: offer.sensitive && sensitive === 'yes' }).then(
      ({ helper }) => said(words.yesDone(helper.callName)),
      () => undefined, // shown below
    )
  return (
    <>
      <View className="greeting" {...role('heading')}>
        {words.wants(offer.helper.callName)}
      </View>
      <Card title={sayModules(offer)}>
        {words.means.map(line => (
          <View key={line} className="big">
            {line}
          </View>
        ))}
        <View className="big">{words.cannot}</View>
        <View className="big strong">{words.until(sayDay(offer.until))}</View>
      </Card>
      {offer.sensitive && (
        <Choice
          label={words.sensitiveAsk}
          options={[
            { value: 'no', text: words.sensitiveNo },
            { value: 'yes', text: words.sensitiveYes },
          ]}
          value={sensitive}
          onChange={setSensitive}
        />
      )}
      {error && <Notice text={sayRefusal(error)} tone="warn" />}
      <View className="stack">
        <Button text={words.yes} size="huge" onTap={agree} />
        <Button text={words.no} size="huge" kind="plain" onTap={() => said(words.noDone)} />
        <View className="hint apart">{words.notKnown}</View>
        <CallCommunity />
      </View>
    </>
  )
}

export default function Answer() {
  const { code = '' } = useParams('identity/answer')
  const [said, setSaid] = useState<string>()
  const whole = /^[a-z2-7]{32}$/.test(code)
  const asked = useReply(identity.proxySee, { code }, { enabled: whole && said === undefined })
  const content = (offer: Proxy) => {
    if (offer.state === 'active') return <Notice text={words.yesDone(offer.helper.callName)} tone="good" />
    return offer.may.includes('accept') ? (
      <Question offer={offer} code={code} said={setSaid} />
    ) : (
      <Empty text={words.own} />
    )
  }
  return (
    <Page title={words.answerTitle}>
      {!whole ? (
        <Empty text={words.badLink} />
      ) : said === undefined ? (
        <Awaited asked={asked}>{content}</Awaited>
      ) : (
        <View className="stack">
          <Notice text={said} tone="good" />
          <Button text={words.toHome} onTap={home} />
          <Button text={words.helpers} kind="plain" onTap={() => openInstead('identity/proxies')} />
        </View>
      )}
    </Page>
  )
}
