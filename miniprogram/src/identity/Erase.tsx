/** 注销: asked twice, then for good. */
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { identity } from '../../../shared/identity.ts'
import { Button } from '../components/Button.tsx'
import { Sheet } from '../components/Sheet.tsx'
import { Notice } from '../components/States.tsx'
import { call } from '../platform/call.ts'
import { openTab } from '../platform/open.ts'
import { forgetReplies } from '../platform/query.tsx'
import { sayRefusal } from '../platform/refused.ts'
import { forgetSession } from '../platform/session.ts'
import { words } from './data-words.ts'

export const Erase = () => {
  const [asked, setAsked] = useState<0 | 1 | 2>(0)
  const [error, setError] = useState<unknown>()
  const close = () => {
    setAsked(0)
    setError(undefined)
  }
  const erase = async () => {
    setError(undefined)
    try {
      await call(identity.erase, {})
    } catch (refused) {
      return setError(refused)
    }
    forgetSession()
    forgetReplies()
    void Taro.showToast({
      title: '已经注销，您的信息删掉了。以后想用，随时再登录登记。',
      icon: 'none',
      duration: 4_000,
    })
    void openTab('home/me')
  }
  return (
    <>
      <Button text="注销，删掉我的信息" kind="plain" onTap={() => setAsked(1)} />
      <Sheet open={asked === 1} title="真的要注销吗？" close={close} closeText={words.eraseNo}>
        {words.eraseWhat.map(line => (
          <View key={line} className="sheet-text">
            {line}
          </View>
        ))}
        <Button text="我知道了，继续" kind="danger" onTap={() => setAsked(2)} />
      </Sheet>
      <Sheet open={asked === 2} title="最后问一次：现在就删？" close={close} closeText={words.eraseNo}>
        <View className="sheet-text">删了以后，要用得重新登记。</View>
        {error !== undefined && <Notice text={sayRefusal(error)} tone="warn" />}
        <Button text="删掉我的信息" kind="danger" onTap={erase} />
      </Sheet>
    </>
  )
}
