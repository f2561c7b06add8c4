/** 登录过的设备: where one is signed in, and ending what one does not know. */
import { View } from '@tarojs/components'
import { identity } from '../../../shared/identity/identity.ts'
import type { ClientKind } from '../../../shared/identity/account.ts'
import { clockOf, sayMonthDay } from '../../../shared/time.ts'
import { actsOf } from '../components/act.tsx'
import { ActButton } from '../components/Acts.tsx'
import { listPage } from '../components/ListPage.tsx'
import { words } from './home-words.ts'

const end = actsOf<{ readonly id: string; readonly may: readonly string[] }>().act(identity.endSignIn, {
  label: '退出',
  size: 'small',
  title: '让这台退出？',
  says: () => '那台要重新登录才能用。',
  yes: '退出',
  no: words.thinkAgain,
  danger: true,
})
const clientNames: Readonly<Record<ClientKind, string>> = {
  ios: '苹果手机',
  android: '安卓手机',
  harmony: '鸿蒙手机',
  computer: '电脑',
  browser: '浏览器',
  other: '手机',
}
const sayMinute = (at: string) => `${sayMonthDay(at)} ${clockOf(at)}`

export default listPage({
  title: '登录过的设备',
  of: identity.signIns,
  head: <View className="hint under-label">不认识的，点“退出”。</View>,
  keyOf: ({ id }) => id,
  line: ({ client, here, usedOn, at, until }) => ({
    title: clientNames[client],
    badge: here ? ['就是这台', 'ended'] : undefined,
    hint: [
      `上次用：${sayMonthDay(usedOn)}`,
      `${(until ? sayMinute : sayMonthDay)(at)}登录`,
      until && `${sayMinute(until)}自动退出`,
    ],
  }),
  more: ({ id, here }) => !here && <ActButton act={end} item={{ id, may: ['endSignIn'] }} />,
  empty: '没有别的设备。',
})
