import './platform/globals.ts'
import Taro, { useLaunch } from '@tarojs/taro'
import type { PropsWithChildren } from 'react'
import { identity } from '../../shared/identity/identity.ts'
import './components/theme.css'
import './components/components.css'
import './components/doors.css'
import './components/drawings.css'
import { followKeyboard } from './components/keyboard.ts'
import { answerWeChat } from './platform/consent.ts'
import { openInstead } from './platform/open.ts'
import { keepSending } from './platform/outbox.ts'
import { Queries } from './platform/query.tsx'
import { signInWith } from './platform/session.ts'
import { learnTemplates } from './platform/subscribe.ts'

signInWith(identity.signIn)
answerWeChat()
Taro.onPageNotFound(() => openInstead('home/not-found'))
if (process.env.TARO_ENV === 'h5') followKeyboard()

export default function App({ children }: PropsWithChildren) {
  useLaunch(() => {
    void learnTemplates()
    keepSending()
  })
  return <Queries>{children}</Queries>
}
