/** 还是老样子: the last request read back; one tap sends it once more. */
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import * as z from 'zod/mini'
import { help } from '../../../shared/help/help.ts'
import { Awaited } from '../components/Awaited.tsx'
import { Button } from '../components/Button.tsx'
import { CallCommunity } from '../components/CallCommunity.tsx'
import { Page } from '../components/Page.tsx'
import { Refusal } from '../components/States.tsx'
import { createOnce, useDraft } from '../platform/drafts.ts'
import { useMe, whomOf } from '../platform/me.ts'
import { openInstead, useParams } from '../platform/open.ts'
import { useMove, useReply } from '../platform/query.tsx'
import { isFinal } from '../platform/refused.ts'
import { askToBeTold } from '../platform/subscribe.ts'
import { askDraft, draftOf, emptyDraft } from './ask-form.ts'
import { words } from './ask-words.ts'
import { ReadBack } from './AskSteps.tsx'

const attempt = z.object({ of: z.string(), key: z.optional(z.string()) })
const noAttempt = { of: '' }

export default function Again() {
  const { id = '' } = useParams('help/again')
  const { data: item, error, again } = useReply(help.get, { id })
  const { data: me } = useMe()
  const draft = useDraft(`help.ask.${item?.kind ?? 'groceries'}`, askDraft, emptyDraft)
  const tried = useDraft('help.again', attempt, noAttempt)
  const [refused, setRefused] = useState<unknown>()
  const [now] = useState(() => new Date().toISOString())
  const { go } = useMove()
  if (!item || isFinal(error))
    return (
      <Page title={words.again}>
        <Awaited asked={{ data: item, error, again }} />
      </Page>
    )
  // Whose it was, where the reader asks for several.
  const whom = whomOf(me, 'help')
  const whose = whom.find(({ id, name }) => id !== '' && name === item.askerName) ?? whom[0]
  const send = async () => {
    const answered = askToBeTold('asking')
    const value = tried.value.of === id ? tried.value : { of: id }
    try {
      const made = await createOnce({ value, set: tried.set }, key => go(help.again, { id, key }))
      tried.clear()
      await answered
      await openInstead('help/detail', { id: made.id, new: '1' })
    } catch (refusal) {
      setRefused(refusal)
      void Taro.pageScrollTo({ scrollTop: 0, duration: 0 })
    }
  }
  const change = async () => {
    draft.set(draftOf(item, whose?.id))
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
          <Refusal error={refused} kept="填过的都还在。" />
          <CallCommunity />
        </View>
      )}
      <ReadBack
        greeting="跟上次一样，您看对不对"
        of={item}
        now={now}
        whom={whom.length > 1 ? item.askerName : undefined}
      />
      {(item.files ?? item.voice) && <View className="small">上次的照片和录音不会再发。</View>}
    </Page>
  )
}
