/** The code of the day: to scan, and six digits to type, renewed by themselves. */
import { View } from '@tarojs/components'
import Taro, { useDidHide, useDidShow } from '@tarojs/taro'
import { useEffect } from 'react'
import { volunteers } from '../../../shared/volunteers.ts'
import { ListRest } from '../components/ListRest.tsx'
import { QrCode } from '../components/QrCode.tsx'
import { useReply } from '../platform/query.tsx'

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
  if (!data) return <ListRest items={data} error={error} again={again} />
  const most = Math.min(Taro.getWindowInfo().windowWidth - aroundIt, widest)
  return (
    <View>
      <View className="roll-note">请扫码签到</View>
      <QrCode text={data.code} label="签到码，请来的人扫" most={most} />
      <View className="roll-note">没法扫，就填这6位数</View>
      <View className="roll-digits">{inGroups(data.digits)}</View>
      <View className="hint roll-note">码会自己换新的</View>
    </View>
  )
}
