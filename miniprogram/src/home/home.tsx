import { View } from '@tarojs/components'
import type { Me } from '../../../shared/identity/identity.ts'
import { shanghai } from '../../../shared/time.ts'
import { CareQuestion } from '../components/CareQuestion.tsx'
import { Awaited } from '../components/Awaited.tsx'
import { Page } from '../components/Page.tsx'
import { isNewcomer, Newcomer } from '../components/Newcomer.tsx'
import { Welcome } from '../components/Welcome.tsx'
import { useCare, useCareUnasked } from '../platform/care.ts'
import { hasDesk, useMe } from '../platform/me.ts'
import { AtWork } from './at-work.tsx'
import { AtHome, InCare } from './at-home.tsx'
import { NewMessages } from './sections.tsx'

/** By the hour in Shanghai. */
const greetings: readonly (readonly [before: number, text: string])[] = [
  [5, '夜深了'],
  [11, '早上好'],
  [13, '中午好'],
  [18, '下午好'],
  [24, '晚上好'],
]
const greeting = () => {
  const hour = shanghai(new Date().toISOString()).hour()
  return greetings.find(([before]) => hour < before)![1]
}

export default function Home() {
  const asked = useMe()
  const { data: me } = asked
  return (
    <Page title="首页" tab wide={hasDesk(me)}>
      {!asked.data && <Awaited asked={asked} />}
      {me && (
        <>
          <View className="greeting">
            <View>
              {greeting()}，{me.callName}
            </View>
            <NewMessages />
          </View>
          <Sections me={me} />
        </>
      )}
    </Page>
  )
}

/** What is below the greeting, by who the reader is. */
const Sections = ({ me }: { readonly me: Me }) => {
  const care = useCare()
  const unasked = useCareUnasked(me)
  if (unasked) return <CareQuestion />
  if (!me.consents.privacy) return <Welcome />
  if (isNewcomer(me)) return <Newcomer me={me} />
  if (care) return <InCare me={me} />
  return hasDesk(me) ? <AtWork me={me} /> : <AtHome me={me} />
}
