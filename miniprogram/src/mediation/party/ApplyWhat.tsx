/** First step: for whom, what it is, how it came about. */
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
import { open } from '../../platform/open.ts'
import { mostPhotos, type StepProps } from './apply-form.ts'
import { Explain } from './Explain.tsx'
import { kindText } from '../words.ts'

/** For whom the reader may apply: oneself, where one lives here, and those one acts for. */
export const whomOf = (me: Me | undefined) => [
  ...(me?.grants.some(({ role }) => role === 'resident') ? [{ value: '', text: '我自己' }] : []),
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
        <Row name="是别人邀您谈？" note="收到邀请的，点这里回话" onTap={() => open('mediation/answer')} />
      </Card>
      {whom.length > 1 && (
        <Choice
          label="替谁约"
          options={whom}
          value={value.for}
          onChange={id => set({ ...value, for: id })}
          complaint={complaintAt(complaints, 'for')}
        />
      )}
      <Choice
        label="什么事"
        options={disputeKinds.map(kind => ({ value: kind, text: kindText[kind] }))}
        value={value.kind}
        onChange={kind => set({ ...value, kind })}
        complaint={complaintAt(complaints, 'kind')}
      />
      {value.kind === 'family' && <Notice text="有人动手、有人受伤，先打110、120。" tone="warn" />}
      <Field
        label="怎么回事"
        lines="many"
        longest={2000}
        placeholder="比如：楼上卫生间漏水，我家屋顶泡坏了"
        value={value.facts}
        onChange={facts => set({ ...value, facts })}
        complaint={complaintAt(complaints, 'facts')}
      />
      <VoiceField
        label="不想写？说给我们听"
        value={value.voice}
        onChange={voice => set({ ...now.current, voice })}
        onBusy={busy => onBusy('voice', busy)}
      />
      <Field
        label="您希望怎么办（可以不写）"
        lines="many"
        longest={500}
        placeholder="比如：把水管修好，赔刷墙的钱"
        value={value.wish}
        onChange={wish => set({ ...value, wish })}
        complaint={complaintAt(complaints, 'wish')}
      />
      <PhotoField
        label="照片（可以不拍）"
        hint="现场、单据、聊天记录都行。对方看不到。"
        value={value.photos}
        most={mostPhotos}
        onChange={photos => set({ ...now.current, photos })}
        onBusy={busy => onBusy('photos', busy)}
      />
      {unheard !== undefined && <Complaint text={unheard} />}
    </>
  )
}
