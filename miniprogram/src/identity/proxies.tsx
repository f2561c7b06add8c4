/** 替人办事: who may act for me, for whom I may act, and stopping it. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import { identity } from '../../../shared/identity.ts'
import type { Proxy } from '../../../shared/identity/proxies.ts'
import { Button } from '../components/Button.tsx'
import { CallCommunity } from '../components/CallCommunity.tsx'
import { Card } from '../components/Card.tsx'
import { Page } from '../components/Page.tsx'
import { Sheet } from '../components/Sheet.tsx'
import { Failed, Loading, Notice } from '../components/States.tsx'
import { open } from '../platform/open.ts'
import { useMove, useReply } from '../platform/query.tsx'
import { sayRefusal } from '../platform/refused.ts'
import { sayDay, sayProxy, words } from './proxy-words.ts'

interface LineProps {
  readonly proxy: Proxy
  /** The other one of the two, as seen by the reader. */
  readonly other: string
  readonly stop: (proxy: Proxy) => void
}

const Line = ({ proxy, other, stop }: LineProps) => (
  <View className="item">
    <View className="item-head">
      <View className="strong">{other}</View>
      {proxy.may.includes('end') && (
        <Button
          text={proxy.state === 'offered' ? words.takeBack : words.stop}
          kind="plain"
          size="small"
          label={`${words.stop}：${other}`}
          onTap={() => stop(proxy)}
        />
      )}
    </View>
    <View className="hint">{sayProxy(proxy)}</View>
    {proxy.note && <View className="hint">{proxy.note}</View>}
  </View>
)

const titleOf = (proxy: Proxy, me: string | undefined) => {
  if (proxy.state === 'offered') return words.takeBackTitle
  return proxy.helper.id === me
    ? words.stopOwnTitle(proxy.person?.callName ?? '')
    : words.stopTitle(proxy.helper.callName)
}

export default function Proxies() {
  const { data, error, again } = useReply(identity.proxies, {}, { followSeconds: 15 })
  const { data: me } = useReply(identity.me, {}, { remember: true })
  const { go, error: refused, forget } = useMove()
  const [stopping, setStopping] = useState<Proxy>()
  const close = () => {
    forget()
    setStopping(undefined)
  }
  const stop = async ({ helper, id }: Proxy) => {
    await go(identity.proxyEnd, { helper: helper.id, proxy: id }).then(close, () => undefined) // shown in the sheet
  }
  const isStaff = me?.grants.some(({ role }) => role === 'communityStaff')
  return (
    <Page title={words.title}>
      {error && (
        <Failed error={error} again={again}>
          <CallCommunity />
        </Failed>
      )}
      {!data && !error && <Loading />}
      {data && (
        <>
          <View className="heading">{words.helpers}</View>
          {data.helpers.map(proxy => (
            <Line key={proxy.id} proxy={proxy} other={proxy.helper.callName} stop={setStopping} />
          ))}
          {data.helpers.length === 0 && <Card>{words.noHelpers}</Card>}
          <View className="heading">{words.helped}</View>
          {data.helped.map(proxy => (
            <Line
              key={proxy.id}
              proxy={proxy}
              other={proxy.person?.callName ?? words.waiting(sayDay(proxy.answerBy))}
              stop={setStopping}
            />
          ))}
          {data.helped.length === 0 && <Card>{words.noHelped}</Card>}
          <View className="stack apart">
            <View className="hint under-label">{words.offerNote}</View>
            <Button text={words.offer} onTap={() => open('identity/offer')} />
            {isStaff && <Button text={words.atDesk} kind="plain" onTap={() => open('identity/witness')} />}
            {!isStaff && <View className="hint apart">{words.noPhone}</View>}
          </View>
        </>
      )}
      <Sheet
        open={stopping !== undefined}
        title={stopping ? titleOf(stopping, me?.id) : ''}
        close={close}
        closeText={words.stopNo}
      >
        {stopping?.state === 'active' && <View className="sheet-text">{words.stopText}</View>}
        {refused && <Notice text={sayRefusal(refused)} tone="warn" />}
        {stopping && (
          <Button
            text={stopping.state === 'offered' ? words.takeBack : words.stopYes}
            kind="danger"
            onTap={() => stop(stopping)}
          />
        )}
      </Sheet>
    </Page>
  )
}
