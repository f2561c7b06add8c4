/** 查回音: what became of what was said without a name, by its receipt. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import { suggestions } from '../../../shared/suggestions/suggestions.ts'
import { sayTime } from '../../../shared/time.ts'
import { Awaited } from '../components/Awaited.tsx'
import { useCommunity } from '../components/CallCommunity.tsx'
import { CodeField } from '../components/CodeField.tsx'
import { FactCard } from '../components/facts.tsx'
import { State } from '../components/MatterPage.tsx'
import { Page } from '../components/Page.tsx'
import { Section } from '../components/Section.tsx'
import { useParams } from '../platform/open.ts'
import { useReply } from '../platform/query.tsx'
import { useReceipts } from './receipts.ts'
import { sayAnswer, sayResult } from './words.ts'

interface Asked {
  readonly community: string
  readonly receipt: string
}

const Found = ({ community, receipt }: Asked) => {
  const asked = useReply(suggestions.trace, { community, receipt })
  return (
    <Awaited asked={asked}>
      {found => (
        <>
          <State name={found.stateText} hint={found.stateHint} />
          <FactCard
            lines={[
              found.answer && { name: '回音', note: sayAnswer(found) },
              found.result && { name: '结果', note: sayResult(found) },
              { name: '哪天说的', value: sayTime(found.saidAt, new Date().toISOString()) },
            ]}
          />
        </>
      )}
    </Awaited>
  )
}

export default function Trace() {
  const { at, code } = useParams('suggestions/trace')
  const own = useCommunity()
  const kept = useReceipts()
  const community = at ?? own?.id ?? kept[0]?.community ?? ''
  const [asked, setAsked] = useState<Asked | undefined>(code ? { community, receipt: code } : undefined)
  const others = kept.filter(each => each.code !== asked?.receipt)
  return (
    <Page title="查回音" forAnyone>
      {asked && <Found key={asked.receipt} {...asked} />}
      {others.length > 0 && (
        <Section title="这台手机上说过的">
          <FactCard
            lines={others.map(({ community, code, at }) => ({
              name: sayTime(at, new Date().toISOString()),
              onTap: () => setAsked({ community, receipt: code }),
            }))}
          />
        </Section>
      )}
      {!asked && (
        <>
          <View className="hint under-label">说完时给的码，扫一扫或粘贴在这里。</View>
          <CodeField
            label="查回音的码"
            scan="扫查回音的码"
            onCode={receipt => setAsked({ community, receipt })}
          />
        </>
      )}
    </Page>
  )
}
