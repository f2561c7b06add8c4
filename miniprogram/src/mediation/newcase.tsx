/** 登记一件调解: for whoever came or rang, of the mediator's own accord, or sent by the court or the police. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import * as z from 'zod/mini'
import { mediation } from '../../../shared/mediation.ts'
import { alreadyWith, caseOrigins, disputeKinds, partyKeys } from '../../../shared/mediation/life.ts'
import { Button } from '../components/Button.tsx'
import { Choice } from '../components/Choice.tsx'
import { showComplaint } from '../components/complaints.ts'
import { Field } from '../components/Field.tsx'
import { Page } from '../components/Page.tsx'
import { PhotoField } from '../components/PhotoField.tsx'
import { Notice } from '../components/States.tsx'
import { useDraft } from '../platform/drafts.ts'
import { randomKey } from '../platform/keys.ts'
import { openInstead } from '../platform/open.ts'
import { useMove } from '../platform/query.tsx'
import { isUnanswered, Refused, sayRefusal } from '../platform/refused.ts'
import { complaintsIn, formSchema, inputOf, noForm, type Form } from './room/new-form.ts'
import { words } from './room/cases-words.ts'
import './room/room.css'
import { nobody } from './room/someone.ts'
import { SomeoneFields } from './room/SomeoneFields.tsx'
import { alreadyText, kindText, originText } from './words.ts'

/** Whoever has the mini-program applies there. */
const origins = caseOrigins.filter(origin => origin !== 'app')
const draftSchema = z.object({ ...formSchema.shape, key: z.optional(z.string()) })

const Others = ({
  form,
  set,
  complaints,
}: {
  readonly form: Form
  readonly set: (part: Partial<Form>) => void
  readonly complaints: Readonly<Record<string, string>>
}) => (
  <>
    {form.others.map((other, at) => (
      <View key={at}>
        <View className="heading">{at === 0 ? '对方' : `对方（${at + 1}）`}</View>
        <SomeoneFields
          value={other}
          onChange={next => set({ others: form.others.map((each, i) => (i === at ? next : each)) })}
          complaints={complaints}
          at={`others.${at}.`}
        />
        {form.others.length > 1 && (
          <Button
            text="去掉这一方"
            kind="plain"
            size="small"
            onTap={() => set({ others: form.others.filter((_, i) => i !== at) })}
          />
        )}
      </View>
    ))}
    {form.others.length < partyKeys.length - 1 && (
      <Button text="再添一方" kind="plain" onTap={() => set({ others: [...form.others, { ...nobody }] })} />
    )}
    <View className="gap" />
  </>
)

export default function NewCase() {
  const draft = useDraft<Form & { readonly key?: string | undefined }>('mediation.new', draftSchema, noForm)
  const { key: keptKey, ...form } = draft.value
  const { go, error } = useMove()
  const [tried, setTried] = useState(false)
  const [sending, setSending] = useState(false)
  const set = (part: Partial<Form>) => draft.set({ ...form, ...part })
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
  return (
    <Page title="登记一件调解">
      <Choice
        label="怎么来的"
        options={origins.map(value => ({ value, text: originText[value] }))}
        value={form.origin}
        onChange={origin => set({ origin })}
      />
      <View className="heading">
        {form.origin === 'walkIn' || form.origin === 'phone' ? '谁来申请' : '一方（先找我们说的、受委托的）'}
      </View>
      <SomeoneFields
        value={form.applicant}
        onChange={applicant => set({ applicant })}
        complaints={complaints}
        at="applicant."
      />
      <Others form={form} set={set} complaints={complaints} />
      <Choice
        label="什么事"
        options={disputeKinds.map(value => ({ value, text: kindText[value] }))}
        value={form.kind}
        onChange={kind => set({ kind })}
        complaint={complaints.kind}
      />
      <View className="tall">
        <Field
          label="怎么回事"
          lines="many"
          longest={2000}
          placeholder="照他说的写，几句话就行"
          value={form.facts}
          onChange={facts => set({ facts })}
          complaint={complaints.facts}
        />
      </View>
      <Field
        label="希望怎么办（可以不写）"
        lines="many"
        longest={500}
        placeholder="比如：修好，赔墙面"
        value={form.wish}
        onChange={wish => set({ wish })}
        complaint={complaints.wish}
      />
      <Choice
        label="别处在管吗？"
        options={alreadyWith.map(value => ({ value, text: alreadyText[value] }))}
        value={form.already}
        onChange={already => set({ already })}
        complaint={complaints.already}
      />
      <Choice
        label="怎么谈"
        options={(['no', 'yes'] as const).map(value => ({ value, text: words.openText[value] }))}
        value={form.open ? 'yes' : 'no'}
        onChange={open => set({ open: open === 'yes' })}
      />
      <PhotoField
        label="照片（可以不拍）"
        value={form.files}
        onChange={files => set({ files })}
        onBusy={setSending}
        complaint={complaints.files}
      />
      {error && <Notice text={sayRefusal(error)} tone="warn" />}
      <Button text={sending ? '照片还在传，请稍等' : '登记好了'} disabled={sending} onTap={create} />
    </Page>
  )
}
