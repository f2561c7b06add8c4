/** The pages at the foot of the screen, and whether WeChat's or the browser's own bar leads to them. */
import Taro, { useDidShow } from '@tarojs/taro'
import { useEffect } from 'react'
import type { TabName } from './pages.ts'

export const tabs: readonly (readonly [name: TabName, text: string])[] = [
  ['home/home', '首页'],
  ['home/matters', '我的事'],
  ['home/me', '我的'],
]

let away = false
const put = (own: boolean) => {
  if (!own && !away) return
  away = own
  void (own ? Taro.hideTabBar() : Taro.showTabBar()).catch(() => undefined)
}

/** `own`: the page draws the bar itself, so the other one is put away. */
export const useOwnTabs = (own: boolean) => {
  useEffect(() => put(own), [own])
  useDidShow(() => put(own))
}
