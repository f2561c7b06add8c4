/** 我的身份码: shown at the desk, so that nobody has to be looked up by name. */
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useEffect } from 'react'
import { identity } from '../../../shared/identity.ts'
import { shanghai } from '../../../shared/time.ts'
import { Button } from '../components/Button.tsx'
import { CallCommunity } from '../components/CallCommunity.tsx'
import { Page } from '../components/Page.tsx'
import { QrCode } from '../components/QrCode.tsx'
import { Failed, Loading, Notice } from '../components/States.tsx'
import { useReply } from '../platform/query.tsx'
import { codeWords as words } from './code-words.ts'

export default function MyCode() {
  const { data, error, again } = useReply(identity.myCode, {})
  useEffect(() => {
    if (!data) return undefined
    const left = Date.parse(data.until) - Date.now()
    const timer = setTimeout(() => void again(), Math.max(left, 1_000))
    return () => clearTimeout(timer)
  }, [data, again])
  const copy = async () => {
    await Taro.setClipboardData({ data: data!.code })
    void Taro.showToast({ title: words.copied, icon: 'none' })
  }
  return (
    <Page title={words.title}>
      <View className="big">{words.lead}</View>
      {error && (
        <Failed error={error} again={again}>
          <CallCommunity />
        </Failed>
      )}
      {!data && !error && <Loading />}
      {data && (
        <View className="stack">
          <QrCode text={data.code} label={words.qr} />
          <View className="hint qr-note">{words.until(shanghai(data.until).format('HH:mm'))}</View>
          <Notice text={words.care} tone="warn" />
          <Button text={words.copy} kind="plain" onTap={copy} />
          <Button text={words.renew} kind="plain" onTap={again} />
        </View>
      )}
    </Page>
  )
}
