import { View } from '@tarojs/components'
import type { PropsWithChildren, ReactNode } from 'react'
import { useCare, useFollowCare } from '../platform/care.ts'
import { letters } from '../platform/letters.ts'
import { back, open } from '../platform/open.ts'
import { forgetReplies } from '../platform/query.tsx'
import { enterAgain, useEntry, type Entry } from '../platform/session.ts'
import { role } from './aria.ts'
import { Button } from './Button.tsx'
import { PublicPhone } from './CallCommunity.tsx'
import { classes } from './classes.ts'
import { Tabs } from './Tabs.tsx'
import { ConsentSheet } from './ConsentSheet.tsx'
import { DemoPanel } from './DemoPanel.tsx'
import { Empty } from './States.tsx'

interface Props {
  readonly title: string
  /** A tab page has nothing to go back to. */
  readonly tab?: boolean
  /** Where 返回 leads, when not to the page before; WeChat's own bar does not know it. */
  readonly back?: (() => void) | undefined
  /** Uses the width of a desk's screen: as much as is well read, or all of it, and small. */
  readonly wide?: boolean | 'full'
  /** Shown to everybody, signed in or not. */
  readonly forAnyone?: boolean
  /** What it is about, for those who are not signed in. */
  readonly outside?: ReactNode
  /** Stays at the lower edge of the screen. */
  readonly foot?: ReactNode
}

/** WeChat draws the bar with the title itself; a browser has none. */
const Bar = ({ title, tab, back: instead = back }: Pick<Props, 'title' | 'tab' | 'back'>) => (
  <View className="bar">
    {!tab && (
      <View className="bar-back" onClick={instead} {...role('button', '返回')}>
        <View className="bar-arrow" />
        返回
      </View>
    )}
    <View className="bar-title" {...role('heading')}>
      {title}
    </View>
  </View>
)

const signInAgain = () => {
  forgetReplies()
  enterAgain()
}

/** What to do where nobody is signed in. */
const SignedOut = ({ entry }: { readonly entry: Entry }) =>
  entry === 'signedOut' ? (
    <Empty text="您已经退出登录。">
      <Button text="登录" onTap={signInAgain} />
    </Empty>
  ) : (
    <Empty text="请在微信里打开“睦邻”小程序。在电脑上用，拿手机扫码登录。">
      <Button text="在电脑上登录" onTap={() => open('identity/desk')} />
    </Empty>
  )

/** On the pages where one comes in. */
const FollowCare = () => {
  useFollowCare()
  return null
}

export const Page = (props: PropsWithChildren<Props>) => {
  const { title, tab, back, wide, forAnyone, outside, foot, children } = props
  const care = useCare()
  const entered = useEntry()
  const entry = forAnyone ? 'open' : entered
  const ownTabs = tab && care
  return (
    <View
      className={classes(
        'page',
        care && 'care',
        letters(),
        ownTabs && 'page-with-tabs',
        Boolean(foot) && 'page-with-foot',
        wide && 'page-wide',
        wide === 'full' && 'page-full',
      )}
    >
      {process.env.TARO_ENV === 'h5' && <Bar {...{ title, tab, back }} />}
      <View className="page-body">
        {entry === 'open' ? children : outside}
        {entry !== 'open' && <SignedOut entry={entry} />}
        {entered !== 'open' && <PublicPhone />}
      </View>
      {entry === 'open' && foot && <View className="foot">{foot}</View>}
      {tab && <Tabs own={ownTabs === true} here={title} />}
      {tab && entry === 'open' && <FollowCare />}
      <ConsentSheet />
      {MULIN_DEMO && <DemoPanel />}
    </View>
  )
}
