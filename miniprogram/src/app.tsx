import './platform/globals.ts'
import type { PropsWithChildren } from 'react'
import { identity } from '../../shared/identity.ts'
import './components/theme.css'
import './components/components.css'
import { followKeyboard } from './components/keyboard.ts'
import { Queries } from './platform/query.tsx'
import { signInWith } from './platform/session.ts'

signInWith(identity.signIn)
if (process.env.TARO_ENV === 'h5') followKeyboard()

export default function App({ children }: PropsWithChildren) {
  return <Queries>{children}</Queries>
}
