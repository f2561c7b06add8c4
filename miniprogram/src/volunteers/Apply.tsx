/** The few questions a team asks before one signs up. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import * as z from 'zod/mini'
import { volunteers } from '../../../shared/volunteers.ts'
import type { MembershipReply, TeamReply } from '../../../shared/volunteers/teams.ts'
import { Button } from '../components/Button.tsx'
import { showComplaint } from '../components/complaints.ts'
import { Choice } from '../components/Choice.tsx'
import { Field } from '../components/Field.tsx'
import { Sheet } from '../components/Sheet.tsx'
import { Notice } from '../components/States.tsx'
import { Ticks } from '../components/Ticks.tsx'
import { useDraft } from '../platform/drafts.ts'
import { useMove } from '../platform/query.tsx'
import { Refused, sayRefusal } from '../platform/refused.ts'
import { askToBeTold } from '../platform/subscribe.ts'
import { saySkills, words } from './words.ts'

const adultAge = 18

const said = z.object({
  age: z.enum(['adult', 'minor']),
  parentsAgree: z.boolean(),
  fit: z.boolean(),
  listed: z.enum(['yes', 'no']),
  note: z.string(),
})
const nothingSaid: z.output<typeof said> = {
  age: 'adult',
  parentsAgree: false,
  fit: false,
  listed: 'no',
  note: '',
}

interface Props {
  readonly team: TeamReply
  readonly close: () => void
  readonly applied: (membership: MembershipReply) => void
}

export const ApplySheet = ({ team, close, applied }: Props) => {
  const { value, set, clear } = useDraft(`volunteers.apply.${team.id}`, said, nothingSaid)
  const { go, error } = useMove()
  const [tried, setTried] = useState(false)
  const takesMinors = team.minAge < adultAge
  const minor = takesMinors && value.age === 'minor'
  const noParents = minor && !value.parentsAgree ? words.parentsMissing : undefined
  const notFit = team.asksFitness && !value.fit ? words.fitMissing : undefined
  const fields = error instanceof Refused ? error.fields : {}
  const send = async () => {
    setTried(true)
    const missing = noParents ?? notFit
    if (missing) return showComplaint(missing)
    void askToBeTold('asking')
    const note = value.note.trim()
    const input = {
      team: team.id,
      community: team.community,
      age: minor ? ('minor' as const) : ('adult' as const),
      ...(minor && { parentsAgree: true as const }),
      ...(team.asksFitness && { fit: true as const }),
      listed: value.listed === 'yes',
      ...(note && { note }),
    }
    await go(volunteers.apply, input).then(
      membership => {
        clear()
        applied(membership)
      },
      () => undefined, // shown below
    )
  }
  return (
    <Sheet
      open
      title={words.applyTitle(team.name)}
      close={close}
      closeText={words.notSend}
      foot={<Button text={words.send} onTap={send} />}
    >
      {takesMinors ? (
        <Choice
          label={words.age}
          options={[
            { value: 'adult', text: words.adult },
            { value: 'minor', text: words.minor(team.minAge) },
          ]}
          value={value.age}
          onChange={age => set({ ...value, age })}
          complaint={fields.age}
        />
      ) : (
        <View className="big under-label">{words.adultsOnly(team.minAge)}</View>
      )}
      {minor && (
        <Ticks
          label={words.parentsNote}
          options={[{ value: 'yes', text: words.parents }]}
          value={value.parentsAgree ? ['yes'] : []}
          onChange={ticked => set({ ...value, parentsAgree: ticked.length > 0 })}
          complaint={tried ? (noParents ?? fields.parentsAgree) : undefined}
        />
      )}
      {team.asksFitness && (
        <Ticks
          label={words.fitNote(team.purpose || saySkills(team.skills))}
          options={[{ value: 'yes', text: words.fit }]}
          value={value.fit ? ['yes'] : []}
          onChange={ticked => set({ ...value, fit: ticked.length > 0 })}
          complaint={tried ? (notFit ?? fields.fit) : undefined}
        />
      )}
      <Choice
        label={words.listed}
        options={[
          { value: 'no', text: words.listedNo },
          { value: 'yes', text: words.listedYes },
        ]}
        value={value.listed}
        onChange={listed => set({ ...value, listed })}
      />
      <View className="small under-label">{words.listedNote}</View>
      <Field
        label={words.note}
        lines="many"
        longest={100}
        placeholder={words.noteHint}
        value={value.note}
        onChange={note => set({ ...value, note })}
        complaint={fields.note}
      />
      <View className="small">{words.noteSeen}</View>
      {error && <Notice text={sayRefusal(error)} tone="warn" />}
    </Sheet>
  )
}
