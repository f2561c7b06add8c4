import { View } from '@tarojs/components'
import { useState } from 'react'
import * as z from 'zod/mini'
import { volunteers } from '../../../shared/volunteers.ts'
import type { RecordReply } from '../../../shared/volunteers/hours.ts'
import { Button } from '../components/Button.tsx'
import { useCommunity } from '../components/CallCommunity.tsx'
import { showComplaint } from '../components/complaints.ts'
import { Field } from '../components/Field.tsx'
import { Sheet } from '../components/Sheet.tsx'
import { Notice } from '../components/States.tsx'
import { WhenField } from '../components/WhenField.tsx'
import { useDraft } from '../platform/drafts.ts'
import { useMove } from '../platform/query.tsx'
import { Refused, sayRefusal } from '../platform/refused.ts'
import { dayOf } from './days.ts'
import { words } from './lead-words.ts'
import { complaintsAboutSeal } from './seal-form.ts'

const sealDraft = z.object({
  announcedFromOn: z.string(),
  announcedToOn: z.string(),
  handler: z.string(),
  contact: z.string(),
  reason: z.string(),
})
type SealDraft = z.output<typeof sealDraft>

interface Props {
  readonly record: RecordReply
  readonly done: (text: string) => void
}

export const SealForm = ({ record: { number, may, issuedAt }, done }: Props) => {
  const issuedOn = dayOf(issuedAt)
  const phone = useCommunity()?.phone ?? ''
  const empty = { announcedFromOn: '', announcedToOn: '', handler: '', contact: phone, reason: '' }
  const { value, set, clear } = useDraft<SealDraft>(`volunteers.seal.${number}`, sealDraft, empty)
  const [complaints, setComplaints] = useState<Readonly<Record<string, string>>>({})
  const [refusing, setRefusing] = useState(false)
  const { go, error, forget } = useMove()
  // What was said of the seal is not said of the reason, nor the other way round.
  const refuse = (open: boolean) => {
    forget()
    setComplaints({})
    setRefusing(open)
  }
  const seals = may.includes('seal')
  const part = (changed: Partial<SealDraft>) => set({ ...value, ...changed })

  const send = async (input: Parameters<typeof complaintsAboutSeal>[0], said: string) => {
    const wrong = complaintsAboutSeal(input)
    setComplaints(wrong)
    const [first] = Object.values(wrong)
    if (first !== undefined) return showComplaint(first)
    try {
      await go(volunteers.seal, input)
      clear()
      done(said)
    } catch (refusal) {
      if (refusal instanceof Refused) setComplaints(refusal.fields)
    }
  }
  const { reason, ...sealed } = value
  const day = (name: 'announcedFromOn' | 'announcedToOn', label: string) => (
    <View className="pair-part">
      <WhenField
        label={label}
        mode="date"
        value={value[name]}
        from={issuedOn}
        onChange={on => part({ [name]: on })}
        complaint={complaints[`sealed.${name}`] ?? complaints[name]}
      />
    </View>
  )
  const text = (name: 'handler' | 'contact', longest: number) => (
    <Field
      label={words[name]}
      longest={longest}
      value={value[name]}
      onChange={typed => part({ [name]: typed })}
      complaint={complaints[`sealed.${name}`]}
    />
  )
  return (
    <View className="stack">
      {seals && (
        <>
          <View className="pair pair-fields">
            {day('announcedFromOn', words.announcedFrom)}
            {day('announcedToOn', words.announcedTo)}
          </View>
          <View className="hint under-label">{words.announceNote}</View>
          {text('handler', 20)}
          {text('contact', 20)}
          {error && !refusing && <Notice text={sayRefusal(error)} tone="warn" />}
          <Button text={words.sealIt} onTap={() => send({ number, sealed }, words.sealed)} />
        </>
      )}
      {may.includes('refuse') && <Button text={words.notSealed} kind="plain" onTap={() => refuse(true)} />}
      <Sheet
        open={refusing}
        title={words.whyNoSeal}
        close={() => refuse(false)}
        closeText={words.thinkAgain}
        foot={<Button text={words.sendWhy} onTap={() => send({ number, reason }, words.refused)} />}
      >
        <Field
          label={words.whyNoSeal}
          quiet
          lines="many"
          longest={60}
          placeholder={words.whyNoSealHint}
          value={reason}
          onChange={typed => part({ reason: typed })}
          complaint={complaints.reason}
        />
        {error && <Notice text={sayRefusal(error)} tone="warn" />}
      </Sheet>
    </View>
  )
}
