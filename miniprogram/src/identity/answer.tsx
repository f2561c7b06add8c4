/** The elder's page: who would act for them, what that means, yes or no. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import { identity } from '../../../shared/identity/identity.ts'
import type { Proxy } from '../../../shared/identity/proxies.ts'
import { sayDate } from '../../../shared/time.ts'
import { role } from '../components/aria.ts'
import { Awaited } from '../components/Awaited.tsx'
import { Button } from '../components/Button.tsx'
import { CallCommunity } from '../components/CallCommunity.tsx'
import { Card } from '../components/Card.tsx'
import { yesNo } from '../components/fields.tsx'
import { Page } from '../components/Page.tsx'
import { Empty, Notice } from '../components/States.tsx'
import { useForm } from '../components/useForm.tsx'
import { useTyped } from '../platform/drafts.ts'
import { openInstead, openTab, useParams } from '../platform/open.ts'
import { useMove, useReply } from '../platform/query.tsx'
import { sayModules, words } from './proxy-words.ts'

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
  const { go } = useMove()
  const { field, refused, send } = useForm({
    draft: useTyped({ sensitive: false }),
    fields: { sensitive: yesNo('看病、买药的事，也让他办吗？', '也让他办', '不让', { start: false }) },
  })
  const agree = async () => {
    const reply = await send(({ sensitive }) =>
      go(identity.proxyAccept, { code, sensitive: offer.sensitive && sensitive }),
    )
    if (reply) said(words.yesDone(reply.helper.callName))
  }
  return (
    <>
      <View className="greeting" {...role('heading')}>
        {`${offer.helper.callName}想替您办事`}
      </View>
      <Card title={sayModules(offer)}>
        <View className="big">他可以替您求助、约人调解、看进度、说办好了。</View>
        <View className="big">他替您办的每件事，您在“我的事”里都看得到。</View>
        <View className="big">您想停，随时能停，马上就停。</View>
        <View className="big">他不能替您再找别人办，也碰不到您的钱和密码。</View>
        <View className="big strong">{`到${sayDate(offer.until)}为止。`}</View>
      </Card>
      {offer.sensitive && field('sensitive')}
      {refused}
      <View className="stack">
        <Button text="同意" size="huge" onTap={agree} />
        <Button
          text="不同意"
          size="huge"
          kind="plain"
          onTap={() => said('好的，没有同意。他办不了您的事。')}
        />
        <View className="hint apart">不认识他？别点同意，打给社区问问。</View>
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
      <Empty text="这是您自己做的邀请，请发给家里老人来点。" />
    )
  }
  return (
    <Page title="有人想替您办事">
      {!whole ? (
        <Empty text="这个链接不完整，请对方重新发一次。" />
      ) : said === undefined ? (
        <Awaited asked={asked}>{content}</Awaited>
      ) : (
        <View className="stack">
          <Notice text={said} tone="good" />
          <Button text="回首页" onTap={home} />
          <Button text={words.helpers} kind="plain" onTap={() => openInstead('identity/proxies')} />
        </View>
      )}
    </Page>
  )
}
