/** 我的身份码: shown at the desk, so that nobody has to be looked up by name. */
import { View } from '@tarojs/components'
import { useEffect } from 'react'
import { identity } from '../../../shared/identity/identity.ts'
import { clockOf } from '../../../shared/time.ts'
import { Awaited } from '../components/Awaited.tsx'
import { Button } from '../components/Button.tsx'
import { Page } from '../components/Page.tsx'
import { QrCode } from '../components/QrCode.tsx'
import { Notice } from '../components/States.tsx'
import { useReply } from '../platform/query.tsx'
import { copy } from '../platform/say.ts'

export default function MyCode() {
  const asked = useReply(identity.myCode, {})
  const { data, again } = asked
  useEffect(() => {
    if (!data) return undefined
    const left = Date.parse(data.until) - Date.now()
    const timer = setTimeout(() => void again(), Math.max(left, 1_000))
    return () => clearTimeout(timer)
  }, [data, again])
  return (
    <Page title="我的身份码">
      <View className="big">在社区办事，给工作人员看这个码，他就知道是您。</View>
      <Awaited asked={asked}>
        {({ code, until }) => (
          <View className="stack">
            <QrCode text={code} label="我的身份码，请给工作人员扫" />
            <View className="hint qr-note">{`${clockOf(until)} 前有效，过了会自动换新的。`}</View>
            <Notice text="只给当面办事的工作人员看，别发到群里。" tone="warn" />
            <Button text="复制成文字" kind="plain" onTap={() => copy(code, '复制好了，可以发给工作人员')} />
            <Button text="换一个新的" kind="plain" onTap={again} />
          </View>
        )}
      </Awaited>
    </Page>
  )
}
