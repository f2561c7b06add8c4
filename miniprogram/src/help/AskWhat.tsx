/** First step: what, and for whom. */
import { useRef } from 'react'
import type { Me } from '../../../shared/identity.ts'
import { Choice } from '../components/Choice.tsx'
import { Complaint, Field } from '../components/Field.tsx'
import { PhotoField } from '../components/PhotoField.tsx'
import { VoiceField } from '../components/VoiceField.tsx'
import { complaintAt } from '../components/form.ts'
import { hasPlace, topicIn, type StepProps } from './ask-form.ts'
import { AskDrug } from './AskDrug.tsx'
import { AskGroceries } from './AskGroceries.tsx'
import { choices, vague, words } from './ask-words.ts'

/** For whom the reader may ask: oneself, where one lives here, and those one acts for. */
export const whomOf = (me: Me | undefined) => [
  ...(me?.grants.some(({ role }) => role === 'resident') ? [{ value: '', text: words.myself }] : []),
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
      label={words.forWhom}
      options={whom}
      value={value.for}
      // Door and risks are those of that home.
      onChange={id => set({ ...value, for: id, risks: undefined, door: undefined })}
      complaint={complaintAt(complaints, 'for')}
    />
  ) : null
}

const Place = ({ kind, draft: { value, set }, complaints }: StepProps) => {
  if (!hasPlace(kind, value)) return null
  const topic = topicIn(kind, value)
  const which = topic === 'pharmacy' || topic === 'hospital' ? topic : 'other'
  return (
    <Field
      label={words.place[which]}
      longest={60}
      placeholder={words.placeHint[which]}
      value={value.place}
      onChange={place => set({ ...value, place })}
      complaint={complaintAt(complaints, 'place')}
    />
  )
}

const InWords = (step: StepProps) => {
  const { kind, complaints } = step
  const { value, set } = step.draft
  const medicine = kind === 'medicine'
  // 取快递 says it; what else there is to say goes below.
  const own = medicine || !value.choice || vague.includes(value.choice) || value.errand.trim() !== ''
  const wrong = complaintAt(complaints, 'lines')
  return (
    <>
      <Choice
        label={words.what[kind]}
        options={choices[kind].map(([text]) => ({ value: text, text }))}
        value={value.choice || (medicine ? choices.medicine[0]![0] : undefined)}
        onChange={choice => set({ ...value, choice })}
        complaint={complaintAt(complaints, 'topic')}
      />
      {medicine && <Place {...step} />}
      {own && (
        <Field
          label={medicine ? words.medicine : words.otherWords}
          longest={40}
          placeholder={words.whatHint[kind]}
          value={value.errand}
          onChange={errand => set({ ...value, errand })}
          complaint={wrong}
        />
      )}
      {medicine && <AskDrug {...step} />}
      {!medicine && <Place {...step} />}
      <Field
        label={words.detail}
        lines="many"
        longest={60}
        placeholder={words.detailHint[kind]}
        value={value.detail}
        onChange={detail => set({ ...value, detail })}
        complaint={own ? undefined : wrong}
      />
    </>
  )
}

/** As many photos as the contract takes. */
const mostPhotos = 6

/** For those who would rather say it or show it. */
const Extras = ({ kind, draft: { value, set }, complaints, onBusy }: StepProps) => {
  // A recording ends long after it was begun; what was typed meanwhile stays.
  const now = useRef(value)
  now.current = value
  const unheard = complaintAt(complaints, 'voice')
  return (
    <>
      <VoiceField
        label={words.voice}
        value={value.voice}
        onChange={voice => set({ ...now.current, voice })}
        onBusy={busy => onBusy?.('voice', busy)}
      />
      {unheard !== undefined && <Complaint text={unheard} />}
      <PhotoField
        label={kind === 'medicine' ? words.photos.prescription : words.photos.any}
        value={value.photos}
        most={mostPhotos}
        onChange={photos => set({ ...now.current, photos })}
        onBusy={busy => onBusy?.('photos', busy)}
        complaint={complaintAt(complaints, 'files')}
      />
    </>
  )
}

export const AskWhat = ({ me, ...step }: StepProps & { readonly me: Me | undefined }) => (
  <>
    <ForWhom me={me} draft={step.draft} complaints={step.complaints} />
    {step.kind === 'groceries' ? <AskGroceries {...step} /> : <InWords {...step} />}
    <Extras {...step} />
  </>
)
