/** What they agree to: the points of the record, one a line, how and by when it is done. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import * as z from 'zod/mini'
import { mediation } from '../../../../shared/mediation.ts'
import { Button } from '../../components/Button.tsx'
import { Choice } from '../../components/Choice.tsx'
import { Field } from '../../components/Field.tsx'
import { Failed, Loading } from '../../components/States.tsx'
import { WhenField } from '../../components/WhenField.tsx'
import { useDraft } from '../../platform/drafts.ts'
import { useReply } from '../../platform/query.tsx'
import { complaintAbout, linesOf } from './lines.ts'
import { words } from './words.ts'
import { Asking, useTelling } from '../../components/act.tsx'
import type { Step } from './ToCall.tsx'
import { onOf } from '../times.ts'

const typed = z.object({
  how: z.enum(['written', 'oral']),
  terms: z.string(),
  facts: z.string(),
  performedHow: z.string(),
  performedByOn: z.string(),
})
type Typed = z.output<typeof typed>

const Form = ({ before, ...step }: Step & { readonly before: Typed }) => {
  const { item, close } = step
  const { id, seq } = item
  const draft = useDraft(`mediation.agree.${id}`, typed, before)
  const { value } = draft
  const { go, send, error, fields } = useTelling(step)
  const [tried, setTried] = useState(false)
  const set = (now: Partial<Typed>) => draft.set({ ...value, ...now })
  const terms = linesOf(value.terms)
  const agree = async () => {
    setTried(true)
    if (terms.length === 0) return
    const { facts, performedHow, performedByOn } = value
    const said = {
      ...(facts.trim() && { facts: facts.trim() }),
      ...(performedHow.trim() && { performedHow: performedHow.trim() }),
      ...(performedByOn && { performedByOn }),
    }
    if (await send(go(mediation.agree, { id, seq, oral: value.how === 'oral', terms, ...said })))
      draft.clear()
  }
  return (
    <Asking
      title={words.agreeTitle}
      close={close}
      error={error}
      foot={<Button text={value.how === 'oral' ? '说好了，生效' : '写好了，去签字'} onTap={agree} />}
    >
      <Choice
        look="segments"
        options={(['written', 'oral'] as const).map(each => ({ value: each, text: words.agreeHow[each] }))}
        value={value.how}
        onChange={how => set({ how })}
      />
      <View className="hint under-label">{words.agreeNote[value.how]}</View>
      <View className="tall">
        <Field
          label="说好的事（一条一行）"
          lines="many"
          longest={4000}
          placeholder="比如：楼上李家11月30日前修好水管"
          value={value.terms}
          onChange={text => set({ terms: text })}
          complaint={
            tried && terms.length === 0 ? '请把说好的写上，一条一行。' : complaintAbout(fields, 'terms')
          }
        />
      </View>
      <Field
        label="怎么办（可以不写）"
        longest={200}
        placeholder="比如：请物业的师傅修，材料费两家平摊"
        value={value.performedHow}
        onChange={performedHow => set({ performedHow })}
        complaint={fields.performedHow}
      />
      <WhenField
        label="哪天以前办好（可以不选）"
        mode="date"
        value={value.performedByOn}
        from={onOf(new Date().toISOString())}
        onChange={performedByOn => set({ performedByOn })}
        complaint={fields.performedByOn}
      />
      <View className="tall">
        <Field
          label="纠纷事实（双方都认可的写法）"
          lines="many"
          longest={2000}
          placeholder="时间、地点、怎么回事，不评谁对谁错"
          value={value.facts}
          onChange={facts => set({ facts })}
          complaint={fields.facts}
        />
      </View>
    </Asking>
  )
}

export const AgreeSheet = (step: Step) => {
  const { item, close } = step
  const { data, error, again } = useReply(mediation.record, { id: item.id })
  if (data)
    return (
      <Form
        {...step}
        before={{
          how: item.written?.oral ? 'oral' : 'written',
          // Back at the table after signing began, what was written then is mended.
          terms: (item.written?.terms ?? data.points).join('\n'),
          facts: item.written?.facts ?? item.facts ?? '',
          performedHow: item.written?.performedHow ?? '',
          performedByOn: item.written?.performedByOn ?? '',
        }}
      />
    )
  return (
    <Asking title={words.agreeTitle} close={close}>
      {error ? <Failed error={error} again={again} /> : <Loading />}
    </Asking>
  )
}
