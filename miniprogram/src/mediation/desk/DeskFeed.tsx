/** A secret link for the calendar on one's own phone or computer: shown once, and ended at any time. */
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { mediation } from '../../../../shared/mediation.ts'
import { Button } from '../../components/Button.tsx'
import { Choice } from '../../components/Choice.tsx'
import { Sheet } from '../../components/Sheet.tsx'
import { Notice } from '../../components/States.tsx'
import { useMove, useReply } from '../../platform/query.tsx'
import { sayRefusal } from '../../platform/refused.ts'
import { addressOf } from '../../platform/request.ts'
import { onOf, sayDay } from './grid.ts'
import { words } from './words.ts'

const onH5 = process.env.TARO_ENV === 'h5'
const linkOf = (path: string) => (onH5 ? new URL(addressOf(path), location.href).href : addressOf(path))

type Of = 'room' | 'mine'

export const FeedSheet = ({
  kinds,
  close,
}: {
  /** Which of them the reader may have. */
  readonly kinds: readonly Of[]
  readonly close: () => void
}) => {
  const [of, setOf] = useState<Of>(kinds[0]!)
  const [link, setLink] = useState<string>()
  const [copied, setCopied] = useState(false)
  const { data } = useReply(mediation.feed, { of })
  const { go, error } = useMove()
  const tell = async (change: 'make' | 'revoke') => {
    try {
      const { path } = await go(mediation.feed, { of, change })
      setLink(path && linkOf(path))
      setCopied(false)
    } catch {
      // Said below.
    }
  }
  const copy = async () => {
    try {
      await Taro.setClipboardData({ data: link! })
      setCopied(true)
    } catch {
      // It can be marked and copied by hand.
    }
  }
  const since = data?.madeAt
  return (
    <Sheet open title="在自己的日历里看" close={close} closeText={words.shut}>
      <View className="sheet-text">手机、电脑的日历都能订阅。里面只有时间和地方，没有名字和事由。</View>
      {kinds.length > 1 && (
        <Choice
          look="segments"
          options={kinds.map(value => ({
            value,
            text: value === 'room' ? '调解室全部' : '我的场次',
          }))}
          value={of}
          onChange={value => {
            setOf(value)
            setLink(undefined)
          }}
        />
      )}
      {link ? (
        <>
          <View className="desk-link">{link}</View>
          <Notice text="只显示这一次，请现在复制。谁拿到都能看，请不要转发。" tone="warn" />
          <Button text={copied ? '复制好了' : '复制链接'} onTap={copy} />
        </>
      ) : (
        <>
          <View className="sheet-text">
            {since ? `${sayDay(onOf(since))}生成过一个，还能用。` : '还没有链接。'}
          </View>
          {since && <View className="hint under-label">换了以后，旧的就不能用了。</View>}
          <Button
            text={since ? '换一个新链接' : '生成链接'}
            kind={since ? 'plain' : 'primary'}
            onTap={() => tell('make')}
          />
        </>
      )}
      {since && <Button text="停用" kind="danger" onTap={() => tell('revoke')} />}
      {error && <Notice text={sayRefusal(error)} tone="warn" />}
    </Sheet>
  )
}
