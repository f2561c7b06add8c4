/** 登录电脑: on the phone, a yes to the code that a computer shows. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import type { Reply } from '../../../shared/contract.ts'
import { identity } from '../../../shared/identity/identity.ts'
import { browsers, systems } from '../../../shared/identity/desk.ts'
import { clockOf, sayMonthDay } from '../../../shared/time.ts'
import { actsOf, type Item } from '../components/act.tsx'
import { ActButton } from '../components/Acts.tsx'
import { Button } from '../components/Button.tsx'
import { Card } from '../components/Card.tsx'
import { CodeField } from '../components/CodeField.tsx'
import { Page } from '../components/Page.tsx'
import { Empty, Notice } from '../components/States.tsx'
import { call } from '../platform/call.ts'
import { openInstead } from '../platform/open.ts'

interface Asked extends Reply<typeof identity.allowDesk>, Item {
  readonly show: (reply: Reply<typeof identity.allowDesk>) => void
}

const allow = actsOf<Asked>().act(identity.allowDesk, {
  may: [],
  label: '同意，在电脑上登录',
  kind: 'primary',
  along: ({ id }) => ({ code: id, yes: true }),
  leadsTo: (reply, { show }) => show(reply),
})

export default function Allow() {
  const [asked, setAsked] = useState<Asked>()
  const see = async (code: string) => {
    const show = (reply: Reply<typeof identity.allowDesk>) => setAsked({ ...reply, id: code, may: [], show })
    show(await call(identity.allowDesk, { code }))
  }
  const startOver = () => setAsked(undefined)
  return (
    <Page title="登录电脑">
      {!asked ? (
        <View className="stack">
          <View className="hint under-label">
            在电脑的浏览器里打开睦邻，点“在电脑上登录”，屏幕上会出来一个码。
          </View>
          <CodeField label="电脑上的码" scan="扫电脑上的码" onCode={see} />
        </View>
      ) : asked.allowed ? (
        <Empty text="好了，电脑上一会儿就打开。">
          <View className="empty-text">不用了，随时在“登录过的设备”里点“退出”。</View>
          <Button text="看看在哪儿登录着" onTap={() => openInstead('identity/sign-ins')} />
          <Button text="再登录一台" kind="plain" onTap={startOver} />
        </Empty>
      ) : (
        <View className="stack">
          <Card title="在电脑上登录睦邻">
            <View>{`用您的名义：${asked.callName}`}</View>
            <View>{`${systems.text[asked.system]}，${browsers.text[asked.browser]}`}</View>
            <View>
              {asked.sameNetwork
                ? '和您的手机在同一个网络里'
                : '和您的手机不在同一个网络里，用流量时也会这样'}
            </View>
            <View className="big">{`核对数字：${asked.match}`}</View>
            <View className="hint">{`到${sayMonthDay(asked.until)} ${clockOf(asked.until)}自动退出。`}</View>
          </Card>
          <Notice text="电脑上的核对数字一样，再同意。别人发来的码，不要扫。" tone="warn" />
          <ActButton act={allow} item={asked} />
          <Button text="不登录" kind="plain" onTap={startOver} />
        </View>
      )}
    </Page>
  )
}
