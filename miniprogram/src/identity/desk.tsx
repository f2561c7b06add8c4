/** 在电脑上登录: shows a code until somebody's phone has said yes to it. */
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useEffect, useState } from 'react'
import type { Reply } from '../../../shared/contract.ts'
import { identity } from '../../../shared/identity/identity.ts'
import { Awaited } from '../components/Awaited.tsx'
import { Button } from '../components/Button.tsx'
import { Page } from '../components/Page.tsx'
import { QrCode } from '../components/QrCode.tsx'
import { Empty, Loading, Notice } from '../components/States.tsx'
import { startAgain } from '../platform/open.ts'
import { forgetReplies, useReply } from '../platform/query.tsx'
import { isOffline, Refused, sayRefusal } from '../platform/refused.ts'
import { copy } from '../platform/say.ts'
import { enterWith } from '../platform/session.ts'

/** px; as wide as the screen lets it be, and no wider than a head. */
const widest = 420
const aroundIt = 32
const followSeconds = 2

const isOver = (error: unknown) => error instanceof Refused && error.code === 'identity.deskUnknown'

interface Props {
  readonly shown: Reply<typeof identity.deskCode>
  /** Told whether a new code is needed. */
  readonly needNew: (over: boolean) => void
}

const Shown = ({ shown: { code, secret, match }, needNew }: Props) => {
  const { data, error } = useReply(identity.openDesk, { code, secret }, { followSeconds })
  const over = isOver(error)
  useEffect(() => {
    needNew(over)
    return () => needNew(false)
  }, [over, needNew])
  const token = data?.token
  useEffect(() => {
    if (!token) return
    enterWith(token)
    forgetReplies()
    void startAgain()
  }, [token])
  if (over || token) return <Loading />
  return (
    <View className="stack">
      <QrCode
        text={code}
        label="登录用的码，请用手机上的睦邻扫"
        most={Math.min(Taro.getWindowInfo().windowWidth - aroundIt, widest)}
      />
      {error && (
        <Notice text={isOffline(error) ? '网络不通，接上了会自己继续。' : sayRefusal(error)} tone="warn" />
      )}
      <View className="big qr-note">{`核对数字：${match}`}</View>
      <View className="hint qr-note">手机上要是另一个数字，就别同意。码会自动换新的。别拍下来发给别人。</View>
      {MULIN_DEMO && <Button text="复制成文字" kind="plain" onTap={() => copy(code, '复制好了')} />}
    </View>
  )
}

const Codes = () => {
  const [over, setOver] = useState(false)
  // Renewed when the server says so and not by this computer's clock, which may be wrong.
  const asked = useReply(identity.deskCode, {}, { followSeconds: over ? followSeconds : undefined })
  return (
    <Awaited asked={asked} calls={false}>
      {data => (
        <>
          <View className="big">用手机微信打开“睦邻”小程序，点“我的”里的“登录电脑”，扫这个码。</View>
          <Shown key={data.code} shown={data} needNew={setOver} />
        </>
      )}
    </Awaited>
  )
}

export default function Desk() {
  return (
    <Page title="在电脑上登录" forAnyone>
      {process.env.TARO_ENV === 'h5' ? (
        <Codes />
      ) : (
        <Empty text="这里是手机。请在电脑的浏览器里打开睦邻，再用这个手机来扫。" />
      )}
    </Page>
  )
}
