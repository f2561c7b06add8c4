/** The minutes of one time are put right; why stays to be seen by the person and the community. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import * as z from 'zod/mini'
import { volunteers } from '../../../shared/volunteers.ts'
import type { StintReply } from '../../../shared/volunteers/hours.ts'
import { Button } from '../components/Button.tsx'
import { Field } from '../components/Field.tsx'
import { Sheet } from '../components/Sheet.tsx'
import { Notice } from '../components/States.tsx'
import { useDraft } from '../platform/drafts.ts'
import { useMove } from '../platform/query.tsx'
import { Refused, sayRefusal } from '../platform/refused.ts'
import { fieldComplaints } from '../../../shared/refusals.ts'
import { words } from './lead-words.ts'

const correction = z.object({ hours: z.string(), minutes: z.string(), reason: z.string() })

export const CorrectSheet = ({
  stint,
  about,
  close,
}: {
  readonly stint: StintReply
  /** Whose time it was, doing what, and when. */
  readonly about: string
  readonly close: () => void
}) => {
  const { id, user, version } = stint
  const before = {
    hours: String(Math.floor(stint.minutes / 60)),
    minutes: String(stint.minutes % 60),
    reason: '',
  }
  const { value, set, clear } = useDraft(`volunteers.correct.${id}.${user}`, correction, before)
  const [complaints, setComplaints] = useState<Readonly<Record<string, string>>>({})
  const { go, error } = useMove()
  const send = async () => {
    const minutes = Number(value.hours) * 60 + Number(value.minutes)
    const input = { user, id, version, minutes, reason: value.reason }
    const judged = volunteers.correctHours.takes.safeParse(input, { reportInput: true })
    setComplaints(judged.success ? {} : fieldComplaints(judged.error.issues))
    if (!judged.success) return
    try {
      await go(volunteers.correctHours, input)
      clear()
      close()
    } catch (refusal) {
      if (refusal instanceof Refused) setComplaints(refusal.fields)
    }
  }
  const number = (name: 'hours' | 'minutes', label: string) => (
    <View className="pair-part">
      <Field
        label={label}
        type="digit"
        longest={3}
        value={value[name]}
        onChange={typed => set({ ...value, [name]: typed })}
      />
    </View>
  )
  return (
    <Sheet
      open
      title={words.correctTitle(stint.name)}
      close={close}
      closeText={words.correctNo}
      foot={<Button text={words.correctYes} onTap={send} />}
    >
      <View className="sheet-text">{about}</View>
      <View className="pair">
        {number('hours', words.hoursField)}
        {number('minutes', words.minutesField)}
      </View>
      {complaints.minutes !== undefined && <Notice text={complaints.minutes} tone="warn" />}
      <Field
        label={words.why}
        longest={60}
        placeholder={words.whyHint}
        value={value.reason}
        onChange={reason => set({ ...value, reason })}
        complaint={complaints.reason}
      />
      <View className="hint">{words.correctNote}</View>
      {error && <Notice text={sayRefusal(error)} tone="warn" />}
    </Sheet>
  )
}
