/** 受理, or out of scope: why, and where to go instead. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import { mediation } from '../../../shared/mediation.ts'
import { elsewheres, outOfScopeReasons } from '../../../shared/mediation/case.ts'
import { Button } from '../components/Button.tsx'
import { Choice } from '../components/Choice.tsx'
import { Field } from '../components/Field.tsx'
import { RevealPhone } from './RevealPhone.tsx'
import { usualElsewhere, words } from './room-words.ts'
import { StepSheet, ToCall, useStep, type Step } from './StepSheet.tsx'
import { elsewhereText, reasonText } from './words.ts'

export const AcceptSheet = (step: Step) => {
  const { item, close } = step
  const { go, send, error } = useStep(step)
  const applicant = item.parties.find(({ side }) => side === 'applicant')
  return (
    <StepSheet
      title={words.acceptTitle}
      close={close}
      error={error}
      foot={
        <Button
          text={words.acceptYes}
          onTap={() => send(go(mediation.screen, { id: item.id, seq: item.seq, accept: true }))}
        />
      }
    >
      {words.acceptCheck.map(line => (
        <View key={line} className="under-label">
          {line}
        </View>
      ))}
      {applicant && <RevealPhone id={item.id} party={applicant} />}
    </StepSheet>
  )
}

export const ElsewhereSheet = (step: Step) => {
  const { item, close } = step
  const { go, send, error, fields } = useStep(step)
  const [reason, setReason] = useState<(typeof outOfScopeReasons)[number]>()
  const [to, setTo] = useState<(typeof elsewheres)[number]>()
  const [text, setText] = useState('')
  const choose = (why: (typeof outOfScopeReasons)[number]) => {
    setReason(why)
    setTo(to ?? usualElsewhere[why])
  }
  const sendIt = () =>
    send(
      go(mediation.screen, {
        ...{ id: item.id, seq: item.seq, accept: false },
        ...(reason && { reason }),
        ...(to && { to }),
        ...(text.trim() && { text: text.trim() }),
      }),
    )
  return (
    <StepSheet
      title={words.elsewhereTitle}
      close={close}
      error={error}
      foot={<Button text={words.elsewhereYes} disabled={!reason || !to} onTap={sendIt} />}
    >
      <ToCall parties={item.parties.filter(({ side }) => side === 'applicant')} />
      <Choice
        label={words.elsewhereWhy}
        options={outOfScopeReasons.map(value => ({ value, text: reasonText[value] ?? value }))}
        value={reason}
        onChange={choose}
        complaint={fields.reason}
      />
      <Choice
        label={words.elsewhereTo}
        options={elsewheres.map(value => ({ value, text: elsewhereText[value] }))}
        value={to}
        onChange={setTo}
        complaint={fields.to}
      />
      <Field
        label={words.elsewhereText}
        lines="many"
        longest={200}
        placeholder={words.elsewhereHint}
        value={text}
        onChange={setText}
        complaint={fields.text}
      />
    </StepSheet>
  )
}
