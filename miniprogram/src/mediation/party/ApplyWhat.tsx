/** First step: for whom, what it is, how it came about. */
import Taro from '@tarojs/taro'
import { useRef } from 'react'
import type { Me } from '../../../../shared/identity.ts'
import { disputeKinds } from '../../../../shared/mediation/life.ts'
import { Card } from '../../components/Card.tsx'
import { Choice } from '../../components/Choice.tsx'
import { Complaint, Field } from '../../components/Field.tsx'
import { PhotoField } from '../../components/PhotoField.tsx'
import { Row } from '../../components/Row.tsx'
import { Notice } from '../../components/States.tsx'
import { VoiceField } from '../../components/VoiceField.tsx'
import { complaintAt } from '../../components/form.ts'
import { mostPhotos, type StepProps } from './apply-form.ts'
import { words } from './apply-words.ts'
import { Explain } from './Explain.tsx'
import { kindText } from '../words.ts'

/** For whom the reader may apply: oneself, where one lives here, and those one acts for. */
export const whomOf = (me: Me | undefined) => [
  ...(me?.grants.some(({ role }) => role === 'resident') ? [{ value: '', text: words.myself }] : []),
  ...(me?.actsFor ?? [])
    .filter(({ modules }) => modules.includes('mediation'))
    .map(({ id, callName }) => ({ value: id, text: callName })),
]

interface Props extends StepProps {
  readonly me: Me
  /** Told while a photo or the voice note is on its way. */
  readonly onBusy: (what: 'photos' | 'voice', busy: boolean) => void
}

export const ApplyWhat = ({ me, draft: { value, set }, complaints, onBusy }: Props) => {
  const whom = whomOf(me)
  // A recording ends long after it was begun; what was typed meanwhile stays.
  const now = useRef(value)
  now.current = value
  const unheard = complaintAt(complaints, 'files')
  return (
    <>
      <Explain />
      <Card>
        <Row
          name={words.invited}
          note={words.invitedNote}
          onTap={() => void Taro.navigateTo({ url: '/mediation/answer' })}
        />
      </Card>
      {whom.length > 1 && (
        <Choice
          label={words.forWhom}
          options={whom}
          value={value.for}
          onChange={id => set({ ...value, for: id })}
          complaint={complaintAt(complaints, 'for')}
        />
      )}
      <Choice
        label={words.kind}
        options={disputeKinds.map(kind => ({ value: kind, text: kindText[kind] }))}
        value={value.kind}
        onChange={kind => set({ ...value, kind })}
        complaint={complaintAt(complaints, 'kind')}
      />
      {value.kind === 'family' && <Notice text={words.violence} tone="warn" />}
      <Field
        label={words.facts}
        lines="many"
        longest={2000}
        placeholder={words.factsHint}
        value={value.facts}
        onChange={facts => set({ ...value, facts })}
        complaint={complaintAt(complaints, 'facts')}
      />
      <VoiceField
        label={words.voice}
        value={value.voice}
        onChange={voice => set({ ...now.current, voice })}
        onBusy={busy => onBusy('voice', busy)}
      />
      <Field
        label={words.wish}
        lines="many"
        longest={500}
        placeholder={words.wishHint}
        value={value.wish}
        onChange={wish => set({ ...value, wish })}
        complaint={complaintAt(complaints, 'wish')}
      />
      <PhotoField
        label={words.photos}
        hint={words.photosHint}
        value={value.photos}
        most={mostPhotos}
        onChange={photos => set({ ...now.current, photos })}
        onBusy={busy => onBusy('photos', busy)}
      />
      {unheard !== undefined && <Complaint text={unheard} />}
    </>
  )
}
