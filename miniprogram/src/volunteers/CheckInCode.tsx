/** The code of the day: to scan, and six digits to type, renewed by themselves. */
import { View } from '@tarojs/components'
import Taro, { useDidHide, useDidShow } from '@tarojs/taro'
import { useEffect } from 'react'
import { volunteers } from '../../../shared/volunteers.ts'
import { CallCommunity } from '../components/CallCommunity.tsx'
import { QrCode } from '../components/QrCode.tsx'
import { Failed, Loading } from '../components/States.tsx'
import { useReply } from '../platform/query.tsx'
import { words } from './lead-words.ts'

/** px; as wide as a phone's screen lets it be, and no wider than a head on a desk's. */
const widest = 420
const aroundIt = 32
const followSeconds = 15

/** 382 617: in two groups they are told across a room. */
export const inGroups = (digits: string) => digits.replace(/(?=(\d{3})+$)(?!^)/g, ' ')

/** The screen stays lit while it is looked at; where that cannot be, it goes dark as always. */
const keepLit = (on: boolean) => void Taro.setKeepScreenOn({ keepScreenOn: on }).catch(() => undefined)

export const CheckInCode = ({ id }: { readonly id: string }) => {
  // Asked for and not timed: this phone's clock may be wrong, and the code before is good for a while.
  const { data, error, again } = useReply(volunteers.checkInCode, { id }, { followSeconds })
  useDidShow(() => keepLit(true))
  useDidHide(() => keepLit(false))
  useEffect(() => () => keepLit(false), [])
  if (!data)
    return error ? (
      <Failed error={error} again={again}>
        <CallCommunity />
      </Failed>
    ) : (
      <Loading />
    )
  const most = Math.min(Taro.getWindowInfo().windowWidth - aroundIt, widest)
  return (
    <View>
      <View className="roll-note">{words.scanThis}</View>
      <QrCode text={data.code} label={words.qrLabel} most={most} />
      <View className="roll-note">{words.orDigits}</View>
      <View className="roll-digits">{inGroups(data.digits)}</View>
      <View className="hint roll-note">{words.renewing}</View>
    </View>
  )
}
