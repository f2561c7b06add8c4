/** 邀您谈一谈: the other side’s page, opened by link or code; what is asked, and yes, no, or let me think. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import { mediation } from '../../../shared/mediation/mediation.ts'
import { role } from '../components/aria.ts'
import { Button } from '../components/Button.tsx'
import { CallButton } from '../components/CallButton.tsx'
import { CallCommunity } from '../components/CallCommunity.tsx'
import { CodeField } from '../components/CodeField.tsx'
import { Page } from '../components/Page.tsx'
import { Failed, Loading, Notice } from '../components/States.tsx'
import { openInstead, openTab, useParams } from '../platform/open.ts'
import { useReply } from '../platform/query.tsx'
import { isOffline } from '../platform/refused.ts'
import { type Answer, Answering, Explain } from './party/PartyActs.tsx'

const thanks: Readonly<Record<Answer, string>> = {
  yes: '谢谢您。调解室会来请您选时间、听权利。',
  no: '知道了，不会再来问。改主意了，这会儿在“我的事”里还能改，过一会儿才告诉对方。',
  thinking: '不急。想好了，在“我的事”里点开回话。',
}

/** For those who open it in a browser or are not signed in: what it is, and how else to answer. */
const Outside = ({ code }: { readonly code: string }) => {
  const { data, error } = useReply(mediation.invitation, { code: code || '-' }, { enabled: code !== '' })
  if (error) return <Failed error={error} />
  return (
    <>
      {data && <View className="hint">{`${data.community}的调解室问您一句话`}</View>}
      <View className="greeting" {...role('heading')}>
        {`有邻居想和您坐下来谈谈${data?.subject ?? ''}`}
      </View>
      <Explain />
      <View className="under-label">
        愿不愿意，您说了算。回话请先登录；在微信里，打开“睦邻”小程序，点“约人说和”里的“是别人邀您谈？”。不方便用手机，给调解室打个电话说一声也行。
      </View>
      {data?.phone && <CallButton phone={data.phone} text={`打给调解室 ${data.phone}`} />}
    </>
  )
}

export default function AnswerPage() {
  // `scene`: as a code of WeChat, on paper or a screen, brings it.
  const { code: opened, scene } = useParams('mediation/answer')
  const [code, setCode] = useState(opened ?? scene ?? '')
  const [said, setSaid] = useState<{ readonly answer: Answer; readonly id: string }>()
  const asks = code !== '' && said === undefined
  const { data: link, error, again } = useReply(mediation.openLink, { code: code || '-' }, { enabled: asks })
  const content = () => {
    if (said) {
      const { answer, id } = said
      const willing = answer === 'yes'
      return (
        <View className="stack">
          <Notice text={thanks[answer]} tone="good" />
          {willing && <Button text="看这件事" onTap={() => openInstead('mediation/case', { id })} />}
          <Button text="回首页" kind={willing ? 'plain' : 'primary'} onTap={() => openTab('home/home')} />
        </View>
      )
    }
    if (code && link)
      return (
        <>
          <View className="hint">{`${link.community}的调解室问您一句话`}</View>
          <View className="greeting" {...role('heading')}>
            {`${link.name}想和您坐下来，谈谈${link.subject}。您愿意吗？`}
          </View>
          <View className="under-label">由社区的调解员主持。愿不愿意，您说了算；对方看不到您的电话。</View>
          <Explain />
          <Answering about={{ code }} said={(answer, { id }) => setSaid({ answer, id })} />
          <View className="hint under-label">不是找您的？不用回话，打给调解室说一声。</View>
          {link.phone && <CallButton phone={link.phone} text="打给调解室问问" kind="plain" />}
        </>
      )
    if (code && !error) return <Loading />
    return (
      <View className="stack">
        {error ? (
          <Failed error={error} {...(isOffline(error) && { again })} />
        ) : (
          <Notice text="请重新点开收到的邀请，或把整段粘贴在下面。" />
        )}
        <CodeField label="收到的邀请" scan="扫邀请上的码" onCode={setCode} />
        <View className="gap" />
        <CallCommunity />
      </View>
    )
  }
  return (
    <Page title="邀您谈一谈" outside={<Outside code={code} />}>
      {content()}
    </Page>
  )
}
