/** 还是老样子: the last request read back; one tap sends it once more. */
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import * as z from 'zod/mini'
import { help, type HelpReply } from '../../../shared/help.ts'
import { identity } from '../../../shared/identity.ts'
import { sayFen } from '../../../shared/money.ts'
import { Button } from '../components/Button.tsx'
import { CallCommunity } from '../components/CallCommunity.tsx'
import { Card } from '../components/Card.tsx'
import { Page } from '../components/Page.tsx'
import { Row } from '../components/Row.tsx'
import { Failed, Loading, Notice } from '../components/States.tsx'
import { useDraft } from '../platform/drafts.ts'
import { randomKey } from '../platform/keys.ts'
import { openInstead, useParams } from '../platform/open.ts'
import { useMove, useReply } from '../platform/query.tsx'
import { isFinal, isOffline, sayRefusal } from '../platform/refused.ts'
import { askToBeTold } from '../platform/subscribe.ts'
import { askDraft, draftOf, emptyDraft } from './ask-form.ts'
import { words } from './ask-words.ts'
import { OffDuty, sayRisks } from './AskCheck.tsx'
import { whomOf } from './AskWhat.tsx'
import { sayAnyTime, sayLine, words as helpWords } from './words.ts'

const attempt = z.object({ of: z.string(), key: z.string() })
const noAttempt = { of: '', key: '' }

const Facts = ({ item, whom }: { readonly item: HelpReply; readonly whom: string | undefined }) => {
  const risks = sayRisks(item.risks)
  return (
    <>
      {whom && (
        <Card>
          <Row name={words.forName} value={whom} />
        </Card>
      )}
      <Card title={helpWords.things[item.kind]}>
        {item.lines?.map((line, i) => (
          <View key={i} className="big">
            {sayLine(line)}
          </View>
        ))}
      </Card>
      <Card>
        {item.place && <Row name={words.whereTo} value={item.place} />}
        {item.insurance && <Row name={words.insuranceRow} value={words.insuranceSaid} />}
        <Row name={helpWords.whenRow} value={sayAnyTime(item.kind)} />
        {item.capFen !== undefined && <Row name={helpWords.capRow} value={sayFen(item.capFen)} />}
        {risks && <Row name={words.risksRow} value={risks} />}
        <Row name={helpWords.doorRow} value={item.door ?? words.noDoor} />
      </Card>
      {(item.files ?? item.voice) && <View className="small">{words.againFiles}</View>}
    </>
  )
}

export default function Again() {
  const { id = '' } = useParams('help/again')
  const { data: item, error, again } = useReply(help.get, { id })
  const { data: me } = useReply(identity.me, {}, { remember: true })
  const draft = useDraft(`help.ask.${item?.kind ?? 'groceries'}`, askDraft, emptyDraft)
  const tried = useDraft('help.again', attempt, noAttempt)
  const [refused, setRefused] = useState<unknown>()
  const [now] = useState(() => new Date().toISOString())
  const { go } = useMove()
  if (!item || isFinal(error))
    return (
      <Page title={words.again}>
        {error ? (
          <Failed error={error} again={again}>
            <CallCommunity />
          </Failed>
        ) : (
          <Loading />
        )}
      </Page>
    )
  // Whose it was, where the reader asks for several.
  const whom = whomOf(me)
  const whose = whom.find(({ value, text }) => value !== '' && text === item.askerName) ?? whom[0]
  const send = async () => {
    const answered = askToBeTold('asking')
    const key = tried.value.of === id ? tried.value.key : await randomKey()
    tried.set({ of: id, key })
    try {
      const made = await go(help.again, { id, key })
      tried.clear()
      await answered
      await openInstead('help/detail', { id: made.id, new: '1' })
    } catch (refusal) {
      setRefused(refusal)
      void Taro.pageScrollTo({ scrollTop: 0, duration: 0 })
    }
  }
  const change = async () => {
    draft.set(draftOf(item, whose?.value))
    await openInstead('help/ask', { kind: item.kind })
  }
  return (
    <Page
      title={words.again}
      foot={
        <>
          <Button text={words.yes} onTap={send} />
          <Button text={words.edit} kind="plain" onTap={change} />
        </>
      }
    >
      {refused !== undefined && (
        <View className="stack moves">
          <Notice text={sayRefusal(refused) + (isOffline(refused) ? words.kept : '')} tone="warn" />
          <CallCommunity />
        </View>
      )}
      <View className="greeting">{words.againSaid}</View>
      <OffDuty now={now} />
      <Facts item={item} whom={whom.length > 1 ? item.askerName : undefined} />
    </Page>
  )
}
