/** 登记一件调解: for people who came or rang, of the mediator's own accord, or sent by the court or the police. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import * as z from 'zod/mini'
import { mediation } from '../../../shared/mediation.ts'
import {
  partyKeys,
  caseOrigins,
  alreadyWith,
  disputeKinds,
  type CaseOrigin,
} from '../../../shared/mediation/life.ts'
import { Button } from '../components/Button.tsx'
import { showComplaint } from '../components/complaints.ts'
import { Fields, lines, oneOf, photos, yesNo } from '../components/fields.tsx'
import { Page } from '../components/Page.tsx'
import { Notice } from '../components/States.tsx'
import { useDraft } from '../platform/drafts.ts'
import { randomKey } from '../platform/keys.ts'
import { openInstead } from '../platform/open.ts'
import { useMove } from '../platform/query.tsx'
import { isUnanswered, Refused, sayRefusal } from '../platform/refused.ts'
import { complaintsIn, formSchema, inputOf, noForm, type Form } from './room/new-form.ts'
import './room/room.css'
import { nobody } from './room/someone.ts'
import { SomeoneFields } from './room/SomeoneFields.tsx'

const draftSchema = z.object({ ...formSchema.shape, key: z.optional(z.string()) })

/** Those with the mini-program apply there. */
const { app: _, ...origins } = caseOrigins.text
const origin = { origin: oneOf<CaseOrigin>('怎么来的', origins) }
const about = {
  kind: oneOf('什么事', disputeKinds.text),
  facts: lines('怎么回事', { hint: '照他说的写，几句话就行', longest: 2000, tall: true }),
  wish: lines('希望怎么办（可以不写）', { hint: '比如：修好，赔墙面', longest: 500 }),
  already: oneOf('别处在管吗？', alreadyWith.text),
  open: yesNo('怎么谈', '可以旁听', '关起门来谈', { start: false }),
  files: photos('照片（可以不拍）'),
}

export default function NewCase() {
  const draft = useDraft<Form & { readonly key?: string | undefined }>('mediation.new', draftSchema, noForm)
  const { key: keptKey, ...form } = draft.value
  const { go, error } = useMove()
  const [tried, setTried] = useState(false)
  const [sending, setSending] = useState(false)
  const here = tried ? complaintsIn(form) : {}
  const complaints = { ...(error instanceof Refused ? error.fields : {}), ...here }
  const create = async () => {
    setTried(true)
    const [complaint] = Object.values(complaintsIn(form))
    if (complaint) return showComplaint(complaint)
    const key = keptKey ?? (await randomKey())
    draft.set({ ...form, key })
    try {
      const made = await go(mediation.apply, { key, ...inputOf(form) })
      draft.clear()
      await openInstead('mediation/case', { id: made.id })
    } catch (failure) {
      // What is changed after a no is another case.
      if (!isUnanswered(failure)) draft.set(form)
      showComplaint(sayRefusal(failure))
    }
  }
  const { others } = form
  const setOthers = (others: Form['others']) => draft.set({ ...form, others })
  const drawing = {
    ...{ value: form, set: draft.set, empty: noForm, complaints },
    busy: (_: string, on: boolean) => setSending(on),
  }
  return (
    <Page title="登记一件调解">
      <Fields of={origin} {...drawing} />
      <View className="heading">
        {form.origin === 'walkIn' || form.origin === 'phone' ? '谁来申请' : '一方（先找我们说的、受委托的）'}
      </View>
      <SomeoneFields
        value={form.applicant}
        onChange={applicant => draft.set({ ...form, applicant })}
        complaints={complaints}
        at="applicant."
      />
      {others.map((other, at) => (
        <View key={at}>
          <View className="heading">{at === 0 ? '对方' : `对方（${at + 1}）`}</View>
          <SomeoneFields
            value={other}
            onChange={next => setOthers(others.map((each, i) => (i === at ? next : each)))}
            complaints={complaints}
            at={`others.${at}.`}
          />
          {others.length > 1 && (
            <Button
              text="去掉这一方"
              kind="plain"
              size="small"
              onTap={() => setOthers(others.filter((_, i) => i !== at))}
            />
          )}
        </View>
      ))}
      {others.length < partyKeys.length - 1 && (
        <Button text="再添一方" kind="plain" onTap={() => setOthers([...others, { ...nobody }])} />
      )}
      <View className="gap" />
      <Fields of={about} {...drawing} />
      {error && <Notice text={sayRefusal(error)} tone="warn" />}
      <Button text={sending ? '照片还在传，请稍等' : '登记好了'} disabled={sending} onTap={create} />
    </Page>
  )
}
