/** 请我帮您办事: an invitation for the one at home to agree to. */
import { View } from '@tarojs/components'
import Taro, { useShareAppMessage } from '@tarojs/taro'
import { useRef, useState } from 'react'
import type { Reply } from '../../../shared/contract.ts'
import { identity } from '../../../shared/identity.ts'
import { proxyModules } from '../../../shared/identity/proxies.ts'
import { plusMinutes } from '../../../shared/time.ts'
import { Button } from '../components/Button.tsx'
import { Card } from '../components/Card.tsx'
import { Choice } from '../components/Choice.tsx'
import { Page } from '../components/Page.tsx'
import { QrCode } from '../components/QrCode.tsx'
import { Row } from '../components/Row.tsx'
import { Notice } from '../components/States.tsx'
import { randomKey } from '../platform/keys.ts'
import { openInstead } from '../platform/open.ts'
import { addressOf } from '../platform/pages.ts'
import { useMove } from '../platform/query.tsx'
import { sayRefusal } from '../platform/refused.ts'
import { sayDay, words } from './proxy-words.ts'

const inWeChat = process.env.TARO_ENV === 'weapp'
const pathTo = (code: string) => addressOf('identity/answer', { code })

const Made = ({ made }: { readonly made: Reply<typeof identity.proxyOffer> }) => {
  const copy = async () => {
    await Taro.setClipboardData({ data: `${location.origin}${pathTo(made.code)}` })
    void Taro.showToast({ title: words.copied, icon: 'none' })
  }
  return (
    <View className="stack">
      <Notice text={words.ready} tone="good" />
      <View className="big under-label">{words.readyText(sayDay(made.proxy.answerBy))}</View>
      {inWeChat ? <Button text={words.send} share /> : <Button text={words.copyLink} onTap={copy} />}
      <View className="hint apart">{words.orDesk}</View>
      <QrCode text={made.code} label={words.qr} />
      <Button text={words.seeAll} kind="plain" onTap={() => openInstead('identity/proxies')} />
    </View>
  )
}

export default function Offer() {
  const { go, error } = useMove()
  const [days, setDays] = useState<string>('365')
  const [sensitive, setSensitive] = useState(false)
  const [made, setMade] = useState<Reply<typeof identity.proxyOffer>>()
  const key = useRef<string>(undefined)
  useShareAppMessage(() => ({
    title: words.shareTitle,
    path: made ? pathTo(made.code) : addressOf('home/home'),
  }))
  const make = async () => {
    key.current ??= await randomKey()
    const input = {
      key: key.current,
      modules: Object.keys(proxyModules) as (keyof typeof proxyModules)[],
      until: plusMinutes(new Date().toISOString(), Number(days) * 24 * 60),
      sensitive,
    }
    await go(identity.proxyOffer, input).then(setMade, () => undefined) // shown below
  }
  if (made)
    return (
      <Page title={words.offerTitle}>
        <Made made={made} />
      </Page>
    )
  return (
    <Page title={words.offerTitle}>
      <View className="big under-label">{words.offerLead}</View>
      <Card title={words.what}>
        <View>{Object.values(proxyModules).join('、')}</View>
      </Card>
      <Choice
        label={words.howLong}
        options={words.terms.map(([value, text]) => ({ value, text }))}
        value={days}
        onChange={setDays}
      />
      <Card>
        <Row
          name={words.sensitive}
          note={words.sensitiveNote}
          on={sensitive}
          onTap={() => setSensitive(!sensitive)}
        />
      </Card>
      {error && <Notice text={sayRefusal(error)} tone="warn" />}
      <Button text={words.make} onTap={make} />
    </Page>
  )
}
