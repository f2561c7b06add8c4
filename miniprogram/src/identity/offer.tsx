/** 请我帮您办事: an invitation for the one at home to agree to. */
import { View } from '@tarojs/components'
import { useShareAppMessage } from '@tarojs/taro'
import { useState } from 'react'
import type { Reply } from '../../../shared/contract.ts'
import { identity } from '../../../shared/identity/identity.ts'
import { proxyModules } from '../../../shared/modules/manifests.ts'
import { sayDate } from '../../../shared/time.ts'
import { Button } from '../components/Button.tsx'
import { Card } from '../components/Card.tsx'
import { oneOf } from '../components/fields.tsx'
import { Page } from '../components/Page.tsx'
import { QrCode } from '../components/QrCode.tsx'
import { Notice } from '../components/States.tsx'
import { useForm } from '../components/useForm.tsx'
import { createOnce, useTyped } from '../platform/drafts.ts'
import { openInstead } from '../platform/open.ts'
import { addressOf } from '../platform/pages.ts'
import { useMove } from '../platform/query.tsx'
import { copy } from '../platform/say.ts'
import { terms, untilAfter, usualTerm } from './lasting.ts'
import { sensitive } from './proxy-words.ts'

const inWeChat = process.env.TARO_ENV === 'weapp'
const pathTo = (code: string) => addressOf('identity/answer', { code })

const Made = ({ made }: { readonly made: Reply<typeof identity.proxyOffer> }) => {
  const copyLink = () => copy(`${location.origin}${pathTo(made.code)}`, '复制好了，发给他吧')
  return (
    <View className="stack">
      <Notice text="邀请做好了" tone="good" />
      <View className="big under-label">
        请在{sayDate(made.proxy.answerBy)}前让他点“同意”。只能用一次，别发到群里。
      </View>
      {inWeChat ? <Button text="发给他" share /> : <Button text="复制链接，发给他" onTap={copyLink} />}
      <View className="hint apart">他没有微信？一起到社区，让工作人员扫这个码。</View>
      <QrCode text={made.code} label="代办邀请码，请给工作人员扫" />
      <Button text="看替人办事" kind="plain" onTap={() => openInstead('identity/proxies')} />
    </View>
  )
}

interface Said {
  readonly days: string
  readonly sensitive: boolean
  readonly key?: string
}

export default function Offer() {
  const { go } = useMove()
  const [made, setMade] = useState<Reply<typeof identity.proxyOffer>>()
  const draft = useTyped<Said>({ days: usualTerm, sensitive: false })
  const { field, refused, send } = useForm({
    draft,
    fields: { days: oneOf<string>('办多久', terms), sensitive },
  })
  useShareAppMessage(() => ({
    title: '请点开看看：我想替您办事，您同意吗？',
    path: made ? pathTo(made.code) : addressOf('home/home'),
  }))
  const create = ({ days, sensitive }: Said) => {
    const offer = { modules: [...proxyModules.codes], until: untilAfter(days), sensitive }
    return createOnce(draft, key => go(identity.proxyOffer, { key, ...offer }))
  }
  return (
    <Page title="请我帮您办事">
      {made ? (
        <Made made={made} />
      ) : (
        <>
          <View className="big under-label">做一份邀请，发给家里老人。他点“同意”，您就能替他求助。</View>
          <Card title="替他办什么">
            <View>{Object.values(proxyModules.text).join('、')}</View>
          </Card>
          {field('days')}
          <Card>{field('sensitive')}</Card>
          {refused}
          <Button text="做一份邀请" onTap={async () => setMade(await send(create))} />
        </>
      )}
    </Page>
  )
}
