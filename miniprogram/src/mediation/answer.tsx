/** 邀您谈一谈: the other side’s page, opened by link or code; what is asked, and yes, no, or let me think. */
import { View } from '@tarojs/components'
import Taro, { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import type { Reply } from '../../../shared/contract.ts'
import { mediation } from '../../../shared/mediation.ts'
import type { CaseReply } from '../../../shared/mediation/case.ts'
import { pathOf } from '../../../shared/matters.ts'
import { acts } from '../components/aria.ts'
import { Button } from '../components/Button.tsx'
import { CallButton } from '../components/CallButton.tsx'
import { CallCommunity } from '../components/CallCommunity.tsx'
import { CodeField } from '../components/CodeField.tsx'
import { Page } from '../components/Page.tsx'
import { Failed, Loading, Notice } from '../components/States.tsx'
import { useReply } from '../platform/query.tsx'
import { isOffline } from '../platform/refused.ts'
import { Answering, type Answer } from './party/Answering.tsx'
import { Explain } from './party/Explain.tsx'
import { kindText, words } from './words.ts'

type Link = Reply<typeof mediation.openLink>

const Question = ({
  link,
  code,
  said,
}: {
  readonly link: Link
  readonly code: string
  readonly said: (answer: Answer, reply: CaseReply) => void
}) => (
  <>
    <View className="hint">{words.linkAsks(link.community)}</View>
    <View className="greeting" {...acts('heading')}>
      {words.linkWhat(link.name, kindText[link.kind])}
    </View>
    <View className="under-label">{words.linkHow}</View>
    <Explain />
    <Answering about={{ code }} said={said} />
    <View className="hint under-label">{words.linkNotMine}</View>
    {link.phone && <CallButton phone={link.phone} text={words.linkCall} kind="plain" />}
  </>
)

const thanks: Readonly<Record<Answer, string>> = {
  yes: words.saidYes,
  no: words.saidNo,
  thinking: words.saidThinking,
}

const Said = ({ answer, id }: { readonly answer: Answer; readonly id: string }) => (
  <View className="stack">
    <Notice text={thanks[answer]} tone="good" />
    {answer === 'yes' && (
      <Button text={words.openCase} onTap={() => Taro.redirectTo({ url: pathOf('case', id) })} />
    )}
    <Button
      text={words.toHome}
      kind={answer === 'yes' ? 'plain' : 'primary'}
      onTap={() => Taro.switchTab({ url: '/home/home' })}
    />
  </View>
)

/** For whoever opens it in a browser or is not signed in: what it is, and how else to answer. */
const Outside = () => (
  <>
    <View className="greeting" {...acts('heading')}>
      {words.outsideTitle}
    </View>
    <Explain />
    <View className="under-label">{words.outsideHow}</View>
  </>
)

export default function AnswerPage() {
  const { code: opened = '' } = useRouter().params
  const [code, setCode] = useState(opened)
  const [said, setSaid] = useState<{ readonly answer: Answer; readonly id: string }>()
  const asks = code !== '' && said === undefined
  const { data: link, error, again } = useReply(mediation.openLink, { code: code || '-' }, { enabled: asks })
  const content = () => {
    if (said) return <Said {...said} />
    if (code && link)
      return <Question link={link} code={code} said={(answer, { id }) => setSaid({ answer, id })} />
    if (code && !error) return <Loading />
    return (
      <View className="stack">
        {error ? (
          <Failed error={error} {...(isOffline(error) && { again })} />
        ) : (
          <Notice text={words.linkBad} />
        )}
        <CodeField label={words.linkCode} scan={words.linkScan} onCode={setCode} />
        <View className="gap" />
        <CallCommunity />
      </View>
    )
  }
  return (
    <Page title={words.linkTitle} outside={<Outside />}>
      {content()}
    </Page>
  )
}
