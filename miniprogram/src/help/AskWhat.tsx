/** First step: what, and for whom. */
import { View } from '@tarojs/components'
import type { HelpKind } from '../../../shared/help/topics.ts'
import type { Me } from '../../../shared/identity.ts'
import { CallCommunity } from '../components/CallCommunity.tsx'
import { Choice, Ticks } from '../components/Choice.tsx'
import { Complaint } from '../components/Field.tsx'
import { drawn, Fields, line, lines, oneOf, photos, yesNo, type FieldOf } from '../components/fields.tsx'
import { complaintAt } from '../components/form.ts'
import { Notice } from '../components/States.tsx'
import { VoiceField } from '../components/VoiceField.tsx'
import {
  emptyDraft,
  hasPlace,
  isNotFetched,
  placed,
  topicIn,
  type AskDraft,
  type StepProps,
} from './ask-form.ts'
import { choices, drugText, vague, words } from './ask-words.ts'
import { AskGroceries } from './AskGroceries.tsx'

/** For whom the reader may ask: oneself, where one lives here, and those one acts for. */
export const whomOf = (me: Me | undefined) => [
  ...(me?.grants.some(({ role }) => role === 'resident') ? [{ value: '', text: '我自己' }] : []),
  ...(me?.actsFor ?? [])
    .filter(({ modules }) => modules.includes('help'))
    .map(({ id, callName }) => ({ value: id, text: callName })),
]

export const ForWhom = ({
  draft: { value, set },
  me,
  complaints,
}: Pick<StepProps, 'draft' | 'complaints'> & { readonly me: Me | undefined }) => {
  const whom = whomOf(me)
  return whom.length > 1 ? (
    <Choice
      label="给谁办"
      options={whom}
      value={value.for}
      // Door and risks are those of that home.
      onChange={id => set({ ...value, for: id, risks: undefined, door: undefined })}
      complaint={complaintAt(complaints, 'for')}
    />
  ) : null
}

type Of = { readonly [K in keyof AskDraft]?: FieldOf<NonNullable<AskDraft[K]>> }

const places = {
  pharmacy: ['哪家药店（可以不写）', '不写就去最近的'],
  hospital: ['哪家医院', '比如：中心医院，内科'],
  other: ['去哪里（可以不写）', '比如：中心医院'],
} as const

const place = (kind: HelpKind, value: AskDraft): Of => {
  if (!hasPlace(kind, value)) return {}
  const topic = topicIn(kind, value)
  const [label, hint] = places[topic === 'pharmacy' || topic === 'hospital' ? topic : 'other']
  return { place: line(label, { longest: 60, hint }) }
}

const bothIds: Of['bothIds'] = drawn(({ value, set, complaint }) => (
  <View className="field">
    <Notice text="用医保代买药，要您和代买人的身份证件。请把您的备好，志愿者也会带上他的。" />
    <Ticks
      options={[{ value: 'ready', text: '备好了' }]}
      value={value ? ['ready'] : []}
      onChange={ready => set(ready.length > 0)}
      complaint={complaint}
    />
    {complaint !== undefined && <CallCommunity />}
  </View>
))

/** What kind of medicine it is, and how it is paid. What may not be fetched is said at once, with whom to ring. */
const drug = (value: AskDraft): Of => {
  const kinds = oneOf('是哪一种药', drugText)
  return {
    drug: drawn(field =>
      isNotFetched(value) ? (
        <>
          {kinds.draw({ ...field, complaint: undefined })}
          <View className="field">
            <Notice
              text="这种药要本人或家人去拿，志愿者不能代取。请问医院药房，或打给社区想办法。"
              tone="warn"
            />
            <CallCommunity />
          </View>
        </>
      ) : (
        kinds.draw(field)
      ),
    ),
    insurance: yesNo('用医保吗', '用医保', '不用', { start: false }),
    ...(value.insurance && { bothIds }),
  }
}

const detailHints = {
  groceries: '',
  medicine: '比如：一天三次的那种，拿两盒',
  urgent: '比如：厨房没水，客厅有',
  errands: '比如：周三上午挂好了号',
}

/** 取快递 says it; what else there is to say goes below. */
const isOwn = (kind: HelpKind, { choice, errand }: AskDraft) =>
  kind === 'medicine' || !choice || vague.includes(choice) || errand.trim() !== ''

const inWords = (kind: HelpKind, value: AskDraft): Of => {
  const medicine = kind === 'medicine'
  const [label, hint] = words.what[kind]
  return {
    choice: oneOf(label, Object.fromEntries(choices[kind].map(([text]) => [text, text]))),
    ...(medicine && place(kind, value)),
    ...(isOwn(kind, value) && { errand: line(medicine ? '什么药' : '或者写在这里', { longest: 40, hint }) }),
    ...(medicine ? drug(value) : place(kind, value)),
    detail: lines('多说两句（可以不写）', { longest: 60, hint: detailHints[kind] }),
  }
}

/** As many photos as the contract takes. */
const mostPhotos = 6

/** For those who would rather say it or show it. */
const extras = (kind: HelpKind): Of => ({
  voice: drawn(({ value, set, busy, complaint }) => (
    <>
      <VoiceField label="不想写？说给我们听" value={value} onChange={set} onBusy={busy} />
      {complaint !== undefined && <Complaint text={complaint} />}
    </>
  )),
  photos: photos(
    kind === 'medicine' ? '处方照片（可以不拍）' : '拍张照片（可以不拍）',
    undefined,
    mostPhotos,
  ),
})

export const AskWhat = ({ me, ...step }: StepProps & { readonly me: Me | undefined }) => {
  const { kind, draft, complaints, onBusy } = step
  const medicine = kind === 'medicine'
  const value = { ...draft.value, choice: draft.value.choice || (medicine ? choices.medicine[0]![0] : '') }
  const at = { topic: 'choice', files: 'photos', lines: isOwn(kind, value) ? 'errand' : 'detail' }
  return (
    <>
      <ForWhom me={me} draft={draft} complaints={complaints} />
      {kind === 'groceries' && <AskGroceries {...step} />}
      <Fields
        of={{ ...(kind !== 'groceries' && inWords(kind, value)), ...extras(kind) }}
        value={value}
        set={draft.set}
        empty={emptyDraft}
        complaints={placed(complaints, at)}
        busy={(name, on) => (name === 'voice' || name === 'photos') && onBusy?.(name, on)}
      />
    </>
  )
}
