/** What ends a case and what comes after: no agreement, what became of it, the court's confirmation, the file. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import { mediation } from '../../../shared/mediation.ts'
import { confirmations, performances } from '../../../shared/mediation/case.ts'
import { Button } from '../components/Button.tsx'
import { Choice } from '../components/Choice.tsx'
import { Field } from '../components/Field.tsx'
import { Row } from '../components/Row.tsx'
import { Dossier } from './Dossier.tsx'
import { words } from './room-words.ts'
import { StepSheet, useStep, type Step } from './StepSheet.tsx'
import { sayDayOf } from './times.ts'
import { confirmationText, otherWays, performedText } from './words.ts'

export const NoAgreementSheet = (step: Step) => {
  const { item, close } = step
  const { id, seq } = item
  const { go, send, error, fields } = useStep(step)
  const [text, setText] = useState('')
  const said = text.trim()
  return (
    <StepSheet
      title={words.noAgreementTitle}
      close={close}
      closeText={words.talkOn}
      error={error}
      foot={
        <Button
          text={words.noAgreementYes}
          onTap={() => send(go(mediation.noAgreement, { id, seq, ...(said && { text: said }) }))}
        />
      }
    >
      <View className="strong">{words.tellThem}</View>
      {otherWays.map(([name, note]) => (
        <Row key={name} name={name} note={note} />
      ))}
      <View className="gap" />
      <Field
        label={words.noAgreementWhy}
        lines="many"
        longest={200}
        placeholder={words.noAgreementHint}
        value={text}
        onChange={setText}
        complaint={fields.text}
      />
    </StepSheet>
  )
}

const yesNo = [
  { value: 'yes', text: words.yes },
  { value: 'no', text: words.no },
] as const

export const FollowUpSheet = (step: Step) => {
  const { item, close } = step
  const { id, seq } = item
  const { go, send, error, fields } = useStep(step)
  const [performed, setPerformed] = useState<(typeof performances)[number]>()
  const [satisfied, setSatisfied] = useState<'yes' | 'no'>()
  const [risk, setRisk] = useState(false)
  const [text, setText] = useState('')
  const save = () =>
    send(
      go(mediation.followUp, {
        ...{ id, seq, performed: performed!, risk },
        ...(satisfied && { satisfied: satisfied === 'yes' }),
        ...(text.trim() && { text: text.trim() }),
      }),
    )
  return (
    <StepSheet
      title={words.followUpTitle}
      close={close}
      error={error}
      foot={<Button text={words.followUpYes} disabled={!performed} onTap={save} />}
    >
      {item.agreement && (
        <View className="sheet-text">
          {item.agreement.terms.map((line, i) => (
            <View key={i}>{`${i + 1}. ${line}`}</View>
          ))}
        </View>
      )}
      <Choice
        label={words.performed}
        options={performances.map(value => ({ value, text: performedText[value] }))}
        value={performed}
        onChange={setPerformed}
        complaint={fields.performed}
      />
      <Choice label={words.satisfied} options={yesNo} value={satisfied} onChange={setSatisfied} />
      <Row name={words.risk} note={words.riskNote} on={risk} onTap={() => setRisk(!risk)} />
      <View className="gap" />
      <Field
        label={words.followUpText}
        lines="many"
        longest={200}
        placeholder={words.followUpHint}
        value={text}
        onChange={setText}
        complaint={fields.text}
      />
    </StepSheet>
  )
}

export const ConfirmationSheet = (step: Step) => {
  const { item, close } = step
  const { id, seq, kind, confirmation } = item
  const { go, send, error } = useStep(step)
  if (!confirmation) return null
  const over = confirmation.by < new Date().toISOString()
  const say = over ? words.confirmationOver : words.confirmationNote
  return (
    <StepSheet title={words.confirmationTitle} close={close} error={error}>
      <View className="sheet-text">{say(sayDayOf(confirmation.by))}</View>
      {kind === 'family' && <View className="sheet-text">{words.confirmationFamily}</View>}
      {confirmations
        .filter(state => state !== confirmation.state && !(over && state === 'wanted'))
        .map(state => (
          <Button
            key={state}
            text={confirmationText[state]}
            kind="plain"
            onTap={() => send(go(mediation.confirmation, { id, seq, state }))}
          />
        ))}
    </StepSheet>
  )
}

/** Nothing stands in the way of an incomplete file; it says so. */
export const ArchiveSheet = (step: Step) => {
  const { item, close } = step
  const { id, seq } = item
  const { go, send, error } = useStep(step)
  return (
    <StepSheet
      title={words.archiveTitle}
      close={close}
      error={error}
      foot={<Button text={words.archiveYes} onTap={() => send(go(mediation.archive, { id, seq }))} />}
    >
      <Dossier item={item} />
      {item.dossier?.some(({ has, needed }) => needed && !has) && (
        <View className="hint">{words.archiveLacks}</View>
      )}
    </StepSheet>
  )
}
